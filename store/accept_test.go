package store_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/store"
)

// Eight replicas meet the same forty newcomers, each in another order.
func TestNewcomersArriveOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	var g errgroup.Group
	for r, step := range []int{1, 3, 7, 9, 11, 13, 17, 19} { // without a divisor in common with 40
		s := h.another(t)
		var batch []store.Received
		for i := range 40 {
			a := siti
			a.ID = fmt.Sprint("new", (i*step)%40)
			batch = append(batch, text(a, fmt.Sprintf("%s/%d/%d", a.ID, r, i), "halo"))
		}
		g.Go(func() error { return s.Accept(t.Context(), batch, people) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	h.want(t, "40 40 40 320", `select (select count(*) from members), (select count(*) from addresses),
		(select count(*) from conversations), (select count(*) from inbox)`)
	h.want(t, "0", `select count(*) from members m join conversations c on c.member_id = m.id join addresses a on a.member_id = m.id
		where m.number is not null or m.service or m.announcements or c.flow <> ''`)
	h.want(t, "8", `select distinct count(*) from inbox i join addresses a on a.id = i.address_id and a.member_id = i.member_id group by a.id`)
}

func TestDuplicatesAreKeptOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	batch := []store.Received{text(siti, "1", "satu"), text(budi, "2", "dua"), text(siti, "1", "satu lagi")}
	for range 2 {
		if err := h.Accept(t.Context(), batch, people); err != nil {
			t.Fatal(err)
		}
	}
	h.want(t, "1 satu; 2 dua", `select external_id, text from inbox order by id`)
	other := siti
	other.Account = "another_bot"
	if err := h.Accept(t.Context(), []store.Received{text(other, "1", "lain")}, people); err != nil {
		t.Fatal(err)
	}
	h.want(t, "3 3", `select (select count(*) from inbox), (select count(*) from members)`)
}

func TestBatchOrderIsKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	var batch []store.Received
	var want []string
	for i := range 300 {
		from := siti
		from.ID = fmt.Sprint("p", i%7)
		batch = append(batch, text(from, fmt.Sprint((i*131)%300), fmt.Sprint(i)))
		want = append(want, fmt.Sprint(i))
	}
	if err := h.Accept(t.Context(), batch, people); err != nil {
		t.Fatal(err)
	}
	h.want(t, strings.Join(want, "; "), `select text from inbox order by id`)
}

func TestAcceptNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	if err := h.Accept(t.Context(), nil, people); err != nil {
		t.Error(err)
	}
}

// What no text can hold does not stop the batch that it came in.
func TestForeignBytes(t *testing.T) {
	t.Parallel()
	h := open(t)
	const bad = "a\x00b\xffc"
	from := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: bad}
	long := strings.Repeat("0123456789abcdef", 600)
	batch := []store.Received{
		{Inbound: bot.Inbound{From: from, ExternalID: bad, Kind: bot.Photo, Text: bad, Pick: bad, Phone: bad,
			Media: &bot.Media{Ref: bad, Name: bad, MIME: bad, Size: 7}}},
		text(siti, long, "x"), text(siti, long, "the same"), text(siti, long+"!", "y"),
	}
	if err := h.Accept(t.Context(), batch, people); err != nil {
		t.Fatal(err)
	}
	const clean = "ab\uFFFDc"
	h.want(t, strings.Join([]string{clean, clean, clean, clean, clean, "7"}, " "), `
		select i.external_id, text, pick, a.phone, media ->> 'name', media ->> 'size'
		from inbox i join addresses a on a.id = i.address_id where kind = 'photo'`)
	h.want(t, "x; y", `select text from inbox where kind = 'text' order by id`)
}

func TestPhones(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := func(id, phone string, kind bot.Kind) {
		t.Helper()
		in := bot.Inbound{From: siti, ExternalID: id, Kind: kind, Phone: phone}
		if err := h.Accept(t.Context(), []store.Received{{Inbound: in}}, people); err != nil {
			t.Fatal(err)
		}
	}
	one("1", "", bot.Text)
	h.want(t, "<nil>", `select phone from addresses`)
	one("2", "+628123", bot.Contact)
	h.want(t, "<nil> +628123", `select a.phone, i.phone from addresses a, inbox i where external_id = '2'`)
	one("3", "+628456", bot.Text)
	h.want(t, "+628456 ", `select a.phone, i.phone from addresses a, inbox i where external_id = '3'`)
	one("4", "", bot.Text)
	h.want(t, "+628456", `select phone from addresses`)
}

func TestTimeOfAMessage(t *testing.T) {
	t.Parallel()
	h := open(t)
	dated := text(siti, "1", "x")
	dated.At = people.Add(-3600e9)
	if err := h.Accept(t.Context(), []store.Received{dated, text(siti, "2", "y")}, people); err != nil {
		t.Fatal(err)
	}
	h.want(t, "08:00; 09:00", `select to_char(at at time zone 'UTC', 'HH24:MI') from inbox order by id`)
}
