package engine_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
)

// at dates a message by the messenger's clock.
func at(when time.Time, batch []bot.Inbound) []bot.Inbound {
	for i := range batch {
		batch[i].At = when
	}
	return batch
}

// staff wrote to somebody past us.
func staff(name string) []bot.Inbound {
	return []bot.Inbound{{From: address(name), ExternalID: fmt.Sprint("staff", serial()), Kind: bot.Staff}}
}

const seen = `select string_agg(text || ' ' || state || ' ' || quiet, ', ' order by id) from inbox where kind = 'text'`

// TestStaffTakeOver: what is written within an hour after the last word of
// staff is kept and not answered; then the talk goes on by itself.
func TestStaffTakeOver(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti", "budi")
	minute := func(n int) time.Time { return people.Add(time.Duration(n) * time.Minute) }
	accept(t, e, at(minute(0), staff("siti")), at(minute(1), says("siti", "satu")), at(minute(1), says("budi", "dua")))
	accept(t, e, at(minute(50), staff("siti")), at(minute(40), staff("siti")), at(minute(109), says("siti", "tiga")))
	drain(t, e)
	w.want(t, "satu done true, dua done false, tiga done true", seen)
	w.want(t, "", answers, "siti")
	w.want(t, "dua", answers, "budi")
	accept(t, e, at(minute(110), says("siti", "empat")))
	drain(t, e)
	w.want(t, "empat", answers, "siti")
	w.want(t, "0", pending)
}

// TestStaffWriteToAStranger: that makes nobody a visitor.
func TestStaffWriteToAStranger(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	accept(t, e, staff("ibu"))
	drain(t, e)
	w.want(t, "0", `select count(*) from members`)
	w.want(t, "0", `select count(*) from inbox`)
}

// TestReminderWhileStaffTalk waits until they have done.
func TestReminderWhileStaffTalk(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	accept(t, e, at(people, staff("siti")))
	drain(t, e)
	w.due(t, "boom")
	drain(t, e)
	w.want(t, "due staff", `select state || ' ' || reason from reminders`)
}
