package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// readings are what `go test -bench` printed: the values of each benchmark
// and unit, and the lines "key: value".
type readings struct {
	facts  map[string]string
	values map[string][]float64 // by "Benchmark unit"
}

func readingsOf(text string) readings {
	m := readings{map[string]string{}, map[string][]float64{}}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
				m.facts[key] = value
			}
			continue
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(f[0], "Benchmark"), "-")
		for i := 2; i+1 < len(f); i += 2 {
			if v, err := strconv.ParseFloat(f[i], 64); err == nil {
				m.values[name+" "+f[i+1]] = append(m.values[name+" "+f[i+1]], v)
			}
		}
	}
	return m
}

// of is the median of what was measured, or the worst of all benchmarks whose
// name begins so when it ends in "*".
func (m readings) of(key string) (float64, bool) {
	name, unit, _ := strings.Cut(key, " ")
	prefix, many := strings.CutSuffix(name, "*")
	if !many {
		list := slices.Sorted(slices.Values(m.values[key]))
		if len(list) == 0 {
			return 0, false
		}
		return list[len(list)/2], true
	}
	worst, found := 0.0, false
	for k, list := range m.values {
		if n, u, _ := strings.Cut(k, " "); u == unit && strings.HasPrefix(n, prefix) {
			worst, found = max(worst, slices.Max(list)), true
		}
	}
	return worst, found
}

// figure is one line of the table.
type figure struct {
	What  string  `json:"what"`
	Value float64 `json:"value"` // what the goal is about: Ours, or Ratio where there is a peer
	Ours  string  `json:"ours"`
	Peer  string  `json:"peer,omitempty"`
	Ratio string  `json:"ratio,omitempty"`
	Goal  string  `json:"goal,omitempty"`
	Met   *bool   `json:"met,omitempty"`
	Hard  bool    `json:"hard,omitempty"` // memory: no other work on the machine moves it
}

func (f figure) missed() bool { return f.Met != nil && !*f.Met }

// wanted says how a figure is found and what it should be.
type wanted struct {
	what              string
	ours, peer, ratio string  // keys of the readings; the spread is at ratio-min and -max
	unit              string  // how it is shown
	by                float64 // divided by
	least, most       float64 // the goal, if any
	hard              bool
}

var goals = []wanted{
	{what: "one turn in memory", ours: "Turn ns/op", unit: "µs", by: 1000, most: 50},
	{what: "one turn in memory: allocations", ours: "Turn allocs/op", by: 1, most: 100, hard: true},
	{what: "a stored session after 14 answers", ours: "Session bytes", unit: "bytes", by: 1, most: 2000, hard: true},
	{what: "queued turns of 2,000 people: answer", ours: "Crowd turns/s", peer: "Crowd peer-turns/s", ratio: "Crowd ratio", unit: "/s", by: 1, least: 1.5},
	{what: "the same with accepting them", ours: "Crowd accepted-turns/s", peer: "Crowd peer-turns/s", ratio: "Crowd accepted-ratio", unit: "/s", by: 1, least: 1},
	{what: "CPU of a turn: bot (peer: pgbench)", ours: "Crowd µs-bot/turn", peer: "Crowd µs-peer-bot/turn", unit: "µs", by: 1},
	{what: "CPU of a turn: PostgreSQL", ours: "Crowd µs-postgres/turn", peer: "Crowd µs-peer-postgres/turn", unit: "µs", by: 1},
	{what: "peak memory meanwhile", ours: "Crowd peak-MiB-max", unit: "MiB", by: 1, most: 60, hard: true},
	{what: "2,000 people on Telegram: turns", ours: "TelegramCrowd turns/s", peer: "TelegramCrowd peer-turns/s", ratio: "TelegramCrowd ratio", unit: "/s", by: 1, least: 0.8},
	{what: "CPU of such a turn: the service (peer: pgbench)", ours: "TelegramCrowd µs-bot/turn", peer: "TelegramCrowd µs-peer-bot/turn", unit: "µs", by: 1},
	{what: "CPU of such a turn: PostgreSQL", ours: "TelegramCrowd µs-postgres/turn", peer: "TelegramCrowd µs-peer-postgres/turn", unit: "µs", by: 1},
	{what: "peak memory of the service meanwhile", ours: "TelegramCrowd peak-MiB", unit: "MiB", by: 1, most: 60, hard: true},
	{what: "80 messages a second: reply, p50 (peer: one pgbench client)", ours: "TelegramReply ms-p50", peer: "TelegramReply ms-peer-p50", ratio: "TelegramReply ratio-p50", unit: "ms", by: 1},
	{what: "the same, p99", ours: "TelegramReply ms-p99", peer: "TelegramReply ms-peer-p99", ratio: "TelegramReply ratio-p99", unit: "ms", by: 1, most: 4},
	{what: "the same, p50 (peer: the least that loses nothing)", ours: "TelegramReply ms-p50", peer: "TelegramReply ms-least-p50", ratio: "TelegramReply ratio-least-p50", unit: "ms", by: 1},
	{what: "the same, p99", ours: "TelegramReply ms-p99", peer: "TelegramReply ms-least-p99", ratio: "TelegramReply ratio-least-p99", unit: "ms", by: 1},
	{what: "80 of pgbench's turns a second, p99", ours: "TelegramReply ms-paced-peer-p99", unit: "ms", by: 1},
	{what: "80 echoes a second by a bot that keeps nothing, p99", ours: "TelegramReply ms-wires-p99", unit: "ms", by: 1},
	{what: "from an answer's commit to its send, p50", ours: "TelegramReply ms-out-p50", unit: "ms", by: 1},
	{what: "the same, p99", ours: "TelegramReply ms-out-p99", unit: "ms", by: 1},
	{what: "broadcast at 30/s: share of the pace", ours: "TelegramBulk share-of-30", by: 1, least: 0.98},
	{what: "broadcast at 1,000/s, paid: share of the pace", ours: "TelegramBulk share-of-1000", by: 1, least: 0.98},
	{what: "broadcasts: how often Telegram said 429", ours: "TelegramBulk refused", by: 1, most: 0.0001},
	{what: "rows of a broadcast to 385,000 members (peer: one INSERT … SELECT without secondary indexes)", ours: "Expand/385000 s-expand", peer: "Expand/385000 s-insert", ratio: "Expand/385000 ratio", unit: "s", by: 1, least: 0.3},
	{what: "a broadcast to 385,000 without a pace (peer: a bare HTTP client)", ours: "Broadcast/385000 sends/s", peer: "Broadcast/385000 bare-sends/s", ratio: "Broadcast/385000 ratio", unit: "/s", by: 1, least: 0.5},
	{what: "CPU of such a send: the service", ours: "Broadcast/385000 µs-bot/send", unit: "µs", by: 1},
	{what: "the same: PostgreSQL", ours: "Broadcast/385000 µs-postgres/send", unit: "µs", by: 1},
	{what: "peak memory of the service meanwhile", ours: "Broadcast/385000 peak-MiB", unit: "MiB", by: 1, most: 60, hard: true},
	{what: "the same, 10,000 people", ours: "Broadcast/10000 peak-MiB", unit: "MiB", by: 1, most: 60, hard: true},
	{what: "a reply beside 1,000 a second, p99 (peer: beside nothing)", ours: "BroadcastReply ms-paced-p99", peer: "BroadcastReply ms-idle-paced-p99", ratio: "BroadcastReply ratio-paced", unit: "ms", by: 1, most: 1.5},
	{what: "a reply beside a broadcast without a pace, p99 (peer: beside nothing)", ours: "BroadcastReply ms-full-p99", peer: "BroadcastReply ms-idle-full-p99", ratio: "BroadcastReply ratio-full", unit: "ms", by: 1, most: 2},
	{what: "a lone message on WhatsApp until its answer is on the phone, p50", ours: "WhatsAppReply ms-p50", unit: "ms", by: 1},
	{what: "the same, p99", ours: "WhatsAppReply ms-p99", unit: "ms", by: 1},
	{what: "messages of one number to one person, one after the other", ours: "WhatsAppSend sends/s", unit: "/s", by: 1},
	{what: "an answer while notices leave without a pace, p50 (peer: idle)", ours: "WhatsAppBulk ms-busy-p50", peer: "WhatsAppBulk ms-idle-p50", unit: "ms", by: 1},
	{what: "what that adds, in sends of the number", ours: "WhatsAppBulk added-sends", by: 1, most: 1},
	{what: "such a send", ours: "WhatsAppBulk ms-send", unit: "ms", by: 1},
	{what: "start until a linked number takes messages", ours: "WhatsAppStart ns/op", unit: "s", by: 1e9, most: 2},
	{what: "idle memory of the service with 1 WhatsApp number", ours: "WhatsAppMemory MiB-idle-1", unit: "MiB", by: 1},
	{what: "with 10", ours: "WhatsAppMemory MiB-idle-10", unit: "MiB", by: 1},
	{what: "with 44", ours: "WhatsAppMemory MiB-idle-44", unit: "MiB", by: 1},
	{what: "for each number", ours: "WhatsAppMemory MiB-idle-each", unit: "MiB", by: 1, most: 1, hard: true},
	{what: "peak while somebody registers on each, 1 number", ours: "WhatsAppMemory MiB-busy-1", unit: "MiB", by: 1},
	{what: "10 numbers", ours: "WhatsAppMemory MiB-busy-10", unit: "MiB", by: 1},
	{what: "44 numbers", ours: "WhatsAppMemory MiB-busy-44", unit: "MiB", by: 1},
	{what: "for each number then", ours: "WhatsAppMemory MiB-busy-each", unit: "MiB", by: 1, most: 2, hard: true},
	{what: "a lone message until its answer is kept, p50 (peer: no batches)", ours: "Lone ms-p50", peer: "Lone ms-alone-p50", ratio: "Lone ratio-p50", unit: "ms", by: 1, most: 1.05},
	{what: "the same, p99", ours: "Lone ms-p99", peer: "Lone ms-alone-p99", ratio: "Lone ratio-p99", unit: "ms", by: 1, most: 1.05},
	{what: "looking for due reminders among 3,850,000 (peer: 38,500)", ours: "Due ms-look-many", peer: "Due ms-look-few", ratio: "Due look-ratio", unit: "ms", by: 1, most: 1.3},
	{what: "bringing 256 of them", ours: "Due ms-bring-many", peer: "Due ms-bring-few", ratio: "Due bring-ratio", unit: "ms", by: 1, most: 1.3},
	{what: "a day of 385,000 members: planned by the rules, those due queued", ours: "Advice/385000 s-day", unit: "s", by: 1, most: 60},
	{what: "memory of the service meanwhile", ours: "Advice/385000 MiB-heap", unit: "MiB", by: 1, most: 60},
	{what: "the same with a tenth of the members", ours: "Advice/38500 MiB-heap", unit: "MiB", by: 1},
	{what: "the report among 385,000 members, p50", ours: "Report/385000 ms-p50", unit: "ms", by: 1, most: 2000},
	{what: "classes that fit a member, among 5,000, in the database, p50", ours: "ClassList ms-db-p50", unit: "ms", by: 1, most: 5},
	{what: "the same, p99", ours: "ClassList ms-db-p99", unit: "ms", by: 1},
	{what: "with the way there, p50", ours: "ClassList ms-p50", unit: "ms", by: 1},
	{what: "a class of a hundred cancelled, until what each is told is queued", ours: "CancelClass ms-cancel", unit: "ms", by: 1, most: 1000},
	{what: "start to ready, PostgreSQL included", ours: "Ready ns/op", unit: "s", by: 1e9, most: 1},
	{what: "idle memory of the service", ours: "Idle MiB", unit: "MiB", by: 1, most: 40, hard: true},
	{what: "reading an answer: median of the slowest kind", ours: "Understand µs-median", unit: "µs", by: 1, most: 20},
	{what: "the slowest answer of all tables", ours: "Understand µs-slowest", unit: "µs", by: 1},
	{what: "the slowest kecamatan or kelurahan", ours: "Understand µs-place", unit: "µs", by: 1, most: 100},
	{what: "a parser on a long story, the slowest", ours: "Parsers* ns/op", unit: "µs", by: 1000},
	{what: "a place in a long address, the slowest", ours: "Find* ns/op", unit: "µs", by: 1000, most: 100},
	{what: "tables of words and places", ours: "Tables MiB", unit: "MiB", by: 1, most: 3, hard: true},
	{what: "slowest text", ours: "Text* ns/op", unit: "µs", by: 1000},
}

func figuresOf(m readings) (list []figure, err error) {
	for _, w := range goals {
		f := figure{What: w.what, Hard: w.hard}
		ours, ok := m.of(w.ours)
		if !ok {
			return nil, fmt.Errorf("find figure %q: nothing measured it", w.ours)
		}
		f.Value = ours / w.by
		f.Ours = brief(f.Value) + w.unit
		if w.peer != "" {
			peer, _ := m.of(w.peer)
			f.Peer = brief(peer/w.by) + w.unit
			f.Value = ours / peer
			f.Ratio = brief(f.Value)
		}
		if w.ratio != "" {
			f.Value, _ = m.of(w.ratio)
			f.Ratio = brief(f.Value)
		}
		if low, ok := m.of(w.ratio + "-min"); ok {
			high, _ := m.of(w.ratio + "-max")
			f.Ratio += fmt.Sprintf(" (%s–%s)", brief(low), brief(high))
		}
		f.judge(w)
		list = append(list, f)
	}
	return list, nil
}

// judge compares with the goal; no figure is better than its goal by rounding.
func (f *figure) judge(w wanted) {
	met := f.Value >= w.least
	switch {
	case w.least != 0:
		f.Goal = "≥ " + brief(w.least)
	case w.most != 0:
		f.Goal, met = "≤ "+brief(w.most), f.Value <= w.most
	default:
		return
	}
	if w.peer == "" {
		f.Goal += w.unit
	}
	f.Met = &met
}

func brief(v float64) string {
	switch {
	case v >= 100 || v == float64(int(v)):
		return strconv.FormatFloat(v, 'f', 0, 64)
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

func tableOf(list []figure) string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tours\tpeer\tratio\tgoal\tmet")
	soft := 0
	for _, f := range list {
		met := ""
		switch {
		case f.missed():
			met = "MISSED"
			if !f.Hard {
				soft++
			}
		case f.Met != nil:
			met = "yes"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", f.What, f.Ours, f.Peer, f.Ratio, f.Goal, met)
	}
	w.Flush() // into memory: cannot fail
	if soft > 0 {
		fmt.Fprintf(&out, "\nWARNING: goals of time that were missed: %d. Other work on the machine moves times: run it again on a quiet one.\n", soft)
	}
	return out.String()
}
