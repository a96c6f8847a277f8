// Command demo is a play Telegram: the Bot API on this machine, with a page to
// chat as several people against whatever bot polls it.
//
//	demo -listen 127.0.0.1:8090 -token 7000000000:… [command to run beside it]
//
// A command gets TELEGRAM_API and TELEGRAM_TOKEN, and ends with the demo.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

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
	return beside(ctx, s, command)
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

// beside runs the command and waits for its end, so that nothing is left
// behind. It stands in a process group of its own: Ctrl-C comes here alone and
// is passed on once.
func beside(ctx context.Context, s *tgtest.Server, command []string) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "TELEGRAM_API="+s.URL(), "TELEGRAM_TOKEN="+s.Token())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 30 * time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil
	}
	if err == nil {
		err = errors.New("ended by itself")
	}
	return fmt.Errorf("run %s: %w", command[0], err)
}
