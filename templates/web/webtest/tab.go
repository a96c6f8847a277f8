package webtest

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
)

// Tab is the page of a play messenger, open in a profile of its own.
type Tab struct {
	t    *testing.T
	ctx  context.Context
	base string // address

	mu         sync.Mutex
	complaints []string
}

// Visit opens the page at the width of a small phone.
func Visit(t *testing.T, base, query string) *Tab {
	t.Helper()
	ctx := Chrome(t)
	p := &Tab{t: t, base: base}
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
	p.Size(360, 740)
	p.To(query)
	return p
}

// To goes to the page with another query.
func (p *Tab) To(query string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(p.base + "/" + query))
	p.See(`document.body.dataset.ready === 'true'`)
}

// watch: no error in the script, nothing asked from elsewhere.
func (p *Tab) watch(ev any) {
	complaint := ""
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		complaint = fmt.Sprintf("script: %+v", ev.ExceptionDetails)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(ev.Request.URL, p.base) && !strings.HasPrefix(ev.Request.URL, "data:") {
			complaint = "asked elsewhere: " + ev.Request.URL
		}
	}
	if complaint != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.complaints = append(p.complaints, complaint)
	}
}

// Do has the browser do something.
func (p *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatalf("page: %v\n%s", err, p.Text())
	}
}

// Text is the end of what the page says.
func (p *Tab) Text() string {
	text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ''`))
	return text[max(0, len(text)-2000):]
}

// Size is the window's.
func (p *Tab) Size(width, height int64) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(width, height))
}

// See waits until a script's condition holds, also while the page changes.
func (p *Tab) See(condition string) {
	p.t.Helper()
	script := `(() => { try { return !!(` + condition + `); } catch (e) { return false; } })()`
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](script)); err == nil && holds {
			return
		}
	}
	p.t.Fatalf("never saw %s\n%s", condition, p.Text())
}

// Reads waits until the last bubble holds the words.
func (p *Tab) Reads(words string) {
	p.t.Helper()
	p.See(fmt.Sprintf(`Array.from(document.querySelectorAll('.bubble')).pop().innerText.includes(%q)`, words))
}

// Click clicks what a selector finds.
func (p *Tab) Click(css string) {
	p.t.Helper()
	p.Do(chromedp.Click(chromedp.CSS(css)))
}

// Press clicks the last button with that label.
func (p *Tab) Press(label string) {
	p.t.Helper()
	xpath := fmt.Sprintf(`(//button[normalize-space()=%q])[last()]`, label)
	p.Do(chromedp.Click(xpath))
}

// Say writes a message.
func (p *Tab) Say(text string) {
	p.t.Helper()
	p.Do(chromedp.SetValue(chromedp.CSS("#box"), text))
	p.Click("#send")
}

// Shoot takes a picture, for which the browser draws even a tab that is behind
// others, and keeps it where LANGKAH_SHOTS says.
func (p *Tab) Shoot(name string) {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if dir := os.Getenv("LANGKAH_SHOTS"); err == nil && dir != "" {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// Both looks at the page at the width of a phone and of a desk: nothing hangs
// over the side, nothing is too small to press.
func (p *Tab) Both(name string) {
	p.t.Helper()
	for _, screen := range []struct {
		name          string
		width, height int64
	}{{"desk", 1280, 800}, {"phone", 360, 740}} {
		p.Size(screen.width, screen.height)
		wrong, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`(() => {
			const wrong = [], d = document.documentElement;
			if (d.scrollWidth > innerWidth || d.scrollHeight > innerHeight) wrong.push('page is ' + d.scrollWidth + 'x' + d.scrollHeight);
			document.querySelectorAll('#chat *').forEach(e => {
				const r = e.getBoundingClientRect();
				if (r.width && (r.left < -.5 || r.right > innerWidth + .5)) wrong.push((e.id || e.className || e.tagName) + ' hangs over');
			});
			document.querySelectorAll('button, #people a, textarea').forEach(e => {
				if (e.offsetHeight && e.getBoundingClientRect().height < 40) wrong.push(e.textContent + ' is too small to press');
				if (!(e.getAttribute('aria-label') || e.textContent.trim())) wrong.push('no name: ' + e.outerHTML);
			});
			return wrong;
		})()`))
		if err != nil || len(wrong) > 0 {
			p.t.Errorf("%s, %s: %v %v", name, screen.name, wrong, err)
		}
		p.Shoot(name + "-" + screen.name)
	}
}
