//go:build peers

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"langkah/store/storetest"
)

// These tests hold the service against programs that are not ours. They need
// Node and npm, and npm's registry the first time: `make peers`.

// emulator is a Telegram emulator from npm: it shares no code and no reading of
// the documentation with us. It does not wait in getUpdates, ignores the offset,
// and knows a handful of methods.
const emulator = "telegram-test-api@4.2.1"

const emulatorMain = `
const Server = require('telegram-test-api');
new Server({host: '127.0.0.1', port: Number(process.argv[1])}).start().catch(e => { console.error(e); process.exit(1); });`

const peerToken = "7000000001:AAF-for-the-emulator-on-this-machine"

// Somebody registers with buttons and words, from /start to the member number.
func TestPeersRegisterOnTelegram(t *testing.T) {
	api := startEmulator(t)
	startServe(t, storetest.DataDir(t), "127.0.0.1:0", "TELEGRAM_API="+api, "TELEGRAM_TOKEN="+peerToken)
	c := &peerChat{t: t, api: api}
	c.write("/start", "Mau mulai dari mana")
	c.press("Daftar anggota", "Boleh kami simpan")
	c.press("Setuju", "18 tahun")
	c.press("Sudah", "pernah jadi anggota")
	c.press("Belum pernah", "Siapa nama")
	c.write("Siti Aminah", "sudah jalan")
	c.press("Sudah jalan", "nama usaha")
	c.write("Nasi Uduk Bu Siti", "bidang apa")
	c.press("Makanan dan minuman", "tahun berapa")
	c.write("2019", "sebulan")
	c.write("5jtan", "NIB")
	c.press("Belum punya", "kecamatan mana")
	c.write("tn abang", "Kelurahannya yang mana")
	c.press("Kebon Kacang", "Nomor HP")
	c.write("0812 3456 7890", "kabari")
	c.press("Ya, mau", "Nama: Siti Aminah")
	c.press("Ya, sudah benar", "JKP-")
	if want := 18; c.bubbles > want {
		t.Errorf("%d bubbles, want %d: some came twice", c.bubbles, want)
	}
}

// install gets a program from npm below bin, which is not kept.
func install(t *testing.T, program string) (dir string) {
	t.Helper()
	for _, name := range []string{"node", "npm"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("make peers needs Node.js with npm (nodejs.org, or apt-get install nodejs npm): %v", err)
		}
	}
	dir, err := filepath.Abs(filepath.Join("..", "..", "bin", "peers"))
	if err != nil {
		t.Fatal(err)
	}
	get := exec.Command("npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", program)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := get.CombinedOutput(); err != nil {
		t.Fatalf("install %s: %v\n%s", program, err, out)
	}
	return dir
}

// startEmulator installs it and runs it.
func startEmulator(t *testing.T) (api string) {
	t.Helper()
	dir := install(t, emulator)
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address)
	node := exec.Command("node", "-e", emulatorMain, port)
	node.Dir = dir
	node.Stderr = os.Stderr
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = node.Process.Kill(); _ = node.Wait() })
	until(t, "the emulator to listen", func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	return "http://" + address
}

// peerChat is somebody's chat, by the emulator's own HTTP interface.
type peerChat struct {
	t       *testing.T
	api     string
	bubbles int
	last    []peerButton // below the newest bubble
}

type peerButton struct {
	Text string
	Data string `json:"callback_data"`
}

type peerBubble struct {
	Message struct {
		Text   string
		Markup struct {
			Inline [][]peerButton `json:"inline_keyboard"`
		} `json:"reply_markup"`
	}
}

func (c *peerChat) message() map[string]any {
	return map[string]any{
		"botToken": peerToken, "date": time.Now().Unix(),
		"from": map[string]any{"id": 17, "first_name": "Siti", "is_bot": false},
		"chat": map[string]any{"id": 17, "first_name": "Siti", "type": "private"},
	}
}

// write sends a text and waits for the answer.
func (c *peerChat) write(text, want string) {
	c.t.Helper()
	m := c.message()
	m["text"] = text
	where := "/sendMessage"
	if strings.HasPrefix(text, "/") {
		m["entities"] = []map[string]any{{"type": "bot_command", "offset": 0, "length": len(text)}}
		where = "/sendCommand"
	}
	c.post(where, m, nil)
	c.read(want)
}

// press presses a button of the newest bubble and waits for the answer.
func (c *peerChat) press(label, want string) {
	c.t.Helper()
	for _, b := range c.last {
		if b.Text == label {
			c.post("/sendCallback", map[string]any{
				"botToken": peerToken, "date": time.Now().Unix(), "from": c.message()["from"], "message": c.message(), "data": b.Data,
			}, nil)
			c.read(want)
			return
		}
	}
	c.t.Fatalf("no button %q among %v", label, c.last)
}

// read waits for a bubble with want in it.
func (c *peerChat) read(want string) {
	c.t.Helper()
	until(c.t, fmt.Sprintf("%q after %v", want, c.last), func() (found bool) {
		var got struct{ Result []peerBubble }
		c.post("/getUpdates", map[string]any{"token": peerToken, "chatId": 17}, &got)
		for _, b := range got.Result {
			c.bubbles++
			c.last = nil
			for _, row := range b.Message.Markup.Inline {
				c.last = append(c.last, row...)
			}
			found = found || strings.Contains(b.Message.Text, want)
		}
		return found
	})
}

func (c *peerChat) post(path string, body map[string]any, into any) {
	c.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	res, err := http.Post(c.api+path, "application/json", bytes.NewReader(raw))
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("%s: %s %s", path, res.Status, answer)
	}
	if into != nil {
		if err := json.Unmarshal(answer, into); err != nil {
			c.t.Fatalf("%s: %v in %s", path, err, answer)
		}
	}
}
