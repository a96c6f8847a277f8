package pg

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The test binary is also the other processes: it plays the role that PG_TEST_ROLE names on the directory in PG_TEST_DIR.
func TestMain(m *testing.M) {
	role, dir := os.Getenv("PG_TEST_ROLE"), os.Getenv("PG_TEST_DIR")
	if role == "" {
		code := m.Run()
		seedOnce.clean()
		os.Exit(code)
	}
	if err := play(role, Config{Dir: dir, FastAndUnsafe: true}); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func play(role string, cfg Config) error {
	if role == "visit" {
		for range visits {
			if err := visit(cfg); err != nil {
				return err
			}
		}
		return nil
	}
	s, err := Open(context.Background(), cfg)
	if err != nil {
		return err
	}
	fmt.Println("open")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return s.Close()
}

const visits = 12

// visit is what one short command does.
func visit(cfg Config) error {
	s, err := Open(context.Background(), cfg)
	if err != nil {
		return err
	}
	if _, err := ask(s.DSN(), "insert into visit values (1) returning n::text"); err != nil {
		return fmt.Errorf("write on open server: %w", err)
	}
	return s.Close()
}

// ask returns the one text that sql gives.
func ask(dsn, sql string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	var text string
	return text, conn.QueryRow(ctx, sql).Scan(&text)
}

func mustAsk(t *testing.T, s *Server, sql string) string {
	t.Helper()
	text, err := ask(s.DSN(), sql)
	if err != nil {
		t.Fatalf("ask %q: %v", sql, err)
	}
	return text
}

func mustOpen(t *testing.T, cfg Config) *Server {
	t.Helper()
	s, err := Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func fast(dir string) Config { return Config{Dir: dir, FastAndUnsafe: true} }

// forget removes what root keeps outside of dir.
func forget(t *testing.T, dir string) {
	t.Cleanup(func() {
		os.RemoveAll(filepath.Join(elsewhere, hash(dir)))
		os.RemoveAll("/tmp/langkah-" + hash(dir))
		os.Remove(elsewhere) // if it is empty
	})
}

// process is another langkah.
type process struct {
	cmd  *exec.Cmd
	in   io.Closer
	said *bufio.Reader
}

// spawn starts another process in a role on dir; binary and credential are for another user.
func spawn(t *testing.T, role, dir string, dress ...func(*exec.Cmd)) *process {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "PG_TEST_ROLE="+role, "PG_TEST_DIR="+dir)
	for _, change := range dress {
		change(cmd)
	}
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill() })
	return &process{cmd, in, bufio.NewReader(out)}
}

// opened waits until a holding process has its server.
func (p *process) opened(t *testing.T) {
	t.Helper()
	if line, err := p.said.ReadString('\n'); line != "open\n" {
		rest, _ := io.ReadAll(p.said)
		t.Fatalf("other process said %q (%v) %s", line, err, rest)
	}
}

// end lets a process close and waits for it.
func (p *process) end(t *testing.T) {
	t.Helper()
	p.in.Close()
	said, _ := io.ReadAll(p.said)
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("other process: %v: %s", err, said)
	}
}

// kill ends a process as nothing can foresee.
func (p *process) kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// until waits for something that another process does.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := poll(ctx, 5*time.Millisecond, func() (bool, error) { return done(), nil }); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// at is where everything of a data directory is.
func at(t *testing.T, dir string) place {
	t.Helper()
	p, err := locate(dir)
	must(t, err)
	return p
}

func killPostmaster(t *testing.T, dir string) {
	t.Helper()
	pid := at(t, dir).postmaster()
	if pid == 0 {
		t.Fatal("there is no postmaster")
	}
	must(t, syscall.Kill(pid, syscall.SIGKILL))
}
