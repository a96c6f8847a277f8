package main

import (
	_ "embed" // the page
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"

	"langkah/bot/playtest"
	"langkah/bot/telegram/tgtest"
)

//go:embed page.html
var pageHTML []byte

const (
	maxPeople = 50
	maxName   = 40 // letters
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

func (p *page) show(w http.ResponseWriter, _ *http.Request) { playtest.Show(w, pageHTML) }

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
	playtest.Stream(w, r, func() (string, <-chan struct{}) {
		changed := who.Changed()
		return p.state(who), changed
	})
}

// file is a picture in a bubble.
func (p *page) file(w http.ResponseWriter, r *http.Request) {
	playtest.Picture(w, r, p.s.Contents(r.URL.Query().Get("id")))
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
