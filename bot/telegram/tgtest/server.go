package tgtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// DefaultToken is a made-up token in the right shape.
const DefaultToken = "7000000000:AAF-play-telegram-on-this-machine-0"

// Options are the server's settings; the zero value is a server without limits
// on a free port.
type Options struct {
	Token    string           // DefaultToken
	Listen   string           // "127.0.0.1:0"
	Username string           // the bot's, without @; "langkah_play_bot"
	Now      func() time.Time // people's clock: dates, limits, ages; time.Now
	Buckets  Buckets          // off

	CallbackAge time.Duration // how long a press can be answered; 10 minutes
	Keep        int           // messages kept of one chat; 500
	FirstUpdate int64         // id of the first update; 100,000,001

	WebhookPause time.Duration // before a refused update is tried again, doubling up to 50 times that; 10 ms

	Page http.Handler // what else is asked of the listener; 404
}

func (o *Options) defaults() {
	o.Token = or(o.Token, DefaultToken)
	o.Listen = or(o.Listen, "127.0.0.1:0")
	o.Username = or(o.Username, "langkah_play_bot")
	o.CallbackAge = or(o.CallbackAge, 10*time.Minute)
	o.Keep = or(o.Keep, 500)
	o.FirstUpdate = or(o.FirstUpdate, 100_000_001)
	o.WebhookPause = or(o.WebhookPause, 10*time.Millisecond)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Page == nil {
		o.Page = http.NotFoundHandler()
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// Server is one bot's Telegram.
type Server struct {
	opt   Options
	bot   wireUser
	plain *wireMessage // of what the bot writes
	door  *door
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

// New starts a server; it panics if it cannot listen, as tests can do no better.
func New(o Options) *Server {
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
	d, err := openDoor(o.Listen, s)
	if err != nil {
		panic("tgtest: " + err.Error())
	}
	s.door = d
	return s
}

// URL is what a user puts in TELEGRAM_API: methods live at
// {URL}/bot{token}/{method}, files at {URL}/file/bot{token}/{path}.
func (s *Server) URL() string { return "http://" + s.door.addr }

// Token is the only token that the server takes.
func (s *Server) Token() string { return s.opt.Token }

// Close stops the server and waits for what it still does.
func (s *Server) Close() {
	s.hook.stop()
	s.door.set(true)
	s.door.release()
}

// Down shuts the port (connections are refused, those that stand are cut) or
// opens the same port again.
func (s *Server) Down(down bool) { s.door.set(down) }

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
	s.opt.Page.ServeHTTP(w, r)
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

// encoded is a result that is JSON already.
type encoded []byte

// described is a result with a word about it.
type described struct {
	result any
	text   string
}

func answer(w http.ResponseWriter, result any) {
	var b bytes.Buffer
	b.WriteString(`{"ok":true,"result":`)
	text := ""
	if d, ok := result.(described); ok {
		result, text = d.result, d.text
	}
	if raw, ok := result.(encoded); ok {
		b.Write(raw)
	} else {
		raw, err := json.Marshal(result)
		if err != nil {
			panic(err)
		}
		b.Write(raw)
	}
	if text != "" {
		b.WriteString(`,"description":` + strconv.Quote(text))
	}
	b.WriteByte('}')
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(b.Bytes())
}

// failure is an answer that is not ok.
type failure struct {
	code       int
	text       string
	retryAfter int
	migrateTo  int64
}

func badRequest(text string) *failure { return &failure{code: 400, text: "Bad Request: " + text} }
func forbidden(text string) *failure  { return &failure{code: 403, text: "Forbidden: " + text} }
func conflict(text string) *failure   { return &failure{code: 409, text: "Conflict: " + text} }
func tooMany(after int) *failure {
	return &failure{code: 429, text: "Too Many Requests: retry after " + strconv.Itoa(after), retryAfter: after}
}

func refuse(w http.ResponseWriter, f *failure) {
	body := map[string]any{"ok": false, "error_code": f.code, "description": f.text}
	if f.retryAfter > 0 {
		body["parameters"] = map[string]any{"retry_after": f.retryAfter}
		w.Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
	}
	if f.migrateTo != 0 {
		body["parameters"] = map[string]any{"migrate_to_chat_id": f.migrateTo}
	}
	raw, _ := json.Marshal(body)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.code)
	_, _ = w.Write(raw)
}
