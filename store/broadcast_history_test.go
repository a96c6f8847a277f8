package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// news is a history of broadcasts: what is done to them, in any order, against a
// plain account of what may leave.
type news struct {
	house
	t       *testing.T
	rt      *rapid.T
	own     *store.Ownership
	now     time.Time
	wall    time.Time
	codes   []string
	text    map[string]string   // of today, by code
	flown   []bot.Outbound      // in flight
	left    map[string][]string // who got it, by code; in doubt counts
	silent  map[string]bool     // who wants no news any more
	resends map[string]bool     // rows that staff had sent again: "SR-1 p01"
	same    map[string]string   // who goes on as whom
	frozen  bool
}

// person is who somebody is now.
func (w *news) person(name string) string {
	for w.same[name] != "" {
		name = w.same[name]
	}
	return name
}

// had tells whether a person got it, in whichever chat.
func (w *news) had(code, who string) bool {
	return slices.ContainsFunc(w.left[code], func(name string) bool { return w.person(name) == w.person(who) })
}

// code is that of a row in flight.
func (w *news) codeOf(o bot.Outbound) string {
	return w.read(w.t, `select code from broadcasts where id = (select broadcast_id from outbox where id = $1)`, o.ID)
}

func (w *news) pick() string {
	if len(w.codes) == 0 {
		w.rt.Skip("there is no broadcast")
	}
	return rapid.SampledFrom(w.codes).Draw(w.rt, "which")
}

func (w *news) create() {
	if len(w.codes) == 4 {
		return
	}
	b := store.Broadcast{Texts: map[string]string{"id": "satu"}, Spends: rapid.Bool().Draw(w.rt, "spends"), Starts: w.now.Add(time.Duration(rapid.IntRange(0, 3).Draw(w.rt, "in")) * time.Hour)}
	b.Expires = b.Starts.Add(time.Duration(rapid.IntRange(2, 60).Draw(w.rt, "for")) * time.Hour)
	code := w.announce(w.t, b).Code
	w.codes, w.text[code] = append(w.codes, code), "satu"
	w.refusable(w.StartBroadcast(w.t.Context(), code, onPhones, store.BroadcastLimits{Test: 1000, Approve: 1000}, operator, w.now))
}

// refusable takes a refusal for an answer.
func (w *news) refusable(err error) bool {
	var refused store.BroadcastRefusal
	if err != nil && !errors.As(err, &refused) {
		w.rt.Fatal(err)
	}
	return err == nil
}

func (w *news) expandSome() {
	if _, _, err := w.Expand(w.t.Context(), onPhones, w.now); err != nil {
		w.rt.Fatal(err)
	}
}

// claim takes what may leave, and holds it to what may.
func (w *news) claim() {
	out, err := w.Turnover(w.t.Context(), w.own.Lease, nil, store.Due{Limit: rapid.IntRange(1, 8).Draw(w.rt, "rows"), MaxLane: w.lanes(), People: w.now, Machine: w.wall, Lease: time.Minute})
	if err != nil {
		w.rt.Fatal(err)
	}
	for _, o := range out {
		code, who := w.codeOf(o), o.To.ID
		b := w.broadcast(w.t, code)
		hour := w.now.In(bot.WIB).Hour()
		switch {
		case w.frozen:
			w.rt.Errorf("%s leaves a restored copy", code)
		case b.State != store.BroadcastRunning:
			w.rt.Errorf("%s leaves while it is %s", code, b.State)
		case w.now.Before(b.Starts) || !w.now.Before(b.Expires) || hour < b.Opens || hour >= b.Closes:
			w.rt.Errorf("%s leaves at %v, out of its time", code, w.now)
		case w.silent[w.person(who)]:
			w.rt.Errorf("%s reaches %s, who wants none", code, who)
		case o.Fill.Text != w.text[code]:
			w.rt.Errorf("%s says %q, want %q", code, o.Fill.Text, w.text[code])
		case w.had(code, who) && !w.resends[code+" "+who]:
			w.rt.Errorf("%s reaches %s twice", code, who)
		}
		delete(w.resends, code+" "+who)
		w.earlier(b)
	}
	w.flown = append(w.flown, out...)
	for _, o := range out {
		w.left[w.codeOf(o)] = append(w.left[w.codeOf(o)], o.To.ID)
	}
}

// lanes are those that leave now: at night replies alone.
func (w *news) lanes() bot.Lane {
	if bot.Quiet(w.now) {
		return bot.LaneReply
	}
	return bot.LaneBroadcast
}

// earlier looks whether one that must be over before could have gone first.
func (w *news) earlier(b store.Broadcast) {
	w.want(w.t, "0", `
		select count(*) from outbox o join broadcasts e on e.id = o.broadcast_id
		where o.state = 'queued' and (e.expires_at, e.id) < ($1, $2::bigint) and e.state = 'running' and e.starts_at <= $3 and e.expires_at > $3
		  and (o.not_before is null or o.not_before <= $4)
		  and not exists (select from outbox p where p.member_id = o.member_id and p.lane = 2 and p.state = 'leased')
		  and extract(hour from $3::timestamptz at time zone 'Asia/Jakarta') between e.opens and e.closes - 1`, b.Expires, b.ID, w.now, w.wall)
}

// settle ends sends: they arrive, fail, or are put off.
func (w *news) settle() {
	n := rapid.IntRange(0, len(w.flown)).Draw(w.rt, "settled")
	var done []store.Result
	for _, o := range w.flown[:n] {
		said := o.Filled(o.Fill.Text)
		r := store.Result{ID: o.ID, At: w.now, Said: &said, State: rapid.SampledFrom([]string{"sent", "sent", "failed", "queued"}).Draw(w.rt, "end")}
		if r.State != "sent" {
			w.forget(w.codeOf(o), o.To.ID)
		}
		if r.State == "sent" {
			r.ExternalID = fmt.Sprint(o.ID)
		}
		done = append(done, r)
	}
	w.flown = w.flown[n:]
	if _, err := w.Turnover(w.t.Context(), w.own.Lease, done, store.Due{}); err != nil {
		w.rt.Fatal(err)
	}
}

// forget: it did not arrive.
func (w *news) forget(code, who string) {
	w.left[code] = slices.DeleteFunc(w.left[code], func(s string) bool { return s == who })
}

// kill ends the owner: what was in flight is in doubt.
func (w *news) kill() {
	w.own.Release()
	w.flown = nil
	var err error
	if w.own, err = w.Own(w.t.Context(), tg, "another"); err != nil {
		w.rt.Fatal(err)
	}
	if _, _, err := w.Recover(w.t.Context(), w.own.Lease, store.Recovery{Latest: w.wall.Add(time.Hour)}); err != nil {
		w.rt.Fatal(err)
	}
}

func (w *news) control() {
	code := w.pick()
	ctx, limits := w.t.Context(), store.BroadcastLimits{Test: 1000, Approve: 1000}
	switch rapid.SampledFrom([]string{"pause", "pause", "resume", "resume", "edit", "cancel", "retry"}).Draw(w.rt, "do") {
	case "pause":
		w.refusable(w.PauseBroadcast(ctx, code, operator, w.now))
	case "resume":
		w.refusable(w.ResumeBroadcast(ctx, code, limits, operator, w.now))
	case "edit":
		text := fmt.Sprint("kata ", serial())
		if w.refusable(w.EditBroadcast(ctx, code, map[string]string{"id": text}, nil, operator, w.now)) {
			w.text[code] = text
		}
	case "cancel":
		_, _, err := w.CancelBroadcast(ctx, code, operator, w.now)
		w.refusable(err)
	case "retry":
		w.again(code)
	}
}

// again has what failed go again, and sometimes what is in doubt.
func (w *news) again(code string) {
	list, err := w.Doubtful(w.t.Context(), w.broadcast(w.t, code))
	if err != nil {
		w.rt.Fatal(err)
	}
	var ids []int64
	for _, r := range list {
		if rapid.Bool().Draw(w.rt, "by a word") {
			ids = append(ids, r.ID)
		}
	}
	if _, err = w.RetryBroadcast(w.t.Context(), code, ids, operator, w.now); !w.refusable(err) {
		return
	}
	for _, r := range list {
		if slices.Contains(ids, r.ID) && w.read(w.t, `select state from outbox where id = $1`, r.ID) == "queued" {
			w.resends[code+" "+r.Name] = true
		}
	}
}

func (w *news) stop() {
	name := w.who()
	w.act(w.t, onTelegram(name), flows.StopMessages{Text: "berhenti"})
	w.silent[w.person(name)] = true
}

func (w *news) who() string { return rapid.SampledFrom(someNames(6)).Draw(w.rt, "who") }

// wish: they want news again.
func (w *news) wish() {
	name := w.who()
	if w.read(w.t, `select erased_at is null from members where id = (select member_id from addresses where address = $1)`, name) != "true" {
		return
	}
	w.act(w.t, onTelegram(name), flows.RecordConsent{Purpose: flows.Announcements, Given: true, Text: "ya"})
	delete(w.silent, w.person(name))
}

func (w *news) erase() {
	name := w.who()
	w.act(w.t, onTelegram(name), flows.EraseMember{})
	w.silent[w.person(name)] = true
}

// merge makes two one, who have each their part of what went before.
func (w *news) merge() {
	a, b := w.person(w.who()), w.person(w.who())
	if a == b || w.silent[a] || w.silent[b] {
		return
	}
	w.link(w.t, onTelegram(a), onTelegram(b), people)
	kept := w.read(w.t, `select number from members where id = (select member_id from addresses where address = $1)`, a)
	if kept != w.read(w.t, `select number from members where name = $1`, a) {
		a, b = b, a
	}
	w.same[b] = a
}

// copied: the database is brought elsewhere, or somebody has looked what would go out.
func (w *news) copied() {
	if w.frozen = !w.frozen; !w.frozen {
		if err := w.Thaw(w.t.Context(), w.now); err != nil {
			w.rt.Fatal(err)
		}
		return
	}
	if err := w.AsRestored(w.t.Context()); err != nil {
		w.rt.Fatal(err)
	}
	if _, err := w.Recognise(w.t.Context(), w.now); err != nil {
		w.rt.Fatal(err)
	}
}

// over: when everybody's time is over nothing is open, and all broadcasts have ended.
func (w *news) over() {
	w.kill()
	w.now = w.now.AddDate(0, 0, 30)
	w.end()
	w.want(w.t, "0", `select count(*) from outbox where broadcast_id is not null and state in ('queued', 'leased', 'waiting')`)
	w.want(w.t, "0", `select count(*) from broadcasts where state in ('running', 'paused')`)
	if w.t.Failed() {
		w.rt.Fatal("something stays open")
	}
}

func (w *news) wait() {
	w.now = w.now.Add(time.Duration(rapid.IntRange(1, 300).Draw(w.rt, "minutes")) * time.Minute)
	w.wall = w.wall.Add(time.Hour)
	w.end()
}

// end ends what is over, with its rows.
func (w *news) end() {
	for {
		switch n, err := w.EndBroadcasts(w.t.Context(), w.now); {
		case err != nil:
			w.rt.Fatal(err)
		case n == 0:
			return
		}
	}
}

// whole holds always: a person has one row of a broadcast, and all are counted.
func (w *news) whole() {
	w.want(w.t, "0", `select count(*) from (select from outbox where broadcast_id is not null group by broadcast_id, member_id having count(*) > 1) x`)
	w.want(w.t, "0", `
		select count(*) from (select from outbox o join broadcasts b on b.id = o.broadcast_id
		    where not b.spends and not exists (select from members m where m.id = o.member_id and m.linked) and o.state not in ('skipped', 'expired', 'failed', 'waiting') and o.created_at > $1::timestamptz - interval '7 days'
		    group by o.member_id having count(*) > 2) x`, w.now)
	for _, code := range w.codes {
		b := w.broadcast(w.t, code)
		tallies, err := w.Tallies(w.t.Context(), b, w.now)
		if err != nil {
			w.rt.Fatal(err)
		}
		n := 0
		for _, x := range tallies {
			n += x.People
		}
		w.want(w.t, fmt.Sprint(n), `select count(distinct member_id) from outbox where broadcast_id = $1`, b.ID)
	}
	if w.t.Failed() {
		w.rt.Fatal("it does not hold")
	}
}

// Whatever is done to broadcasts, and however their senders end: a person has one
// row of each and gets it once, in its time, in the words of that moment; nobody
// who wants none does, and nobody more than the week's share.
func TestHistoriesOfBroadcasts(t *testing.T) {
	t.Parallel()
	h := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		h.empty(t)
		h.parish(t, tg.Channel, tg.Name, someNames(6)...)
		own, err := h.Own(t.Context(), tg, "first")
		if err != nil {
			rt.Fatal(err)
		}
		w := &news{house: h, t: t, rt: rt, own: own, now: people, wall: machine, text: map[string]string{}, left: map[string][]string{}, silent: map[string]bool{}, resends: map[string]bool{}, same: map[string]string{}}
		h.exec(t, `truncate merges, link_codes, origin cascade`)
		defer func() { w.own.Release() }()
		w.create()
		actions := map[string]func(*rapid.T){"": func(*rapid.T) { w.whole() }}
		for name, do := range map[string]func(){"create": w.create, "expand": w.expandSome, "claim": w.claim, "claim more": w.claim, "settle": w.settle, "kill": w.kill,
			"control": w.control, "stop": w.stop, "wait": w.wait, "wish": w.wish, "erase": w.erase, "merge": w.merge, "copy": w.copied} {
			actions[name] = func(at *rapid.T) { w.rt = at; do() }
		}
		rt.Repeat(actions)
		w.over()
	})
}
