// Command demo is a play Telegram: the Bot API on this machine, with a page to
// chat as several people against whatever bot polls it.
//
//	demo -listen 127.0.0.1:8090 -token 7000000000:… [command to run beside it]
//
// A command gets TELEGRAM_API and TELEGRAM_TOKEN, and ends with the demo.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"langkah/bot/playtest"
	"langkah/bot/telegram/tgtest"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8090", "address of this machine to listen on")
	token := flag.String("token", tgtest.DefaultToken, "the only token that is taken; it need not be secret")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(ctx, *listen, *token, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends or the command does.
func run(ctx context.Context, listen, token string, command []string) error {
	s, err := open(listen, token)
	if err != nil {
		return err
	}
	defer s.Close()
	fmt.Printf("The play Telegram: %s (Ctrl-C stops it)\n", s.URL())
	if len(command) == 0 {
		fmt.Printf("A bot for it: TELEGRAM_API=%s TELEGRAM_TOKEN=%s\n", s.URL(), token)
		<-ctx.Done()
		return nil
	}
	return playtest.Beside(ctx, command, "TELEGRAM_API="+s.URL(), "TELEGRAM_TOKEN="+s.Token())
}

// open starts the server with the first people in it: the bot knows them, as
// it may from an earlier day.
func open(listen, token string) (*tgtest.Server, error) {
	s, err := tgtest.Open(tgtest.Options{Listen: listen, Token: token, Fresh: true, Page: func(s *tgtest.Server) http.Handler { return newPage(s) }})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"Siti", "Budi", "Dewi"} {
		s.Person(name).Met()
	}
	return s, nil
}
