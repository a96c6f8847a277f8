package webchat

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"langkah/store/storetest"
	"langkah/templates/web/webtest"
)

func TestMain(m *testing.M) {
	code := storetest.Main(m)
	webtest.Stop()
	os.Exit(code)
}

// phone is a page open in a profile of its own.
type phone struct {
	t   *testing.T
	ctx context.Context
	url string

	mu         sync.Mutex
	complaints []string
}

// open opens the page at the width of a small phone.
func open(t *testing.T, site *site) *phone {
	t.Helper()
	ctx := webtest.Chrome(t)
	p := &phone{t: t, url: site.url + "/chat"}
	p.start(ctx, chromedp.WithNewBrowserContext())
	return p
}

// another tab of the same person.
func (p *phone) another() *phone {
	p.t.Helper()
	q := &phone{t: p.t, url: p.url}
	q.start(p.ctx)
	return q
}

func (p *phone) start(parent context.Context, opts ...chromedp.ContextOption) {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(parent, append(opts, chromedp.WithListener(p.watch))...)
	p.ctx = ctx
	p.t.Cleanup(func() {
		cancel()
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.complaints) > 0 {
			p.t.Errorf("the browser complained: %q", p.complaints)
		}
	})
	p.size(360, 740)
	p.do(chromedp.Navigate(p.url))
	p.ready()
}

// watch holds for every test: no error in the script, nothing against the
// policy, nothing asked from elsewhere.
func (p *phone) watch(ev any) {
	complaint := ""
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		complaint = fmt.Sprintf("script: %+v", ev.ExceptionDetails)
	case *log.EventEntryAdded:
		if strings.Contains(ev.Entry.Text, "Content Security Policy") {
			complaint = ev.Entry.Text
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(ev.Request.URL, p.url) {
			complaint = "asked elsewhere: " + ev.Request.URL
		}
	}
	if complaint != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.complaints = append(p.complaints, complaint)
	}
}

func (p *phone) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatalf("page: %v\n%s", err, p.log())
	}
}

// eval runs a script in the page and reads its value.
func eval[T any](p *phone, script string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("script: %v\n%s", err, p.log())
	}
	return v
}

// js runs a script for what it does.
func (p *phone) js(script string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// log is what stands on the page, at its end.
func (p *phone) log() string {
	text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ''`))
	return text[max(0, len(text)-2000):]
}

func (p *phone) size(width, height int64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(width, height))
}

// see waits until a script's condition holds; about what is not there yet it
// does not.
func (p *phone) see(condition string) {
	p.t.Helper()
	err := chromedp.Do(p.ctx, chromedp.Poll[chromedp.Void](`(() => { try { return `+condition+`; } catch (e) { return false; } })()`,
		chromedp.WithPollingTimeout(time.Minute), chromedp.WithPollingInterval(20*time.Millisecond)))
	if err != nil {
		p.t.Fatalf("never saw %s: %v\n%s", condition, err, p.log())
	}
}

func (p *phone) ready() {
	p.t.Helper()
	p.see(`document.readyState === 'complete' && document.getElementById('log').getAttribute('aria-busy') === 'false'`)
}

func (p *phone) reload() {
	p.t.Helper()
	p.do(chromedp.Reload())
	p.ready()
}

// say types a message and sends it with Enter.
func (p *phone) say(text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#box"), text))
	p.enter(0)
}

// enter presses Enter as a keyboard does: one press whose letter the page may
// refuse.
func (p *phone) enter(held kb.Modifier) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			key := input.DispatchKeyEventParams{
				Type: kind, Modifiers: int64(held), Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13,
			}
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, key); err != nil {
				return err
			}
		}
		return nil
	}))
}

// put is say for texts that no keyboard has.
func (p *phone) put(text string) {
	p.t.Helper()
	p.do(chromedp.SetValue(chromedp.CSS("#box"), text))
	p.click("#send")
}

func (p *phone) click(css string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(css)))
}

// press presses the choice with that label under the last bubble.
func (p *phone) press(label string) {
	p.t.Helper()
	p.do(chromedp.Click(fmt.Sprintf(`(//div[@class="choices"]/button[text()=%q])[last()]`, label)))
}

// bubbles reads what stands in the log, own ones marked ">".
func (p *phone) bubbles() []string {
	p.t.Helper()
	return eval[[]string](p, `Array.from(document.querySelectorAll('.bubble')).map(b => {
		const said = b.querySelector('.said p').cloneNode(true);
		said.querySelectorAll('.menu').forEach(m => { if (document.body.dataset.mode !== 'numbers') m.remove(); });
		return (b.classList.contains('own') ? '> ' : '') + said.textContent;
	})`)
}

func (p *phone) count(n int) {
	p.t.Helper()
	p.see(fmt.Sprintf(`document.querySelectorAll('.bubble').length >= %d`, n))
}

// sent waits until n own bubbles carry their check mark.
func (p *phone) sent(n int) {
	p.t.Helper()
	p.see(fmt.Sprintf(`document.querySelectorAll('.own.sent').length >= %d`, n))
}
