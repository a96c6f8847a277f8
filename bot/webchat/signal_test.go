package webchat

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

func TestPageOutlivesARestart(t *testing.T) {
	t.Parallel()
	l := newLedger()
	s := newSite(t, l)
	p := open(t, s)
	p.say("sebelum")
	p.count(2)
	s.stop()
	p.see(`document.getElementById('status').textContent !== ''`)
	l.notice(l.received()[0].From, "Saat putus")
	s.start()
	p.count(3)
	p.say("sesudah")
	p.count(5)
	want := []string{"> sebelum", "Jawaban: sebelum", "Saat putus", "> sesudah", "Jawaban: sesudah"}
	if diff := cmp.Diff(want, p.bubbles()); diff != "" {
		t.Error(diff)
	}
	p.see(`document.getElementById('status').textContent === ''`)
}

func TestPageQueuesWithoutASignal(t *testing.T) {
	t.Parallel()
	l := newLedger()
	s := newSite(t, l)
	p := open(t, s)
	p.say("nol")
	p.count(2)
	s.stop()
	for _, text := range []string{"satu", "dua", "tiga"} {
		p.say(text)
	}
	p.see(`document.querySelectorAll('.own.waiting').length === 3`)
	p.see(`Array.from(document.querySelectorAll('.waiting .state')).every(s => s.textContent.includes('menunggu sinyal…'))`)
	s.start()
	p.sent(4)
	p.count(8)
	want := []string{"nol", "satu", "dua", "tiga"}
	if diff := cmp.Diff(want, l.texts()); diff != "" {
		t.Error(diff)
	}
	if got := p.bubbles(); len(got) != 8 {
		t.Errorf("bubbles: %q", got)
	}
}

// The ledger is away, the page is closed and opened again: what was written
// is still there and goes out in order, once.
func TestQueueOutlivesThePage(t *testing.T) {
	t.Parallel()
	l := newLedger()
	s := newSite(t, l)
	p := open(t, s)
	p.say("nol")
	p.count(2)
	l.set(func(l *ledger) { l.away = true })
	p.say("satu")
	p.say("Ya")
	p.see(`document.querySelectorAll('.own.waiting').length === 2`)
	p.do(chromedp.Reload())
	p.see(`document.getElementById('status').textContent !== ''`)
	l.set(func(l *ledger) { l.away = false })
	p.sent(3)
	p.count(6)
	want := []string{"> nol", "Jawaban: nol", "> satu", "> Ya", "Jawaban: satu", "Jawaban: Ya"}
	if diff := cmp.Diff(want, p.bubbles()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"nol", "satu", "Ya"}, l.texts()); diff != "" {
		t.Error(diff)
	}
}

// The message arrived but its 204 did not: the page sends it again.
func TestDoublePostIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	for _, silent := range []bool{false, true} {
		t.Run(fmt.Sprint("history without ids ", silent), func(t *testing.T) {
			t.Parallel()
			l := newLedger()
			l.silent = silent
			p := open(t, newSite(t, l))
			p.say("halo")
			p.sent(1)
			p.count(2)
			p.js(fmt.Sprintf(`localStorage.setItem('langkah.queue', JSON.stringify([{id: %q, kind: 'text', text: 'halo', pick: ''}]));
				dispatchEvent(new Event('online')); document.querySelector('#box').value = 'lagi'; document.getElementById('send').click()`,
				ownID(l.received()[0].From.ID, l.received()[0].ExternalID)))
			p.sent(2)
			p.count(4)
			want := []string{"> halo", "Jawaban: halo", "> lagi", "Jawaban: lagi"}
			if diff := cmp.Diff(want, p.bubbles()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"halo", "lagi"}, l.texts()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A stream may have died without knowing; looking again repeats nothing.
func TestPageLooksAgainWhenNoAnswerComes(t *testing.T) {
	t.Parallel()
	l := newLedger()
	l.silent = true
	s := newSite(t, l)
	p := open(t, s)
	p.say("satu")
	p.count(2)
	l.set(func(l *ledger) { l.asleep = true })
	p.say("dua")
	p.see(`!document.getElementById('typing').hidden`)
	p.see(`document.getElementById('typing').hidden`)
	p.see(`performance.getEntriesByType('resource').filter(e => e.name.endsWith('/chat/history')).length === 2`)
	l.notice(l.received()[0].From, "Akhirnya")
	p.count(4)
	if diff := cmp.Diff([]string{"> satu", "Jawaban: satu", "> dua", "Akhirnya"}, p.bubbles()); diff != "" {
		t.Error(diff)
	}
}

func TestTwoTabsOfOnePerson(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	p.say("halo")
	p.count(2)
	q := p.another()
	q.count(2)
	q.press("Ya")
	q.count(4)
	p.count(3)
	p.press("Tidak") // stale: the server answers
	p.count(5)
	if diff := cmp.Diff([]string{"halo", "Ya", "Tidak"}, l.texts()); diff != "" {
		t.Error(diff)
	}
}

func TestPageSlowsDownWhenAsked(t *testing.T) {
	t.Parallel()
	l, at := newLedger(), newClock()
	s := &site{t: t, ledger: l, addr: "127.0.0.1:0", now: at.Now}
	s.start()
	t.Cleanup(s.stop)
	p := open(t, s)
	p.js(fmt.Sprintf(`for (let i = 0; i < %d; i++) { document.getElementById('box').value = 'pesan ' + i; document.getElementById('send').click(); }`, personBurst+2))
	p.see(`document.getElementById('status').textContent.includes('terlalu rapat')`)
	at.add(2 * time.Second)
	p.sent(personBurst + 2)
	var want []string
	for i := range personBurst + 2 {
		want = append(want, fmt.Sprint("pesan ", i))
	}
	if diff := cmp.Diff(want, l.texts()); diff != "" {
		t.Error(diff)
	}
}
