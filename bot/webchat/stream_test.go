package webchat

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"langkah/bot"
)

// tab takes a stream without a network, for virtual time.
type tab struct {
	*httptest.ResponseRecorder
	mu sync.Mutex
}

func (p *tab) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ResponseRecorder.Write(b)
}

// watch streams for a while of virtual time and returns what came.
func watch(c *Channel, d time.Duration) string {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	r := httptest.NewRequest(http.MethodGet, "/chat/events", nil).WithContext(ctx)
	r.AddCookie(&http.Cookie{Name: cookieName, Value: strings.Repeat("0a", 16)})
	p := &tab{ResponseRecorder: httptest.NewRecorder()}
	c.Handler().ServeHTTP(p, r)
	return p.Body.String()
}

func receiving(t *testing.T, l *ledger) (*Channel, context.CancelFunc) {
	c := newChannel(t, Config{Mailbox: l})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { _ = c.Run(ctx, l) }()
	synctest.Wait()
	return c, cancel
}

func TestStreamBeatsEveryFifteenSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		c, stop := receiving(t, l)
		defer stop()
		if got, want := watch(c, 31*time.Second), "retry: 1000\n\n: \n\n: \n\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if l.looks < 60 || l.looks > 70 {
			t.Errorf("looked %d times in 31 s", l.looks)
		}
	})
}

func TestStreamFindsWhatAnotherReplicaWrote(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		c, stop := receiving(t, l)
		defer stop()
		time.AfterFunc(2*time.Second, func() {
			l.set(func(l *ledger) { // without the bell
				l.rows = append(l.rows, bot.Bubble{Outbound: bot.Outbound{ID: 7, To: address(digest(strings.Repeat("0a", 16))), Text: "Halo"}})
			})
		})
		if got := watch(c, 2600*time.Millisecond); !strings.Contains(got, "id: 7\ndata: {\"id\":7,\"text\":\"Halo\"}\n\n") {
			t.Errorf("got %q", got)
		}
	})
}

func TestStreamOutlivesTheLedger(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		c, stop := receiving(t, l)
		defer stop()
		l.away = true
		time.AfterFunc(20*time.Second, func() {
			l.set(func(l *ledger) { l.away = false })
			l.notice(address(digest(strings.Repeat("0a", 16))), "Kembali")
		})
		got := watch(c, 21*time.Second)
		want := "retry: 1000\n\n: ledger away\n\n: \n\nid: 1\ndata: {\"id\":1,\"text\":\"Kembali\"}\n\n"
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestBusyServiceDoesNotMakeStreamsSpin(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		c, stop := receiving(t, l)
		defer stop()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		go func() {
			tick := time.NewTicker(time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
					l.bell.Ring()
				}
			}
		}()
		watch(c, 10*time.Second)
		if l.looks > 220 {
			t.Errorf("looked %d times in 10 s", l.looks)
		}
	})
}
