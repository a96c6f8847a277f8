package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/telegram"
	"langkah/templates"
)

// hookPath is where Telegram delivers, below LANGKAH_PUBLIC_URL.
const hookPath = "/telegram"

// mostTelegram is how many messages a second Telegram sells.
var mostTelegram = 1000.0

// checkTelegram says early what Telegram would refuse, or never reach.
func checkTelegram(c config) error {
	switch {
	case c.TelegramMode != "poll" && c.TelegramMode != "webhook":
		return fmt.Errorf("read TELEGRAM_MODE: %q is none of poll, webhook", c.TelegramMode)
	case c.TelegramRate <= 0 || c.TelegramRate > mostTelegram:
		return errors.New("read TELEGRAM_RATE: it must be above 0 and at most 1000 messages a second")
	case c.TelegramChat <= 0 || c.TelegramChat > 1 && c.TelegramAPI == telegram.PublicAPI:
		return errors.New("read TELEGRAM_CHAT_RATE: it must be above 0, and Telegram allows one message a second to one chat")
	case c.TelegramRate > 30 && !c.TelegramPaid && c.TelegramAPI == telegram.PublicAPI:
		return errors.New("read TELEGRAM_RATE: Telegram allows 30 messages a second, and more only with TELEGRAM_PAID=1")
	case c.TelegramToken == "":
		return nil
	case c.TelegramMode == "webhook" && !strings.HasPrefix(c.PublicURL, "https://") && c.TelegramAPI == telegram.PublicAPI:
		return errors.New("read TELEGRAM_MODE: a webhook needs LANGKAH_PUBLIC_URL, an https address that Telegram can reach")
	}
	_, err := telegram.New(telegram.Config{Token: c.TelegramToken, API: c.TelegramAPI, Now: machineClock, Log: zerolog.Nop()})
	return err
}

// newTelegram makes the bot of the settings; nil without a token.
func newTelegram(c config, log zerolog.Logger) (*telegram.Channel, error) {
	if c.TelegramToken == "" {
		return nil, nil
	}
	commands, private, err := telegramTexts()
	if err != nil {
		return nil, err
	}
	set := telegram.Config{
		Token: c.TelegramToken, API: c.TelegramAPI, Now: machineClock, Log: log,
		Rate: c.TelegramRate, ChatRate: c.TelegramChat, Paid: c.TelegramPaid, Commands: commands, Private: private,
	}
	if c.TelegramMode == "webhook" {
		set.Webhook = strings.TrimRight(c.PublicURL, "/") + hookPath
	}
	return telegram.New(set)
}

// inMenu are the words of Telegram's commands menu; each works when it is
// written, too.
var inMenu = []string{"menu", "status", "bahasa", "bantuan", "petugas", "berhenti"}

// telegramTexts are the words that Telegram itself shows: Indonesian is for
// every language that is not ours.
func telegramTexts() (commands map[string][]telegram.Command, private string, err error) {
	commands = map[string][]telegram.Command{}
	for _, lang := range templates.Languages() {
		key := lang
		if lang == templates.Languages()[0] {
			key = ""
		}
		for _, name := range inMenu {
			about, err := templates.Text(lang, "telegram/"+name, nil)
			if err != nil {
				return nil, "", err
			}
			commands[key] = append(commands[key], telegram.Command{Name: name, About: about})
		}
	}
	private, err = templates.Text("id", "telegram/private", nil)
	return commands, private, err
}

// pump serves an account: what comes in goes to the engine, what the ledger
// holds goes out.
func (s *service) pump(ch bot.Sender) *outbox.Pump {
	return outbox.New(outbox.Config{
		Store: s.store, Sender: ch, Sink: s.engine, Replica: replica(),
		People: wallClock, Machine: machineClock, Out: s.out, Desk: s.desk, Log: s.log, Elsewhere: s.elsewhere, Fill: fill,
	})
}

// replica names this process to staff.
func replica() string {
	host, err := os.Hostname()
	if err != nil {
		host = "host"
	}
	return fmt.Sprintf("%s/%d", host, os.Getpid())
}
