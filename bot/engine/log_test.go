package engine_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot/engine"
)

// lines is a log that the test reads while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
	come chan struct{}
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.come <- struct{}{}
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// The database is away for a while: four workers that try all the time write a
// line when it begins, one each fifteen seconds, and one when it is over.
func TestAnOutageDoesNotFloodTheLog(t *testing.T) {
	t.Parallel()
	w := build(t)
	var mu sync.Mutex
	clock, asked := people, make(chan struct{}, 1000)
	log := &lines{come: make(chan struct{}, 1000)}
	s := w.store(t)
	config := w.engine(t, s, nil).Config
	config.Log = zerolog.New(log)
	config.Machine = func() time.Time {
		asked <- struct{}{}
		mu.Lock()
		defer mu.Unlock()
		return clock
	}
	pass := func(d time.Duration) { mu.Lock(); clock = clock.Add(d); mu.Unlock() }
	s.Reachable(false)
	running(t, engine.New(config))
	come(t, log.come)
	pass(10 * time.Second)
	for range 12 {
		come(t, asked)
	}
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("%d lines after 10 s:\n%s", n, log)
	}
	pass(6 * time.Second)
	come(t, log.come)
	s.Reachable(true)
	come(t, log.come)
	if got := log.String(); strings.Count(got, "\n") != 3 || !strings.Contains(got, `"lasted":16000,"message":"turns go on"`) {
		t.Errorf("the log of an outage of 16 s:\n%s", got)
	}
}

// Failures of every sort, and at the most talkative level not a word of what
// was written.
func TestTheLogRepeatsNobody(t *testing.T) {
	t.Parallel()
	w := build(t)
	log := &lines{come: make(chan struct{}, 1000)}
	config := w.engine(t, w.db, nil).Config
	config.Log = zerolog.New(log).Level(zerolog.TraceLevel)
	config.Texts = func(lang, key string, args map[string]any) (string, error) {
		if args["Text"] == "Zubaidah x" {
			return "", errNoText
		}
		return texts(lang, key, args)
	}
	e := engine.New(config)
	w.meet(t, e, "siti", "budi")
	w.exec(t, `create function refuse() returns trigger language plpgsql as $$ begin raise 'value % is refused', new.text; end $$`)
	w.exec(t, `create trigger refuse before insert on outbox for each row when (new.text like 'Zubaidah y%') execute function refuse()`)
	accept(t, e, says("siti", "boom Zubaidah 081299887766", "Zubaidah x", "Zubaidah z"), says("budi", "Zubaidah y"))
	drain(t, e)
	w.want(t, "3", `select count(*)::text from inbox where state = 'quarantined'`)
	got := log.String()
	for _, word := range []string{"Zubaidah", "81299887766", "boom"} {
		if strings.Contains(got, word) {
			t.Errorf("the log holds %q:\n%s", word, got)
		}
	}
	for _, want := range []string{"message set aside", "panic: string", "SQLSTATE P0001", "*errors.errorString", "panic in a turn", `"message":"turn"`} {
		if !strings.Contains(got, want) {
			t.Errorf("the log does not say %q:\n%s", want, got)
		}
	}
}
