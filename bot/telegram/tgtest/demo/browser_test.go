package main

import (
	"os"
	"testing"

	"langkah/bot/telegram/tgtest"
	"langkah/templates/web/webtest"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == asChild {
		child(os.Args[2])
		return
	}
	code := m.Run()
	webtest.Stop()
	os.Exit(code)
}

// begin starts a play Telegram with the echo bot.
func begin(t *testing.T) *tgtest.Server {
	t.Helper()
	s, err := open("127.0.0.1:0", tgtest.DefaultToken)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	startEcho(t, s)
	return s
}

// visit opens the page at the width of a small phone.
func visit(t *testing.T, s *tgtest.Server, query string) *webtest.Tab {
	t.Helper()
	return webtest.Visit(t, s.URL(), query)
}
