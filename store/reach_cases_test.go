package store_test

import (
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

var longAgo = people.Add(-bot.ColdAfter - 24*time.Hour)

// A cold person's rows: what was asked for goes by their other channel as a row
// of its own, but not what may have arrived, what is about this very chat, or
// what takes another back.
func TestColdRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	for how, want := range map[string]string{
		"class = 'requested'":                                 "whatsapp skipped other_channel; telegram queued -",
		"class = 'requested', in_doubt = true":                "whatsapp waiting next_contact",
		"class = 'requested', stays = true":                   "whatsapp waiting next_contact",
		"class = 'requested', recalls = 77, text = ''":        "whatsapp failed cold",
		"class = 'advised'":                                   "whatsapp waiting next_contact",
		"class = 'announced', lane = 2":                       "whatsapp waiting next_contact",
		"lane = 0":                                            "whatsapp expired cold",
		"state = 'waiting', reason = 'number_held'":           "whatsapp waiting next_contact",
		"state = 'waiting', reason = 'number_held', lane = 0": "whatsapp expired cold",
		"state = 'leased'":                                    "whatsapp leased -",
	} {
		h.exec(t, `delete from calls`)
		h.exec(t, `delete from outbox`)
		name := "c" + time.Now().Format("150405.000000")
		h.two(t, name)
		h.exec(t, `update addresses set heard_at = $1`, longAgo)
		if err := h.Notice(t.Context(), onWhatsApp(name), store.Bubble{Lane: bot.LaneNotice, Text: name}, people); err != nil {
			t.Fatal(err)
		}
		h.exec(t, `update outbox set `+how)
		h.sift(t, bot.Gate{Begin: -1}, people)
		if got := h.read(t, ledger); got != want {
			t.Errorf("%s: %s, want %s", how, got, want)
		}
	}
}

// However much is held, whoever writes gets theirs.
func TestHeldRowsOfWhoWritesComeFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hears(t, onWhatsApp("many"), people.Add(-48*time.Hour))
	h.hears(t, onWhatsApp("writes"), people)
	held := `insert into outbox (member_id, address_id, channel, account, lane, state, reason, text, created_at)
		select member_id, id, channel, account, 1, 'waiting', 'number_held', address, $1 from addresses, generate_series(1, $2::int) where address = $3`
	h.exec(t, held, people, 1100, "many")
	h.exec(t, held, people, 1, "writes")
	h.sift(t, bot.Gate{Begin: 0}, people)
	h.want(t, "many waiting 1100; writes queued 1", `select text, state, count(*) from outbox group by 1, 2 order by 1, 2`)
}

// "berhenti" takes back what was handed over and has not left.
func TestStopTakesBackWhatWasHandedOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hears(t, onWhatsApp("siti"), people)
	h.exec(t, `update members set announcements = true`)
	for _, class := range []flows.MessageClass{flows.Announced, flows.Advised, flows.Requested} {
		if err := h.Notice(t.Context(), onWhatsApp("siti"), store.Bubble{Lane: bot.LaneNotice, Class: class, Text: string(class)}, people); err != nil {
			t.Fatal(err)
		}
	}
	h.exec(t, `update outbox set state = 'waiting', reason = 'next_contact'`)
	member, address := h.member(t, onWhatsApp("siti"))
	h.within(t, func(tx store.Tx) error {
		return tx.HandOver(t.Context(), store.Handing{MemberID: member, AddressID: address, News: 2}, people)
	})
	h.want(t, "requested 0 queued; advised 0 queued; announced 0 queued", `select text, lane, state from outbox order by id`)
	h.act(t, onWhatsApp("siti"), flows.StopMessages{Text: "x"})
	h.want(t, "requested queued; advised skipped; announced skipped", `select text, state from outbox order by id`)
}

// What arrived nowhere, of somebody who can be reached nowhere else, is a call.
func TestLastResortIsACall(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hears(t, onWhatsApp("siti"), people)
	h.asked(t, "siti", people)
	h.exec(t, `update outbox set state = 'failed', reason = 'opted_out'`)
	h.failOver(t, people.Add(patience+time.Minute))
	h.failOver(t, people.Add(patience+2*time.Minute))
	list, err := h.Calls(t.Context(), "", people)
	if err != nil || len(list) != 1 || list[0].Text != "siti" {
		t.Errorf("%+v: %v", list, err)
	}
}
