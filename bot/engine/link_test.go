package engine_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows/catalogue"
	"langkah/store"
)

// linking is an engine with the real flows; codes is the latest code that was
// shown.
func (w *world) linking(t *testing.T, s *store.Store, codes *atomic.Value) *engine.Engine {
	t.Helper()
	config := w.engine(t, s, catalogue.Router()).Config
	config.Texts = func(_, key string, args map[string]any) (string, error) {
		if code, ok := args["Code"].(string); ok {
			codes.Store(code)
		}
		return key, nil
	}
	return engine.New(config)
}

func latest(codes *atomic.Value) string {
	code, _ := codes.Load().(string)
	return code
}

const owners = `select string_agg(m.address || ' ' || k.address, ', ' order by m.address) from addresses m
	join addresses k on k.id = (select min(id) from addresses x where x.member_id = m.member_id)`

// What a person writes right behind the yes is answered as the one they are now,
// and what others wrote in the same batch is answered, too.
func TestLinkInTheMiddleOfABatch(t *testing.T) {
	t.Parallel()
	w := build(t)
	var codes atomic.Value
	e := w.linking(t, w.db, &codes)
	w.meet(t, e, crowd(10)...)
	accept(t, e, says("p00", "hubungkan"))
	drain(t, e)
	accept(t, e, says("p01", latest(&codes)))
	drain(t, e)
	w.exec(t, `delete from outbox`)
	var batch []bot.Inbound
	for _, name := range crowd(10) {
		if name == "p01" {
			batch = append(batch, says(name, "bantuan", "status", "ya", "bantuan", "status")...)
			continue
		}
		batch = append(batch, says(name, "bantuan", "status")...)
	}
	accept(t, e, batch)
	drain(t, e)
	w.want(t, "p00 p00, p01 p00, p02 p02, p03 p03, p04 p04, p05 p05, p06 p06, p07 p07, p08 p08, p09 p09", owners)
	const said = `select string_agg(split_part(o.text, E'\n', 1), ', ' order by o.id) from outbox o join addresses a on a.id = o.address_id where a.address = $1`
	w.want(t, "common/help, common/status_visitor, link/linked, common/help, common/status_visitor", said, "p01")
	w.want(t, "link/told", said+` and o.lane = 1 and o.class = 'requested'`, "p00")
	w.want(t, "common/help, common/status_visitor", said, "p05")
	w.want(t, "0", `select count(*)::text from inbox where state <> 'done'`)
	w.want(t, "0", `select count(*)::text from outbox o join addresses a on a.id = o.address_id where o.inbox_id is null and o.member_id <> a.member_id`)
	accept(t, e, says("p00", "pisahkan", "bantuan"), says("p01", "bantuan"))
	drain(t, e)
	w.want(t, "p00 p00, p01 p01", owners+` where m.address in ('p00', 'p01')`)
}

// Both confirm at the same time, each the other's code: they become one, once.
func TestTwoLinkToEachOtherAtOnce(t *testing.T) {
	t.Parallel()
	w := build(t)
	for range 5 {
		var codes atomic.Value
		e := w.linking(t, w.db, &codes)
		a, b := fmt.Sprint("a", serial()), fmt.Sprint("b", serial())
		w.meet(t, e, a, b)
		for _, turn := range [][2]string{{a, b}, {b, a}} {
			accept(t, e, says(turn[0], "hubungkan"))
			drain(t, e)
			accept(t, e, says(turn[1], latest(&codes)))
			drain(t, e)
		}
		accept(t, e, says(a, "ya"), says(b, "ya"))
		w.answering(t, &codes)
		drain(t, e)
		w.want(t, "1", `select count(*)::text from merges where undone_at is null and gone in (select member_id from conversations)
			and kept = (select member_id from addresses where address = $1)`, a)
		w.want(t, fmt.Sprintf("%s %s, %s %s", a, a, b, a), owners+` where m.address in ('`+a+`', '`+b+`')`)
		w.want(t, "0", pending)
	}
}

// answering has three more replicas answer at once.
func (w *world) answering(t *testing.T, codes *atomic.Value) {
	t.Helper()
	var g errgroup.Group
	for range 3 {
		other := w.linking(t, w.store(t), codes)
		g.Go(func() error { return other.Drain(t.Context()) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
}

// One code, typed by two at once: one of them has it.
func TestOneCodeForTwo(t *testing.T) {
	t.Parallel()
	w := build(t)
	var codes atomic.Value
	e := w.linking(t, w.db, &codes)
	w.meet(t, e, "siti", "budi", "dewi")
	accept(t, e, says("siti", "hubungkan"))
	drain(t, e)
	accept(t, e, says("budi", latest(&codes)), says("dewi", latest(&codes)))
	drain(t, e)
	accept(t, e, says("budi", "ya"), says("dewi", "ya"))
	w.answering(t, &codes)
	drain(t, e)
	w.want(t, "1 1", `select count(*) filter (where text like 'link/linked%') || ' ' || count(*) filter (where text like 'link/used%') from outbox`)
	w.want(t, "1", `select count(*)::text from members where merged_into is not null`)
}

// Whatever is linked and undone while people write at all their chats: every
// message is answered once, in its chat's order, and everybody is somebody.
func TestAnyLinking(t *testing.T) {
	t.Parallel()
	w := build(t)
	var codes atomic.Value
	var engines []*engine.Engine
	for range 3 {
		engines = append(engines, w.linking(t, w.store(t), &codes))
	}
	in := w.linking(t, w.db, &codes)
	names := crowd(4)
	w.meet(t, in, names...)
	word := rapid.SampledFrom([]string{"bantuan", "hubungkan", "hubungkan", "CODE", "CODE", "CODE", "CODE", "ya", "pisahkan", "menu", "daftar", "status", "hapus data"})
	rapid.Check(t, func(rt *rapid.T) {
		w.exec(t, `delete from link_misses`)
		for range rapid.IntRange(2, 6).Draw(rt, "rounds") {
			var g errgroup.Group
			for _, side := range [][]string{names[:2], names[2:]} { // each chat is one channel's, which hands over in order
				var batches [][]bot.Inbound
				for range rapid.IntRange(1, 4).Draw(rt, "batches") {
					var batch []bot.Inbound
					for range rapid.IntRange(0, 12).Draw(rt, "messages") {
						who, texts := rapid.SampledFrom(side).Draw(rt, "who"), []string{word.Draw(rt, "word")}
						if texts[0] == "CODE" {
							texts = []string{"sambung " + latest(&codes), "ya"}
						}
						batch = append(batch, says(who, texts...)...)
					}
					batches = append(batches, batch)
				}
				g.Go(func() (err error) {
					for _, batch := range batches {
						err = errors.Join(err, in.Accept(t.Context(), batch))
					}
					return err
				})
			}
			for _, e := range engines {
				g.Go(func() error { return e.Drain(t.Context()) })
			}
			if err := g.Wait(); err != nil {
				rt.Fatal(err)
			}
			drain(t, in)
		}
		if err := w.whole(t.Context()); err != nil {
			rt.Error(err)
		}
	})
	if got := w.read(t, `select count(*) || ' links, ' || count(undone_at) || ' undone' from merges`); w.read(t, `select (count(undone_at) > 4)::text from merges`) != "true" {
		t.Errorf("hardly anybody was linked: %s", got)
	}
}

// astray is what must never be.
var astray = map[string]string{
	"messages that wait or failed":          `select count(*) from inbox where state <> 'done' or tries > 0`,
	"messages without an answer":            `select count(*) from inbox i where kind = 'text' and not exists (select from outbox o where o.inbox_id = i.id)`,
	"messages answered twice":               `select count(*) from (select 1 from outbox where inbox_id is not null group by inbox_id having count(*) > 1) x`,
	"answers out of order":                  `select count(*) from (select inbox_id, lag(inbox_id) over (partition by address_id order by id) as before from outbox where inbox_id is not null) o where inbox_id < before`,
	"addresses of nobody":                   `select count(*) from addresses a join members m on m.id = a.member_id where m.merged_into is not null`,
	"people gone without a link":            `select count(*) from members m where (merged_into is not null) <> exists (select from merges x where x.gone = m.id and x.undone_at is null)`,
	"people gone twice":                     `select count(*) from (select 1 from merges where undone_at is null group by gone having count(*) > 1) x`,
	"what waits to leave for somebody else": `select count(*) from outbox o join addresses a on a.id = o.address_id where o.state = 'queued' and o.member_id <> a.member_id`,
	"reminders of who is gone":              `select count(*) from reminders r join members m on m.id = r.member_id where r.state in ('due', 'fired') and m.merged_into is not null`,
}

// whole fails unless everybody was answered in order and everything is where it
// belongs.
func (w *world) whole(ctx context.Context) (err error) {
	for what, sql := range astray {
		var n int
		if failed := w.sql.QueryRow(ctx, sql).Scan(&n); failed != nil {
			return failed
		}
		if n > 0 {
			err = errors.Join(err, fmt.Errorf("%d %s", n, what))
		}
	}
	return err
}

// WhatsApp tells that two are one: their conversations are, without a word, and
// what the younger wrote is answered in the one that stays.
func TestWhatsAppTellsThatTwoAreOne(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.linking(t, w.db, &atomic.Value{})
	w.exec(t, `insert into accounts (channel, name) values ('whatsapp', '62811')`)
	who := func(phone, lid string) string {
		t.Helper()
		id, err := w.db.WhatsAppPerson(t.Context(), phone, lid, people)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	from := func(id string) []bot.Inbound {
		in := says(id, "bantuan")
		in[0].From = bot.Address{Channel: "whatsapp", Account: "62811", ID: id}
		return in
	}
	older, younger := who("+628123", ""), who("", "99")
	accept(t, e, from(older), from(younger))
	drain(t, e)
	who("+628123", "99")
	accept(t, e, from(older), from(younger))
	drain(t, e)
	w.want(t, older+" "+older+", "+younger+" "+older, owners)
	w.want(t, "4", `select count(*)::text from outbox`)
	w.want(t, "0", `select count(*)::text from inbox where state <> 'done'`)
	w.want(t, "whatsapp", `select string_agg(by, ' ') from merges`)
}
