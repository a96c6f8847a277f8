package store_test

import (
	"strings"
	"testing"

	"langkah/flows"
)

// announcement is a draft for some kecamatan; none: for everybody.
func announcement(kecamatan ...string) flows.DraftBroadcast {
	return flows.DraftBroadcast{Words: flows.Wording{Texts: map[string]string{"id": "Kak {{nama}}, bazar buka."}}, Audience: flows.Audience{Kecamatan: kecamatan},
		Until: people.AddDate(0, 0, 7), Opens: 8, Closes: 20}
}

// TestWhoMayAnnounce: to a kecamatan, and to everybody; D drafts, L looks, S starts
// what somebody else made, J is a second person's word.
func TestWhoMayAnnounce(t *testing.T) {
	t.Parallel()
	for who, want := range map[string][2]string{
		"admin own": {"DLSJ", "DLSJ"}, "officer own": {"DLSJ", ""}, "officer other": {"", ""}, "officer all": {"DLSJ", "DLSJ"},
		"pendamping own": {"DLS", ""}, "pendamping other": {"", ""}, "pendamping all": {"DLS", "DLS"}, "trainer own": {"", ""}, "trainer all": {"", ""}, "nobody at all": {"", ""}, "disabled all": {"", ""},
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.write(t, siti, budi)
			h.hire(t, budi, flows.Staff{Name: "Tono", Role: flows.Admin})
			h.engage(t, who)
			for i, kecamatan := range []string{"31.71.07", ""} {
				d := announcement(strings.Fields(kecamatan)...)
				code := h.act(t, budi, d).Args["Broadcast"].(flows.Broadcast).Code
				for letter, action := range map[string]flows.Action{
					"D": d, "L": flows.LookAtBroadcast{Code: code}, "S": flows.SteerBroadcast{Code: code, To: "start"}, "J": flows.JudgeBroadcast{Code: code, Approves: true},
				} {
					h.tries(t, action, kecamatan, strings.Contains(want[i], letter))
				}
			}
		})
	}
}

// TestInvited: with a person comes the announcement that they got last, and whether
// anything was said after it.
func TestInvited(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, address := h.member(t, siti)
	want := func(of flows.Invitation) {
		t.Helper()
		if got := h.person(t, siti).Invited; got != of {
			t.Errorf("%+v, want %+v", got, of)
		}
	}
	want(flows.Invitation{})
	h.exec(t, `insert into events (code, name, kind, venue, starts_at, ends_at, register_by, slots, conditions, organiser)
		select 'BZR-001', 'Bazar', 'mall', '', $1, $1::timestamptz + interval '1 hour', $1, 5, '', ''`, people)
	h.exec(t, `insert into broadcasts (code, event_id, audience, texts, author, state, starts_at, expires_at, created_at)
		select c, (select id from events where c = 'SR-1'), '{}', '{}', 'x', 'running', $1, $1::timestamptz + interval '1 day', $1 from unnest(array['SR-1', 'SR-2']) c`, people)
	said := func(broadcast string, lane, minute int, state string) {
		t.Helper()
		h.exec(t, `insert into outbox (member_id, address_id, channel, account, lane, state, text, class, created_at, sent_at, broadcast_id)
			select $1, a.id, a.channel, a.account, $3, $5, 'x', case when $4 <> '' then 'announced' end, $7::timestamptz + $6 * interval '1 minute', case when $5 = 'sent' then $7::timestamptz + $6 * interval '1 minute' end,
			       (select id from broadcasts where code = $4) from addresses a where a.id = $2`, member, address, lane, broadcast, state, minute, people)
	}
	said("", 0, 1, "sent")
	said("SR-1", 2, 2, "queued")
	want(flows.Invitation{})
	h.exec(t, `update outbox set state = 'sent', sent_at = $1 where broadcast_id is not null`, people.AddDate(0, 0, 1))
	said("", 0, 3, "sent") // written later, said before
	want(flows.Invitation{Event: "BZR-001", Last: true})
	said("", 0, 4, "queued")
	want(flows.Invitation{Event: "BZR-001"})
	said("SR-2", 2, 5, "sent") // about no event
	want(flows.Invitation{})
}
