package tgtest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"
)

const soon = time.Minute

// reply is what a bot reads of an answer.
type reply struct {
	Status      int
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// bad is an answer's error in a few words; "" is none.
func (r reply) bad() string {
	if r.OK {
		return ""
	}
	return strconv.Itoa(r.Code) + " " + r.Description
}

func (r reply) read(t *testing.T, into any) {
	t.Helper()
	if err := json.Unmarshal(r.Result, into); err != nil {
		t.Fatalf("%s: %v", r.Result, err)
	}
}

func (r reply) id(t *testing.T) int {
	t.Helper()
	if !r.OK {
		t.Fatalf("not sent: %s", r.bad())
	}
	var m wireMessage
	r.read(t, &m)
	return m.MessageID
}

// form are arguments in pairs.
func form(pairs ...any) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		switch x := pairs[i+1].(type) {
		case string:
			v.Set(pairs[i].(string), x)
		case int:
			v.Set(pairs[i].(string), strconv.Itoa(x))
		case int64:
			v.Set(pairs[i].(string), strconv.FormatInt(x, 10))
		default:
			raw, _ := json.Marshal(x)
			v.Set(pairs[i].(string), string(raw))
		}
	}
	return v
}

// world is a server with a plain client.
type world struct {
	*Server
	t      *testing.T
	client *http.Client
	clock  *clock
}

// clock is people's time, moved by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func begin(t *testing.T, o Options) *world {
	t.Helper()
	w := &world{t: t, clock: &clock{at: time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)}}
	o.Now = w.clock.now
	w.Server = New(o)
	w.client = &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}
	t.Cleanup(func() { w.Close(); w.client.CloseIdleConnections() })
	return w
}

func (w *world) at(method string) string { return w.URL() + "/bot" + w.Token() + "/" + method }

// do calls a method; the error is the network's.
func (w *world) do(method string, pairs ...any) (reply, error) {
	resp, err := w.client.PostForm(w.at(method), form(pairs...))
	if err != nil {
		return reply{}, err
	}
	return read(resp)
}

func read(resp *http.Response) (reply, error) {
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	r := reply{Status: resp.StatusCode}
	if err == nil {
		err = json.Unmarshal(body, &r)
	}
	return r, err
}

func (w *world) call(method string, pairs ...any) reply {
	w.t.Helper()
	r, err := w.do(method, pairs...)
	if err != nil {
		w.t.Fatalf("%s: %v", method, err)
	}
	return r
}

// send sends a text that must arrive.
func (w *world) send(p *Person, text string, pairs ...any) int {
	w.t.Helper()
	return w.call("sendMessage", append([]any{"chat_id", p.ID(), "text", text}, pairs...)...).id(w.t)
}

// upload sends a file in a multipart body.
func (w *world) upload(method, field, name string, data []byte, pairs ...any) reply {
	w.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, v := range form(pairs...) {
		_ = m.WriteField(k, v[0])
	}
	part, _ := m.CreateFormFile(field, name)
	_, _ = part.Write(data)
	_ = m.Close()
	resp, err := w.client.Post(w.at(method), m.FormDataContentType(), &b)
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := read(resp)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// event is an update as a bot reads it.
type event struct {
	ID         int64           `json:"update_id"`
	Message    *wireMessage    `json:"message"`
	Edited     *wireMessage    `json:"edited_message"`
	Callback   *pressEvent     `json:"callback_query"`
	Membership *wireMembership `json:"my_chat_member"`
}

type pressEvent struct {
	ID      string       `json:"id"`
	From    wireUser     `json:"from"`
	Message *wireMessage `json:"message"`
	Data    string       `json:"data"`
}

// updates polls once.
func (w *world) updates(pairs ...any) []event {
	w.t.Helper()
	r := w.call("getUpdates", pairs...)
	if !r.OK {
		w.t.Fatalf("no updates: %s", r.bad())
	}
	var list []event
	r.read(w.t, &list)
	return list
}

// one polls for a single update and confirms it.
func (w *world) one() event {
	w.t.Helper()
	list := w.updates()
	if len(list) != 1 {
		w.t.Fatalf("%d updates, not one: %+v", len(list), list)
	}
	w.updates("offset", list[0].ID+1)
	return list[0]
}

// texts are the messages' words, in order.
func texts(list []event) []string {
	out := []string{}
	for _, e := range list {
		if e.Message != nil {
			out = append(out, e.Message.Text)
		}
	}
	return out
}

func said(list []Message) []string {
	out := []string{}
	for _, m := range list {
		out = append(out, m.Text)
	}
	return out
}
