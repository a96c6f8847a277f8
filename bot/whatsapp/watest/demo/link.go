package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

const linkWait = 40 * time.Second

// link has the program show a code, and the phone scan it: what an operator
// does with `langkah whatsapp link` in a terminal.
func (p *page) link(ctx context.Context) error {
	if len(p.program) == 0 {
		return errors.New("tidak ada program di sini; tautkan dengan kode")
	}
	ctx, cancel := context.WithTimeout(ctx, linkWait)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.program[0], "whatsapp", "link", "--text")
	cmd.Env = append(os.Environ(), p.env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.WaitDelay = time.Second
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("link: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("link: %w", err)
	}
	scanned := false
	for in := bufio.NewScanner(out); in.Scan(); {
		if !scanned && strings.Contains(in.Text(), "#") {
			scanned = true
			if err := p.office.Scan(in.Text()); err != nil {
				said.WriteString(err.Error())
			}
		}
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("langkah whatsapp link: %s", strings.TrimSpace(said.String()))
	}
	return nil
}
