package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"langkah/bot"
	"langkah/store"
)

// gaugesWait is the longest a look at the metrics waits for the database.
const gaugesWait = 2 * time.Second

// Gauges of the whole database: every replica reports the same. A new kind of
// open row is a select in store/gauges.go, a line here, and one in collect.
var (
	databaseUp  = describe("langkah_database_up", "Whether the database answered within 2 seconds; 0: the gauges of the database are missing.")
	inboxRows   = describe("langkah_inbox_messages", "Messages without an answer: pending, or quarantined for staff. Of the whole database.", "state")
	inboxOldest = describe("langkah_inbox_oldest_seconds", "Age of the oldest pending message, 0 if none waits. Of the whole database.")
	outboxRows  = describe("langkah_outbox_bubbles",
		"Bubbles that are not settled: queued, leased, waiting, unknown, and failed in the last day. Of the whole database.", "channel", "lane", "state")
	outboxOldest = describe("langkah_outbox_oldest_seconds", "Age of the oldest queued bubble. Of the whole database.", "channel", "lane")
	overdue      = describe("langkah_reminders_overdue",
		"Reminders whose time has come and that wait to be brought; at night they wait for the morning. Of the whole database.")
	overdueOldest = describe("langkah_reminders_late_seconds", "How late the first of them is. Of the whole database.")
	accountOwner  = describe("langkah_account_owner",
		"The replica that took the account last: 1 while it speaks for it, 0 when nobody does. Of the whole database.", "channel", "account", "owner")
	accountEpoch = describe("langkah_account_epoch", "How often the account has changed hands. Of the whole database.", "channel", "account")
)

// Gauges of the whole database, counted once a minute.
var (
	numberPeople = describe("langkah_whatsapp_people",
		"People who wrote to the number within 28 days: warm, or cooling where it is more than 21. Of the whole database.", "account", "warmth")
	numberWaiting = describe("langkah_whatsapp_held_bubbles",
		"Bubbles that wait until the number may send (number_held) or until their person writes (next_contact). Of the whole database.", "account", "reason")
	numberChats = describe("langkah_whatsapp_new_chats_today", "People with whom the number has begun a talk since midnight in Jakarta. Of the whole database.", "account")
)

// Gauges of this process.
var (
	poolConnections = describe("langkah_database_connections", "Connections of this process to the database.", "state")
	poolMax         = describe("langkah_database_connections_max", "Connections that this process may have.")
	poolWaits       = describe("langkah_database_waits_total", "Times that no connection was free at once.")
	poolWaited      = describe("langkah_database_wait_seconds_total", "Time spent waiting for a free connection, all waits together.")
	numberOpens     = describe("langkah_whatsapp_opens_timestamp_seconds",
		"When the number may say all again, where WhatsApp bars it, refuses new chats or has it pause; 0: it may now, or nobody knows.", "account")
	numberChatsMost = describe("langkah_whatsapp_new_chats_most", "Talks that the number may begin today; missing: any number.", "account")
	numberHeld      = describe("langkah_whatsapp_new_chats_held", "1 while WhatsApp refuses that the number writes to people who have not written of late.", "account")
	channelHealth   = describe("langkah_channel_health", "1 for the code that the channel reports in this process; ok is well.", "channel", "account", "code")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

// databaseGauges asks the store at each look.
type databaseGauges struct {
	store  *store.Store
	people func() time.Time
}

// Describe implements prometheus.Collector.
func (databaseGauges) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{databaseUp, inboxRows, inboxOldest, outboxRows, outboxOldest, overdue, overdueOldest, accountOwner, accountEpoch,
		poolConnections, poolMax, poolWaits, poolWaited} {
		ch <- d
	}
}

// Collect implements prometheus.Collector. While the database is away it says
// so, and what this process knows by itself.
func (d databaseGauges) Collect(ch chan<- prometheus.Metric) {
	s := sample{ch}
	s.pool(d.store.Pool())
	ctx, cancel := context.WithTimeout(context.Background(), gaugesWait)
	defer cancel()
	now := d.people()
	g, err := d.store.Gauges(ctx, now)
	if err != nil {
		s.set(databaseUp, 0)
		return
	}
	s.set(databaseUp, 1)
	s.open(g, now)
	for _, o := range g.Owners {
		s.set(accountOwner, one(o.Held), o.Channel, o.Name, o.Replica)
		s.set(accountEpoch, float64(o.Epoch), o.Channel, o.Name)
	}
}

// sample is one look.
type sample struct{ ch chan<- prometheus.Metric }

func (s sample) set(d *prometheus.Desc, value float64, labels ...string) {
	s.ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
}

func (s sample) count(d *prometheus.Desc, value float64) {
	s.ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, value)
}

func (s sample) open(g store.Gauges, now time.Time) {
	s.set(overdue, float64(g.Overdue.Count))
	s.set(overdueOldest, age(g.Overdue.Oldest, now))
	for _, o := range g.Inbox {
		s.set(inboxRows, float64(o.Count), o.State)
		if o.State == "pending" {
			s.set(inboxOldest, age(o.Oldest, now))
		}
	}
	for _, o := range g.Outbox {
		s.set(outboxRows, float64(o.Count), o.Channel, o.Lane.String(), o.State)
		if o.State == "queued" {
			s.set(outboxOldest, age(o.Oldest, now), o.Channel, o.Lane.String())
		}
	}
}

func (s sample) pool(p store.Pool) {
	s.set(poolConnections, float64(p.Busy), "busy")
	s.set(poolConnections, float64(p.Idle), "idle")
	s.set(poolMax, float64(p.Max))
	s.count(poolWaits, float64(p.Waits))
	s.count(poolWaited, p.Waited.Seconds())
}

// age in seconds; what is not there, or not yet, has none.
func age(at, now time.Time) float64 {
	if at.IsZero() {
		return 0
	}
	return max(0, now.Sub(at).Seconds())
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// healthGauges tell how the channels of this process are.
type healthGauges []bot.Channel

// Describe implements prometheus.Collector.
func (healthGauges) Describe(ch chan<- *prometheus.Desc) { ch <- channelHealth }

// Collect implements prometheus.Collector.
func (h healthGauges) Collect(ch chan<- prometheus.Metric) {
	for _, c := range h {
		a := c.Account()
		sample{ch}.set(channelHealth, 1, a.Channel, a.Name, c.Health().Code)
	}
}
