package main

import (
	"context"
	_ "embed" // the page
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"unicode/utf8"

	"langkah/bot/playtest"
	"langkah/bot/whatsapp/watest"
)

//go:embed page.html
var pageHTML []byte

const (
	officePhone = "628110001000"
	officeName  = "HP layanan"
	maxPeople   = 50
	maxName     = 40 // letters
)

// page is the play WhatsApp in a browser.
type page struct {
	ctx     context.Context
	s       *watest.Server
	office  *watest.Number
	env     []string // leads a program to the server
	program []string // what runs beside

	mu     sync.Mutex
	people []*someone
	busy   bool // the phone links just now
}

// someone is a person with a phone.
type someone struct {
	*watest.Person
	name string

	mu   sync.Mutex
	away bool
	read map[string]bool
}

func newPage(ctx context.Context, s *watest.Server, program []string) *page {
	p := &page{ctx: ctx, s: s, office: s.Number(officePhone, "Jakpreneur"), env: environment(s), program: program}
	for _, name := range []string{"Siti", "Budi", "Dewi"} {
		p.add(name)
	}
	return p
}

// add makes a person; p.mu is held or p is new.
func (p *page) add(name string) *someone {
	phone := fmt.Sprintf("62812%08d", 90000001+len(p.people))
	one := &someone{Person: p.s.Person(phone, name), name: name, read: map[string]bool{}}
	p.people = append(p.people, one)
	return one
}

func (p *page) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { playtest.Show(w, pageHTML) })
	mux.HandleFunc("GET /events", p.events)
	mux.HandleFunc("GET /file", p.file)
	mux.HandleFunc("POST /do", p.do)
	return http.NewCrossOriginProtection().Handler(mux)
}

// person is the one of that name; a new name is a new person.
func (p *page) person(name string) (*someone, error) {
	name = strings.TrimSpace(name)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.people {
		if one.name == name || name == "" {
			return one, nil
		}
	}
	switch {
	case !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxName:
		return nil, fmt.Errorf("namanya terlalu panjang")
	case len(p.people) >= maxPeople:
		return nil, fmt.Errorf("sudah terlalu banyak orang")
	}
	return p.add(name), nil
}

func (p *page) everybody() []*someone {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]*someone{}, p.people...)
}

// view is whose phone the request is about, and on the service's phone with whom.
type view struct {
	office bool
	who    *someone
}

func (p *page) view(w http.ResponseWriter, r *http.Request) (v view, ok bool) {
	name := r.URL.Query().Get("as")
	if v.office = name == officeName; v.office {
		name = r.URL.Query().Get("with")
	}
	var err error
	if v.who, err = p.person(name); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
	return v, err == nil
}

func (p *page) events(w http.ResponseWriter, r *http.Request) {
	v, ok := p.view(w, r)
	if !ok {
		return
	}
	playtest.Stream(w, r, func() (string, <-chan struct{}) {
		changed := v.who.Changed()
		if v.office {
			changed = p.office.Changed()
		} else {
			v.who.look()
		}
		return p.state(v), changed
	})
}

// look is a phone whose owner has the chat open: blue ticks.
func (o *someone) look() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.away {
		return
	}
	for _, m := range o.All() {
		if !o.read[m.ID] {
			o.read[m.ID] = true
			o.MarkRead(m.ID)
		}
	}
}

// file is a picture in a bubble.
func (p *page) file(w http.ResponseWriter, r *http.Request) {
	v, ok := p.view(w, r)
	if !ok {
		return
	}
	for _, m := range v.who.Chat(officePhone) {
		if m.ID == r.URL.Query().Get("id") {
			playtest.Picture(w, r, m.File.Data)
			return
		}
	}
	http.NotFound(w, r)
}

// deed is what the page asks for.
type deed struct {
	What string `json:"what"`
	Text string `json:"text"`
}

func (p *page) do(w http.ResponseWriter, r *http.Request) {
	v, ok := p.view(w, r)
	if !ok {
		return
	}
	var d deed
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&d) != nil {
		http.Error(w, "Tidak terbaca.", http.StatusBadRequest)
		return
	}
	act := d.by
	if v.office {
		act = d.atOffice
	}
	if err := act(p, v.who); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
