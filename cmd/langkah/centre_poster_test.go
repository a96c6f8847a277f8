package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPosters: a page of A4 for each centre, on which nothing is cut off; kept
// where LANGKAH_SHOTS says.
func TestPosters(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		whatsapp, telegram bool
		sheets             int
		only               []string
	}{
		"both": {true, true, 44, nil}, "whatsapp": {true, false, 2, []string{"31.01.02", "Tebet"}}, "telegram": {false, true, 1, []string{"31.01.02"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			s := atCentres(t, &out)
			if c.whatsapp {
				if err := s.store.NoteLinked(t.Context(), ofNumber("6281100000001"), time.Unix(0, 0)); err != nil {
					t.Fatal(err)
				}
			}
			if !c.telegram {
				s.config.TelegramToken = ""
			}
			dir := t.TempDir()
			if code := run(s, append([]string{"centre", "qr", "--out", dir}, c.only...)); code != 0 || !strings.Contains(out.String(), "centres: print "+dir) {
				t.Fatalf("exit status %d\n%s", code, out.String())
			}
			lookAtPosters(t, "file://"+dir+"/index.html", name, c.sheets)
		})
	}
}

func lookAtPosters(t *testing.T, address, name string, sheets int) {
	t.Helper()
	b := browse(t, address, 900, 1220)
	b.wait(`document.readyState === 'complete' && document.querySelectorAll('.sheet').length === ` + strconv.Itoa(sheets))
	b.wait(`Array.from(document.images).every(i => i.complete && i.naturalWidth >= 1200)`)
	wrong, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`(() => {
		const wrong = [];
		document.querySelectorAll('.sheet').forEach(s => {
			const name = s.querySelector('h1').innerText, box = s.getBoundingClientRect(), f = s.querySelector('footer').getBoundingClientRect();
			if (s.scrollHeight > s.clientHeight || s.scrollWidth > s.clientWidth) wrong.push(name + ' hangs over');
			if (box.bottom - f.bottom < 20) wrong.push(name + ': the footer is ' + (box.bottom - f.bottom) + ' px above the edge');
			const all = Array.from(s.children);
			all.slice(1).forEach((e, i) => { if (e.getBoundingClientRect().top < all[i].getBoundingClientRect().bottom - 1) wrong.push(name + ': ' + e.className + ' overlaps'); });
			s.querySelectorAll('.ways').forEach(w => w.querySelectorAll('figure').forEach(f => {
				const r = f.getBoundingClientRect(), o = w.getBoundingClientRect();
				if (r.top < o.top - 1 || r.bottom > o.bottom + 1 || r.left < box.left || r.right > box.right) wrong.push(name + ': a code is cut');
			}));
			if (!/Gratis. Kami tidak pernah minta OTP, PIN, atau transfer./.test(s.innerText)) wrong.push(name + ' does not say that it is free');
			const ways = {'WhatsApp': 'Scan, lalu kirim pesannya.', 'Telegram': 'Scan, lalu tekan START/MULAI.'};
			s.querySelectorAll('figcaption').forEach(c => { if (!c.innerText.includes(ways[c.innerText.split(/\s/)[0]])) wrong.push(name + ' says ' + c.innerText); });
		});
		return wrong;
	})()`))
	if err != nil || len(wrong) > 0 {
		t.Errorf("%v: %q", err, wrong)
	}
	taken(t, b.ctx, name+".png", chromedp.CaptureScreenshot())
	pdf := taken(t, b.ctx, name+".pdf", func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
		return r.Data, err
	})
	lookOnPhone(t, b, name)
	if n := bytes.Count(pdf, []byte("/Type /Page\n")); n != sheets {
		t.Errorf("%d pages on paper, want %d", n, sheets)
	}
}

// lookOnPhone: the page is forwarded in chats too. Nothing is beside the screen,
// and each code is tapped to open its chat.
func lookOnPhone(t *testing.T, b *tab, name string) {
	t.Helper()
	b.run(chromedp.EmulateViewport(390, 1500))
	wrong, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`(() => {
		const wrong = [];
		if (document.documentElement.scrollWidth > 390) wrong.push('the page is ' + document.documentElement.scrollWidth + ' px wide');
		document.querySelectorAll('.sheet').forEach(s => {
			const name = s.querySelector('h1').innerText;
			if (s.scrollHeight > s.clientHeight || s.scrollWidth > s.clientWidth) wrong.push(name + ' is cut');
			s.querySelectorAll('.sheet *').forEach(e => { const r = e.getBoundingClientRect(); if (r.left < 0 || r.right > 390) wrong.push(name + ': ' + e.tagName + ' leaves the screen'); });
			s.querySelectorAll('figure').forEach(f => {
				if (!/^https:\/\/(wa|t)\.me\//.test((f.querySelector('a') || {}).href)) wrong.push(name + ': a code cannot be tapped');
				if (!/Ketuk kodenya, lalu/.test(f.innerText)) wrong.push(name + ' does not say to tap');
			});
			const codes = Array.from(s.querySelectorAll('figure')).map(f => f.getBoundingClientRect());
			if (codes.length === 2 && codes[1].top < codes[0].bottom) wrong.push(name + ': the codes are side by side');
		});
		return wrong;
	})()`))
	if err != nil || len(wrong) > 0 {
		t.Errorf("on a phone: %v: %q", err, wrong)
	}
	taken(t, b.ctx, name+"-phone.png", chromedp.CaptureScreenshot())
}

// taken is a picture of the page.
func taken(t *testing.T, ctx context.Context, name string, take chromedp.Action[[]byte]) []byte {
	t.Helper()
	got, err := chromedp.Run(ctx, take)
	if dir := os.Getenv("LANGKAH_SHOTS"); err == nil && dir != "" {
		err = os.WriteFile(filepath.Join(dir, name), got, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return got
}
