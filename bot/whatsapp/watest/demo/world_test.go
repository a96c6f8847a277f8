package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
	"langkah/store/storetest"
	"langkah/templates/web/webtest"
)

// ofStore leads the program that links to the test's database.
const ofStore = "PLAY_STORE"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "whatsapp":
			linkAsProgram()
		case asChild:
			child(os.Args[2])
		}
	}
	code := storetest.Main(m)
	webtest.Stop()
	os.Exit(code)
}

// linkAsProgram is `langkah whatsapp link --text`.
func linkAsProgram() {
	ctx := context.Background()
	st, err := store.Open(ctx, os.Getenv(ofStore))
	if err == nil {
		var root [32]byte
		_, _ = hex.Decode(root[:], []byte(os.Getenv("WHATSAPP_ROOT")))
		_, err = devices(ctx, st, os.Getenv("WHATSAPP_SERVER"), root).Link(ctx, whatsapp.How{Show: func(s whatsapp.Step) {
			if s.QR != "" {
				fmt.Println(s.QR)
			}
		}})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func devices(ctx context.Context, st *store.Store, server string, root [32]byte) *whatsapp.Devices {
	db, err := st.Devices(ctx, whatsapp.Upgrade)
	if err != nil {
		panic(err)
	}
	d, err := whatsapp.Open(whatsapp.Config{DB: db, People: st, Now: time.Now, Log: zerolog.Nop(), Server: server, Root: root})
	if err != nil {
		panic(err)
	}
	return d
}

// world is the page over a play WhatsApp with a service that echoes.
type world struct {
	*page
	t       *testing.T
	base    string
	devices *whatsapp.Devices
}

func begin(t *testing.T) *world {
	t.Helper()
	s, err := watest.Open(watest.Options{LID: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dsn := storetest.DSN(t)
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	w := &world{t: t, page: newPage(t.Context(), s, []string{self}), devices: devices(t.Context(), st, s.Addr(), s.Root())}
	w.env = append(w.env, ofStore+"="+dsn)
	web := httptest.NewServer(w.handler())
	t.Cleanup(web.Close)
	w.base = web.URL
	w.echo()
	return w
}

// echo serves the number, whenever it is linked.
func (w *world) echo() {
	ch := w.devices.Channel(officePhone)
	ctx, stop := context.WithCancel(context.Background())
	var work sync.WaitGroup
	work.Go(func() { _ = ch.Run(ctx, &echo{w.t, ch}) })
	w.t.Cleanup(func() { stop(); work.Wait() })
}

type echo struct {
	t  *testing.T
	ch *whatsapp.Channel
}

// Accept implements bot.Sink.
func (e *echo) Accept(_ context.Context, batch []bot.Inbound) error {
	for _, in := range batch {
		if in.Kind == bot.Staff {
			continue
		}
		go func() {
			out := bot.Outbound{To: in.From, ExternalID: e.ch.NewID(), Text: fmt.Sprintf("Gema %s: %s\nLihat https://jakpreneur.jakarta.go.id.", in.Kind, in.Text)}
			if _, err := e.ch.Send(context.Background(), out); err != nil && e.t.Context().Err() == nil {
				e.t.Errorf("echo: %v", err)
			}
		}()
	}
	return nil
}

// Receipts implements bot.Sink.
func (e *echo) Receipts(context.Context, []bot.Receipt) error { return nil }

func (w *world) visit(query string) *webtest.Tab {
	w.t.Helper()
	return webtest.Visit(w.t, w.base, query)
}
