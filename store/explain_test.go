package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// Whoever is named exactly is meant, however many are called alike.
func TestFindExactBeforeParts(t *testing.T) {
	t.Parallel()
	h := open(t)
	ids := map[string]int64{}
	for i, name := range []string{"Siti Aminah", "Siti Aminah Zahra", "Budi 212"} {
		a := bot.Address{Channel: "telegram", Account: "b", ID: []string{"siti", "Budi", "7000003"}[i]}
		if err := h.Enrol(t.Context(), store.Enrolment{Address: a, Profile: flows.Answers{"name": name}}, people); err != nil {
			t.Fatal(err)
		}
		id, err := h.At(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = id
	}
	siti, zahra, budi := ids["Siti Aminah"], ids["Siti Aminah Zahra"], ids["Budi 212"]
	for words, want := range map[string][]int64{
		"siti aminah": {siti}, "Siti Amin": {siti, zahra}, "siti": {siti}, "telegram:siti": {siti}, "Budi": {zahra}, "budi": {budi},
		"2": {zahra}, "#2": {zahra}, " 3 ": {budi}, "jkp-0000003": {budi}, "7000003": {budi}, "212": {budi}, "#212": {}, "99": {}, "_": {}, "%%%": {},
	} {
		got, err := h.Find(t.Context(), words)
		if diff := cmp.Diff(want, append([]int64{}, got...)); err != nil || diff != "" {
			t.Errorf("%q: %v %s", words, err, diff)
		}
	}
}

func TestStandingTellsOfAStop(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.act(t, siti, flows.Register{Profile: profile})
	look := func(when string, want bool) {
		t.Helper()
		ids, err := h.Find(t.Context(), "JKP-0000001")
		if err != nil || len(ids) != 1 {
			t.Fatal(ids, err)
		}
		v, err := h.Standing(t.Context(), ids[0])
		if err != nil || v.StoppedAt.IsZero() == want || want && v.StoppedAt.Sub(people).Abs() > time.Minute {
			t.Errorf("%s: stopped at %v, %v", when, v.StoppedAt, err)
		}
	}
	news := func(given bool) {
		h.act(t, siti, flows.RecordConsent{Purpose: flows.Announcements, Given: given, Text: "kabar-1"})
	}
	news(false)
	look("who never wanted news", false)
	news(true)
	look("who wants them", false)
	h.act(t, siti, flows.StopMessages{Text: "kabar-1"})
	look("who stopped them", true)
	news(true)
	look("who wants them again", false)
}

// What nobody fetches does not wait for ever.
func TestExpire(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(t, `set session_replication_role = replica; insert into outbox (member_id, address_id, channel, account, lane, text, created_at, useful_until)
		select 1, 1, channel, 'web', 1, 'x', '2026-11-01Z', until from (values ('webchat', '2026-11-02Z'::timestamptz), ('webchat', '2099-01-01Z'), ('webchat', null),
		('telegram', '2026-11-02Z')) v (channel, until)`)
	if err := h.Expire(t.Context(), bot.Account{Channel: "webchat", Name: "web"}, people); err != nil {
		t.Fatal(err)
	}
	h.want(t, "telegram queued 1; webchat expired 1; webchat queued 2", `select channel, state, count(*) from outbox group by 1, 2 order by 1, 2`)
}
