// Package playtest is what the pages of the play messengers share.
package playtest

import (
	"bytes"
	_ "embed" // the parts of the pages
	"net/http"
	"strings"
	"time"
)

//go:embed play.css
var css []byte

//go:embed play.js
var js []byte

const look = 300 * time.Millisecond // how soon news of the others shows

// Show answers with a page, with the shared style and script in their places.
func Show(w http.ResponseWriter, page []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	page = bytes.Replace(page, []byte("/* play.css */"), css, 1)
	_, _ = w.Write(bytes.Replace(page, []byte("/* play.js */"), js, 1))
}

// Stream sends what a page shows whenever it is another. state tells it, and
// what is closed when it may have changed.
func Stream(w http.ResponseWriter, r *http.Request, state func() (string, <-chan struct{})) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	rc := http.NewResponseController(w)
	tick := time.NewTicker(look)
	defer tick.Stop()
	_, err := w.Write([]byte("retry: 500\n\n"))
	for last := ""; err == nil; {
		now, changed := state()
		if now != last {
			last = now
			_, err = w.Write([]byte("data: " + now + "\n\n"))
			if err == nil {
				err = rc.Flush()
			}
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		case <-tick.C:
		}
	}
}

// Picture answers with the picture of a bubble; nil is none.
func Picture(w http.ResponseWriter, r *http.Request, data []byte) {
	if data == nil {
		http.NotFound(w, r)
		return
	}
	kind := http.DetectContentType(data)
	if !strings.HasPrefix(kind, "image/") {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "max-age=3600")
	_, _ = w.Write(data)
}
