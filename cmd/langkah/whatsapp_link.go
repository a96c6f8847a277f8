package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mdp/qrterminal/v3"

	"langkah/bot/whatsapp"
	"langkah/store"
)

type whatsappLinkCommand struct {
	Phone string `placeholder:"62812…" help:"Show a code to type on the phone that has this number, instead of one to scan."`
	Text  bool   `help:"Print what the code to scan says instead of drawing it, to be drawn elsewhere. Whoever has it can link the number."`
}

// Run links a number and leaves it to `langkah serve`.
func (l whatsappLinkCommand) Run(s *surroundings) error {
	return withNumbers(s, func(d *numberDesk) error {
		link := &linkDesk{numberDesk: d, text: l.Text, in: bufio.NewReader(s.in)}
		defer link.release()
		how := whatsapp.How{Show: link.show, Admit: link.admit, Passkey: link.passkey, Same: link.same}
		if l.Phone != "" {
			number, err := asDigits(l.Phone)
			if err != nil {
				return err
			}
			if how.Phone = number; link.admit(number) != nil {
				return link.refused
			}
		}
		number, err := d.devices.Link(s.ctx, how)
		if s.ctx.Err() != nil { // Ctrl-C has nothing to tell
			return exit(1)
		}
		if err != nil {
			return errors.Join(err, link.advice(err))
		}
		if err := d.store.NoteLinked(s.ctx, ofNumber(number), wallClock()); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s is linked. A running langkah serve answers on it within seconds; keep the phone on and on the net.\n", number)
		return nil
	})
}

// linkDesk is one linking, as the operator sees it.
type linkDesk struct {
	*numberDesk
	text    bool
	in      *bufio.Reader
	own     *store.Ownership
	taken   string // the number that own is of
	refused error
	lines   int // of the code that stands on the screen
}

// admit takes the number's lock before its phone is answered.
func (l *linkDesk) admit(number string) error {
	if l.taken == number {
		return nil
	}
	l.release()
	l.own, l.refused = l.take(l.ctx, number)
	if l.refused == nil {
		l.taken = number
	}
	return l.refused
}

func (l *linkDesk) release() {
	if l.own != nil {
		l.own.Release()
		l.own, l.taken = nil, ""
	}
}

// show draws a code over the one before, which is of no use any more.
func (l *linkDesk) show(s whatsapp.Step) {
	l.wipe()
	switch {
	case s.QR != "" && l.text:
		fmt.Fprintln(l.out, s.QR)
	case s.QR != "":
		var b bytes.Buffer
		qrterminal.GenerateHalfBlock(s.QR, qrterminal.L, &b)
		fmt.Fprintf(&b, "On the phone: WhatsApp, Settings, Linked devices, Link a device. The code changes at %s; Ctrl-C ends.\n", s.Until.Local().Format("15:04:05"))
		l.lines = bytes.Count(b.Bytes(), []byte("\n"))
		_, _ = l.out.Write(b.Bytes())
	case s.Code != "":
		fmt.Fprintf(l.out, "Code: %s\nOn the phone: WhatsApp, Settings, Linked devices, Link a device, Link with phone number instead. Until %s; Ctrl-C ends.\n",
			s.Code, s.Until.Local().Format("15:04:05"))
	case s.Confirm != "":
		fmt.Fprintf(l.out, "The phone must show this code: %s\n", s.Confirm)
	case s.Number != "":
		fmt.Fprintf(l.out, "The phone of %s agrees; logging in …\n", s.Number)
	}
}

// wipe takes the code before off a screen.
func (l *linkDesk) wipe() {
	if l.lines > 0 && onScreen(l.out) {
		fmt.Fprintf(l.out, "\x1b[%dA\x1b[J", l.lines)
	}
	l.lines = 0
}

func onScreen(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	about, err := f.Stat()
	return err == nil && about.Mode()&os.ModeCharDevice != 0
}

// passkey has the operator's browser answer, which is where the passkey of a
// WhatsApp account works.
func (l *linkDesk) passkey(ctx context.Context, request json.RawMessage) (json.RawMessage, error) {
	l.wipe()
	fmt.Fprintf(l.out, `WhatsApp asks for the passkey of this account.
1. In a browser that can use it (Chrome, with the phone near) open https://web.whatsapp.com
2. Open its console (F12, Console) and paste this line:

navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(%s)}).then(c => console.log(JSON.stringify(c.toJSON())))

3. Confirm on the phone, then paste the line that the console prints here, and press Enter:
`, request)
	line, err := l.line(ctx)
	if err != nil {
		return nil, err
	}
	if !json.Valid([]byte(line)) {
		return nil, errors.New("read the passkey's answer: that was not the line of the console, which begins with { and ends with }")
	}
	return json.RawMessage(line), nil
}

func (l *linkDesk) same(ctx context.Context) bool {
	fmt.Fprint(l.out, "Does it? [y/N] ")
	line, err := l.line(ctx)
	return err == nil && strings.HasPrefix(strings.ToLower(line), "y")
}

// line is the next one that is typed.
func (l *linkDesk) line(ctx context.Context) (string, error) {
	type typed struct {
		text string
		err  error
	}
	got := make(chan typed, 1)
	go func() {
		text, err := l.in.ReadString('\n')
		got <- typed{strings.TrimSpace(text), err}
	}()
	select {
	case t := <-got:
		if t.text == "" && t.err != nil {
			return "", fmt.Errorf("read the keyboard: %w", t.err)
		}
		return t.text, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// advice is what to do about a linking that failed, below its own words.
func (l *linkDesk) advice(err error) error {
	switch {
	case errors.Is(err, whatsapp.ErrLate):
		return errors.New("run langkah whatsapp link again when the phone is at hand")
	case l.refused != nil:
		return nil
	}
	return errors.New("if the phone shows a reason, go by that; a langkah of before may be too old for WhatsApp; too many tries lock linking for hours")
}
