package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Broadcast is one announcement to many. Times are people's.
type Broadcast struct {
	ID        int64
	Code      string // SR-12
	Event     string // code of the event that it is about; "": none
	Audience  Audience
	Texts     map[string]string       // by language, with {{nama}} and the like
	Choices   map[string][]bot.Choice // likewise
	Photo     int64                   // a file of ours; 0: none
	Needs     []string                // placeholders in the texts
	Version   int                     // of the text
	Spends    bool                    // also to who has had the week's share of news
	Author    string
	AuthorID  int64 // of the staff; 0: an operator
	Approver  string
	State     BroadcastState
	Starts    time.Time
	Expires   time.Time
	Opens     int // leaves from this o'clock, WIB
	Closes    int // until this one
	Expanded  bool
	Upto      int64     // members whose rows are written, by id
	Tested    time.Time // its author had this version; zero: not
	Approved  time.Time
	Created   time.Time
	Ended     time.Time
	PhotoFile *File // of a new one
	rest      bool  // only who is to get it yet
}

// BroadcastState is how far a broadcast is.
type BroadcastState string

// The states.
const (
	BroadcastDraft     BroadcastState = "draft"
	BroadcastAsked     BroadcastState = "asked" // a second person is to approve it
	BroadcastRunning   BroadcastState = "running"
	BroadcastPaused    BroadcastState = "paused"
	BroadcastFinished  BroadcastState = "done"
	BroadcastCancelled BroadcastState = "cancelled"
)

// Live tells whether it may still do something.
func (s BroadcastState) Live() bool { return s != BroadcastFinished && s != BroadcastCancelled }

// ErrNoBroadcast means that there is none of a code.
var ErrNoBroadcast = errors.New("there is no such broadcast")

const selectBroadcasts = `
	select b.id, b.code, coalesce(e.code, ''), b.audience, b.texts, coalesce(b.choices, '{}'), coalesce(b.photo_id, 0), b.needs, b.version, b.spends,
	       b.author, coalesce(b.author_id, 0), b.approver, b.state, b.starts_at, b.expires_at, b.opens, b.closes, b.expanded, b.upto,
	       b.tested_at, b.approved_at, b.created_at, b.ended_at
	from broadcasts b left join events e on e.id = b.event_id `

func scanBroadcast(row pgx.CollectableRow) (b Broadcast, err error) {
	var audience, texts, choices []byte
	var tested, approved, ended *time.Time
	err = row.Scan(&b.ID, &b.Code, &b.Event, &audience, &texts, &choices, &b.Photo, &b.Needs, &b.Version, &b.Spends,
		&b.Author, &b.AuthorID, &b.Approver, &b.State, &b.Starts, &b.Expires, &b.Opens, &b.Closes, &b.Expanded, &b.Upto, &tested, &approved, &b.Created, &ended)
	if err != nil {
		return b, err
	}
	b.Tested, b.Approved, b.Ended = orZero(tested), orZero(approved), orZero(ended)
	return b, errors.Join(json.Unmarshal(audience, &b.Audience), json.Unmarshal(texts, &b.Texts), json.Unmarshal(choices, &b.Choices))
}

// Broadcasts lists those that are not over, or all, the newest first.
func (s *Store) Broadcasts(ctx context.Context, all bool) (list []Broadcast, err error) {
	rows, err := s.pool.Query(ctx, selectBroadcasts+`where $1 or b.state not in ('done', 'cancelled') order by b.id desc`, all)
	if err == nil {
		list, err = pgx.CollectRows(rows, scanBroadcast)
	}
	if err != nil {
		return nil, fmt.Errorf("list broadcasts: %w", err)
	}
	return list, nil
}

// Broadcast reads one by its code. ErrNoBroadcast: there is none.
func (s *Store) Broadcast(ctx context.Context, code string) (b Broadcast, err error) {
	err = s.Within(ctx, func(t Tx) error {
		b, err = t.broadcast(ctx, code, "")
		return err
	})
	return b, err
}

// broadcast reads one, and locks it with "for update of b".
func (t Tx) broadcast(ctx context.Context, code, lock string) (b Broadcast, err error) {
	rows, err := t.tx.Query(ctx, selectBroadcasts+`where b.code = upper($1) `+lock, code)
	if err == nil {
		b, err = pgx.CollectExactlyOneRow(rows, scanBroadcast)
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return b, fmt.Errorf("%w: %s", ErrNoBroadcast, code)
	}
	if err != nil {
		return b, fmt.Errorf("read broadcast: %w", err)
	}
	return b, nil
}

// CreateBroadcast keeps a draft, and gives it its code.
func (s *Store) CreateBroadcast(ctx context.Context, b Broadcast, at time.Time) (code string, err error) {
	err = s.Within(ctx, func(t Tx) error {
		code, err = t.createBroadcast(ctx, b, at)
		if err != nil {
			return err
		}
		return t.audit(entry{actor: Who{b.AuthorID, b.Author}.actor(), action: "broadcast.create", subject: code, at: at})
	})
	if err != nil {
		return "", fmt.Errorf("create a broadcast: %w", err)
	}
	return code, nil
}

func (t Tx) createBroadcast(ctx context.Context, b Broadcast, at time.Time) (code string, err error) {
	t.lockSegments()
	segments, err := t.segments(ctx)
	if err != nil {
		return "", err
	}
	if _, err := b.Audience.bind(&[]any{}, segments, at); err != nil {
		return "", err
	}
	photo := b.Photo
	if b.PhotoFile != nil {
		ids, err := t.PutFiles(ctx, []File{*b.PhotoFile}, at)
		if err != nil {
			return "", err
		}
		photo = ids[0]
	}
	needs := b.Needs
	if needs == nil {
		needs = []string{}
	}
	err = t.tx.QueryRow(ctx, `
		with next as (select nextval(pg_get_serial_sequence('broadcasts', 'id')) as id)
		insert into broadcasts (id, code, event_id, audience, texts, choices, photo_id, needs, spends, author, author_id, starts_at, expires_at, opens, closes, created_at)
		select id, 'SR-' || id, (select e.id from events e where e.code = nullif($1, '')), $2, $3, nullif($4::jsonb, 'null'), nullif($5::bigint, 0), $6, $7, $8, nullif($9::bigint, 0), $10, $11, $12, $13, $14
		from next returning code`,
		b.Event, asJSON(b.Audience), asJSON(b.Texts), asJSON(b.Choices), photo, needs, b.Spends, b.Author, b.AuthorID, b.Starts, b.Expires, b.Opens, b.Closes, at).Scan(&code)
	return code, err
}

// asJSON is for what we have made ourselves: strings and numbers, which cannot fail.
func asJSON(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

// NextBroadcast is when the clock alone makes something of a broadcast happen: it
// begins, its hours begin, or its time is over. Zero: nothing does.
func (s *Store) NextBroadcast(ctx context.Context, now time.Time) (at time.Time, err error) {
	list, err := s.Broadcasts(ctx, false)
	if err != nil {
		return at, err
	}
	for _, b := range list {
		if b.State != BroadcastRunning {
			continue
		}
		next := b.Expires
		if opens := b.NextOpen(now); opens.After(now) && opens.Before(next) {
			next = opens
		}
		if at.IsZero() || next.Before(at) {
			at = next
		}
	}
	return at, nil
}

// NextOpen is when a broadcast may leave: now, or when its hours begin.
func (b Broadcast) NextOpen(now time.Time) time.Time {
	if now.Before(b.Starts) {
		now = b.Starts
	}
	day := bot.Day(now)
	opens, closes := day.Add(time.Duration(b.Opens)*time.Hour), day.Add(time.Duration(b.Closes)*time.Hour)
	switch {
	case now.Before(opens):
		return opens
	case now.Before(closes):
		return now
	}
	return opens.AddDate(0, 0, 1)
}
