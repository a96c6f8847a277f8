package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"langkah/bot/whatsapp/watest"
)

const (
	officePhone = "628110000001"
	secondPhone = "628110000002"
)

func playWhatsApp(t testing.TB, o watest.Options) *watest.Server {
	t.Helper()
	server, err := watest.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// playing is the environment of a program on that WhatsApp, at the lowest level
// of the log.
func playing(server *watest.Server) []string {
	root := server.Root()
	return []string{"WHATSAPP_SERVER=" + server.Addr(), "WHATSAPP_ROOT=" + hex.EncodeToString(root[:]), "LANGKAH_LOG=trace"}
}

// terminal is a command in a terminal: what it says, line by line.
type terminal struct {
	t    *testing.T
	cmd  *exec.Cmd
	said chan string

	mu        sync.Mutex
	out, logs bytes.Buffer
}

// types begins a command on a play WhatsApp.
func types(t *testing.T, server *watest.Server, data string, args ...string) *terminal {
	t.Helper()
	c := &terminal{t: t, cmd: command(t, data, args...), said: make(chan string, 1000)}
	c.cmd.Env = append(c.cmd.Env, playing(server)...)
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.cmd.Stderr = &locked{&c.mu, &c.logs}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.cmd.Process.Kill(); _ = c.cmd.Wait() })
	go c.listen(out)
	return c
}

func (c *terminal) listen(out io.Reader) {
	defer close(c.said)
	for in := bufio.NewScanner(out); in.Scan(); {
		c.mu.Lock()
		fmt.Fprintln(&c.out, in.Text())
		c.mu.Unlock()
		c.said <- in.Text()
	}
}

// line waits for one that holds the words.
func (c *terminal) line(words string) string {
	c.t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case line, open := <-c.said:
			if !open {
				c.t.Fatalf("%v never said %q but\n%s", c.cmd.Args[1:], words, c.all())
			}
			if strings.Contains(line, words) {
				return line
			}
		case <-late:
			c.t.Fatalf("%v did not say %q in time but\n%s", c.cmd.Args[1:], words, c.all())
		}
	}
}

// ends waits for the end and wants that exit status.
func (c *terminal) ends(status int) string {
	c.t.Helper()
	for range c.said {
	}
	_ = c.cmd.Wait()
	if got := c.cmd.ProcessState.ExitCode(); got != status {
		c.t.Fatalf("%v ended with %d, want %d\n%s", c.cmd.Args[1:], got, status, c.all())
	}
	return c.all()
}

func (c *terminal) all() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.String() + c.logs.String()
}

func (c *terminal) log() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.logs.String()
}

type locked struct {
	mu *sync.Mutex
	b  *bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// scan links a phone by the text of the code, as an operator and that phone do.
func scan(t *testing.T, server *watest.Server, data string, phone *watest.Number) *terminal {
	t.Helper()
	c := types(t, server, data, "whatsapp", "link", "--text")
	code := c.line("#")
	if err := phone.Scan(code); err != nil {
		t.Fatal(err)
	}
	c.ends(0)
	c.keeps(code)
	return c
}

// keeps wants the log without what came on the screen.
func (c *terminal) keeps(secrets ...string) {
	c.t.Helper()
	for _, secret := range secrets {
		for _, part := range strings.FieldsFunc(secret, func(r rune) bool { return strings.ContainsRune("#, ", r) }) {
			if len(part) > 6 && !strings.HasPrefix(part, "http") && strings.Contains(c.log(), part) {
				c.t.Errorf("the log holds a code:\n%s", c.log())
			}
		}
	}
}

// writer is a registrant on WhatsApp.
type writer struct {
	*registrant
	them *watest.Person
	to   string
}

// inTouch has somebody write to a number, and says what they register with:
// there the phone number need not be asked for.
func inTouch(server *watest.Server, n int, to string) *writer {
	w := &writer{registrant: newRegistrant(n, 1), to: to}
	w.patience = time.Minute
	w.them = server.Person("62"+w.phone[1:], w.first)
	return w
}

func (w *writer) write(_ context.Context, text string) (time.Time, error) {
	w.them.Say(w.to, text)
	return time.Now(), nil
}

func (w *writer) await(ctx context.Context, from int, want string) (int, error) {
	for {
		changed := w.them.Changed()
		seen := w.them.All()
		for i := from; i < len(seen); i++ {
			if strings.Contains(seen[i].Text, want) {
				return i + 1, nil
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return 0, fmt.Errorf("no answer with %q among %v", want, seen[min(from, len(seen)):])
		}
	}
}

// turns are those of a registration on WhatsApp.
func (w *writer) turns() [][2]string {
	var turns [][2]string
	for _, turn := range wholeWay(w.person) {
		switch turn[0] {
		case w.phone: // known
		case "kb kacang":
			turns = append(turns, [2]string{turn[0], "kabari"})
		default:
			turns = append(turns, turn)
		}
	}
	return turns
}

// says writes, and wants an answer that holds want.
func (w *writer) says(t *testing.T, text, want string) {
	t.Helper()
	if _, err := w.say(t.Context(), w, [][2]string{{text, want}}, len(w.them.All()), func(time.Time) {}); err != nil {
		t.Fatal(err)
	}
}
