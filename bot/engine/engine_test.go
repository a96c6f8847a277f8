package engine_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows/catalogue"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func keys(lang, key string, args map[string]any) (string, error) {
	return fmt.Sprintf("<%s>", key), nil
}

func TestProbe(t *testing.T) {
	s := storetest.New(t)
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	e := engine.New(engine.Config{Store: s, Router: catalogue.Router(), Texts: keys, Caps: func(string) bot.Caps { return bot.Caps{Buttons: true} },
		Now: func() time.Time { return now }, Log: zerolog.New(zerolog.NewTestWriter(t)), Out: &bot.Bell{}})
	addr := bot.Address{Channel: "webchat", Account: "web", ID: "siti"}
	var last int64
	for i, text := range []string{"halo", "daftar", "setuju", "ya", "belum", "siti aminah", "sudah", "warung siti", "1", "2019", "5jt", "blm", "tn abang", "1", "081234567890", "ya", "ya"} {
		if err := e.Accept(t.Context(), []bot.Inbound{{From: addr, ExternalID: fmt.Sprint(i), Kind: bot.Text, Text: text}}); err != nil {
			t.Fatal(err)
		}
		if err := e.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, err := e.Mailbox().After(t.Context(), addr, last)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range got {
			t.Logf("%s → %s", text, o.Numbered())
			last = o.ID
		}
	}
}
