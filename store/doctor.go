package store

import (
	"context"
	"fmt"
	"time"
)

// Signs are what tells a healthy service from a sick one.
type Signs struct {
	Server       int           // server_version_num, e.g. 150018
	Connections  int           // in use
	MaxAllowed   int           // max_connections
	Pending      int           // messages without an answer
	OldestWait   time.Duration // of those, by people's time
	Quarantined  int           // set aside after three tries
	Newer        int           // conversations written by a newer release
	Queued       int           // bubbles that may leave
	Failed       int           // bubbles that never will, in the last day; but for announcements that lack something to say
	Unknown      int           // bubbles that nobody knows about
	Overdue      int           // leases that ran out by machine time
	Scratch      int           // databases that a killed script left behind
	Fsync        bool
	DatabaseSize int64 // bytes
}

// Signs reads them in one statement. people is people's time, machine the
// wall clock, versions what this release can read of each flow.
func (s *Store) Signs(ctx context.Context, people, machine time.Time, versions map[string]int) (Signs, error) {
	var v Signs
	var oldest *time.Time
	names, known := flowVersions(versions)
	err := s.pool.QueryRow(ctx, `
		select current_setting('server_version_num')::int,
		       (select count(*) from pg_stat_activity where backend_type = 'client backend'),
		       current_setting('max_connections')::int,
		       (select count(*) from inbox where state = 'pending'),
		       (select min(at) from inbox where state = 'pending'),
		       (select count(*) from inbox where state = 'quarantined'),
		       (select count(*) from conversations c where not (`+readable+`)),
		       (select count(*) from outbox where state = 'queued'),
		       (select count(*) from outbox where state = 'failed' and created_at > $3::timestamptz - interval '1 day' and coalesce(reason, '') not like 'missing\_%'),
		       (select count(*) from outbox where state = 'unknown'),
		       (select count(*) from outbox where state = 'leased' and leased_until < $4),
		       (select count(*) from pg_database where datname like 'scratch\_%' and datname <> current_database()),
		       current_setting('fsync')::bool, pg_database_size(current_database())`, names, known, people, machine).Scan(
		&v.Server, &v.Connections, &v.MaxAllowed, &v.Pending, &oldest, &v.Quarantined, &v.Newer, &v.Queued, &v.Failed,
		&v.Unknown, &v.Overdue, &v.Scratch, &v.Fsync, &v.DatabaseSize)
	if err != nil {
		return v, fmt.Errorf("read signs: %w", err)
	}
	if oldest != nil {
		v.OldestWait = people.Sub(*oldest)
	}
	return v, nil
}
