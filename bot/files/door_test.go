package files

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/store"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// porch is a door with somebody before it.
type porch struct {
	t     *testing.T
	store *store.Store
	door  http.Handler
	now   time.Time
	log   bytes.Buffer
}

func newPorch(t *testing.T) *porch {
	p := &porch{t: t, store: storetest.New(t), now: said}
	clock := func() time.Time { return p.now }
	mux := http.NewServeMux()
	mux.Handle(Path+"{token}", NewDoor(DoorConfig{Store: p.store, People: clock, Machine: clock, Log: zerolog.New(&p.log).Level(zerolog.TraceLevel)}))
	p.door = mux
	return p
}

func (p *porch) ask(method, token string) *http.Response {
	p.t.Helper()
	w := httptest.NewRecorder()
	p.door.ServeHTTP(w, httptest.NewRequest(method, Path+token, nil))
	return w.Result()
}

// link keeps a file and makes a link to it, as a page does.
func (p *porch) link(f store.File) string {
	p.t.Helper()
	siti := bot.Address{Channel: "webchat", Account: "web", ID: "siti"}
	in := store.Received{Inbound: bot.Inbound{From: siti, ExternalID: store.NewToken(), Kind: bot.Text}}
	err := errors.Join(p.store.Accept(p.t.Context(), []store.Received{in}, said), p.store.Notice(p.t.Context(), siti, store.Bubble{Text: "ini", File: &f}, said))
	rows, err2 := p.store.Pull(p.t.Context(), siti, 0, said, bot.LaneBroadcast)
	if err = errors.Join(err, err2); err != nil || len(rows) == 0 {
		p.t.Fatal(err)
	}
	row, token := rows[len(rows)-1], store.NewToken()
	if _, err := p.store.LinkFile(p.t.Context(), store.FileLine{Row: row.ID, Ref: row.Media.Ref, Token: token, Text: token}, said); err != nil {
		p.t.Fatal(err)
	}
	return token
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func kelas() store.File {
	return store.File{Kind: bot.Document, Name: "kelas-PLT-0001.ics", MIME: CalendarMIME, Content: []byte("BEGIN:VCALENDAR\r\n")}
}

func TestALinkHandsOutItsFile(t *testing.T) {
	t.Parallel()
	p := newPorch(t)
	token := p.link(kelas())
	r := p.ask(http.MethodGet, token)
	if got := body(t, r); r.StatusCode != http.StatusOK || got != "BEGIN:VCALENDAR\r\n" {
		t.Fatalf("%s: %q", r.Status, got)
	}
	got := map[string]string{}
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Length", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy"} {
		got[name] = r.Header.Get(name)
	}
	want := map[string]string{"Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": "attachment; filename=kelas-PLT-0001.ics",
		"Content-Length": "17", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	photo := kelas()
	photo.MIME, photo.Name = "image/jpeg", "../peta \"x\".jpg"
	r = p.ask(http.MethodGet, p.link(photo))
	if got := r.Header.Get("Content-Type") + " " + r.Header.Get("Content-Disposition"); got != `image/jpeg attachment; filename="..-peta -x-.jpg"` {
		t.Error(got)
	}
	if p.log.Len() > 0 {
		t.Errorf("the log says %s", &p.log)
	}
}

// Who looks before a person does (a head, a preview that fetches) leaves enough
// for the person.
func TestProgramsThatLookFirst(t *testing.T) {
	t.Parallel()
	p := newPorch(t)
	token := p.link(kelas())
	for _, method := range []string{http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions} {
		for range 3 {
			if r := p.ask(method, token); r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET" || body(t, r) != "" {
				t.Errorf("%s: %s", method, r.Status)
			}
		}
	}
	for i := range 5 {
		if r := p.ask(http.MethodGet, token); r.StatusCode != http.StatusOK {
			t.Errorf("for the %dth time: %s", i+1, r.Status)
		}
	}
	if r := p.ask(http.MethodGet, token); r.StatusCode != http.StatusNotFound {
		t.Errorf("once too often: %s", r.Status)
	}
}

// Nobody can tell a link that is over from one that never was.
func TestLinksThatLeadNowhere(t *testing.T) {
	t.Parallel()
	p := newPorch(t)
	over := p.link(kelas())
	p.now = said.Add(store.LinkFor)
	var first *http.Response
	said := ""
	for _, token := range []string{over, store.NewToken(), strings.ToLower(over), "x", over + "A", strings.Repeat("A", 5_000), "%00", "..%2F" + over} {
		r := p.ask(http.MethodGet, token)
		text := body(t, r)
		if first == nil {
			first, said = r, text
		}
		if r.StatusCode != http.StatusNotFound || text != said || !cmp.Equal(r.Header, first.Header) {
			t.Errorf("%.40s: %s, %v", token, r.Status, r.Header)
		}
	}
	if !strings.Contains(said, "Tautan ini sudah tidak berlaku") || strings.Contains(said, "{") && !strings.Contains(said, "<style>") || first.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("it says %s", said)
	}
	if p.log.Len() > 0 {
		t.Errorf("the log says %s", &p.log)
	}
}

// While the database is away a link is not over, and the log does not say which
// it was.
func TestALinkWhileTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	p := newPorch(t)
	token := p.link(kelas())
	p.store.Reachable(false)
	for range 3 {
		if r := p.ask(http.MethodGet, token); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" || !strings.Contains(body(t, r), "Sebentar") {
			t.Errorf("%s", r.Status)
		}
	}
	p.store.Reachable(true)
	if r := p.ask(http.MethodGet, token); r.StatusCode != http.StatusOK {
		t.Errorf("then: %s", r.Status)
	}
	if log := p.log.String(); strings.Count(log, "\n") != 2 || !strings.Contains(log, "files cannot be handed out") || strings.Contains(log, token) {
		t.Errorf("the log says %s", log)
	}
}

func TestDisposition(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"":                "attachment",
		"a.ics":           "attachment; filename=a.ics",
		"a\r\nX: y.ics":   `attachment; filename="a--X: y.ics"`,
		"kelas é.ics":     "attachment; filename*=utf-8''kelas%20%C3%A9.ics",
		`..\..\etc/x"y.z`: "attachment; filename=..-..-etc-x-y.z",
	} {
		if got := disposition(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}
