package store_test

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/store"
)

// whatsapp asks for the id of a phone, a LID or both, and where that is reached.
func (h house) whatsapp(t *testing.T, phone, lid string) string {
	t.Helper()
	id, err := h.WhatsAppPerson(t.Context(), phone, lid, people)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (h house) reached(t *testing.T, id string) string {
	t.Helper()
	phone, lid, err := h.WhatsAppAt(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return cmp.Or(phone, "-") + " " + cmp.Or(lid, "-")
}

func TestWhatsAppPeople(t *testing.T) {
	t.Parallel()
	type ask struct{ phone, lid, id, reached string }
	for name, steps := range map[string][]ask{
		"phone first":                {{"+62811", "", "1", "+62811 -"}, {"+62811", "77", "1", "+62811 77"}, {"", "77", "1", "+62811 77"}},
		"LID first":                  {{"", "77", "1", "- 77"}, {"+62811", "77", "1", "+62811 77"}, {"+62811", "", "1", "+62811 77"}},
		"both at once":               {{"+62811", "77", "1", "+62811 77"}, {"+62811", "77", "1", "+62811 77"}},
		"two that are one":           {{"+62811", "", "1", "+62811 -"}, {"", "77", "2", "- 77"}, {"+62811", "77", "1", "+62811 77"}, {"", "77", "1", "+62811 77"}},
		"the older may have the LID": {{"", "77", "1", "- 77"}, {"+62811", "", "2", "+62811 -"}, {"+62811", "77", "1", "+62811 77"}},
		"another phone":              {{"+62811", "77", "1", "+62811 77"}, {"+62822", "77", "1", "+62822 77"}, {"+62811", "", "2", "+62811 -"}},
		"a phone that went over":     {{"+62811", "77", "1", "+62811 77"}, {"+62811", "88", "2", "+62811 88"}, {"", "77", "1", "- 77"}},
		"both have others":           {{"+62811", "77", "1", "+62811 77"}, {"+62822", "88", "2", "+62822 88"}, {"+62811", "88", "2", "+62811 88"}, {"", "77", "1", "- 77"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			for _, s := range steps {
				if id := h.whatsapp(t, s.phone, s.lid); id != s.id || h.reached(t, id) != s.reached {
					t.Fatalf("%s %s is %s at %s, want %s at %s", s.phone, s.lid, id, h.reached(t, id), s.id, s.reached)
				}
			}
		})
	}
}

// TestYoungerIDLeadsToTheOlder: what waits for an id that was given up still
// leaves.
func TestYoungerIDLeadsToTheOlder(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.whatsapp(t, "", "77"), h.whatsapp(t, "+62811", "")
	h.whatsapp(t, "+62811", "77")
	if h.reached(t, b) != "+62811 77" || h.reached(t, a) != "+62811 77" {
		t.Errorf("reached at %s and %s", h.reached(t, a), h.reached(t, b))
	}
	for _, nobody := range []string{"4711", "x", ""} {
		if got := h.reached(t, nobody); got != "- -" {
			t.Errorf("%q is reached at %s", nobody, got)
		}
	}
	if id, err := h.WhatsAppPerson(t.Context(), "", "", people); err == nil {
		t.Errorf("nobody is %s", id)
	}
	for ask, want := range map[[2]string]string{{"+62811", ""}: a, {"", "77"}: a, {"+62899", ""}: "", {"", ""}: ""} {
		if id, err := h.WhatsAppKnown(t.Context(), ask[0], ask[1]); err != nil || id != want {
			t.Errorf("%v is known as %q, %v", ask, id, err)
		}
	}
}

// TestReplicasMeetTheSamePeople: however two replicas meet the phones and LIDs
// of ten people, everybody has one id in the end, and every id given leads to
// its person.
func TestReplicasMeetTheSamePeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	replicas := []*store.Store{h.Store, h.another(t)}
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		base := round * 100
		given := make(chan [2]string, 200)
		var g errgroup.Group
		for _, s := range replicas {
			asks := rapid.SliceOfN(rapid.IntRange(0, 29), 10, 40).Draw(rt, "asks")
			g.Go(func() error {
				for _, n := range asks {
					phone, lid := fmt.Sprint("+62", base+n/3), strconv.Itoa(base+n/3)
					switch n % 3 {
					case 0:
						phone = ""
					case 1:
						lid = ""
					}
					id, err := s.WhatsAppPerson(context.Background(), phone, lid, people)
					if err != nil {
						return err
					}
					given <- [2]string{strconv.Itoa(base + n/3), id}
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			rt.Fatal(err)
		}
		close(given)
		for who := range given {
			last := h.whatsapp(t, "+62"+who[0], who[0])
			if want := "+62" + who[0] + " " + who[0]; h.reached(t, who[1]) != want || h.reached(t, last) != want {
				rt.Fatalf("%s was %s, which leads to %s; now %s, which leads to %s", want, who[1], h.reached(t, who[1]), last, h.reached(t, last))
			}
		}
	})
}

func TestSent(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	inState(t, h, "sent")
	h.exec(t, `update outbox set choices = '[{"id":"a","label":"Ya","n":1}]'`)
	out, found, err := h.Sent(t.Context(), tg, "x")
	if err != nil || !found || out.Text != "hi" || len(out.Choices) != 1 || out.To != siti {
		t.Errorf("found %v %+v, %v", found, out, err)
	}
	other := bot.Account{Channel: tg.Channel, Name: "another"}
	for of, id := range map[bot.Account]string{tg: "y", other: "x"} {
		if _, found, err := h.Sent(t.Context(), of, id); err != nil || found {
			t.Errorf("%v %s: %v, %v", of, id, found, err)
		}
	}
	h.exec(t, `update outbox set text = ''`)
	if _, found, err := h.Sent(t.Context(), tg, "x"); err != nil || found {
		t.Errorf("what was erased is there: %v, %v", found, err)
	}
}

func TestPhoneSeen(t *testing.T) {
	t.Parallel()
	h := open(t)
	if at, err := h.PhoneSeenAt(t.Context(), tg); err != nil || !at.IsZero() {
		t.Errorf("seen %v, %v", at, err)
	}
	for _, later := range []time.Duration{2 * time.Hour, time.Hour} {
		if err := h.PhoneSeen(t.Context(), tg, people.Add(later)); err != nil {
			t.Fatal(err)
		}
	}
	if at, err := h.PhoneSeenAt(t.Context(), tg); err != nil || !at.Equal(people.Add(2*time.Hour)) {
		t.Errorf("seen %v, %v", at, err)
	}
}

// TestDevices: the library's tables come into a schema of their own, once, and
// the outage of a script holds for them, too.
func TestDevices(t *testing.T) {
	t.Parallel()
	h := open(t)
	replicas := []*store.Store{h.Store, h.another(t)}
	upgrade := func(ctx context.Context, db *sql.DB) error {
		_, err := db.ExecContext(ctx, `do $$ begin if to_regclass('thing') is null then perform pg_sleep(0.1); create table thing (); end if; end $$`)
		return err
	}
	var g errgroup.Group
	for _, s := range append(replicas, replicas...) {
		g.Go(func() error { _, err := s.Devices(context.Background(), upgrade); return err })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	h.want(t, "whatsmeow", `select schemaname from pg_tables where tablename = 'thing'`)
	db, err := h.Devices(t.Context(), upgrade)
	if err != nil {
		t.Fatal(err)
	}
	var busy []*sql.Conn
	for range 4 {
		conn, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		busy = append(busy, conn)
	}
	for _, conn := range busy {
		conn.Close()
	}
	h.Reachable(false)
	if err := db.PingContext(t.Context()); err == nil || !store.Passing(err) {
		t.Errorf("shut away, it answers %v", err)
	}
	h.Reachable(true)
	if err := db.PingContext(t.Context()); err != nil {
		t.Error(err)
	}
}
