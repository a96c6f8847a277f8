package engine

import (
	"context"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const trayful = 2 // news that a person gets behind an answer

// handOver gives people who wrote what has waited for that, behind their answer:
// not while they are being asked something, and no news at night unless they
// want them.
func (e *Engine) handOver(ctx context.Context, tx store.Tx, h *handover, jobs []*job, at time.Time) error {
	var hints []store.Bubble
	for _, j := range jobs {
		left, err := j.empty(ctx, tx, h)
		if err != nil {
			return err
		}
		if hints = append(hints, j.behind...); left == 0 {
			continue
		}
		text, err := e.Texts(j.talk.Session.Lang, "common/more_news", flows.Args{"Count": left})
		if err != nil {
			return err
		}
		hints = append(hints, store.Bubble{MemberID: j.talk.MemberID, AddressID: j.talk.AddressID, Lane: bot.LaneReply, Text: text})
	}
	return tx.Say(ctx, hints, at)
}

// empty hands over what a person's tray holds, and returns how many news are
// left in it.
func (j *job) empty(ctx context.Context, tx store.Tx, h *handover) (left int, err error) {
	tray, most := j.talk.Tray, trayful
	switch {
	case j.last, j.apart: // whose is what changes now
		return 0, nil
	case j.talk.Person.Handoff != 0: // staff talk to them
		return 0, nil
	case j.shows > 0: // they asked for them
		most = j.shows
	case !j.wrote || tray.Empty() || j.engine.Router.InForm(j.talk.Session):
		return 0, nil
	case bot.Quiet(j.now) && tray.Asked == 0:
		return 0, nil
	case bot.Quiet(j.now):
		most, tray = 0, store.Tray{Asked: tray.Asked}
	}
	h.told++ // whoever sends is to look
	to := store.Handing{MemberID: j.talk.MemberID, AddressID: j.talk.AddressID, News: most, Again: j.shows > 0}
	if err := tx.HandOver(ctx, to, j.now); err != nil {
		return 0, err
	}
	if to.News = min(most-min(most, tray.News), tray.Reminders); to.News > 0 && j.shows == 0 {
		h.more = true
		if err := tx.FireWaiting(ctx, to, j.now); err != nil {
			return 0, err
		}
	}
	if j.shows > 0 {
		return 0, nil // the answer says how many there are
	}
	return max(0, tray.News-most), nil
}
