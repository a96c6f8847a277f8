package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"langkah/store/storetest"
)

// TestPictures registers somebody on the page of the real service, as a new
// user would, and keeps what the page looks like where LANGKAH_PICTURES says.
func TestPictures(t *testing.T) {
	t.Parallel()
	p := startServe(t, storetest.DataDir(t), "127.0.0.1:0")
	b := browse(t, p.base+"/chat", 360, 740)
	for _, turn := range [][2]string{
		{"halo", "Mau mulai dari mana"}, {"mau daftar kak", "Boleh kami simpan"}, {"setuju", "18 tahun"}, {"sudah", "pernah jadi anggota"},
		{"blm pernah", "Siapa nama"}, {"siti aminah", "Kak Siti"}, {"udah jualan", "nama usaha"}, {"nasi uduk bu siti", "bidang apa"},
		{"makanan", "tahun berapa"}, {"3 taun lalu", "sebulan"}, {"5jtan", "Rp5.000.000"}, {"blm", "kecamatan mana"}, {"tn abang", "Tanah Abang, Jakarta Pusat"},
	} {
		b.say(turn[0])
		b.see(turn[1])
	}
	b.shoot("phone")
	b.press("Kebon Kacang")
	b.see("Nomor HP")
	b.run(chromedp.Reload())
	b.see("Nomor HP")
	b.say("0812 3456 7890")
	b.see("kabari")
	b.press("Ya, mau")
	b.see("Nama: Siti Aminah")
	b.shoot("review")
	b.press("Ya, sudah benar")
	b.see("JKP-")
	b.see("P7 Permodalan")
	b.run(chromedp.EmulateViewport(1280, 800))
	b.run(chromedp.Click(`//button[text()="Angka"]`))
	b.say("menu")
	b.see("7 Modal usaha")
	b.shoot("desktop")
}

// TestPageOfAMadeUpCity says that it is one, and can be anybody's who lives there.
func TestPageOfAMadeUpCity(t *testing.T) {
	t.Parallel()
	p := startServe(t, storetest.DataDir(t), "127.0.0.1:0", "LANGKAH_DEMO=1")
	b := browse(t, p.base+"/chat", 360, 740)
	const header, card = `document.querySelector('#name p')?.textContent === `, `document.querySelector('#hint:not([hidden])')?.textContent.includes('bukan sungguhan')`
	b.wait(header + `'Uji coba · data contoh' && ` + card)
	b.shoot("city")
	b.run(chromedp.Navigate(p.base + "/chat?person=demo-17"))
	b.wait(header + `'Uji coba · demo-17'`)
	b.say("bazar")
	b.see("contoh")
	b.shoot("member")
	b.run(chromedp.Navigate(p.base + "/chat?person=demo-tamu-1"))
	b.see("Pendaftaran yang Kakak mulai")
	b.press("Lanjut")
	b.see("18 tahun")
	b.shoot("visitor")
	b.run(chromedp.Navigate(p.base + "/chat?person="))
	b.wait(header + `'Uji coba · data contoh' && ` + card)
}

// tab is a page in a headless browser.
type tab struct {
	t   *testing.T
	ctx context.Context
}

func browse(t *testing.T, url string, width, height int64) *tab {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("no browser to look at the page with: run make setup-tests")
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.NoFirstRun, chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU,
	}
	for _, flag := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, shut := chromedp.NewContext(ctx)
	t.Cleanup(shut)
	b := &tab{t: t, ctx: ctx}
	b.run(chromedp.EmulateViewport(width, height))
	b.run(chromedp.Navigate(url))
	return b
}

func (b *tab) run(do chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, do); err != nil {
		b.t.Fatal(err)
	}
}

// say types a message and sends it.
func (b *tab) say(text string) {
	b.t.Helper()
	b.run(chromedp.SendKeys(chromedp.CSS("#box"), text))
	b.run(chromedp.Click(chromedp.CSS("#send")))
}

func (b *tab) press(label string) {
	b.t.Helper()
	b.run(chromedp.Click(fmt.Sprintf(`(//div[@class="choices"]/button[text()=%q])[last()]`, label)))
}

// see waits until the last bubbles of the service hold the text.
func (b *tab) see(text string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`Array.from(document.querySelectorAll('.bubble:not(.own)')).slice(-2).some(x => x.textContent.includes(%q))`, text))
}

// wait until a condition holds on the page.
func (b *tab) wait(condition string) {
	b.t.Helper()
	err := chromedp.Do(b.ctx, chromedp.Poll[chromedp.Void](condition,
		chromedp.WithPollingTimeout(time.Minute), chromedp.WithPollingInterval(20*time.Millisecond)))
	if err != nil {
		page, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.body.innerText.slice(-1500)`))
		b.t.Fatalf("never saw %s: %v\n%s", condition, err, page)
	}
}

func (b *tab) shoot(name string) {
	b.t.Helper()
	dir := os.Getenv("LANGKAH_PICTURES")
	if dir == "" {
		return
	}
	b.wait(`document.getAnimations().every(a => a.playState === 'finished')`)
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
