package tgtest

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"langkah/bot/doortest"
)

// Server is one bot's Telegram.
type Server struct {
	opt   Options
	bot   wireUser
	plain *wireMessage // of what the bot writes
	door  *doortest.Door
	page  http.Handler
	queue queue
	limit limits
	fault faults
	files files
	menus menus
	hook  webhook
	calls sync.Map // method -> *atomic.Int64

	mu     sync.RWMutex
	chats  map[int64]*chat
	people map[string]*Person
	order  []*Person
	groups map[string]*Group
}

// New is Open for tests: it panics if it cannot listen.
func New(o Options) *Server {
	s, err := Open(o)
	if err != nil {
		panic("tgtest: " + err.Error())
	}
	return s
}

// Open starts a server.
func Open(o Options) (*Server, error) {
	o.defaults()
	id, _, _ := strings.Cut(o.Token, ":")
	botID, _ := strconv.ParseInt(id, 10, 64)
	s := &Server{
		opt:    o,
		bot:    wireUser{ID: botID, IsBot: true, FirstName: "Langkah", Username: o.Username},
		chats:  map[int64]*chat{},
		people: map[string]*Person{},
		groups: map[string]*Group{},
	}
	s.plain = &wireMessage{From: &s.bot}
	s.queue.next = o.FirstUpdate
	s.limit.rates = o.Buckets
	s.page = o.Page(s)
	var err error
	s.door, err = doortest.Open(o.Listen, s)
	return s, err
}

// URL is what a user puts in TELEGRAM_API: methods live at
// {URL}/bot{token}/{method}, files at {URL}/file/bot{token}/{path}.
func (s *Server) URL() string { return "http://" + s.door.Addr() }

// Token is the only token that the server takes.
func (s *Server) Token() string { return s.opt.Token }

// Close stops the server and waits for what it still does.
func (s *Server) Close() {
	s.door.Set(true)
	s.door.Release()
	s.hook.stop()
}

// Down shuts the port (connections are refused, those that stand are cut) or
// opens the same port again.
func (s *Server) Down(down bool) { s.door.Set(down) }

// Calls says how often a method was handled, refusals included.
func (s *Server) Calls(method string) int {
	if n, ok := s.calls.Load(strings.ToLower(method)); ok {
		return int(n.(*atomic.Int64).Load())
	}
	return 0
}

func (s *Server) count(method string) {
	n, ok := s.calls.Load(method)
	if !ok {
		n, _ = s.calls.LoadOrStore(method, new(atomic.Int64))
	}
	n.(*atomic.Int64).Add(1)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/bot"); ok {
		token, method, _ := strings.Cut(rest, "/")
		s.serveMethod(w, r, token, strings.ToLower(method))
		return
	}
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		token, path, _ := strings.Cut(rest, "/")
		s.serveFile(w, r, token, path)
		return
	}
	s.page.ServeHTTP(w, r)
}

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, token, method string) {
	if token != s.opt.Token {
		refuse(w, &failure{code: 401, text: "Unauthorized"})
		return
	}
	form, err := readParams(r)
	if err != nil {
		refuse(w, badRequest("can't parse request body"))
		return
	}
	f := s.fault.take(method, form.int("chat_id"))
	if f.before(w, r) {
		return
	}
	s.count(method)
	handle, known := methods[method]
	if !known {
		refuse(w, &failure{code: 404, text: "Not Found: method not found"})
		return
	}
	result, bad := handle(s, &call{r: r, method: method, params: form})
	if f.after(w, r) {
		return
	}
	if bad != nil {
		refuse(w, bad)
		return
	}
	answer(w, result)
}
