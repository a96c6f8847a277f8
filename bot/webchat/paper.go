package webchat

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
)

// paper is what the terminal's person sees. Piped, it holds the conversation
// alone: no prompt, no colour, and the lines that were sent.
type paper struct {
	out      io.Writer
	screen   bool // out is a terminal
	typed    bool // in is one too: the person sees their own typing
	prompted bool
}

func newPaper(in io.Reader, out io.Writer) *paper {
	p := &paper{out: out, screen: isTerminal(out)}
	p.typed = p.screen && isTerminal(in)
	return p
}

func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

const (
	green = "\x1b[32m"
	dim   = "\x1b[2m"
	plain = "\x1b[0m"
)

// print writes text in a colour; what people wrote cannot steer the terminal.
func (p *paper) print(colour, text string) {
	text = sanitise(text)
	if p.prompted {
		fmt.Fprint(p.out, "\r")
		p.prompted = false
	}
	if p.screen {
		text = colour + text + plain
	}
	fmt.Fprintln(p.out, text)
}

func (p *paper) bubble(text string) { p.print(green, text+"\n") }

func (p *paper) hint(text string) {
	if p.screen {
		p.print(dim, text)
	}
}

func (p *paper) echo(text string) {
	if !p.typed {
		p.print(plain, "> "+text)
	}
	p.prompted = false
}

func (p *paper) prompt() {
	if p.typed && !p.prompted {
		fmt.Fprint(p.out, "> ")
		p.prompted = true
	}
}

// lines is input being read; err holds once lines is closed.
type lines struct {
	lines chan string
	err   error
}

// readLines reads ahead by one line. A read that never returns outlives ctx:
// the program ends with it.
func readLines(ctx context.Context, in io.Reader) *lines {
	l := &lines{lines: make(chan string)}
	go func() {
		defer close(l.lines)
		scan := bufio.NewScanner(in)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() {
			select {
			case l.lines <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
		if err := scan.Err(); err != nil {
			l.err = fmt.Errorf("read line: %w", err)
		}
	}()
	return l
}

// newID is a random UUID, as a page makes one.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
