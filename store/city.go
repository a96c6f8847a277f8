package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// City is what the programme offers: centres, classes and bazaars.
type City struct {
	Centres []flows.Centre
	Classes []flows.Class
	Events  []flows.Event
}

const (
	putCentre = `
		insert into centres (kecamatan, name, address, hours, sample) values ($1, $2, $3, $4, $5)
		on conflict do nothing`
	putEvent = `
		insert into events (code, name, kind, organiser, kota, kecamatan, venue, starts_at, ends_at, register_by, slots, conditions, sample)
		values ($1, $2, $3, $4, nullif($5, ''), nullif($6, ''), $7, $8, $9, $10, $11, $12, $13)
		on conflict (code) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, register_by = excluded.register_by
		where events.sample and excluded.sample and events.register_by <= $14`
)

// PutCity keeps what is not here yet. Samples that are over by now take the
// dates of their new likeness: a city to try must not grow old.
func (t Tx) PutCity(ctx context.Context, c City, now time.Time) error {
	b := &pgx.Batch{}
	for _, x := range c.Centres {
		b.Queue(putCentre, x.Kecamatan, x.Name, x.Address, x.Hours, x.Sample)
	}
	for _, x := range c.Classes {
		putClass(b, x, now)
	}
	for _, x := range c.Events {
		b.Queue(putEvent, x.Code, x.Name, x.Kind, x.Organiser, x.Kota, x.Kecamatan, x.Venue, x.Starts, x.Ends, x.RegisterBy,
			x.Slots, x.Conditions, x.Sample, now)
	}
	if err := t.tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("put city: %w", err)
	}
	return nil
}

// islands is the kota of Kepulauan Seribu: hours away by boat, so it is shown
// to whoever lives there or asks for it.
const islands = "31.01"

// findEvents: the bazaar of a kecamatan takes its own members only; malls and
// fairs take all of Jakarta.
func (t Tx) findEvents(ctx context.Context, a flows.FindEvents) (flows.Outcome, error) {
	rows, err := t.tx.Query(ctx, `
		select code, name, kind, organiser, coalesce(kota, ''), coalesce(kecamatan, ''), venue, starts_at, ends_at, register_by,
		       slots, conditions, sample
		from (select *, case when $1 = '' then 0 when kecamatan = $1 then 0 when kota = left($1, 5) then 1
		                     when kota is null then 2 else 3 end as far
		      from events
		      where register_by > $2 and (kota is null or kota = left($1, 5) or kind = 'online' or $1 = '' and kota <> $4)
		        and (kind <> 'offline' or kecamatan is null or kecamatan = $1)) e
		order by far, starts_at, code limit $3`, a.Kecamatan, a.From, a.Limit, islands)
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("find events: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e flows.Event, err error) {
		return e, row.Scan(&e.Code, &e.Name, &e.Kind, &e.Organiser, &e.Kota, &e.Kecamatan, &e.Venue, &e.Starts, &e.Ends, &e.RegisterBy,
			&e.Slots, &e.Conditions, &e.Sample)
	})
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("find events: %w", err)
	}
	return flows.Outcome{Event: flows.Next, Args: flows.Args{"Events": list}}, nil
}

// Centres lists all that are known, by kecamatan.
func (s *Store) Centres(ctx context.Context) ([]flows.Centre, error) {
	rows, err := s.pool.Query(ctx, `select kecamatan, name, address, hours, sample from centres order by kecamatan`)
	if err != nil {
		return nil, fmt.Errorf("list centres: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c flows.Centre, err error) {
		return c, row.Scan(&c.Kecamatan, &c.Name, &c.Address, &c.Hours, &c.Sample)
	})
	if err != nil {
		return nil, fmt.Errorf("list centres: %w", err)
	}
	return list, nil
}

func (t Tx) findCentre(ctx context.Context, a flows.FindCentre) (flows.Outcome, error) {
	var c flows.Centre
	err := t.tx.QueryRow(ctx, `select kecamatan, name, address, hours, sample from centres where kecamatan = $1`, a.Kecamatan).Scan(
		&c.Kecamatan, &c.Name, &c.Address, &c.Hours, &c.Sample)
	if err != nil && err != pgx.ErrNoRows {
		return flows.Outcome{}, fmt.Errorf("find centre: %w", err)
	}
	return flows.Outcome{Event: flows.Next, Args: flows.Args{"Centre": c}}, nil
}
