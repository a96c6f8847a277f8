package main

import (
	"context"
	"fmt"
	stdlog "log"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"
)

const (
	headerWait = 10 * time.Second // a client that sends no request
	stopWait   = 15 * time.Second // requests in hand at a stop
)

// listen serves HTTP until ctx ends; requests in hand are finished.
func listen(ctx context.Context, l net.Listener, h http.Handler, log zerolog.Logger) error {
	srv := &http.Server{
		Handler: calm(h, log), ReadHeaderTimeout: headerWait,
		// Streams end with the service, not after it.
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    stdlog.New(log.With().Str("level", "warn").Logger(), "", 0),
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

// calm logs a panic of a handler where it happened. The server itself would log
// what was thrown, which may be what somebody wrote, and who they are.
func calm(next http.Handler, log zerolog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p != http.ErrAbortHandler {
				log.Error().Str("path", r.Pattern).Str("err", fmt.Sprintf("panic: %T", p)).Str("stack", string(debug.Stack())).Msg("panic in a request")
			}
			panic(http.ErrAbortHandler) // which the server passes over in silence
		}()
		next.ServeHTTP(w, r)
	})
}
