package main

import (
	"strings"
	"testing"
	"time"

	"langkah/bot/whatsapp/watest"
	"langkah/store/storetest"
)

// TestRegisterOnWhatsApp: a number is linked beside the running service, which
// picks it up; somebody registers, however WhatsApp names people; nothing of it
// is in the log.
func TestRegisterOnWhatsApp(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]watest.Options{"phone": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, data := playWhatsApp(t, o), storetest.DataDir(t)
			serve := startServe(t, data, "127.0.0.1:0", playing(server)...)
			office := server.Number(officePhone, "Jakpreneur")
			link := scan(t, server, data, office)
			linked := time.Now()
			siti := inTouch(server, 0, officePhone)
			seen, err := 0, error(nil)
			for i, turn := range siti.turns() {
				if seen, err = siti.say(t.Context(), siti, [][2]string{turn}, seen, func(time.Time) {}); err != nil {
					t.Fatalf("%v\n%s", err, serve.log())
				}
				if took := time.Since(linked); i == 0 && took > 30*time.Second {
					t.Errorf("the first answer came %v after the link", took)
				}
			}
			for _, m := range siti.them.All() {
				if m.Times != 1 {
					t.Errorf("%q came %d times", m.Text, m.Times)
				}
			}
			says := serve.log() + link.log()
			for _, word := range []string{siti.first, siti.last, siti.business, siti.phone[1:], siti.them.LID(), "mau daftar"} {
				if strings.Contains(says, word) {
					t.Errorf("the log holds %q:\n%s", word, says)
				}
			}
			if !strings.Contains(says, "whatsapp changed") {
				t.Errorf("the log does not tell of the number:\n%s", says)
			}
			until(t, "the status to be told", func() bool {
				out := ask(t, command(t, data, "whatsapp", "status"))
				return strings.Contains(out, officePhone+"\n  state   connected, since ") && !strings.Contains(out, "not known") && !strings.Contains(out, "  do ")
			})
		})
	}
}

// TestTheOtherReplicaTakesTheNumberOver when the first one is killed.
func TestTheOtherReplicaTakesTheNumberOver(t *testing.T) {
	t.Parallel()
	server, data := playWhatsApp(t, watest.Options{}), storetest.DataDir(t)
	scan(t, server, data, server.Number(officePhone, "Jakpreneur"))
	first := startServe(t, data, "127.0.0.1:0", playing(server)...)
	siti := inTouch(server, 0, officePhone)
	siti.says(t, "halo", "Mau mulai dari mana")
	startServe(t, data, "127.0.0.1:0", playing(server)...)
	first.kill()
	siti.says(t, "mau daftar", "Boleh kami simpan")
}

// TestTwoNumbers: each is linked, answered on and unlinked by itself.
func TestTwoNumbers(t *testing.T) {
	t.Parallel()
	server, data := playWhatsApp(t, watest.Options{}), storetest.DataDir(t)
	serve := startServe(t, data, "127.0.0.1:0", playing(server)...)
	one, two := server.Number(officePhone, "Pusat"), server.Number(secondPhone, "Timur")
	scan(t, server, data, one)
	byCode := types(t, server, data, "whatsapp", "link", "--phone", "+62 811-0000-002")
	code := strings.TrimPrefix(byCode.line("Code: "), "Code: ")
	if err := two.Confirm(code); err != nil {
		t.Fatal(err)
	}
	byCode.ends(0)
	byCode.keeps(code)
	siti, budi := inTouch(server, 0, officePhone), inTouch(server, 1, secondPhone)
	siti.says(t, "halo", "Mau mulai dari mana")
	budi.says(t, "halo", "Mau mulai dari mana")

	out := types(t, server, data, "whatsapp", "logout", officePhone).ends(0)
	if !strings.Contains(out, "is unlinked") || one.Linked() != 0 || two.Linked() != 1 {
		t.Errorf("%d and %d are linked\n%s", one.Linked(), two.Linked(), out)
	}
	if out := ask(t, command(t, data, "whatsapp", "status")); strings.Contains(out, officePhone) || !strings.Contains(out, secondPhone) {
		t.Errorf("status says\n%s", out)
	}
	budi.says(t, "mau daftar", "Boleh kami simpan")

	two.Unlink() // on the phone
	until(t, "the service to see it", func() bool {
		out := ask(t, command(t, data, "whatsapp", "status"))
		return strings.Contains(out, "not linked any more") && strings.Contains(out, "none (last") && strings.Contains(out, "langkah whatsapp link")
	})
	scan(t, server, data, two)
	budi.says(t, "setuju", "18 tahun")
	if log := serve.log(); strings.Contains(log, code) || strings.Contains(log, strings.ReplaceAll(code, "-", "")) {
		t.Errorf("the log holds the code\n%s", log)
	}
}

// TestLinkAnew: a number that works is linked once more while it is served.
func TestLinkAnew(t *testing.T) {
	t.Parallel()
	server, data := playWhatsApp(t, watest.Options{}), storetest.DataDir(t)
	office := server.Number(officePhone, "Jakpreneur")
	scan(t, server, data, office)
	startServe(t, data, "127.0.0.1:0", playing(server)...)
	siti := inTouch(server, 0, officePhone)
	siti.says(t, "halo", "Mau mulai dari mana")
	scan(t, server, data, office)
	siti.says(t, "mau daftar", "Boleh kami simpan")
}

// TestLinkFails says why, and what to do.
func TestLinkFails(t *testing.T) {
	t.Parallel()
	server, data := playWhatsApp(t, watest.Options{}), storetest.DataDir(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"whatsapp", "link", "--phone", "0812"}, "country code"},
		{[]string{"whatsapp", "link", "--phone", "620000000000"}, "404"},
		{[]string{"whatsapp", "logout", officePhone}, "is not linked here"},
	} {
		if out := types(t, server, data, c.args...).ends(1); !strings.Contains(out, c.want) {
			t.Errorf("%v said\n%s", c.args, out)
		}
	}
	server.Down(true)
	if out := types(t, server, data, "whatsapp", "link").ends(1); !strings.Contains(out, "refused") {
		t.Errorf("without a WhatsApp it said\n%s", out)
	}
	server.Down(false)
	server.Fault(watest.Fault{Kind: watest.LoseRestart, Times: 1})
	scan(t, server, data, server.Number(officePhone, "Jakpreneur"))
}
