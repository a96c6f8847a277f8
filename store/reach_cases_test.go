package store_test

import (
	"fmt"
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

// "berhenti" may be said while news are being written: they are not there yet
// when it looks for them. They do not leave all the same, on any channel.
func TestStopMeetsWhatIsBeingWritten(t *testing.T) {
	t.Parallel()
	h := open(t)
	web := bot.Address{Channel: "webchat", Account: "main", ID: "siti"}
	lease := h.ownOffice(t)
	for _, at := range []bot.Address{onWhatsApp("siti"), web} {
		h.hears(t, at, people)
		member, address := h.member(t, at)
		h.exec(t, `update members set announcements = true where id = $1`, member)
		h.within(t, func(tx store.Tx) error {
			var list []store.Bubble
			for _, class := range []flows.MessageClass{flows.Announced, flows.Advised, flows.Requested} {
				list = append(list, store.Bubble{MemberID: member, AddressID: address, Lane: bot.LaneNotice, Class: class, Text: string(class)})
			}
			if err := tx.Say(t.Context(), list, people); err != nil {
				return err
			}
			if _, err := tx.Owners(t.Context(), []int64{address}); err != nil { // they are written from here on
				return err
			}
			h.act(t, at, flows.StopMessages{Text: "x"})
			return nil
		})
	}
	h.want(t, "6", `select count(*) from outbox where state = 'queued'`)
	d := store.Due{Limit: 1, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute, Reach: &store.Reach{Gate: bot.Gate{Begin: -1}, People: people}}
	rows, err := h.Turnover(t.Context(), lease, nil, d) // one at a time: it looks behind what is stopped
	if err != nil || len(rows) != 1 || rows[0].Text != "requested" || rows[0].ExternalID != "" {
		t.Errorf("%+v leave: %v", rows, err)
	}
	rows, err = h.Pull(t.Context(), web, 0, people, bot.LaneBroadcast)
	if err != nil || len(rows) != 1 || rows[0].Text != "requested" {
		t.Errorf("%+v are pulled: %v", rows, err)
	}
	h.want(t, "announced skipped stopped 0; advised skipped stopped 0; requested leased - 1; announced skipped stopped 0; advised skipped stopped 0; requested sent - 0",
		`select text, state, coalesce(reason, '-'), tries from outbox order by id`)
}

// Somebody with two phones is not cold who has written on one of them: what was
// meant for the other comes there, but what is about that very chat.
func TestColdOnOneOfTwoPhones(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, second := onWhatsApp("first"), onWhatsApp("second")
	h.hears(t, first, longAgo)
	h.hears(t, second, people)
	member, _ := h.member(t, second)
	h.exec(t, `update addresses set member_id = $1`, member)
	h.exec(t, `update members set announcements = true`)
	for _, class := range []flows.MessageClass{flows.Requested, flows.Advised, flows.Announced} {
		if err := h.Notice(t.Context(), first, store.Bubble{Lane: bot.LaneNotice, Class: class, Text: string(class)}, people); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Notice(t.Context(), first, store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Stays: true, Text: "here"}, people); err != nil {
		t.Fatal(err)
	}
	h.sift(t, bot.Gate{Begin: -1}, people)
	h.want(t, "first requested skipped other_channel; first advised skipped other_channel; first announced skipped other_channel; first here waiting next_contact; "+
		"second requested queued -; second advised queued -; second announced queued -",
		`select a.address, o.text, o.state, coalesce(o.reason, '-') from outbox o join addresses a on a.id = o.address_id order by o.id`)
	h.want(t, "here", `select o.text from calls c join outbox o on o.id = c.outbox_id`)
}

// One chat that WhatsApp knew by two ids is as warm as it is, by whichever they
// wrote; what waited for the one is said by the other, and so is what comes.
func TestOneChatByTwoIDs(t *testing.T) {
	t.Parallel()
	for name, both := range map[string]bool{"the older has written, too": true, "the older is new here": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.ownOffice(t)
			older, younger := h.whatsapp(t, "+628123", ""), h.whatsapp(t, "", "99")
			h.hears(t, onWhatsApp(younger), longAgo)
			member, was := h.member(t, onWhatsApp(younger))
			h.exec(t, `update conversations set address_id = $1 where member_id = $2`, was, member)
			if both {
				h.hears(t, onWhatsApp(older), longAgo.Add(-time.Hour))
				_, address := h.member(t, onWhatsApp(older))
				h.exec(t, `update addresses set member_id = $1 where id = $2`, member, address)
			}
			h.asked(t, younger, people)
			h.sift(t, bot.Gate{Begin: -1}, people)
			h.want(t, "waiting next_contact", `select state, reason from outbox`)
			h.exec(t, `update outbox set state = 'queued', reason = null`)
			h.whatsapp(t, "+628123", "99")
			_, now := h.member(t, onWhatsApp(older))
			h.want(t, "true", `select count(distinct heard_at) = 1 from addresses`)
			h.hears(t, onWhatsApp(older), people)
			h.sift(t, bot.Gate{Begin: -1}, people)
			h.want(t, fmt.Sprintf("queued %d %d", now, now), `select o.state, o.address_id, c.address_id from outbox o join conversations c using (member_id)`)
		})
	}
}
