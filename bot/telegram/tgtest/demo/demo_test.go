package main

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestChatOnThePage(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "")
	p.both("begin")
	p.press("MULAI")
	p.reads("Gema: /start")
	p.press("Daftar anggota")
	p.reads("Dipilih: daftar")
	p.see(`document.getElementById('notice').textContent === 'Dicatat' && !document.getElementById('notice').hidden`)
	p.say("minta nomor")
	p.reads("Boleh minta nomor")
	p.see(`document.querySelectorAll('#keys button').length === 3`)
	p.both("keyboard")
	p.see(`(() => { const l = document.getElementById('log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 5; })()`)
	p.press("Nanti saja")
	p.reads("Gema: Nanti saja")
	p.press("Kirim nomor saya")
	p.reads("Nomor " + s.Person("Siti").Phone())
	p.see(`document.getElementById('keys').hidden`)
	p.click("#slash")
	p.both("menu")
	p.click("#menu button:nth-child(2)")
	p.reads("Gema: /bantuan")
	p.click("#attach")
	p.both("attach")
	p.press("Stiker")
	p.reads("Stiker bagus")
	p.click("#attach")
	p.press("Foto")
	p.reads("Fotonya sampai")
	p.see(`Array.from(document.querySelectorAll('.said img')).length === 2 && Array.from(document.querySelectorAll('.said img')).every(i => i.complete && i.naturalWidth > 0)`)
	p.say("sata")
	p.reads("Gema: sata")
	p.click("#more")
	p.do(chromedp.SetValue(chromedp.CSS("[data-what=edit] input"), "satu"))
	p.both("more")
	p.press("Ubah")
	p.reads("Diubah menjadi: satu")
	p.see(`Array.from(document.querySelectorAll('.own .meta')).pop().textContent.startsWith('diubah')`)
	p.say("ketik dulu")
	p.see(`document.getElementById('doing').textContent.includes('mengetik')`)
	p.both("talk")
}

func TestStartWithAPayload(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "?as=Budi")
	p.click("#more")
	p.do(chromedp.SetValue(chromedp.CSS("[data-what=start] input"), "ref-42"))
	p.press("/start")
	p.reads("Gema: /start ref-42")
	if n := len(s.Person("Siti").History()); n != 0 {
		t.Errorf("Siti has %d messages", n)
	}
}

// Who reads further up is not pulled down by what is new.
func TestReaderStaysWhereTheyAre(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "")
	for i := range 4 {
		p.say("baris " + strconv.Itoa(i))
		p.reads("Gema: baris " + strconv.Itoa(i))
	}
	atEnd := `(() => { const l = document.getElementById('log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 5; })()`
	p.see(atEnd)
	p.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('log').scrollTop = 40`))
	p.shoot("reader")
	p.see(`!atEnd`)
	s.Person("Siti").Say("dari ponsel lain")
	p.reads("Gema: dari ponsel lain")
	p.see(`document.getElementById('log').scrollTop === 40`)
	p.say("balas")
	p.reads("Gema: balas")
	p.see(atEnd)
}

func TestBlockOnThePage(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "?as=Dewi")
	p.say("halo")
	p.reads("Gema: halo")
	p.click("#more")
	p.press("Blokir bot")
	p.see(`document.getElementById('composer').hidden && document.getElementById('doing').textContent === 'bot diblokir'`)
	if !s.Person("Dewi").Blocked() {
		t.Error("not blocked")
	}
	p.both("blocked")
	p.press("BUKA BLOKIR")
	p.see(`!document.getElementById('composer').hidden`)
}

func TestSeveralPeople(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "?as=Siti")
	s.Person("Budi").Say("halo")
	p.see(`Array.from(document.querySelectorAll('#people a.news')).map(a => a.textContent).join() === 'Budi'`)
	p.click("#add")
	p.do(chromedp.SetValue(chromedp.CSS("#new input"), "Rina"))
	p.both("adding")
	p.press("Tambah")
	p.see(`document.querySelector('h1').textContent.startsWith('Rina') && document.querySelectorAll('#people a').length === 4`)
	p.say("saya Rina")
	p.reads("Gema: saya Rina")
	p.both("people")
	p.do(chromedp.Click(`//a[text()="Budi"]`))
	p.see(`document.querySelector('h1').textContent.startsWith('Budi') && document.querySelectorAll('a.news').length === 0`)
	p.reads("Gema: halo")
}

func TestPageComesBackWithTheServer(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "")
	s.Down(true)
	p.see(`document.getElementById('doing').textContent.includes('tidak tersambung')`)
	s.Down(false)
	p.see(`document.getElementById('doing').textContent.includes('nomor')`)
	p.say("masih ada")
	p.reads("Gema: masih ada")
}

func TestWhatThePageIsNotGiven(t *testing.T) {
	t.Parallel()
	s := begin(t)
	post := func(as, body string, header ...string) int {
		req, _ := http.NewRequest(http.MethodPost, s.URL()+"/do?as="+as, strings.NewReader(body))
		for i := 0; i < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		_, _ = io.Copy(io.Discard, resp.Body)
		return resp.StatusCode
	}
	for _, c := range []struct {
		as, body string
		want     int
		header   []string
	}{
		{"Siti", `{"what":"say","text":"halo"}`, 204, nil},
		{"Siti", `{"what":"say","text":" "}`, 409, nil},
		{"Siti", `{"what":"send","text":"bom"}`, 409, nil},
		{"Siti", `{"what":"key","text":"tidak ada"}`, 409, nil},
		{"Siti", `{"what":"press","text":"Ya","message":1}`, 409, nil},
		{"Siti", `{"what":"terbang"}`, 409, nil},
		{"Siti", `{`, 400, nil},
		{strings.Repeat("x", 41), `{}`, 400, nil},
		{"Siti", `{"what":"say","text":"dari luar"}`, 403, []string{"Sec-Fetch-Site", "cross-site"}},
	} {
		if got := post(c.as, c.body, c.header...); got != c.want {
			t.Errorf("%s %s: %d, want %d", c.as, c.body, got, c.want)
		}
	}
	for i := range maxPeople {
		post("orang"+string(rune('a'+i%26))+string(rune('a'+i/26)), `{"what":"say","text":"halo"}`)
	}
	if n := len(s.People()); n != maxPeople {
		t.Errorf("%d people", n)
	}
}

// both looks at the page at the width of a phone and of a desk: nothing hangs
// over the side, nothing is too small to press.
func (p *tab) both(name string) {
	p.t.Helper()
	for _, screen := range []struct {
		name          string
		width, height int64
	}{{"desk", 1280, 800}, {"phone", 360, 740}} {
		p.size(screen.width, screen.height)
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
		p.shoot(name + "-" + screen.name)
	}
}
