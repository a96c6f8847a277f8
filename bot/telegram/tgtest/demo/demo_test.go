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
	p.Both("begin")
	p.Press("MULAI")
	p.Reads("Gema: /start")
	p.Press("Daftar anggota")
	p.Reads("Dipilih: daftar")
	p.See(`document.getElementById('notice').textContent === 'Dicatat' && !document.getElementById('notice').hidden`)
	p.Say("minta nomor")
	p.Reads("Boleh minta nomor")
	p.See(`document.querySelectorAll('#keys button').length === 3`)
	p.Both("keyboard")
	p.See(`(() => { const l = document.getElementById('log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 5; })()`)
	p.Press("Nanti saja")
	p.Reads("Gema: Nanti saja")
	p.Press("Kirim nomor saya")
	p.Reads("Nomor " + s.Person("Siti").Phone())
	p.See(`document.getElementById('keys').hidden`)
	p.Click("#slash")
	p.Both("menu")
	p.Click("#menu button:nth-child(2)")
	p.Reads("Gema: /bantuan")
	p.Click("#attach")
	p.Both("attach")
	p.Press("Stiker")
	p.Reads("Stiker bagus")
	p.Click("#attach")
	p.Press("Foto")
	p.Reads("Fotonya sampai")
	p.See(`Array.from(document.querySelectorAll('.said img')).length === 2 && Array.from(document.querySelectorAll('.said img')).every(i => i.complete && i.naturalWidth > 0)`)
	p.Say("sata")
	p.Reads("Gema: sata")
	p.Click("#more")
	p.Do(chromedp.SetValue(chromedp.CSS("[data-what=edit] input"), "satu"))
	p.Both("more")
	p.Press("Ubah")
	p.Reads("Diubah menjadi: satu")
	p.See(`Array.from(document.querySelectorAll('.own .meta')).pop().textContent.startsWith('diubah')`)
	p.Say("ketik dulu")
	p.See(`document.getElementById('doing').textContent.includes('mengetik')`)
	p.Both("talk")
}

func TestStartWithAPayload(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "?as=Budi")
	p.Click("#more")
	p.Do(chromedp.SetValue(chromedp.CSS("[data-what=start] input"), "ref-42"))
	p.Press("/start")
	p.Reads("Gema: /start ref-42")
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
		p.Say("baris " + strconv.Itoa(i))
		p.Reads("Gema: baris " + strconv.Itoa(i))
	}
	atEnd := `(() => { const l = document.getElementById('log'); return l.scrollHeight - l.scrollTop - l.clientHeight < 5; })()`
	p.See(atEnd)
	p.Do(chromedp.Evaluate[chromedp.Void](`document.getElementById('log').scrollTop = 40`))
	p.Shoot("reader")
	p.See(`!atEnd`)
	s.Person("Siti").Say("dari ponsel lain")
	p.Reads("Gema: dari ponsel lain")
	p.See(`document.getElementById('log').scrollTop === 40`)
	p.Say("balas")
	p.Reads("Gema: balas")
	p.See(atEnd)
}

func TestBlockOnThePage(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "?as=Dewi")
	p.Say("halo")
	p.Reads("Gema: halo")
	p.Click("#more")
	p.Press("Blokir bot")
	p.See(`document.getElementById('composer').hidden && document.getElementById('doing').textContent === 'bot diblokir'`)
	if !s.Person("Dewi").Blocked() {
		t.Error("not blocked")
	}
	p.Both("blocked")
	p.Press("BUKA BLOKIR")
	p.See(`!document.getElementById('composer').hidden`)
}

func TestSeveralPeople(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "?as=Siti")
	s.Person("Budi").Say("halo")
	p.See(`Array.from(document.querySelectorAll('#people a.news')).map(a => a.textContent).join() === 'Budi'`)
	p.Click("#add")
	p.Do(chromedp.SetValue(chromedp.CSS("#new input"), "Rina"))
	p.Both("adding")
	p.Press("Tambah")
	p.See(`document.querySelector('h1').textContent.startsWith('Rina') && document.querySelectorAll('#people a').length === 4`)
	p.Say("saya Rina")
	p.Reads("Gema: saya Rina")
	p.Both("people")
	p.Do(chromedp.Click(`//a[text()="Budi"]`))
	p.See(`document.querySelector('h1').textContent.startsWith('Budi') && document.querySelectorAll('a.news').length === 0`)
	p.Reads("Gema: halo")
}

func TestPageComesBackWithTheServer(t *testing.T) {
	t.Parallel()
	s := begin(t)
	p := visit(t, s, "")
	s.Down(true)
	p.See(`document.getElementById('doing').textContent.includes('tidak tersambung')`)
	s.Down(false)
	p.See(`document.getElementById('doing').textContent.includes('nomor')`)
	p.Say("masih ada")
	p.Reads("Gema: masih ada")
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
