package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"text/tabwriter"

	"github.com/caarlos0/env/v11"
	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"
)

// config is every setting, from the environment. A field's help says what it
// is for; `langkah config` prints them all.
type config struct {
	DatabaseURL    string  `env:"DATABASE_URL" help:"PostgreSQL to use; empty: a private one in LANGKAH_DATA" secret:"url"`
	Data           string  `env:"LANGKAH_DATA" envDefault:".data" help:"directory of the private PostgreSQL"`
	Listen         string  `env:"LANGKAH_LISTEN" envDefault:"127.0.0.1:8080" help:"address of the web server"`
	Metrics        string  `env:"LANGKAH_METRICS" help:"address of /metrics alone, as 127.0.0.1:9090; empty: on the web server while only this machine reaches that, else off"`
	PublicURL      string  `env:"LANGKAH_PUBLIC_URL" help:"how people reach the web server; empty: http://LANGKAH_LISTEN"`
	Log            string  `env:"LANGKAH_LOG" envDefault:"info" help:"least level to log: trace, debug, info, warn, error"`
	Webchat        bool    `env:"LANGKAH_WEBCHAT" envDefault:"false" help:"offer the chat page at /chat"`
	TelegramToken  string  `env:"TELEGRAM_TOKEN" help:"token of the Telegram bot, from @BotFather; empty: no Telegram" secret:"yes"`
	TelegramAPI    string  `env:"TELEGRAM_API" envDefault:"https://api.telegram.org" help:"root of the Bot API: Telegram's own, or a local Bot API server"`
	TelegramMode   string  `env:"TELEGRAM_MODE" envDefault:"poll" help:"how messages come: poll, or webhook (needs an https LANGKAH_PUBLIC_URL)"`
	TelegramRate   float64 `env:"TELEGRAM_RATE" envDefault:"30" help:"pace of notices and broadcasts on Telegram, messages a second"`
	TelegramChat   float64 `env:"TELEGRAM_CHAT_RATE" envDefault:"1" help:"messages a second to one chat, after five at once; Telegram allows one"`
	TelegramPaid   bool    `env:"TELEGRAM_PAID" envDefault:"false" help:"pay Telegram for broadcasts beyond 30 a second (0.1 Stars each, from the bot's balance)"`
	WhatsAppRate   float64 `env:"WHATSAPP_RATE" envDefault:"5" help:"pace of notices and broadcasts of one WhatsApp number, messages a minute; a number that says more unasked is soon barred"`
	WhatsAppChats  int     `env:"WHATSAPP_NEW_CHATS" envDefault:"200" help:"talks that one WhatsApp number begins in a day with people who have not written for a day; 0: none"`
	WhatsAppWarmup int     `env:"WHATSAPP_WARMUP" envDefault:"14" help:"days from the linking of a number in which that rises from a tenth; 0: it is whole at once"`
	WhatsAppServer string  `env:"WHATSAPP_SERVER" help:"a play WhatsApp on this machine instead of WhatsApp, as 127.0.0.1:8093; for tests and trying only"`
	WhatsAppRoot   string  `env:"WHATSAPP_ROOT" help:"the key that vouches for the play WhatsApp, 64 hexadecimal digits"`
	FailOver       int     `env:"LANGKAH_FAILOVER" envDefault:"30" help:"minutes after which a notice that somebody asked for, and that has not arrived, goes by their other channel; 0: never"`
	BroadcastTest  int     `env:"LANGKAH_BROADCAST_TEST" envDefault:"500" help:"a broadcast to more people than this is sent to oneself first"`
	BroadcastOk    int     `env:"LANGKAH_BROADCAST_APPROVE" envDefault:"5000" help:"a broadcast to more people than this needs the approval of a second person"`
	Demo           bool    `env:"LANGKAH_DEMO" envDefault:"false" help:"serve puts a made-up city into a database without anybody in it, and says who lives there"`
}

func readConfig() (config, error) {
	var c config
	if err := checkBools(); err != nil {
		return c, err
	}
	if err := env.Parse(&c); err != nil {
		return c, fmt.Errorf("read settings: %w", err)
	}
	if _, err := zerolog.ParseLevel(c.Log); err != nil {
		return c, fmt.Errorf("read LANGKAH_LOG: %q is none of trace, debug, info, warn, error", c.Log)
	}
	if _, err := pgx.ParseConfig(c.DatabaseURL); c.DatabaseURL != "" && err != nil {
		return c, errors.New("read DATABASE_URL: not a PostgreSQL address") // the error itself would quote the password
	}
	if c.PublicURL != "" {
		if u, err := url.Parse(c.PublicURL); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return c, fmt.Errorf("read LANGKAH_PUBLIC_URL: %q is not an http(s) address", c.PublicURL)
		}
	}
	if c.BroadcastTest < 0 || c.BroadcastOk < 0 {
		return c, errors.New("read LANGKAH_BROADCAST_TEST and LANGKAH_BROADCAST_APPROVE: they must be at least 0 people")
	}
	if err := checkTelegram(c); err != nil {
		return c, err
	}
	return c, checkWhatsApp(c)
}

// checkBools says of a yes or no what it may be, before a parser does in its own
// words.
func checkBools() error {
	for f := range reflect.TypeFor[config]().Fields() {
		if f.Type.Kind() != reflect.Bool {
			continue
		}
		name := f.Tag.Get("env")
		value := os.Getenv(name)
		if _, err := strconv.ParseBool(value); value != "" && err != nil {
			return fmt.Errorf("%s must be 0 or 1, not %q", name, value)
		}
	}
	return nil
}

// defaultOf is what a field is when nobody sets it.
func defaultOf(field string) string {
	f, _ := reflect.TypeFor[config]().FieldByName(field)
	return f.Tag.Get("envDefault")
}

type configCommand struct{}

// Run prints every setting with its value; secrets are not shown.
func (configCommand) Run(s *surroundings) error {
	printConfig(s.out, s.config)
	return nil
}

func printConfig(out io.Writer, c config) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	defer w.Flush()
	v := reflect.ValueOf(c)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		value := fmt.Sprint(v.Field(i))
		switch secret := f.Tag.Get("secret"); {
		case value == "":
		case secret == "url":
			value = withoutPassword(value)
		case secret != "":
			value = "(set)"
		}
		from := "default"
		if _, set := os.LookupEnv(f.Tag.Get("env")); set {
			from = "set"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.Tag.Get("env"), value, from, f.Tag.Get("help"))
	}
}

func withoutPassword(database string) string {
	c, err := pgx.ParseConfig(database)
	if err != nil {
		return "(unreadable)"
	}
	return fmt.Sprintf("%s@%s:%d/%s", c.User, c.Host, c.Port, c.Database)
}
