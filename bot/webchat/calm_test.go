package webchat

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"
)

// Three tabs are open while the ledger is away for a minute: the log has one
// line when it begins, one each fifteen seconds, and one when it is over.
func TestAnOutageDoesNotFloodTheLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		c, stop := receiving(t, l)
		defer stop()
		var log bytes.Buffer
		c.cfg.Log = zerolog.New(zerolog.SyncWriter(&log))
		l.away = true
		time.AfterFunc(time.Minute, func() { l.set(func(l *ledger) { l.away = false }) })
		var tabs sync.WaitGroup
		for range 3 {
			tabs.Go(func() { watch(c, 62*time.Second) })
		}
		tabs.Wait()
		got := log.String()
		if n := strings.Count(got, "\n"); n < 5 || n > 6 || !strings.Contains(got, "read mailbox: works again") {
			t.Errorf("%d lines:\n%s", n, got)
		}
	})
}
