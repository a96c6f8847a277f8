package main

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"langkah/bot/telegram/tgtest"
	"langkah/store/storetest"
)

// onTelegram are surroundings whose bot lives on a play Telegram.
func onTelegram(t *testing.T, out *bytes.Buffer) (*surroundings, *tgtest.Server) {
	t.Helper()
	server, err := tgtest.Open(tgtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	s := around(t, out)
	s.config.TelegramToken, s.config.TelegramAPI = server.Token(), server.URL()
	s.config.TelegramMode, s.config.TelegramRate, s.config.TelegramChat = "poll", 30, 1
	return s, server
}

func TestTelegramStatus(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s, server := onTelegram(t, &out)
	server.Person("siti").Say("halo")
	if code := run(s, []string{"telegram", "status"}); code != 0 || !strings.Contains(out.String(), "@langkah_play_bot") ||
		!strings.Contains(out.String(), "by polling") || !strings.Contains(out.String(), "1 messages") {
		t.Errorf("exit status %d\n%s", code, out.String())
	}
	for name, c := range map[string]struct{ token, want string }{
		"none": {"", "@BotFather"}, "unknown": {"123:abc", "does not know this token"},
	} {
		out.Reset()
		s.config.TelegramToken = c.token
		if code := run(s, []string{"telegram", "status"}); code != 1 || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: exit status %d\n%s", name, code, out.String())
		}
	}
	out.Reset()
	s.config.TelegramToken = server.Token()
	server.Down(true)
	if code := run(s, []string{"telegram", "status"}); code != 1 || strings.Contains(out.String(), server.Token()) {
		t.Errorf("exit status %d\n%s", code, out.String())
	}
}

func TestDoctorLooksAtTelegram(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s, server := onTelegram(t, &out)
	s.store = storetest.New(t)
	says := func(want string) {
		t.Helper()
		out.Reset()
		run(s, []string{"doctor"})
		if !strings.Contains(out.String(), want) || strings.Contains(out.String(), server.Token()) {
			t.Errorf("want %q\n%s", want, out.String())
		}
	}
	says("ok    telegram     @langkah_play_bot, polled, 0 messages wait there")
	for range manyWaiting {
		server.Person("siti").Say("halo")
	}
	says("CARE  telegram     @langkah_play_bot, polled, 100 messages wait there")
	res, err := http.Get(server.URL() + "/bot" + server.Token() + "/setWebhook?url=https://127.0.0.1:1/x")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	says("is another program using this token?")
	server.Down(true)
	says("Telegram does not answer")
	server.Down(false)
	s.config.TelegramToken = "123:abc"
	says("Telegram does not know the token")
}

// The menu that Telegram shows holds words that everybody may write.
func TestTelegramMenu(t *testing.T) {
	t.Parallel()
	commands, private, err := telegramTexts()
	if err != nil || private == "" || len(commands) != 2 {
		t.Fatal(commands, private, err)
	}
	for lang, list := range commands {
		for _, c := range list {
			if got, _ := (understander{options: sevenSteps}).parse("global_command", c.Name); got == "INVALID:NOT_COMMAND" && c.Name != "bahasa" {
				t.Errorf("%q is no command", c.Name)
			}
			if c.About == "" || len(c.About) > 256 {
				t.Errorf("%s %s: %q", lang, c.Name, c.About)
			}
		}
	}
}

func TestTelegramSettings(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"TELEGRAM_TOKEN", "geheim99", "123456:ABC"},
		{"TELEGRAM_MODE", "push", "none of poll, webhook"},
		{"TELEGRAM_RATE", "0", "above 0"},
		{"TELEGRAM_RATE", "200", "TELEGRAM_PAID"},
		{"TELEGRAM_CHAT_RATE", "2", "one message a second"},
		{"TELEGRAM_PAID", "yes", "TELEGRAM_PAID must be 0 or 1"},
	} {
		t.Run(c.name+"="+c.value, func(t *testing.T) {
			t.Setenv(c.name, c.value)
			if _, err := readConfig(); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "geheim99") {
				t.Errorf("got %v, want an error that says %q", err, c.want)
			}
		})
	}
	t.Setenv("TELEGRAM_TOKEN", "123:geheim99")
	t.Setenv("TELEGRAM_MODE", "webhook")
	if _, err := readConfig(); err == nil || !strings.Contains(err.Error(), "LANGKAH_PUBLIC_URL") {
		t.Errorf("a webhook without an address: %v", err)
	}
	t.Setenv("LANGKAH_PUBLIC_URL", "https://langkah.example")
	cfg, err := readConfig()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	printConfig(&out, cfg)
	if strings.Contains(out.String(), "geheim99") {
		t.Error("the token is shown")
	}
}
