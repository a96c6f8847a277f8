package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// staffBroadcasts lists those that are not over and of which somebody may know, the
// newest first.
func (t Tx) staffBroadcasts(ctx context.Context, d announcer, a flows.StaffBroadcasts) (out flows.Outcome, err error) {
	var all []Broadcast
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { all, err = pgx.CollectRows(rows, scanBroadcast); return err },
		selectBroadcasts+`where b.state not in ('done', 'cancelled') order by b.id desc`)
	if err != nil {
		return out, fmt.Errorf("list broadcasts: %w", err)
	}
	var list []flows.Broadcast
	for _, b := range all {
		if !d.who.covers(b.Audience) {
			continue
		}
		if len(list) == a.Skip+a.Limit {
			return flows.Outcome{Event: "some", Args: flows.Args{"Broadcasts": list[a.Skip:], "More": true}}, nil
		}
		told, err := t.toldBroadcast(ctx, d, b)
		if err != nil {
			return out, err
		}
		list = append(list, told)
	}
	if len(list) <= a.Skip {
		return flows.Outcome{Event: "none", Args: flows.Args{"Broadcasts": []flows.Broadcast{}, "More": false}}, nil
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Broadcasts": list[a.Skip:], "More": false}}, nil
}

// toldBroadcast is a broadcast as staff see it, with how far it is.
func (t Tx) toldBroadcast(ctx context.Context, d announcer, b Broadcast) (x flows.Broadcast, err error) {
	x = flows.Broadcast{Code: b.Code, Version: b.Version, State: string(b.State), Event: b.Event, Texts: b.Texts, Photo: b.Photo, Author: signature(b.Author), Approver: signature(b.Approver), Expires: b.Expires,
		Opens: b.Opens, Closes: b.Closes, Mine: b.AuthorID != 0 && b.AuthorID == d.who.ID, Tested: !b.Tested.IsZero(), Choices: map[string][]flows.Choice{}}
	for lang, list := range b.Choices {
		for _, c := range list {
			x.Choices[lang] = append(x.Choices[lang], flows.Choice{Value: c.ID, Label: c.Label})
		}
	}
	x.Audience = b.Audience.said()
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		return one(rows, &x.Title, &x.Shuts, &x.Left, &x.Queue, &x.Failed, &x.Unsent)
	}, `
		select coalesce((select e.name from broadcasts b join events e on e.id = b.event_id where b.id = $1), ''),
		       exists (select from broadcasts b join events e on e.id = b.event_id where b.id = $1 and e.register_by <= b.expires_at),
		       count(*) filter (where state in ('leased', 'sent', 'delivered', 'read', 'unknown')), count(*) filter (where state in ('queued', 'waiting')),
		       count(*) filter (where state = 'failed'), count(*) filter (where state in ('skipped', 'expired'))
		from outbox where broadcast_id = $1`, b.ID)
	if err != nil {
		return x, fmt.Errorf("count what became of a broadcast: %w", err)
	}
	return x, nil
}

// signature parts what was noted of who did something: "Rina Kartika, officer".
func signature(label string) flows.Signature {
	at := strings.LastIndex(label, ", ")
	switch {
	case label == CommandLine:
		return flows.Signature{}
	case at < 0:
		return flows.Signature{Name: label}
	}
	return flows.Signature{Name: label[:at], Role: label[at+len(", "):]}
}
