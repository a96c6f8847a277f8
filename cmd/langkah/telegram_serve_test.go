package main

import (
	"strings"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
	"langkah/store/storetest"
)

// onBot runs the program with a bot on the play Telegram, at the lowest level
// of the log.
func onBot(t *testing.T, server *tgtest.Server, data, listen string, env ...string) *process {
	t.Helper()
	return startServe(t, data, listen, append([]string{
		"TELEGRAM_API=" + server.URL(), "TELEGRAM_TOKEN=" + server.Token(), "LANGKAH_LOG=trace",
	}, env...)...)
}

func playTelegram(t *testing.T) *tgtest.Server {
	t.Helper()
	server, err := tgtest.Open(tgtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// says writes, and wants an answer that holds want within ten seconds.
func says(t *testing.T, p *tgtest.Person, text, want string) {
	t.Helper()
	p.Say(text)
	hears(t, p, want)
}

// hears reads on until the answer: what was in flight at a kill is said again.
func hears(t *testing.T, p *tgtest.Person, want string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; {
		got := p.Read(1, time.Until(end))
		if len(got) == 0 {
			t.Fatalf("%s waited in vain for %q", p.Name(), want)
		}
		if strings.Contains(got[0].Text, want) {
			return
		}
	}
}

func (p *process) keepsSecret(server *tgtest.Server) {
	p.t.Helper()
	_, secret, _ := strings.Cut(server.Token(), ":")
	if log := p.log(); strings.Contains(log, secret) || !strings.Contains(log, "telegram changed") {
		p.t.Errorf("the log holds the token, or nothing:\n%s", log)
	}
}

// Two replicas: one polls and sends. It is killed, and the other goes on.
func TestTheOtherReplicaTakesTheBotOver(t *testing.T) {
	t.Parallel()
	server, data := playTelegram(t), storetest.DataDir(t)
	first := onBot(t, server, data, "127.0.0.1:0")
	siti := server.Person("Siti")
	siti.Start("pusat-317406")
	hears(t, siti, "Mau mulai dari mana")
	second := onBot(t, server, data, "127.0.0.1:0")
	says(t, siti, "mau daftar", "Boleh kami simpan")
	first.kill()
	says(t, siti, "setuju", "18 tahun")
	says(t, siti, "sudah", "pernah jadi anggota")
	first.keepsSecret(server)
	second.keepsSecret(server)
}

// Telegram delivers to either replica, whichever it reaches.
func TestWebhookAtTwoReplicas(t *testing.T) {
	t.Parallel()
	server, data := playTelegram(t), storetest.DataDir(t)
	at := freeAddress(t)
	hook := []string{"TELEGRAM_MODE=webhook", "LANGKAH_PUBLIC_URL=http://" + at}
	owner := onBot(t, server, data, "127.0.0.1:0", hook...) // Telegram does not reach this one
	siti := server.Person("Siti")
	siti.Start("")
	reached := onBot(t, server, data, at, hook...)
	hears(t, siti, "Mau mulai dari mana")
	says(t, siti, "mau daftar", "Boleh kami simpan")
	owner.keepsSecret(server)
	_ = reached
}
