package webchat

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"langkah/bot"
)

func TestPageTalks(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	p.see(`!document.getElementById('hint').hidden`)
	p.do(chromedp.Click(`//button[text()="Mau daftar"]`))
	p.count(2)
	p.see(`document.getElementById('hint').hidden`)
	p.press("Ya")
	p.count(4)
	p.see(`document.querySelectorAll('.bubble .choices button:enabled').length === 4`)
	p.say("dua baris")
	p.count(6)
	p.sent(3)
	want := []string{"> Mau daftar", "Jawaban: Mau daftar", "> Ya", "Jawaban: Ya", "> dua baris", "Jawaban: dua baris"}
	if diff := cmp.Diff(want, p.bubbles()); diff != "" {
		t.Error(diff)
	}
	in := l.received()
	if in[1].Kind != bot.Pick || in[1].Pick != "echo:yes" || in[1].Text != "Ya" {
		t.Errorf("pressed %+v", in[1])
	}
	closed := eval[int](p, `document.querySelectorAll('.bubble .choices button:disabled').length`)
	opened := eval[int](p, `document.querySelectorAll('.bubble:nth-last-of-type(2) .choices button:enabled').length`)
	if closed != 8 || opened != 4 {
		t.Errorf("%d choices closed, %d open", closed, opened)
	}
	p.reload()
	p.count(6)
	if diff := cmp.Diff(want, p.bubbles()); diff != "" {
		t.Errorf("after a reload: %s", diff)
	}
	p.see(`document.querySelectorAll('.bubble time').length === 6`)
	p.see(`document.querySelectorAll('.bubble .choices button:enabled').length === 4`)
	p.see(`document.getElementById('hint').hidden`)
}

func TestPageKeepsTheOrderOfAHurry(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	var want []string
	for i := range 8 {
		want = append(want, fmt.Sprint("pesan ", i))
		p.say(want[i])
	}
	p.count(16)
	p.sent(8)
	if diff := cmp.Diff(want, l.texts()); diff != "" {
		t.Error(diff)
	}
	var own, answers []string
	for _, b := range p.bubbles() {
		if text, found := strings.CutPrefix(b, "> "); found {
			own = append(own, text)
		} else {
			answers = append(answers, strings.TrimPrefix(b, "Jawaban: "))
		}
	}
	if diff := cmp.Diff([][]string{want, want}, [][]string{own, answers}); diff != "" {
		t.Error(diff)
	}
}

func TestPageShowsNumbersAsOnWhatsApp(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	p.say("halo")
	p.count(2)
	p.see(`document.querySelector('.bubble .choices').offsetHeight > 0`)
	p.click(`#mode button[data-mode=numbers]`)
	p.see(`document.querySelector('.bubble .choices').offsetHeight === 0`)
	p.see(`document.querySelector('#mode [data-mode=numbers]').getAttribute('aria-pressed') === 'true'`)
	numbered := echo(bot.Inbound{Text: "halo"})[0].Numbered()
	if diff := cmp.Diff([]string{"> halo", numbered}, p.bubbles()); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(p.log(), "Kenapa?") || !strings.Contains(p.log(), "0 Menu") {
		t.Errorf("numbers read %q", p.log())
	}
	p.reload()
	p.count(2)
	if diff := cmp.Diff([]string{"> halo", numbered}, p.bubbles()); diff != "" {
		t.Errorf("after a reload: %s", diff)
	}
	p.click(`#mode button[data-mode=buttons]`)
	p.see(`document.querySelectorAll('.bubble .choices button').length === 4 && document.querySelector('.bubble .choices').offsetHeight > 0`)
}

func TestPageSendsPretendedKinds(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	kinds := []bot.Kind{bot.Photo, bot.Voice, bot.Sticker, bot.Document, bot.Location}
	for i, kind := range kinds {
		p.click("#attach")
		p.click(fmt.Sprintf("#kinds [data-kind=%s]", kind))
		p.sent(i + 1)
	}
	for i, in := range l.received() {
		if in.Kind != kinds[i] || in.Text != "" {
			t.Errorf("message %d: %+v", i, in)
		}
	}
	p.see(`document.getElementById('kinds').hidden`)
	p.reload()
	if got := p.bubbles(); len(got) != 10 || got[0] != "> [foto]" {
		t.Errorf("after a reload: %q", got)
	}
}

// What people and we write is text: in both directions, live and from history.
func TestPageShowsMarkupAsText(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	evil := `<img src=x onerror="window.hit=1"><script>window.hit=2</script>"'&amp; javascript:alert(1)`
	l.answer = func(in bot.Inbound) []bot.Outbound {
		return []bot.Outbound{{Text: in.Text, Choices: []bot.Choice{{ID: `"><b>`, Label: evil, Number: 1}}}}
	}
	check := func(when string) {
		t.Helper()
		if diff := cmp.Diff([]string{"> " + evil, evil}, p.bubbles()); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
		bad := eval[int](p, `document.querySelectorAll('#log img, #log script, #log b, #log a').length + (window.hit || 0)`)
		if bad != 0 {
			t.Errorf("%s: markup came alive", when)
		}
	}
	p.put(evil)
	p.count(2)
	check("live")
	p.reload()
	p.count(2)
	check("from history")
	p.click(`.bubble .choices button`)
	p.count(4)
	if got := l.received()[1].Pick; got != `"><b>` {
		t.Errorf("pressed %q", got)
	}
}

func TestPageLinksOnlyWebAddresses(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	l.answer = func(bot.Inbound) []bot.Outbound {
		return []bot.Outbound{{Text: "Buka https://chat.example.id/f/abc?x=1, lalu (http://a.id). javascript:alert(1) /d/ABCDEFGHIJKLMNOPQRSTUVWXYZ /d/abc //evil.id"}}
	}
	p.say("halo")
	p.count(2)
	links := eval[[]string](p, `Array.from(document.querySelectorAll('#log a')).map(a => a.getAttribute('href') + ' ' + a.rel)`)
	if diff := cmp.Diff([]string{"https://chat.example.id/f/abc?x=1 noopener noreferrer", "http://a.id noopener noreferrer",
		"/d/ABCDEFGHIJKLMNOPQRSTUVWXYZ noopener noreferrer"}, links); diff != "" {
		t.Error(diff)
	}
}

func TestPageCarriesEveryScript(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	for i, text := range []string{"שלום עולם", "👨\u200d👩\u200d👧 🙏🏽", "baris satu\n\nbaris tiga", strings.Repeat("panjang", 300), "a\u0000b"} {
		p.put(text)
		p.sent(i + 1)
		kept := strings.ReplaceAll(text, "\x00", "")
		if got := l.received()[i].Text; got != kept {
			t.Errorf("%q became %q", text, got)
		}
	}
	p.count(10)
	direction := eval[string](p, `getComputedStyle(document.querySelector('.own p')).direction`)
	if direction != "rtl" {
		t.Errorf("hebrew runs %s", direction)
	}
	p.fits("every script")
}

func TestPageShowsALongTextWhole(t *testing.T) {
	t.Parallel()
	l := newLedger()
	long := strings.Repeat("baris\n", 1000)
	l.answer = func(bot.Inbound) []bot.Outbound {
		return []bot.Outbound{{Text: long, Choices: []bot.Choice{{ID: "a", Label: "Ya", Number: 1}}}}
	}
	p := open(t, newSite(t, l))
	p.say("halo")
	for _, when := range []string{"live", "from history"} {
		p.count(3)
		if got := p.bubbles(); len(got) != 3 || got[1]+got[2] != long {
			t.Errorf("%s: %d bubbles", when, len(got))
		}
		p.see(`document.querySelectorAll('.bubble .choices').length === 1 && document.querySelectorAll('.bubble')[2].querySelector('.choices button:enabled') !== null`)
		p.reload()
	}
}

func TestPageSaysWhyAMessageIsTooLong(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	p.put(strings.Repeat("a", 16_001))
	p.see(`document.querySelector('.refused .state').textContent.includes('16.000')`)
	p.see(`document.getElementById('box').value.length === 16001`)
	p.put("halo")
	p.sent(1)
	p.count(3)
	if diff := cmp.Diff([]string{"halo"}, l.texts()); diff != "" {
		t.Error(diff)
	}
}

func TestShiftEnterIsANewLine(t *testing.T) {
	t.Parallel()
	l := newLedger()
	p := open(t, newSite(t, l))
	p.do(chromedp.SendKeys(chromedp.CSS("#box"), "satu"))
	p.enter(kb.ModifierShift)
	p.see(`document.getElementById('box').value === 'satu\n' && document.getElementById('box').offsetHeight > 50`)
	p.say("dua")
	p.sent(1)
	if diff := cmp.Diff([]string{"satu\ndua"}, l.texts()); diff != "" {
		t.Error(diff)
	}
	p.see(`document.getElementById('box').value === '' && document.getElementById('box').offsetHeight < 50`)
}
