package main

import (
	_ "embed" // the page
	"encoding/json"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"langkah/bot/telegram/tgtest"
)

//go:embed page.html
var pageHTML []byte

const (
	maxPeople = 50
	maxName   = 40                     // letters
	look      = 300 * time.Millisecond // how soon news of the others shows
)

// page is the play Telegram in a browser.
type page struct {
	s *tgtest.Server
}

func newPage(s *tgtest.Server) http.Handler {
	p := &page{s: s}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.show)
	mux.HandleFunc("GET /events", p.events)
	mux.HandleFunc("GET /file", p.file)
	mux.HandleFunc("POST /do", p.do)
	return http.NewCrossOriginProtection().Handler(mux)
}

func (p *page) show(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	_, _ = w.Write(pageHTML)
}

// person is who the request is as; a new name is a new person.
func (p *page) person(w http.ResponseWriter, r *http.Request) *tgtest.Person {
	name := strings.TrimSpace(r.URL.Query().Get("as"))
	if name == "" {
		name = p.s.People()[0].Name()
	}
	known := false
	for _, other := range p.s.People() {
		known = known || other.Name() == name
	}
	switch {
	case known:
	case !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxName:
		http.Error(w, "Nama terlalu panjang.", http.StatusBadRequest)
		return nil
	case len(p.s.People()) >= maxPeople:
		http.Error(w, "Sudah terlalu banyak orang.", http.StatusBadRequest)
		return nil
	}
	return p.s.Person(name)
}

// events streams what the person sees whenever it changes.
func (p *page) events(w http.ResponseWriter, r *http.Request) {
	who := p.person(w, r)
	if who == nil {
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	rc := http.NewResponseController(w)
	tick := time.NewTicker(look)
	defer tick.Stop()
	_, err := w.Write([]byte("retry: 500\n\n"))
	for last := ""; err == nil; {
		changed := who.Changed()
		if now := p.state(who); now != last {
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

// file is a picture in a bubble.
func (p *page) file(w http.ResponseWriter, r *http.Request) {
	data := p.s.Contents(r.URL.Query().Get("id"))
	kind := http.DetectContentType(data)
	if !strings.HasPrefix(kind, "image/") {
		kind = "application/octet-stream"
	}
	if data == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "max-age=3600")
	_, _ = w.Write(data)
}

// deed is what the page asks for.
type deed struct {
	What    string `json:"what"`
	Text    string `json:"text"`
	Message int    `json:"message"`
}

func (p *page) do(w http.ResponseWriter, r *http.Request) {
	who := p.person(w, r)
	if who == nil {
		return
	}
	var d deed
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&d) != nil {
		http.Error(w, "Tidak terbaca.", http.StatusBadRequest)
		return
	}
	if err := d.by(who); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
