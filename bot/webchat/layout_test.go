package webchat

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"langkah/bot"
)

// fits checks that nothing hangs over the side and nothing covers anything.
func (p *phone) fits(when string) {
	p.t.Helper()
	wrong := eval[[]string](p, `(() => {
		const wrong = [], d = document.documentElement;
		if (d.scrollWidth > innerWidth || d.scrollHeight > innerHeight) wrong.push('page is ' + d.scrollWidth + 'x' + d.scrollHeight);
		const log = document.getElementById('log');
		if (log.scrollWidth > log.clientWidth) wrong.push('log is ' + log.scrollWidth + ' wide');
		const seen = s => Array.from(document.querySelectorAll(s)).filter(e => e.offsetHeight);
		const box = e => e.getBoundingClientRect();
		const apart = (list) => list.forEach((a, i) => list.slice(i + 1).forEach(b => {
			const r = box(a), q = box(b);
			if (r.left < q.right - .5 && q.left < r.right - .5 && r.top < q.bottom - .5 && q.top < r.bottom - .5)
				wrong.push((a.id || a.className || a.tagName) + ' covers ' + (b.id || b.className || b.tagName));
		}));
		apart(seen('header, #log, #status, #kinds, #composer'));
		apart(seen('h1, #name p, #mode button'));
		apart(seen('#attach, #box, #send'));
		apart(seen('#kinds button'));
		apart(seen('.said, .choices button'));
		seen('main *').forEach(e => {
			const r = box(e);
			if (r.left < -.5 || r.right > innerWidth + .5) wrong.push((e.id || e.className || e.tagName) + ' hangs over');
		});
		seen('#phone button:enabled, textarea').forEach(e => { if (box(e).height < 40) wrong.push(e.textContent + ' is too small to press'); });
		return wrong;
	})()`)
	if len(wrong) > 0 {
		p.t.Errorf("%s: %s", when, strings.Join(wrong, "; "))
	}
}

// shoot keeps a picture where LANGKAH_SHOTS says.
func (p *phone) shoot(name string) {
	p.t.Helper()
	dir := os.Getenv("LANGKAH_SHOTS")
	if dir == "" {
		return
	}
	p.see(`document.getAnimations().every(a => a.playState === 'finished')`)
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

var exit = bot.Choice{ID: "menu", Label: "Menu", Number: 0}

// exchange is a piece of a registration, as the flows would hold it.
func exchange(in bot.Inbound) []bot.Outbound {
	pick := func(labels ...string) []bot.Choice {
		var list []bot.Choice
		for i, label := range labels {
			list = append(list, bot.Choice{ID: "a.b:" + label, Label: label, Number: i + 1})
		}
		return append(list, exit)
	}
	switch in.Text {
	case "Halo":
		return []bot.Outbound{{
			Text:    "Halo, Kak! Ini Langkah, layanan resmi Jakpreneur untuk wirausaha Jakarta. Gratis, dan kami tidak pernah minta OTP atau transfer. Mau mulai dari mana?",
			Choices: pick("Daftar anggota", "Lihat tujuh langkah", "Tanya petugas"),
		}}
	case "tnh abang":
		return []bot.Outbound{{
			Text:    "Tanah Abang, ya. Kelurahannya yang mana? (7 dari 11)",
			Choices: pick("Bendungan Hilir", "Gelora", "Kampung Bali", "Karet Tengsin", "Kebon Kacang", "Kebon Melati", "Petamburan"),
		}}
	}
	return []bot.Outbound{{
		Text:    "Siap, Kak. Jawaban Kakak tersimpan terus; kapan pun putus, tinggal lanjut. Boleh kami simpan data usaha Kakak untuk keperluan Jakpreneur? Isinya dan hak Kakak: https://chat.example.id/privasi",
		Choices: append(pick("Setuju", "Tidak"), bot.Choice{ID: "a.b:why", Label: "Kenapa perlu?", Number: -1}),
	}}
}

func TestPageFitsSmallPhonesAndDesks(t *testing.T) {
	t.Parallel()
	l := newLedger()
	l.answer = exchange
	s := newSite(t, l)
	p := open(t, s)
	screens := []struct {
		name          string
		width, height int64
	}{{"360x740", 360, 740}, {"1280x800", 1280, 800}, {"320x480", 320, 480}}
	each := func(state string) {
		t.Helper()
		for _, mode := range []string{"numbers", "buttons"} {
			p.click("#mode [data-mode=" + mode + "]")
			for _, screen := range screens {
				p.size(screen.width, screen.height)
				name := state + "-" + mode + "-" + screen.name
				p.fits(name)
				p.shoot(name)
			}
		}
		p.size(360, 740)
	}
	each("first")
	for i, text := range []string{"Halo", "mau daftar kak, tp hp sy mau abis batre", "tnh abang"} {
		p.say(text)
		p.count(2 * (i + 1))
		p.sent(i + 1)
	}
	each("talk")
	p.click("#attach")
	each("attach")
	p.click("#attach")
	s.stop()
	p.say("masih bisa nulis walau sinyal hilang")
	p.see(`document.querySelectorAll('.waiting').length === 1`)
	each("offline")
}

func TestReaderIsNotDraggedToTheEnd(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	for i := range 8 {
		p.say("halo")
		p.count(2 * (i + 1))
	}
	atEnd := `(() => { const l = document.getElementById('log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 5; })()`
	p.see(atEnd)
	to := l.received()[0].From
	l.notice(to, "Kabar")
	p.count(17)
	p.see(atEnd)
	p.js(`document.getElementById('log').scrollTop = 0`)
	p.see(`document.getElementById('log').scrollTop === 0`)
	p.js(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))`)
	l.notice(to, "Kabar lagi")
	p.count(18)
	p.see(`document.getElementById('log').scrollTop === 0 && !document.getElementById('jump').hidden`)
	p.click("#jump")
	p.see(atEnd)
	p.see(`document.getElementById('jump').hidden`)
}

func TestPageIsForEverybody(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	p.say("halo")
	p.count(2)
	p.see(`document.documentElement.lang === 'id' && document.getElementById('log').getAttribute('aria-live') === 'polite'`)
	nameless := eval[[]string](p, `Array.from(document.querySelectorAll('button, textarea')).filter(e => !(e.getAttribute('aria-label') || e.textContent.trim())).map(e => e.outerHTML)`)
	if len(nameless) > 0 {
		t.Errorf("without a name: %q", nameless)
	}
	pale := eval[[]string](p, `(() => {
		const light = c => c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4)).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
		const parse = s => s.match(/[\d.]+/g).map(Number);
		const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
		return Array.from(document.querySelectorAll('h1, #name p, #mode button, .said p, .meta, .choices button, #box, #hint *')).map(e => {
			const a = light(parse(getComputedStyle(e).color).slice(0, 3)), b = light(ground(e));
			return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.className || e.id || e.tagName];
		}).filter(x => x[0] < 4.5).map(x => x[1] + ' ' + x[0].toFixed(2));
	})()`)
	if len(pale) > 0 {
		t.Errorf("too pale: %q", pale)
	}
	p.do(chromedp.Focus(chromedp.CSS("#attach")), chromedp.KeyEvent("\r"))
	p.see(`!document.getElementById('kinds').hidden`)
	p.do(chromedp.KeyEvent("\x1b"))
	p.see(`document.getElementById('kinds').hidden && document.activeElement.id === 'attach'`)
	outline := eval[string](p, `getComputedStyle(document.activeElement).outlineStyle`)
	if outline != "solid" {
		t.Errorf("focus is drawn %s", outline)
	}
}

// Of an answer taller than the screen people see the first line, and stay there.
func TestATallAnswerIsReadFromItsTop(t *testing.T) {
	t.Parallel()
	l := newLedger()
	tall := strings.Repeat("baris yang panjang\n", 60)
	l.answer = func(bot.Inbound) []bot.Outbound { return []bot.Outbound{{Text: tall, Choices: []bot.Choice{exit}}} }
	p := open(t, newSite(t, l))
	const top = `(() => { const l = document.getElementById('log'), b = document.querySelector('.bubble:not(.own):nth-last-of-type(2)');
		const d = b.getBoundingClientRect().top - l.getBoundingClientRect().top; return d >= 0 && d < 20; })()`
	for i := range 2 {
		p.say("jadwal")
		p.count(2 * (i + 1))
		p.sent(i + 1)
		p.see(top)
		p.see(`document.getElementById('jump').hidden`)
	}
	p.shoot("tall")
	l.notice(l.received()[0].From, "Kabar")
	p.count(5)
	p.see(`!document.getElementById('jump').hidden`)
	p.click("#jump")
	p.see(`(() => { const l = document.getElementById('log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 5; })()`)
	p.see(`document.getElementById('jump').hidden`)
	l.notice(l.received()[0].From, tall)
	p.count(6)
	p.see(top)
	p.reload()
	p.count(6)
	p.see(top)
}
