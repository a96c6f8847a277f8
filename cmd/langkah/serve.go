package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/telegram"
	"langkah/bot/webchat"
	"langkah/bot/whatsapp"
	"langkah/store"
)

type serveCommand struct{}

// gcPercent trades a little time for memory: 2,000 people at once are answered within
// 60 MiB, half of which are pages of the program's own file.
const gcPercent = 75

// Run serves until it is told to stop.
func (serveCommand) Run(s *surroundings) (err error) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	log := s.logger()
	open, err := openDoors(s.config)
	if err != nil {
		return err
	}
	defer open.close()
	if s.config.PublicURL == "" {
		s.config.PublicURL = "http://" + open.web.Addr().String()
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
	here, err := welcome(s, st)
	if err != nil {
		return err
	}
	return serve(s, db, st, open, here, log)
}

func serve(s *surroundings, db *database, st *store.Store, open doors, here store.Inhabitants, log zerolog.Logger) error {
	g, ctx := errgroup.WithContext(s.ctx)
	mux := http.NewServeMux()
	health(mux, st)
	if err := recognise(s.ctx, st, log); err != nil {
		return err
	}
	svc := newService(st, log, wallClock, map[string]bot.Caps{"webchat": webchat.Abilities, "telegram": telegram.Abilities, "whatsapp": whatsapp.Abilities})
	if s.config.TelegramToken == "" {
		svc.elsewhere, svc.timers.Elsewhere = nil, nil
	}
	svc.engine.PublicURL = publicURL(s.config)
	svc.engine.Announcing.Limits = store.BroadcastLimits{Test: s.config.BroadcastTest, Approve: s.config.BroadcastOk}
	mountFiles(mux, st, log)
	svc.timers.FailOver = time.Duration(s.config.FailOver) * time.Minute
	var channels []bot.Channel
	parts := []counting{svc.engine}
	if s.config.Webchat {
		web, err := webchat.New(pageConfig(s.config, st, svc, here))
		if err != nil {
			return err
		}
		mux.Handle("/chat", web.Handler())
		mux.Handle("/chat/", web.Handler())
		mux.Handle("GET /{$}", http.RedirectHandler("/chat", http.StatusSeeOther))
		channels = append(channels, web)
		web.Open(ctx, svc.engine)
		g.Go(func() error { return web.Run(ctx, svc.engine) })
		g.Go(func() error { return sweepPage(ctx, st, log) })
	}
	tg, err := newTelegram(s.config, log)
	if err != nil {
		return err
	}
	if tg != nil {
		pump := svc.pump(tg)
		if s.config.TelegramMode == "webhook" {
			mux.Handle("POST "+hookPath, tg.Handler(svc.engine))
		}
		channels, parts = append(channels, tg), append(parts, pump)
		g.Go(func() error { return pump.Run(ctx) })
	}
	g.Go(func() error { return db.keep(ctx) })
	g.Go(func() error { return clearFiles(ctx, st, log) })
	g.Go(func() error { return svc.engine.Run(ctx) })
	g.Go(func() error { return svc.timers.Run(ctx) })
	registry := newRegistry(st, wallClock, channels, parts...)
	devices, done, err := onWhatsApp(ctx, s.config, st, log)
	if err != nil {
		return err
	}
	defer done()
	wa := &numbers{service: svc, devices: devices, meters: registry, all: map[string]*servedNumber{}}
	registry.MustRegister(wa)
	g.Go(func() error { return wa.run(ctx) })
	if measured := open.mountMetrics(s.config, mux, registry); measured != nil {
		g.Go(func() error { return listen(ctx, open.metrics, measured, log) })
	}
	g.Go(func() error { return listen(ctx, open.web, mux, log) })
	log.Info().Str("listen", open.web.Addr().String()).Str("metrics", open.metricsAt(s.config)).Str("version", version).Msg("ready")
	if s.config.Webchat {
		fmt.Fprintf(s.out, "Langkah is ready. Open %s/chat and say halo. Ctrl-C stops it.\n", s.config.PublicURL)
		if pretending(s.config, here) && here.Members > 0 {
			fmt.Fprintf(s.out, "The page as a made-up member: %s/chat?person=%s (as yourself again: %[1]s/chat?person=)\n", s.config.PublicURL, someMember(here))
		}
	}
	debug.FreeOSMemory() // what only the start needed
	err = g.Wait()
	log.Info().Msg("stopped")
	if err == nil && s.config.Webchat {
		fmt.Fprintln(s.out, "Stopped. The next start goes on where this one ended.")
	}
	return err
}

// recognise says so where the database is a restored copy: what it would say unasked
// may have been said since the copy was made.
func recognise(ctx context.Context, st *store.Store, log zerolog.Logger) error {
	since, err := st.Recognise(ctx, wallClock())
	if err == nil && !since.IsZero() {
		log.Warn().Time("since", since).Msg("this database was restored from another: only replies leave; " + howToThaw)
	}
	return err
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
