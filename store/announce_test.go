package store_test

import (
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/store"
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
	h.exec(t, `update outbox set state = 'sent', sent_at = $1 where broadcast_id is not null`, people.Add(3*time.Minute+30*time.Second))
	said("", 0, 3, "sent") // written later, said before
	want(flows.Invitation{Event: "BZR-001", Title: "Bazar", Last: true})
	said("", 0, 4, "queued")
	want(flows.Invitation{Event: "BZR-001", Title: "Bazar"})
	said("SR-2", 2, 5, "sent") // about no event
	want(flows.Invitation{})
	h.exec(t, `update outbox set sent_at = $1 where broadcast_id = (select id from broadcasts where code = 'SR-1')`, people.Add(6*time.Minute)) // written before it, said after
	want(flows.Invitation{Event: "BZR-001", Title: "Bazar"})
	h.exec(t, `update events set changed_at = $1`, people.Add(5*time.Minute)) // and changed between
	want(flows.Invitation{Event: "BZR-001", Title: "Bazar"})
	h.exec(t, `update events set changed_at = $1`, people.Add(7*time.Minute))
	want(flows.Invitation{Event: "BZR-001", Title: "Bazar", Changed: true})
}

// TestWhatStandsForNothing: a business without a name is kept as "-", some names are a
// letter. Neither is filled in: it is counted before, and passed by.
func TestWhatStandsForNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, business, person, kelurahan string
		missing                           string
	}{
		"business":            {"untuk {{usaha}}", "Kue Budi", "Budi", "31.71.07.1002", ""},
		"figures":             {"untuk {{usaha}}", "99", "Budi", "31.71.07.1002", ""},
		"none":                {"untuk {{usaha}}", "-", "Budi", "31.71.07.1002", "missing_usaha"},
		"dots":                {"untuk {{usaha}}", " ... ", "Budi", "31.71.07.1002", "missing_usaha"},
		"one letter":          {"Kak {{nama}}", "Kue", "B", "31.71.07.1002", "missing_nama"},
		"no letter":           {"Kak {{nama_lengkap}}", "Kue", "-", "31.71.07.1002", "missing_nama_lengkap"},
		"kelurahan not known": {"warga {{kelurahan}}", "Kue", "Budi", "-", "missing_kelurahan"},
		"kelurahan":           {"warga {{kelurahan}}", "Kue", "Budi", "31.71.07.1002", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.parish(t, tg.Channel, tg.Name, "p1")
			h.exec(t, `update members set name = $1, profile = jsonb_build_object('business', $2::text), kelurahan = $3`, c.person, c.business, c.kelurahan)
			_, needed, _ := strings.Cut(c.text, "{{")
			b := h.announce(t, store.Broadcast{Texts: map[string]string{"id": c.text}, Needs: []string{strings.TrimSuffix(needed, "}}")}, Starts: people, Expires: people.AddDate(0, 0, 7)})
			p, err := h.Preflight(t.Context(), b.Code, onPhones, people)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, m := range p.Missing {
				got += m.Why
			}
			if got != c.missing || (len(p.Examples) == 1) != (c.missing == "") {
				t.Errorf("missing %q, %d examples", got, len(p.Examples))
			}
			if err := h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 9, Approve: 9}, operator, people); err != nil {
				t.Fatal(err)
			}
			h.expand(t, people)
			h.want(t, c.missing, `select coalesce(reason, '') from outbox`)
		})
	}
}
