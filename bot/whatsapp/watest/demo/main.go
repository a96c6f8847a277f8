// Command demo is a play WhatsApp on this machine, with a page to be several
// people who write to the service, and the phone that has the service's number.
//
//	demo -listen 127.0.0.1:8092 [langkah serve: the command to run beside it]
//
// A command gets WHATSAPP_SERVER and WHATSAPP_ROOT, and ends with the demo. The
// page links by `langkah whatsapp link` of the same program.
package main

import (
	"context"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"langkah/bot/doortest"
	"langkah/bot/playtest"
	"langkah/bot/whatsapp/watest"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8092", "address of this machine for the page")
	server := flag.String("server", "127.0.0.1:0", "address of this machine for the play WhatsApp")
	lid := flag.Bool("lid", true, "name people by hidden ids instead of phone numbers, as WhatsApp does by now")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(ctx, *listen, watest.Options{Listen: *server, LID: *lid}, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends or the command does.
func run(ctx context.Context, listen string, o watest.Options, command []string) error {
	s, err := watest.Open(o)
	if err != nil {
		return err
	}
	defer s.Close()
	p := newPage(ctx, s, command)
	door, err := doortest.Open(listen, p.handler())
	if err != nil {
		return err
	}
	defer door.Release()
	defer door.Set(true)
	fmt.Printf("The play WhatsApp: http://%s (Ctrl-C stops it)\n", door.Addr())
	fmt.Printf("Commands for it, in a second terminal: %s bin/langkah whatsapp status\n", strings.Join(append(p.env, kept()...), " "))
	if len(command) == 0 {
		<-ctx.Done()
		return nil
	}
	return playtest.Beside(ctx, command, p.env...)
}

// environment leads a program to the server.
func environment(s *watest.Server) []string {
	root := s.Root()
	return []string{"WHATSAPP_SERVER=" + s.Addr(), "WHATSAPP_ROOT=" + hex.EncodeToString(root[:])}
}

// kept is where the program that runs beside keeps its data.
func kept() []string {
	var list []string
	for _, name := range []string{"LANGKAH_DATA", "DATABASE_URL"} {
		if value, set := os.LookupEnv(name); set {
			list = append(list, name+"="+value)
		}
	}
	return list
}
