package main

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/whatsapp"
	"langkah/store"
)

// rescan is how soon a number that was linked or unlinked elsewhere is noticed.
const rescan = 5 * time.Second

// numbers serves each linked number with a pump of its own; which replica has
// it is between the pumps.
type numbers struct {
	service *service
	devices *whatsapp.Devices
	meters  prometheus.Registerer
	fetch   bot.Trouble
	work    sync.WaitGroup

	mu       sync.Mutex
	all      map[string]*servedNumber
	contacts map[string]store.Contacts // nil: not known
	counted  time.Time
}

// servedNumber is one that is linked, or was since the start.
type servedNumber struct {
	channel *whatsapp.Channel
	pump    *outbox.Pump
	stop    context.CancelFunc
	served  bool // guarded by numbers.mu
}

// run serves until ctx ends.
func (n *numbers) run(ctx context.Context) error {
	defer n.work.Wait()
	for ctx.Err() == nil {
		linked, err := n.linked(ctx)
		n.tell(err)
		if err == nil {
			n.suit(ctx, linked)
		}
		n.count(ctx)
		bot.Rest(ctx, nil, rescan)
	}
	return nil
}

// linked are those that are to be served: not those that somebody has asked for
// who links or unlinks them.
func (n *numbers) linked(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, rescan)
	defer cancel()
	list, err := n.devices.Numbers(ctx)
	if err != nil {
		return nil, err
	}
	known, err := n.service.store.Numbers(ctx, "whatsapp")
	if err != nil {
		return nil, err
	}
	now := machineClock()
	for _, k := range known {
		if k.LetGo.After(now) {
			list = slices.DeleteFunc(list, func(number string) bool { return number == k.Name })
		}
	}
	return list, nil
}

// countEvery is how old the counts of people and bubbles may be: each goes
// through everybody who has written to a number.
const countEvery = time.Minute

// count brings them up to date. While the database does not answer there are
// none.
func (n *numbers) count(ctx context.Context) {
	now := machineClock()
	if now.Sub(n.counted) < countEvery || len(n.each()) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, rescan)
	defer cancel()
	contacts, err := n.service.store.ContactsOf(ctx, "whatsapp", wallClock())
	n.mu.Lock()
	defer n.mu.Unlock()
	n.contacts = contacts
	if err == nil {
		n.counted = now
	}
}

// suit starts and stops pumps, so that those run that are linked.
func (n *numbers) suit(ctx context.Context, linked []string) {
	for digits, one := range n.each() {
		if !slices.Contains(linked, digits) && one.stop != nil {
			one.stop()
		}
	}
	for _, digits := range linked {
		n.serve(ctx, n.of(digits))
	}
}

func (n *numbers) each() map[string]*servedNumber {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.all)
}

// of is the number, made when it is met first.
func (n *numbers) of(digits string) *servedNumber {
	n.mu.Lock()
	defer n.mu.Unlock()
	if one := n.all[digits]; one != nil {
		return one
	}
	ch := n.devices.Channel(digits)
	one := &servedNumber{channel: ch, pump: n.service.pump(telling{ch, n.service.store})}
	n.meters.MustRegister(one.pump.Collectors()...)
	n.all[digits] = one
	return one
}

// serve begins, if the number is not served here already.
func (n *numbers) serve(ctx context.Context, one *servedNumber) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if one.served {
		return
	}
	one.served = true
	ctx, one.stop = context.WithCancel(ctx)
	n.work.Go(func() {
		_ = one.pump.Run(ctx) // it ends with ctx only
		n.mu.Lock()
		defer n.mu.Unlock()
		one.served = false
	})
}

func (n *numbers) tell(err error) {
	if err != nil {
		if lasted, tell := n.fetch.Met(machineClock()); tell {
			n.service.log.Warn().Str("channel", "whatsapp").Str("err", bot.Told(err)).Dur("lasted", lasted).Msg("linked numbers cannot be read")
		}
		return
	}
	if lasted, tell := n.fetch.Over(machineClock()); tell {
		n.service.log.Info().Str("channel", "whatsapp").Dur("lasted", lasted).Msg("linked numbers cannot be read: over")
	}
}

func (n *numbers) serves(one *servedNumber) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return one.served
}

// Describe implements prometheus.Collector.
func (n *numbers) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{numberHeld, numberOpens, numberChatsMost, numberPeople, numberWaiting, numberChats} {
		ch <- d
	}
}

// Collect implements prometheus.Collector: how the numbers of this process are,
// and how they stand with people.
func (n *numbers) Collect(ch chan<- prometheus.Metric) {
	n.mu.Lock()
	for account, c := range n.contacts {
		sample{ch}.contacts(account, c)
	}
	n.mu.Unlock()
	for digits, each := range n.each() {
		st := each.channel.Status()
		if !n.serves(each) && (st.Code == whatsapp.Away || st.Code == whatsapp.Connecting) {
			continue // given up: that it is not connected is as it should be
		}
		s := sample{ch}
		s.set(channelHealth, 1, "whatsapp", digits, st.Code)
		s.set(numberHeld, one(!st.HeldUntil.IsZero()), digits)
		s.set(numberOpens, asUnix(latest(st.Until, st.HeldUntil, st.PausedUntil)), digits)
		if st.NewChats.Counted {
			s.set(numberChatsMost, float64(st.NewChats.Most), digits)
		}
	}
}

func (s sample) contacts(account string, c store.Contacts) {
	s.set(numberPeople, float64(c.Warm-c.Cooling), account, "warm")
	s.set(numberPeople, float64(c.Cooling), account, "cooling")
	s.set(numberWaiting, float64(c.Held), account, "number_held")
	s.set(numberWaiting, float64(c.Trays), account, "next_contact")
	s.set(numberChats, float64(c.Begun), account)
}

// latest is the last of the times; zero where all are.
func latest(times ...time.Time) (last time.Time) {
	for _, at := range times {
		if at.After(last) {
			last = at
		}
	}
	return last
}

// asUnix is a time as Prometheus has it; 0 where there is none.
func asUnix(at time.Time) float64 {
	if at.IsZero() {
		return 0
	}
	return float64(at.UnixMilli()) / 1000
}
