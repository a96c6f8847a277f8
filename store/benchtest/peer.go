package benchtest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
	"langkah/store/pg"
)

const (
	people   = 2000 // who write to pgbench
	peerTime = 6    // seconds a round
)

// Peer is pgbench on a database of its own, with 2,000 people. It commits a
// turn at a time: insert, lock, load, save, say and finish.
type Peer struct {
	yard   *Yard
	dsn    string
	turn   Turn
	rounds int
}

// Peer makes the database ready.
func (y *Yard) Peer(b *testing.B, t Turn) *Peer {
	b.Helper()
	s, dsn := y.Place(b, "peer")
	var batch []store.Received
	for i := range people {
		who := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint("p", 10_001+i)}
		batch = append(batch, store.Received{Inbound: bot.Inbound{From: who, ExternalID: fmt.Sprint("m:", i), Kind: bot.Text, Text: "halo"}})
	}
	if err := s.Accept(b.Context(), batch, time.Now()); err != nil {
		b.Fatal(err)
	}
	if err := store.Admin(b.Context(), dsn, `update inbox set state = 'done'`); err != nil {
		b.Fatal(err)
	}
	var same int
	Read(b, dsn, `select count(*) from addresses where address = 'p' || 10000 + member_id and member_id between 1 and 2000`, &same)
	if same != people {
		b.Fatalf("%d of the people have the number that the script expects", same)
	}
	return &Peer{yard: y, dsn: dsn, turn: t}
}

// Run is a round of so many clients; 16 do the most turns on two cores. It
// notes peer-turns/s and what each took of the processors.
func (p *Peer) Run(b *testing.B, s Series, clients int) {
	b.Helper()
	server := p.yard.CPU()
	cmd, rate := p.bench(b, clients)
	turns := rate * peerTime
	s.Add("peer-turns/s", rate)
	s.Add("µs-peer-bot/turn", Micro(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())/turns)
	s.Add("µs-peer-postgres/turn", Micro(p.yard.CPU()-server)/turns)
}

// Latencies are the milliseconds of each turn of one client alone: turns back to
// back, or so many a second at random moments, each from when it was due.
func (p *Peer) Latencies(b *testing.B, rate int) (ms []float64) {
	b.Helper()
	prefix := filepath.Join(b.TempDir(), "log")
	args := []string{"-l", "--log-prefix=" + prefix}
	if rate > 0 {
		args = append(args, "-R", strconv.Itoa(rate))
	}
	p.bench(b, 1, args...)
	logs, _ := filepath.Glob(prefix + "*")
	for _, name := range logs {
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		for in := bufio.NewScanner(f); in.Scan(); {
			us, err := strconv.ParseFloat(strings.Fields(in.Text())[2], 64)
			if err != nil {
				b.Fatal(err)
			}
			ms = append(ms, us/1000)
		}
	}
	return ms
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

func (p *Peer) bench(b *testing.B, clients int, more ...string) (*exec.Cmd, float64) {
	b.Helper()
	p.rounds++
	dir, err := pg.Find("")
	if err != nil {
		b.Fatal(err)
	}
	_, file, _, _ := runtime.Caller(0)
	args := append(more, "-n", "-M", "prepared", "-c", strconv.Itoa(clients), "-j", strconv.Itoa(min(clients, 2)), "-T", strconv.Itoa(peerTime),
		"-f", filepath.Join(filepath.Dir(file), "..", "testdata", "bench", "turn.sql"), "-D", "n=0",
		"-D", fmt.Sprint("people=", people), "-D", fmt.Sprint("clients=", clients), "-D", fmt.Sprint("round=", p.rounds),
		"-D", "words="+p.turn.words, "-D", "session="+p.turn.session, "-D", "answer="+p.turn.answer, "-D", "choices="+p.turn.choices,
		p.dsn+" options='-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off'") // as our own connections
	cmd := exec.CommandContext(b.Context(), filepath.Join(dir, "pgbench"), args...)
	out, err := cmd.CombinedOutput()
	found := tps.FindSubmatch(out)
	if err != nil || found == nil {
		b.Fatalf("pgbench: %v\n%s", err, out)
	}
	rate, _ := strconv.ParseFloat(string(found[1]), 64)
	return cmd, rate
}
