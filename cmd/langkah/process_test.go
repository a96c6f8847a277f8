package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asMain makes the test binary the program itself.
const asMain = "LANGKAH_TEST_AS_MAIN"

// process is `langkah serve` as a process of its own.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	base string // http://127.0.0.1:port
	mu   sync.Mutex
	logs bytes.Buffer
}

// startServe runs the program on a data directory and waits until it is ready.
func startServe(t *testing.T, data, listen string, env ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: command(t, data, "serve")}
	p.cmd.Env = append(p.cmd.Env, append(env, "LANGKAH_LISTEN="+listen, "LANGKAH_WEBCHAT=1")...)
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.stop)
	ready := make(chan string, 1)
	go p.watch(stderr, ready)
	select {
	case p.base = <-ready:
	case <-time.After(60 * time.Second):
		t.Fatalf("not ready after a minute\n%s", p.log())
	}
	return p
}

func command(t testing.TB, data string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), asMain+"=1", "LANGKAH_DATA="+data, "DATABASE_URL=")
	return cmd
}

func (p *process) watch(stderr io.Reader, ready chan<- string) {
	for in := bufio.NewScanner(stderr); in.Scan(); {
		p.mu.Lock()
		fmt.Fprintln(&p.logs, in.Text())
		p.mu.Unlock()
		var line struct{ Message, Listen string }
		if json.Unmarshal(in.Bytes(), &line) == nil && line.Message == "ready" {
			ready <- "http://" + line.Listen
		}
	}
}

func (p *process) log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.logs.String()
}

func (p *process) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait()
}

// stop asks it to end, as an operator would.
func (p *process) stop() {
	if p.cmd.ProcessState != nil {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("stop: %v\n%s", err, p.log())
	}
}

// until waits for what another process does.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// visitor is somebody in the browser, without the page.
type visitor struct {
	t      *testing.T
	base   string
	client *http.Client
	n      int
}

func newVisitor(t *testing.T, base string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t: t, base: base, client: &http.Client{Jar: jar, Timeout: 20 * time.Second}}
	v.history()
	return v
}

type historyBubble struct{ Kind, Text string }

func (v *visitor) history() []historyBubble {
	v.t.Helper()
	res, err := v.client.Get(v.base + "/chat/history")
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	var h struct{ Bubbles []historyBubble }
	if err := json.NewDecoder(res.Body).Decode(&h); err != nil {
		v.t.Fatal(err)
	}
	return h.Bubbles
}

// write posts a message until it is accepted.
func (v *visitor) write(text string) {
	v.t.Helper()
	v.n++
	body, _ := json.Marshal(map[string]string{"id": fmt.Sprintf("00000000-0000-4000-8000-%012d", v.n), "kind": "text", "text": text})
	req, err := http.NewRequest(http.MethodPost, v.base+"/chat/messages", bytes.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", v.base)
	res, err := v.client.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusNoContent {
		answer, _ := io.ReadAll(res.Body)
		v.t.Fatalf("write %q: %s %s", text, res.Status, answer)
	}
}

// read follows the stream from its beginning until a bubble contains want.
func (v *visitor) read(want string) {
	v.t.Helper()
	res, err := v.client.Get(v.base + "/chat/events?after=0")
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	var seen strings.Builder
	for in := bufio.NewScanner(res.Body); in.Scan(); {
		seen.WriteString(in.Text() + "\n")
		if strings.Contains(in.Text(), want) {
			return
		}
	}
	v.t.Fatalf("no bubble with %q in\n%s", want, seen.String())
}
