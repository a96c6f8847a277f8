package tgtest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOnlyTheTokenAndKnownMethods(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	for _, c := range []struct {
		path, want string
	}{
		{"/bot123:abc/getMe", "401 Unauthorized"},
		{"/bot/getMe", "401 Unauthorized"},
		{"/file/bot123:abc/photos/file_1.jpg", "401 Unauthorized"},
		{"/bot" + w.Token() + "/getEverything", "404 Not Found: method not found"},
		{"/bot" + w.Token() + "/GETME", ""},
		{"/file/bot" + w.Token() + "/photos/none.jpg", "404 Not Found"},
	} {
		resp, err := w.client.Get(w.URL() + c.path)
		if err != nil {
			t.Fatal(err)
		}
		r, err := read(resp)
		if err != nil || r.bad() != c.want || (c.want != "" && r.Status != r.Code) {
			t.Errorf("%s: %d %q, %v; want %q", c.path, r.Status, r.bad(), err, c.want)
		}
	}
	resp, err := w.client.Get(w.URL() + "/elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNotFound {
		t.Errorf("elsewhere: %d", resp.StatusCode)
	}
}

func TestGetMe(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Token: "42:x", Username: "coba_bot"})
	var me wireUser
	w.call("getMe").read(t, &me)
	if diff := cmp.Diff(wireUser{ID: 42, IsBot: true, FirstName: "Langkah", Username: "coba_bot"}, me); diff != "" {
		t.Error(diff)
	}
	if n := w.Calls("getMe"); n != 1 {
		t.Errorf("getMe was called %d times", n)
	}
}

func TestArgumentsComeInEveryForm(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	args := form("chat_id", p.ID(), "text", "halo & ya", "disable_notification", "true")
	send := map[string]func() (*http.Response, error){
		"query": func() (*http.Response, error) { return w.client.Get(w.at("sendMessage") + "?" + args.Encode()) },
		"form":  func() (*http.Response, error) { return w.client.PostForm(w.at("sendMessage"), args) },
		"json": func() (*http.Response, error) {
			body := `{"chat_id":` + args.Get("chat_id") + `,"text":"halo & ya","disable_notification":true}`
			return w.client.Post(w.at("sendMessage"), "application/json; charset=utf-8", strings.NewReader(body))
		},
	}
	for name, do := range send {
		resp, err := do()
		if err != nil {
			t.Fatal(err)
		}
		if r, err := read(resp); err != nil || !r.OK {
			t.Errorf("%s: %s %v", name, r.bad(), err)
		}
	}
	w.upload("sendMessage", "ignored", "x", nil, "chat_id", p.ID(), "text", "halo & ya", "disable_notification", "true")
	list := p.Read(4, soon)
	if len(list) != 4 {
		t.Fatalf("%d messages", len(list))
	}
	for i, m := range list {
		if m.ID != i+1 || m.Text != "halo & ya" || !m.Silent || !m.At.Equal(w.clock.now()) {
			t.Errorf("message %d: %+v", i, m)
		}
	}
	resp, err := w.client.Post(w.at("sendMessage"), "application/json", strings.NewReader(`{"chat_id":`))
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := read(resp); r.Code != 400 {
		t.Errorf("half a body: %s", r.bad())
	}
}

// Nothing is de-duplicated: what is sent twice is seen twice.
func TestSendsTwiceIsSeenTwice(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	first, second := w.send(p, "halo"), w.send(p, "halo")
	if second != first+1 || len(p.All()) != 2 {
		t.Errorf("ids %d and %d, %d messages", first, second, len(p.All()))
	}
}

func TestOnlyTheLastMessagesAreKept(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Keep: 3})
	p := w.Person("Siti").Met()
	for _, text := range []string{"1", "2", "3", "4", "5"} {
		w.send(p, text)
	}
	if diff := cmp.Diff([]string{"3", "4", "5"}, said(p.All())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"3", "4"}, said(p.Read(2, soon))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"5"}, said(p.Read(2, 0))); diff != "" {
		t.Error(diff)
	}
}
