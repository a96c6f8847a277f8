package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/webchat"
	"langkah/store"
)

const (
	headerWait = 10 * time.Second // a client that sends no request
	stopWait   = 15 * time.Second // requests in hand at a stop
)

type serveCommand struct{}

// Run serves until it is told to stop.
func (serveCommand) Run(s *surroundings) (err error) {
	log := s.logger()
	listener, err := net.Listen("tcp", s.config.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s (LANGKAH_LISTEN): %w", s.config.Listen, err)
	}
	defer listener.Close()
	if s.config.PublicURL == "" {
		s.config.PublicURL = "http://" + listener.Addr().String()
	}
	db, err := openDatabase(s.ctx, s.config, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	if places := placesOf(db); places != "" {
		fmt.Fprintln(s.out, places)
	}
	st, err := db.openStore(s.ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return serve(s, db, st, listener, log)
}

func serve(s *surroundings, db *database, st *store.Store, listener net.Listener, log zerolog.Logger) error {
	g, ctx := errgroup.WithContext(s.ctx)
	mux := http.NewServeMux()
	health(mux, st)
	svc := newService(st, log, wallClock, map[string]bot.Caps{"webchat": webchat.Abilities})
	if s.config.Webchat {
		web, err := webchat.New(webchat.Config{Mailbox: svc.engine.Mailbox(), Log: log, Now: machineClock, PublicURL: s.config.PublicURL})
		if err != nil {
			return err
		}
		mux.Handle("/chat", web.Handler())
		mux.Handle("/chat/", web.Handler())
		mux.Handle("GET /{$}", http.RedirectHandler("/chat", http.StatusSeeOther))
		web.Open(ctx, svc.engine)
		g.Go(func() error { return web.Run(ctx, svc.engine) })
	}
	g.Go(func() error { return db.keep(ctx) })
	g.Go(func() error { return svc.engine.Run(ctx) })
	g.Go(func() error { return listen(ctx, listener, mux) })
	log.Info().Str("listen", listener.Addr().String()).Str("version", version).Msg("ready")
	if s.config.Webchat {
		fmt.Fprintf(s.out, "Langkah is ready. Open %s/chat and say halo. Ctrl-C stops it.\n", s.config.PublicURL)
	}
	err := g.Wait()
	log.Info().Msg("stopped")
	return err
}

// listen serves HTTP until ctx ends; requests in hand are finished.
func listen(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: headerWait,
		// Streams end with the service, not after it.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve http: %w", err)
	case <-ctx.Done():
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWait)
	defer cancel()
	if err := srv.Shutdown(wait); err != nil {
		return fmt.Errorf("stop http: %w", err)
	}
	return nil
}

// health answers whether the process lives, and whether it can work.
func health(mux *http.ServeMux, st *store.Store) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := st.Ping(ctx); err != nil {
			http.Error(w, "database does not answer", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
}

func placesOf(db *database) string {
	if db.private == nil {
		return ""
	}
	return db.private.Places()
}
