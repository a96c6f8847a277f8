package engine_test

import (
	"testing"
	"time"

	"langkah/flows"
)

// news has a reminder that finds something to say, or nothing, once it looks,
// and a question that nothing may come between.
func news(t *testing.T) *flows.Router {
	t.Helper()
	ask := &flows.Ask{
		Prompt: func(flows.View) flows.Say { return flows.Say{Key: "news/go_on"} },
		Read: func(in flows.Input, _ flows.View) flows.Reading {
			if in.Text == "link" {
				return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: "held"}}
			}
			return flows.Reading{Stay: true}
		},
	}
	over := &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}
	r, err := flows.NewRouter(flows.Abilities{
		Hears: flows.Understanding{
			Global:   func(string) (flows.Word, int, bool) { return "", 0, false },
			Choose:   func(string, [][]string) (int, string) { return 0, "UNCLEAR" },
			Greeting: func(string) bool { return false },
			Aside:    func(string) (string, bool) { return "", false },
		},
		Reminders: map[string]flows.Reminding{"look": func(flows.View, flows.Reminder) flows.Reading {
			return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: "looking"}}
		}},
	},
		&flows.Flow{Name: "home", Version: 1, States: []flows.State{{Name: "home", Ask: ask}, {Name: "other", Ask: ask}}},
		&flows.Flow{Name: "held", Version: 1, Holds: true, States: []flows.State{{Name: "sure", Ask: ask}}},
		&flows.Flow{Name: "looking", Version: 1,
			Moves: []flows.Row{{From: "look", Event: "none", To: "over"}},
			States: []flows.State{
				{Name: "look", Act: func(flows.View) flows.Action { return flows.ReadTray{Limit: 1} }}, {Name: "over", End: over},
			}},
	)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestReminderThatIsNoNewsAnyMore says nothing and leaves the talk where it is.
func TestReminderThatIsNoNewsAnyMore(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, news(t))
	w.meet(t, e, "siti")
	w.exec(t, `update conversations set state = 'other', session = jsonb_set(session, '{s}', '"other"')`)
	w.due(t, "look")
	drain(t, e)
	w.want(t, "dropped gone", `select state || ' ' || reason from reminders`)
	w.want(t, "home other", `select flow || ' ' || state from conversations`)
	w.want(t, "0", `select count(*)::text from outbox`)
}

// TestRequestedReminderOverADecision waits, and is not lost as an advised one is.
func TestRequestedReminderOverADecision(t *testing.T) {
	t.Parallel()
	for class, want := range map[flows.MessageClass]string{
		flows.Requested: "due deciding " + people.Add(10*time.Minute).Format("15:04"), flows.Advised: "dropped deciding 00:00",
	} {
		w := build(t)
		e := w.engine(t, w.db, news(t))
		w.meet(t, e, "siti")
		accept(t, e, says("siti", "link"))
		drain(t, e)
		w.due(t, "look")
		w.exec(t, `update reminders set class = $1`, string(class))
		w.exec(t, `delete from outbox`)
		drain(t, e)
		w.want(t, want, `select state || ' ' || reason || ' ' || to_char(due_at at time zone 'UTC', 'HH24:MI') from reminders`)
		w.want(t, "0", `select count(*)::text from outbox`)
	}
}
