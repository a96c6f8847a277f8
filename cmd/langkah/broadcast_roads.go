package main

import (
	"fmt"
	"slices"
	"time"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/store"
)

// roads are how accounts send now, with what all broadcasts have to send by them.
type roads struct {
	s        *surroundings
	now      time.Time
	numbers  map[bot.Account]store.Number
	frozen   bool
	contacts map[string]store.Contacts
	loads    map[bot.Account][]load
}

// readRoads counts what the broadcasts that run have to send, and one as if it
// ran now.
func readRoads(s *surroundings, st *store.Store, b store.Broadcast) (*roads, error) {
	r := &roads{s: s, now: s.clock()(), numbers: map[bot.Account]store.Number{}, loads: map[bot.Account][]load{}}
	for _, channel := range []string{"telegram", "whatsapp"} {
		list, err := st.Numbers(s.ctx, channel)
		if err != nil {
			return nil, err
		}
		for _, n := range list {
			r.numbers[n.Account] = n
		}
	}
	var err error
	if _, r.frozen, err = st.Frozen(s.ctx); err != nil {
		return nil, err
	}
	if r.contacts, err = st.ContactsOf(s.ctx, "whatsapp", r.now); err != nil {
		return nil, err
	}
	all, err := st.Broadcasts(s.ctx, false)
	if err != nil {
		return nil, err
	}
	queues, err := st.BroadcastQueues(s.ctx, way(), r.now)
	if err != nil {
		return nil, err
	}
	for _, other := range all {
		if other.ID != b.ID && other.State != store.BroadcastRunning {
			continue
		}
		if err := r.add(st, other, queues); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// add counts what a broadcast has written, and what it is to write.
func (r *roads) add(st *store.Store, b store.Broadcast, queues []store.Queue) error {
	for _, q := range queues {
		if q.Code == b.Code {
			r.load(b, q.Account, q.Left, q.Begins)
		}
	}
	if b.Expanded {
		return nil
	}
	reach, err := st.Unwritten(r.s.ctx, b, way(), r.now)
	for _, t := range reach {
		r.load(b, t.Account, t.Now, t.Begins)
	}
	return err
}

func (r *roads) load(b store.Broadcast, by bot.Account, left, begins int) {
	for i, l := range r.loads[by] {
		if l.ID == b.ID {
			r.loads[by][i].left, r.loads[by][i].begins = l.left+left, l.begins+begins
			return
		}
	}
	r.loads[by] = append(r.loads[by], load{b, left, begins})
}

// arrival is when an account has sent its part of a broadcast.
type arrival struct {
	Account bot.Account
	Left    int // to be sent by it
	Pace    string
	forecast
}

// arrivals are those of every account that has a part.
func (r *roads) arrivals(code string) (list []arrival) {
	for by, loads := range r.loads {
		for _, l := range loads {
			if l.Code != code || l.left == 0 {
				continue
			}
			way, pace := r.road(by)
			a := arrival{Account: by, Left: l.left, Pace: pace}
			if way.perSecond > 0 {
				a.forecast = way.foretell(loads, code, r.now)
			}
			list = append(list, a)
		}
	}
	return list
}

// road is how an account sends, and that in words.
func (r *roads) road(by bot.Account) (road, string) {
	c, n := r.s.config, r.numbers[by]
	switch by.Channel {
	case "telegram":
		return road{perSecond: c.TelegramRate}, fmt.Sprintf("%g a second", c.TelegramRate) + r.trouble(n)
	case "whatsapp":
		words := fmt.Sprintf("%g a minute, %d new chats a day", c.WhatsAppRate, c.WhatsAppChats)
		return road{perSecond: c.WhatsAppRate / 60, from: n.Paused, begins: r.budget(n), begun: int(r.contacts[by.Name].Begun)}, words + r.trouble(n)
	}
	if r.frozen {
		return road{}, "as people look in" + inACopy
	}
	return road{}, "as people look in"
}

// inACopy is said of every account while a restored copy holds back.
const inACopy = "; held, for this is a restored copy: langkah broadcast thaw"

// trouble is why nothing leaves by an account now, whatever its pace.
func (r *roads) trouble(n store.Number) (words string) {
	switch {
	case r.frozen:
		return inACopy
	case slices.Contains([]string{whatsapp.LoggedOut, whatsapp.Locked, whatsapp.Banned, whatsapp.Outdated, whatsapp.Replaced}, n.Code):
		return "; it cannot send now: langkah whatsapp status"
	case !n.Owner.Held:
		return "; nobody serves it now"
	case n.Paused.After(r.now):
		return "; it pauses until " + wib(n.Paused)
	}
	return ""
}

// budget is how many talks a number may begin in a day: what it tells of itself
// while it warms up or WhatsApp holds it back, else what is set.
func (r *roads) budget(n store.Number) func(time.Time) int {
	return func(day time.Time) int {
		switch {
		case day.Before(n.Condition.Held):
			return 0
		case n.NewChats.Counted && (day.Equal(bot.Day(r.now)) || day.Before(n.NewChats.Whole)):
			return n.NewChats.Most
		}
		return r.s.config.WhatsAppChats
	}
}
