package store

import (
	"context"
	"fmt"
	"time"

	"langkah/bot"
	"langkah/flows"
)

// Enrolment is somebody who is a member already, without having talked to us.
type Enrolment struct {
	Address                bot.Address
	Phone                  string // E.164; kept with the address where the channel gives it
	Profile                flows.Answers
	Stage                  int // the steps up to here are done
	Service, Announcements bool
}

// Enrol makes a member with an address, as if they had registered at.
func (s *Store) Enrol(ctx context.Context, m Enrolment, at time.Time) error {
	arrived := Received{Inbound: bot.Inbound{From: m.Address, Phone: m.Phone}}
	c := columnsOf([]Received{arrived}, at)
	return s.Within(ctx, func(t Tx) error {
		if _, err := t.tx.Exec(ctx, newcomers, c.channel, c.account, c.address, c.phone, at, c.kind); err != nil {
			return fmt.Errorf("enrol member: %w", err)
		}
		act := Act{ExternalID: "enrolment", At: at}
		err := t.tx.QueryRow(ctx, `select member_id from addresses where (channel, account, address) = ($1, $2, $3)`,
			m.Address.Channel, m.Address.Account, m.Address.ID).Scan(&act.MemberID)
		if err != nil {
			return fmt.Errorf("enrol member: %w", err)
		}
		return t.enrol(ctx, act, m)
	})
}

// Notice queues a bubble for whoever has the address.
func (s *Store) Notice(ctx context.Context, to bot.Address, b Bubble, at time.Time) error {
	return s.Within(ctx, func(t Tx) error {
		err := t.tx.QueryRow(ctx, `select member_id, id from addresses where (channel, account, address) = ($1, $2, $3)`,
			to.Channel, to.Account, to.ID).Scan(&b.MemberID, &b.AddressID)
		if err != nil {
			return fmt.Errorf("find who is to be told: %w", err)
		}
		return t.Say(ctx, []Bubble{b}, at)
	})
}

func (t Tx) enrol(ctx context.Context, act Act, m Enrolment) error {
	for purpose, given := range map[flows.Purpose]bool{flows.Service: m.Service, flows.Announcements: m.Announcements} {
		err := t.consent(ctx, act, flows.RecordConsent{Purpose: purpose, Given: given, Text: "enrolment"})
		if err != nil {
			return err
		}
	}
	if _, err := t.register(ctx, act, flows.Register{Profile: m.Profile}); err != nil {
		return err
	}
	for stage := 2; stage <= m.Stage; stage++ {
		t.MarkStage(act.MemberID, flows.MarkStage{Stage: stage, Status: flows.Done, Source: "enrolment"}, act.At)
	}
	return nil
}
