package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"langkah/bot/whatsapp"
)

const atOffice = "?as=HP+layanan&with=Siti"

// TestLinkAndChat: the number's phone scans, people chat, staff write on the
// phone, and unlink it there.
func TestLinkAndChat(t *testing.T) {
	t.Parallel()
	w := begin(t)
	p := w.visit("")
	p.See(`document.getElementById('why').textContent.includes('belum tertaut')`)
	p.Both("unlinked")
	p.To(atOffice)
	p.Both("office-unlinked")
	p.Press("Pindai kode QR")
	p.See(`document.getElementById('link').hidden && document.getElementById('doing').textContent.includes('1 perangkat tertaut')`)
	p.To("")
	p.Say("halo")
	p.Reads("Gema text: halo")
	p.See(`Array.from(document.querySelectorAll('.own .meta')).pop().textContent.includes('✓✓')`)
	p.Click("#attach")
	p.Both("attach")
	for press, want := range map[string]string{"Foto": "Gema photo", "Dokumen": "Gema document", "Lokasi": "Gema location"} {
		p.Press(press)
		p.Reads(want)
		p.Click("#attach")
	}
	p.Click("#attach")
	p.See(`Array.from(document.querySelectorAll('.said img')).length === 1 && Array.from(document.querySelectorAll('.said img')).every(i => i.complete && i.naturalWidth > 0)`)
	p.Both("talk")
	p.To(atOffice)
	p.See(`Array.from(document.querySelectorAll('.own .by')).pop().textContent === 'bot'`)
	p.Say("Halo Kak, ini petugas")
	p.Reads("petugas, dari HP")
	p.Both("office")
	p.Click("#more")
	p.Both("office-more")
	p.Press("Lepas semua perangkat tertaut")
	p.See(`!document.getElementById('scan').closest('form').hidden`)
	p.To("")
	p.Reads("Halo Kak, ini petugas")
}

func TestLinkByCode(t *testing.T) {
	t.Parallel()
	w := begin(t)
	p := w.visit(atOffice)
	p.Click("#bycode summary")
	p.See(`document.getElementById('command').textContent.includes('whatsapp link --phone 628110001000')`)
	p.Both("code")
	p.Do(chromedp.SetValue(chromedp.CSS("#code"), "ABCD-1234"))
	p.Press("Tautkan")
	p.See(`document.getElementById('notice').textContent.includes('belum ada yang menunggu')`)
	shown, linked := make(chan string, 1), make(chan error, 1)
	go func() {
		_, err := w.devices.Link(t.Context(), whatsapp.How{Phone: officePhone, Show: func(s whatsapp.Step) {
			if s.Code != "" {
				shown <- s.Code
			}
		}})
		linked <- err
	}()
	p.Do(chromedp.SetValue(chromedp.CSS("#code"), strings.ToLower(<-shown)))
	p.Press("Tautkan")
	if err := <-linked; err != nil {
		t.Fatal(err)
	}
	p.See(`document.getElementById('doing').textContent.includes('1 perangkat tertaut')`)
}

// TestSeveralPeople: somebody is off the net, somebody is new.
func TestSeveralPeople(t *testing.T) {
	t.Parallel()
	w := begin(t)
	p := w.visit(atOffice)
	p.Press("Pindai kode QR")
	p.See(`document.getElementById('link').hidden`)
	p.To("?as=Budi")
	p.Click("#more")
	p.Press("Matikan internet HP ini")
	p.See(`document.getElementById('doing').textContent === 'HP tanpa internet'`)
	p.To(strings.Replace(atOffice, "Siti", "Budi", 1))
	p.Say("Kak Budi?")
	p.To("?as=Budi")
	p.Click("#more")
	p.Press("Nyalakan internet HP ini")
	p.Reads("Kak Budi?")
	p.Click("#add")
	p.Do(chromedp.SetValue(chromedp.CSS("#new input"), "Rina"))
	p.Press("Tambah")
	p.See(`document.querySelector('h1').textContent.startsWith('Rina') && document.querySelectorAll('#people a').length === 5`)
	p.Say("saya Rina")
	p.Reads("Gema text: saya Rina")
	p.Both("people")
}

func TestWhatThePageIsNotGiven(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.program = []string{"false"}
	post := func(as, body string, header ...string) int {
		req, _ := http.NewRequest(http.MethodPost, w.base+"/do?as="+as, strings.NewReader(body))
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
		{"Siti", `{"what":"unlink"}`, 409, nil},
		{"HP+layanan", `{"what":"say","text":""}`, 409, nil},
		{"HP+layanan", `{"what":"confirm","text":""}`, 409, nil},
		{"HP+layanan", `{"what":"scan"}`, 409, nil},
		{"HP+layanan", `{"what":"photo"}`, 409, nil},
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
	if n := len(w.everybody()); n != maxPeople {
		t.Errorf("%d people", n)
	}
}
