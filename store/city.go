package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// City is what the programme offers: centres, classes and bazaars, and who works
// for it.
type City struct {
	Centres []flows.Centre
	Classes []flows.Class
	Events  []flows.Event
	Hosts   []Host
}

const putCentre = `
	insert into centres (kecamatan, name, address, hours, sample) values ($1, $2, $3, $4, $5)
	on conflict do nothing`

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
		putEvent(b, x, now)
	}
	if err := t.tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("put city: %w", err)
	}
	return t.putHosts(ctx, c.Hosts, now)
}

// islands is the kota of Kepulauan Seribu: hours away by boat, so it is shown
// to whoever lives there or asks for it.
const islands = "31.01"

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
