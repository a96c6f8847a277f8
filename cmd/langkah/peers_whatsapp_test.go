//go:build peers

package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"langkah/bot/whatsapp/watest"
	"langkah/store/storetest"
)

// baileys is a client from npm: it shares no code with the library that the
// play WhatsApp and the service use.
const baileys = "baileys@7.0.0-rc14"

// Somebody registers by a linked device of their phone that runs baileys.
func TestPeersRegisterOnWhatsApp(t *testing.T) {
	for name, o := range map[string]watest.Options{"phone": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) {
			server, data := playWhatsApp(t, o), storetest.DataDir(t)
			startServe(t, data, "127.0.0.1:0", playing(server)...)
			scan(t, server, data, server.Number(officePhone, "Jakpreneur"))
			siti := inTouch(server, 0, officePhone)
			peer := startBaileys(t, server, server.Number(siti.them.Phone(), siti.first))
			for _, turn := range siti.turns() {
				peer.order(map[string]string{"to": officePhone, "text": turn[0]})
				peer.hears(turn[1])
			}
			for id, n := range peer.came {
				if n != 1 {
					t.Errorf("%s came %d times", id, n)
				}
			}
			if mine := siti.them.All(); len(mine) < len(peer.texts) {
				t.Errorf("the phone itself has %d bubbles, its linked device %d", len(mine), len(peer.texts))
			}
		})
	}
}

// peer is baileys as a process.
type peer struct {
	t     *testing.T
	in    io.Writer
	said  chan told
	texts []string
	came  map[string]int // how often, by id
}

type told struct {
	QR, ID, Text, Failed string
	Open                 bool
	Closed               int
}

// startBaileys links it to the phone.
func startBaileys(t *testing.T, server *watest.Server, phone *watest.Number) *peer {
	t.Helper()
	home := install(t, baileys)
	script, err := filepath.Abs(filepath.Join("testdata", "baileys.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	root := server.Root()
	node := exec.Command("node", script, home, t.TempDir(), server.Addr(), hex.EncodeToString(root[:]))
	node.Stderr = os.Stderr
	p := &peer{t: t, said: make(chan told, 1000), came: map[string]int{}}
	p.in, err = node.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = node.Process.Kill(); _ = node.Wait() })
	go func() {
		defer close(p.said)
		for in := bufio.NewScanner(out); in.Scan(); {
			var one told
			if json.Unmarshal(in.Bytes(), &one) == nil {
				p.said <- one
			}
		}
	}()
	if err := phone.Scan(p.until("to show a code", func(s told) bool { return s.QR != "" }).QR); err != nil {
		t.Fatal(err)
	}
	p.until("to be let in", func(s told) bool { return s.Open })
	return p
}

// until waits until it tells something.
func (p *peer) until(what string, ok func(told) bool) told {
	p.t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case s, open := <-p.said:
			if !open {
				p.t.Fatalf("baileys ended; it was %s", what)
			}
			if s.Failed != "" {
				p.t.Fatalf("baileys: %s", s.Failed)
			}
			if s.ID != "" {
				p.came[s.ID]++
				p.texts = append(p.texts, s.Text)
			}
			if ok(s) {
				return s
			}
		case <-late:
			p.t.Fatalf("waited in vain for baileys %s; it has %q", what, p.texts)
		}
	}
}

func (p *peer) order(what map[string]string) {
	p.t.Helper()
	line, _ := json.Marshal(what)
	if _, err := fmt.Fprintf(p.in, "%s\n", line); err != nil {
		p.t.Fatal(err)
	}
}

// hears waits for an answer that holds want.
func (p *peer) hears(want string) {
	p.t.Helper()
	p.until(fmt.Sprintf("to hear %q", want), func(s told) bool { return strings.Contains(s.Text, want) })
}
