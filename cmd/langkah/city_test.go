package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/script"
	"langkah/bot/webchat"
	"langkah/store/storetest"
)

// TestTheCityLivesOn: what the made-up people are still to be told is said by
// the real service in its time, and with those to whom nobody comes nothing
// piles up.
func TestTheCityLivesOn(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	if said := arriving(t, st, now, true); said == "" {
		t.Fatal("nobody came")
	}
	var out bytes.Buffer
	on := newStage(around(t, &out), st)
	defer on.close()
	if _, err := on.Start(t.Context(), script.Stage{Now: func() time.Time { return now }}); err != nil {
		t.Fatal(err)
	}
	said := 0
	for end := now.AddDate(0, 0, 8); ; {
		at, some, err := on.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !some || at.After(end) {
			break
		}
		if said++; at.Sub(now) < 0 || bot.Quiet(at) || said > 200 {
			t.Fatalf("due at %v, no. %d", at, said)
		}
		now = at
		if err := on.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	signs, err := st.Signs(t.Context(), now, now, nil)
	if err != nil || said < 5 || signs.Quarantined != 0 || signs.Queued < 5 {
		t.Errorf("%d came due; %+v, %v", said, signs, err)
	}
	for i := range 10 {
		member, err := st.At(t.Context(), atPage(fmt.Sprintf("demo-tamu-%d", i+1)))
		if err != nil {
			t.Fatal(err)
		}
		told, err := st.Told(t.Context(), member, 1)
		// The last one is said, or waits behind one that nobody has fetched.
		if err != nil || len(told) == 0 || told[0].Step != 3 || (told[0].State != "said" && told[0].Reason != "unsent") {
			t.Errorf("demo-tamu-%d: %+v, %v", i+1, told, err)
		}
	}
	if err := st.Expire(t.Context(), webchat.Account, now.AddDate(0, 1, 0)); err != nil {
		t.Fatal(err)
	}
	if signs, err = st.Signs(t.Context(), now, now, nil); err != nil || signs.Queued != 0 {
		t.Errorf("%d bubbles still wait, %v", signs.Queued, err)
	}
}

// Staff are told what a person was told, whoever they name and however.
func TestExplainOfTheCity(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	if said, status := running(t, st, "demo"); status != 0 {
		t.Fatal(said)
	}
	for words, want := range map[string]string{
		"":            "whom?",
		"demo-tamu-1": "(no. 3); put off: cap",
		"demo-17":     "training (no. 1)  said",
		"17":          "#17 JKP-0000017 Dedi Iskandar (contoh), as of",
		"#17":         "reached at   webchat demo-17",
		"Dedi":        "#17 JKP-0000017 Dedi Iskandar (contoh), webchat demo-17\n",
	} {
		if said, _ := running(t, st, "explain", words); !strings.Contains(said, want) {
			t.Errorf("explain %s: no %q in\n%s", words, want, said)
		}
	}
	stopped := 0
	for i := range 200 {
		said, _ := running(t, st, "explain", fmt.Sprintf("demo-%d", i+1))
		if strings.Contains(said, "asked us to stop on") {
			stopped++
			if !strings.Contains(said, "dropped: stopped") || strings.Contains(said, "reminders\n  quiet") || strings.Contains(said, ", announcements") {
				t.Errorf("stopped, but\n%s", said)
			}
		}
	}
	if stopped == 0 {
		t.Error("nobody has stopped")
	}
}
