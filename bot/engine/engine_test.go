package engine_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows"
	"langkah/store"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var people = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// world is a database that engines work on.
type world struct {
	dsn string
	sql *pgxpool.Pool
	db  *store.Store // the channels' way in, apart from the engines'
}

func build(t *testing.T) *world {
	t.Helper()
	w := &world{dsn: storetest.DSN(t)}
	pool, err := pgxpool.New(t.Context(), w.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	w.sql, w.db = pool, w.store(t)
	return w
}

// store is one more process on the database.
func (w *world) store(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), w.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// engine is one more replica; router nil: talk.
func (w *world) engine(t *testing.T, s *store.Store, router *flows.Router) *engine.Engine {
	t.Helper()
	if router == nil {
		router = talk(t, nil)
	}
	return engine.New(engine.Config{
		Store: s, Router: router, Texts: texts, Now: func() time.Time { return people }, Log: zerolog.Nop(), Out: &bot.Bell{},
		Caps: func(string) bot.Caps { return bot.Caps{Buttons: true} },
	})
}

// texts shows what fills a text, or its key.
func texts(_, key string, args map[string]any) (string, error) {
	if text, ok := args["Text"]; ok {
		return fmt.Sprint(text), nil
	}
	return key, nil
}

// talk is a service of one question that repeats whatever is written.
// "boom" panics at once, "act" registers, "act boom" panics after registering.
func talk(t *testing.T, hook func(text string)) *flows.Router {
	t.Helper()
	ask := &flows.Ask{
		Prompt: func(flows.View) flows.Say { return flows.Say{Key: "talk/go_on"} },
		Read: func(in flows.Input, _ flows.View) flows.Reading {
			if hook != nil {
				hook(in.Text)
			}
			if strings.HasPrefix(in.Text, "boom") {
				panic("they wrote " + in.Text)
			}
			if word, rest, _ := strings.Cut(in.Text, " "); word == "act" {
				return flows.Reading{Event: "act", Set: flows.Answers{"late": rest}}
			}
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "talk/echo", Args: flows.Args{"Text": in.Text}}}}
		},
	}
	done := &flows.Ask{Read: ask.Read, Prompt: func(v flows.View) flows.Say {
		if v.Session.Answers["late"] == "boom" {
			panic("after the act")
		}
		return flows.Say{Key: "talk/done", Args: flows.Args{"Text": v.Facts.Person.Number}}
	}}
	f := &flows.Flow{
		Name: "talk", Version: 2,
		States: []flows.State{
			{Name: "home", Ask: ask},
			{Name: "doing", Act: func(flows.View) flows.Action { return flows.Register{Profile: flows.Answers{"name": "Siti"}} }},
			{Name: "done", Ask: done},
		},
		Moves: []flows.Row{
			{From: "home", Event: "act", To: "doing"}, {From: "done", Event: "act", To: "doing"},
			{From: "doing", Event: "registered", To: "done"}, {From: "doing", Event: "updated", To: "done"},
		},
	}
	u := flows.Understanding{
		Global:     func(string) (flows.Word, int, bool) { return "", 0, false },
		Choose:     func(string, [][]string) (int, string) { return 0, "UNCLEAR" },
		Greeting:   func(string) bool { return false },
		Aside:      func(string) (string, bool) { return "", false },
		WithoutIDs: func(text string) string { return text },
	}
	r, err := flows.NewRouter(flows.Abilities{Hears: u, Reminders: map[string]flows.Reminding{
		"boom": func(flows.View, flows.Reminder) flows.Reading { panic("a reminder") },
	}}, f)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
