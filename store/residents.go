package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// Resident is somebody made up, as a conversation would have left them.
type Resident struct {
	Since    time.Time             // of the registration, or of the last message
	Profile  func() flows.Answers  // made where it is needed; nil: a visitor, who is not registered
	Stages   [7]flows.StageStatus  // of a member
	Reached  [7]time.Time          // when they were through with a step; zero: with Since
	Paper    string                // a kind of licence, since P4
	Shows    bool                  // a product, since P5
	Reports  bool                  // a month's omzet, since P6
	Consents []flows.RecordConsent // what they said yes and no to
	Session  flows.Session
	Heard    time.Time  // when they wrote last; zero: with Since
	Stopped  time.Time  // when they wanted to hear nothing more from us; zero: they do
	Told     []Reminded // oldest first
}

// Reminded is a reminder of somebody made up: to come, said or dropped.
type Reminded struct {
	flows.Reminder
	State, Reason       string // due, said or dropped; why
	Written, Due, Until time.Time
	Settled             time.Time // zero: to come
	Text                string    // what was said; "" if it stands on no screen any more
	Choices             []bot.Choice
}

// Demo is a city to try the service in.
type Demo struct {
	City
	// Members is how many made-up members there shall be, Visitors how many
	// more are on the way to become one.
	Members, Visitors int
	// Member and Visitor are the n-th of each, from 1: always the same person.
	Member, Visitor func(n int) (Resident, error)
	// Anyway puts them among real members, too; Alone only where nobody is.
	Anyway, Alone bool
}

// ErrRealMembers means that a made-up city does not belong into this database:
// real members were there before it.
var ErrRealMembers = errors.New("real members live in this database")

// ErrInhabited means that a city that is to be alone does not belong into this
// database: made-up people, or real ones who have not registered, are there.
var ErrInhabited = errors.New("people live in this database")

// Made-up people live in a channel that nothing leaves: demo-17 is a member,
// demo-tamu-17 a visitor, demo-petugas one of the staff.
const (
	demoChannel, demoAccount = "webchat", "web"
	demoMember, demoVisitor  = "demo-", "demo-tamu-"
)

// isDemo holds for the address (a) of a made-up person.
const isDemo = `(a.channel = '` + demoChannel + `' and a.account = '` + demoAccount + `' and a.address like '` + demoMember + `%')`

// Populate makes the city and whoever of its people is not there yet, in one
// transaction, and returns how many people it made. Nobody writes or registers
// meanwhile: they wait.
func (s *Store) Populate(ctx context.Context, d Demo, now time.Time) (made int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		// Their ids and numbers are taken from the sequences at once: whoever
		// else draws from them changes this table.
		if _, err := t.tx.Exec(ctx, `lock table members in share row exclusive mode`); err != nil {
			return fmt.Errorf("lock members: %w", err)
		}
		here, err := inhabitants(ctx, t.tx)
		switch {
		case err != nil:
		case here.Real > 0 && (d.Alone || !here.Sample && !d.Anyway):
			err = ErrRealMembers
		case d.Alone && here.Anybody():
			err = ErrInhabited
		}
		if err != nil {
			return err
		}
		hosts := d.Hosts
		if d.Hosts = nil; here.Real > 0 { // they are answered by nobody made up
			hosts = nil
		}
		if err := t.PutCity(ctx, d.City, now); err != nil {
			return err
		}
		missing, err := t.missing(ctx, d)
		made = len(missing)
		if err == nil && made > 0 {
			err = t.settle(ctx, d, missing)
		}
		if err != nil {
			return err
		}
		return t.putHosts(ctx, hosts, now) // last: the first id is the first member's
	})
	return made, err
}

// missing are the people who are not there: n for the n-th member, -n for the
// n-th visitor; members first.
func (t Tx) missing(ctx context.Context, d Demo) ([]int, error) {
	rows, err := t.tx.Query(ctx, `select a.address from addresses a where `+isDemo)
	if err != nil {
		return nil, fmt.Errorf("look for made-up people: %w", err)
	}
	there := map[int]bool{}
	address := ""
	_, err = pgx.ForEachRow(rows, []any{&address}, func() error {
		if n, err := strconv.Atoi(strings.TrimPrefix(address, demoVisitor)); err == nil {
			there[-n] = true
		} else if n, err := strconv.Atoi(strings.TrimPrefix(address, demoMember)); err == nil {
			there[n] = true
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for made-up people: %w", err)
	}
	var missing []int
	for n := 1; n <= d.Members; n++ {
		if !there[n] {
			missing = append(missing, n)
		}
	}
	for n := 1; n <= d.Visitors; n++ {
		if !there[-n] {
			missing = append(missing, -n)
		}
	}
	return missing, nil
}
