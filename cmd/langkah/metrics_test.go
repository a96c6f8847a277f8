package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/webchat"
	"langkah/bot/whatsapp"
	"langkah/store"
	"langkah/store/storetest"
)

// messenger answers as the text says.
type messenger struct{}

func (messenger) Account() bot.Account                      { return bot.Account{Channel: "telegram", Name: "langkah_bot"} }
func (messenger) Caps() bot.Caps                            { return bot.Caps{Buttons: true} }
func (messenger) Health() bot.Health                        { return bot.Health{Code: "connecting"} }
func (messenger) Run(ctx context.Context, _ bot.Sink) error { <-ctx.Done(); return nil }

func (messenger) Send(_ context.Context, out bot.Outbound) (string, error) {
	if out.To.ID == "held" {
		return "", &bot.SendError{Class: bot.Held, Code: "463", Err: errors.New("no")}
	}
	return fmt.Sprint("x", out.ID), nil
}

// measured is the service with its registry, in people's time that stands.
type measured struct {
	store    *store.Store
	service  *service
	pump     *outbox.Pump
	registry *prometheus.Registry
	now      time.Time
}

func newMeasured(t *testing.T) *measured {
	t.Helper()
	m := &measured{store: storetest.New(t), now: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return m.now }
	m.service = newService(m.store, zerolog.Nop(), clock, map[string]bot.Caps{"webchat": webchat.Abilities, "telegram": {Buttons: true}})
	m.pump = outbox.New(outbox.Config{Store: m.store, Sender: messenger{}, Sink: m.service.engine, Replica: "replica-1",
		People: clock, Machine: wallClock, Out: m.service.out, Log: zerolog.Nop()})
	t.Cleanup(m.pump.Close)
	m.registry = newRegistry(m.store, clock, []bot.Channel{messenger{}}, m.service.engine, m.pump)
	m.registry.MustRegister(&numbers{})
	return m
}

// hear lets people write; each id is their address.
func (m *measured) hear(t *testing.T, channel string, ids ...string) {
	t.Helper()
	var batch []bot.Inbound
	for _, id := range ids {
		from := bot.Address{Channel: channel, Account: map[string]string{"webchat": "web", "telegram": "langkah_bot"}[channel], ID: id}
		batch = append(batch, bot.Inbound{From: from, ExternalID: "m" + id, Kind: bot.Text, Text: "saya Siti Aminah 0812 3456 7890", At: m.now.Add(-3 * time.Second)})
	}
	if err := m.service.engine.Accept(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
}

func (m *measured) scrape(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	doors{}.mountMetrics(config{Listen: "127.0.0.1:0"}, mux, m.registry)
	return get(t, mux, "/metrics", http.StatusOK)
}

func get(t *testing.T, h http.Handler, path string, status int) string {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != status {
		t.Errorf("%s: %d, want %d\n%s", path, w.Code, status, w.Body)
	}
	body, _ := io.ReadAll(w.Body)
	return string(body)
}

func wantLines(t *testing.T, scraped string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains("\n"+scraped, "\n"+line+"\n") {
			name, _, _ := strings.Cut(line, "{")
			t.Errorf("no line %s, but\n%s", line, strings.Join(about(scraped, strings.Fields(name)[0]), "\n"))
		}
	}
}

func about(scraped, name string) (lines []string) {
	for line := range strings.Lines(scraped) {
		if strings.HasPrefix(line, name) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// A conversation moves every meter, and none of them knows who spoke.
func TestMetricsOfAConversation(t *testing.T) {
	t.Parallel()
	m := newMeasured(t)
	m.hear(t, "telegram", "budi7731", "held")
	m.hear(t, "webchat", "cookie5f2a")
	m.now = m.now.Add(time.Minute)
	wantLines(t, m.scrape(t), `langkah_inbox_messages{state="pending"} 3`, `langkah_inbox_oldest_seconds 63`,
		`langkah_turns_total{outcome="answered"} 0`, `langkah_accepted_messages_total{channel="telegram"} 2`,
		`langkah_sends_total{account="langkah_bot",channel="telegram",result="sent"} 0`)

	if err := m.service.engine.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.now = m.now.Add(30 * time.Second)
	wantLines(t, m.scrape(t), `langkah_inbox_messages{state="pending"} 0`, `langkah_inbox_oldest_seconds 0`,
		`langkah_turns_total{outcome="answered"} 3`, `langkah_turn_seconds_sum 189`, `langkah_batch_people_sum 3`, `langkah_batch_seconds_count 1`,
		`langkah_outbox_bubbles{channel="telegram",lane="reply",state="queued"} 2`,
		`langkah_outbox_oldest_seconds{channel="telegram",lane="reply"} 30`)

	if err := m.pump.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := m.service.engine.Mailbox().After(t.Context(), bot.Address{Channel: "webchat", Account: "web", ID: "cookie5f2a"}, 0); err != nil {
		t.Fatal(err)
	}
	scraped := m.scrape(t)
	wantLines(t, scraped, `langkah_sends_total{account="langkah_bot",channel="telegram",result="sent"} 1`,
		`langkah_sends_total{account="langkah_bot",channel="telegram",result="held"} 1`,
		`langkah_send_seconds_count{account="langkah_bot",channel="telegram"} 2`,
		`langkah_outbox_bubbles{channel="telegram",lane="reply",state="waiting"} 1`,
		`langkah_account_owner{account="langkah_bot",channel="telegram",owner="replica-1"} 1`,
		`langkah_account_epoch{account="langkah_bot",channel="telegram"} 1`,
		`langkah_channel_health{account="langkah_bot",channel="telegram",code="connecting"} 1`,
		`langkah_fetched_bubbles_total{channel="webchat"} 1`, `langkah_database_up 1`, `langkah_build_info{version="dev"} 1`)
	names := regexp.MustCompile(`(?m) [^ ]*$`).ReplaceAllString(scraped, "") // a value may be any digits
	for _, theirs := range []string{"Siti", "0812", "7890", "budi7731", "cookie5f2a"} {
		if strings.Contains(names, theirs) {
			t.Errorf("the metrics know %q", theirs)
		}
	}
	m.pump.Close()
	wantLines(t, m.scrape(t), `langkah_account_owner{account="langkah_bot",channel="telegram",owner="replica-1"} 0`)
	problems, err := testutil.GatherAndLint(m.registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// What a number may say, whom it reaches and what it holds is counted.
func TestMetricsOfANumber(t *testing.T) {
	t.Parallel()
	d, err := whatsapp.Open(whatsapp.Config{Now: machineClock, Log: zerolog.Nop(), Budget: &whatsapp.Budget{NewChats: 200, Warmup: 14}})
	if err != nil {
		t.Fatal(err)
	}
	ch := d.Channel(officePhone)
	until := machineClock().Add(time.Hour).Truncate(time.Second)
	ch.Recall(whatsapp.Status{HeldUntil: until, Linked: machineClock()})
	n := &numbers{all: map[string]*servedNumber{officePhone: {channel: ch, served: true}},
		contacts: map[string]store.Contacts{officePhone: {Warm: 120, Cooling: 14, Held: 3, Trays: 12, Begun: 5}}}
	r := prometheus.NewRegistry()
	r.MustRegister(n)
	mux := http.NewServeMux()
	doors{}.mountMetrics(config{Listen: "127.0.0.1:0"}, mux, r)
	of := `{account="` + officePhone + `"`
	wantLines(t, get(t, mux, "/metrics", http.StatusOK), "langkah_whatsapp_new_chats_held"+of+"} 1", "langkah_whatsapp_new_chats_most"+of+"} 20",
		"langkah_whatsapp_new_chats_today"+of+"} 5", "langkah_whatsapp_people"+of+`,warmth="warm"} 106`, "langkah_whatsapp_people"+of+`,warmth="cooling"} 14`,
		"langkah_whatsapp_held_bubbles"+of+`,reason="number_held"} 3`, "langkah_whatsapp_held_bubbles"+of+`,reason="next_contact"} 12`,
		"langkah_whatsapp_opens_timestamp_seconds"+of+"} "+strconv.FormatFloat(float64(until.Unix()), 'g', -1, 64))
	if problems, err := testutil.GatherAndLint(r); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// The database is away: what the process knows by itself is still told.
func TestMetricsWithoutADatabase(t *testing.T) {
	t.Parallel()
	m := newMeasured(t)
	m.hear(t, "webchat", "a")
	if err := m.service.engine.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.store.Reachable(false)
	scraped := m.scrape(t)
	wantLines(t, scraped, `langkah_database_up 0`, `langkah_turns_total{outcome="answered"} 1`, `langkah_database_connections{state="busy"} 0`)
	if strings.Contains(scraped, "langkah_inbox") {
		t.Errorf("the inbox was counted without a database:\n%s", scraped)
	}
	m.store.Reachable(true)
	wantLines(t, m.scrape(t), `langkah_database_up 1`)
}

// What the runbook names is counted, and what is counted is in the runbook.
func TestTheRunbookNamesTheMetrics(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	counted := described(newMeasured(t).registry)
	for _, name := range regexp.MustCompile(`langkah_[a-z_]+`).FindAllString(string(text), -1) {
		name = strings.TrimSuffix(name, "_bucket")
		if !slices.ContainsFunc(counted, func(c string) bool { return c == name || strings.HasSuffix(name, "_") && strings.HasPrefix(c, name) }) {
			t.Errorf("the runbook names %s, which nothing counts", name)
		}
	}
	for _, name := range counted {
		if !strings.Contains(string(text), name) && !strings.HasPrefix(name, "langkah_database_") {
			t.Errorf("the runbook does not name %s", name)
		}
	}
}

var fullName = regexp.MustCompile(`fqName: "(langkah_[a-z_]+)"`)

// described are our own metrics in a registry, with or without values.
func described(r *prometheus.Registry) (names []string) {
	all := make(chan *prometheus.Desc)
	go func() { r.Describe(all); close(all) }()
	for d := range all {
		if m := fullName.FindStringSubmatch(d.String()); m != nil {
			names = append(names, m[1])
		}
	}
	return names
}

// The metrics are where the operator wants them, never open by accident.
func TestWhereMetricsAre(t *testing.T) {
	t.Parallel()
	r := prometheus.NewRegistry()
	for _, c := range []struct {
		config config
		status int // of /metrics on the web server
	}{
		{config{Listen: "127.0.0.1:0"}, http.StatusOK},
		{config{Listen: "127.0.0.1:0", PublicURL: "http://localhost:8080"}, http.StatusOK},
		{config{Listen: "127.0.0.1:0", PublicURL: "https://chat.example"}, http.StatusNotFound}, // a proxy stands before it
		{config{Listen: ":0"}, http.StatusNotFound},
		{config{Listen: "127.0.0.1:0", Metrics: "127.0.0.1:0"}, http.StatusNotFound},
	} {
		open, err := openDoors(c.config)
		if err != nil {
			t.Fatal(err)
		}
		web := http.NewServeMux()
		own := open.mountMetrics(c.config, web, r)
		get(t, web, "/metrics", c.status)
		if (own != nil) != (c.config.Metrics != "") {
			t.Errorf("%+v: a door of its own: %v", c.config, own != nil)
		}
		if own != nil {
			get(t, own, "/metrics", http.StatusOK)
			get(t, own, "/healthz", http.StatusNotFound)
		}
		if at := open.metricsAt(c.config); (at == "") != (c.status != http.StatusOK && own == nil) {
			t.Errorf("%+v: the log says the metrics are at %q", c.config, at)
		}
		open.close()
	}
}

func TestMetricsPortInUse(t *testing.T) {
	t.Parallel()
	open, err := openDoors(config{Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer open.close()
	_, err = openDoors(config{Listen: "127.0.0.1:0", Metrics: open.web.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "LANGKAH_METRICS") {
		t.Errorf("got %v, want an error that names LANGKAH_METRICS", err)
	}
}

func TestAPanicInARequest(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	h := calm(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("Siti wrote this") }), zerolog.New(&log))
	func() {
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("panicked with %v", p)
			}
		}()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	}()
	if !strings.Contains(log.String(), "panic: string") || strings.Contains(log.String(), "Siti") {
		t.Errorf("logged %s", log.String())
	}
}
