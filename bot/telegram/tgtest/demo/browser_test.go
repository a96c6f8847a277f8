package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"langkah/bot/telegram/tgtest"
	"langkah/templates/web/webtest"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == asChild {
		child(os.Args[2])
		return
	}
	code := m.Run()
	webtest.Stop()
	os.Exit(code)
}

// tab is the page, open in a profile of its own.
type tab struct {
	t   *testing.T
	ctx context.Context
	s   *tgtest.Server

	mu         sync.Mutex
	complaints []string
}

// begin starts a play Telegram with the echo bot.
func begin(t *testing.T) *tgtest.Server {
	t.Helper()
	s, err := open("127.0.0.1:0", tgtest.DefaultToken)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	startEcho(t, s)
	return s
}

// visit opens the page at the width of a small phone.
func visit(t *testing.T, s *tgtest.Server, query string) *tab {
	t.Helper()
	ctx := webtest.Chrome(t)
	p := &tab{t: t, s: s}
	var stop context.CancelFunc
	p.ctx, stop = chromedp.NewContext(ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.watch))
	t.Cleanup(func() {
		stop()
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.complaints) > 0 {
			t.Errorf("the browser complained: %q", p.complaints)
		}
	})
	p.size(360, 740)
	p.to(query)
	return p
}

func (p *tab) to(query string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.s.URL() + "/" + query))
	p.see(`document.body.dataset.ready === 'true'`)
}

// watch: no error in the script, nothing asked from elsewhere.
func (p *tab) watch(ev any) {
	complaint := ""
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		complaint = fmt.Sprintf("script: %+v", ev.ExceptionDetails)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(ev.Request.URL, p.s.URL()) && !strings.HasPrefix(ev.Request.URL, "data:") {
			complaint = "asked elsewhere: " + ev.Request.URL
		}
	}
	if complaint != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.complaints = append(p.complaints, complaint)
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatalf("page: %v\n%s", err, p.text())
	}
}

func (p *tab) text() string {
	text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ''`))
	return text[max(0, len(text)-2000):]
}

func (p *tab) size(width, height int64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(width, height))
}

// see waits until a script's condition holds, also while the page changes.
func (p *tab) see(condition string) {
	p.t.Helper()
	script := `(() => { try { return !!(` + condition + `); } catch (e) { return false; } })()`
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](script)); err == nil && holds {
			return
		}
	}
	p.t.Fatalf("never saw %s\n%s", condition, p.text())
}

// reads waits until the last bubble holds the words.
func (p *tab) reads(words string) {
	p.t.Helper()
	p.see(fmt.Sprintf(`Array.from(document.querySelectorAll('.bubble')).pop().innerText.includes(%q)`, words))
}

func (p *tab) click(css string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(css)))
}

// press clicks the last button with that label.
func (p *tab) press(label string) {
	p.t.Helper()
	xpath := fmt.Sprintf(`(//button[normalize-space()=%q])[last()]`, label)
	p.do(chromedp.Click(xpath))
}

func (p *tab) say(text string) {
	p.t.Helper()
	p.do(chromedp.SetValue(chromedp.CSS("#box"), text))
	p.click("#send")
}

// shoot takes a picture, for which the browser draws even a tab that is behind
// others, and keeps it where LANGKAH_SHOTS says.
func (p *tab) shoot(name string) {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if dir := os.Getenv("LANGKAH_SHOTS"); err == nil && dir != "" {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
