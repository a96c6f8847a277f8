package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"langkah/bot/script"
	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/store/storetest"
)

// TestScripts plays every conversation of the flows as it stands, and some with
// the service restarted before everything that anybody does, some with every
// message delivered twice; at full size all of them with both. Who lives through many
// days does so once only: they take long.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("../../flows/*/testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for i, file := range files {
		text, err := script.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(strings.TrimPrefix(file, "../../flows/"), ".txt")
		variants := map[string]script.Script{"plain": text}
		brief := jumps(t, file) < 20
		if i%4 == 0 && brief || soaking {
			variants["restarts"] = text.WithRestarts()
		}
		if i%4 == 2 && brief || soaking {
			variants["duplicates"] = text.WithDuplicates()
		}
		for variant, played := range variants {
			t.Run(name+"/"+variant, func(t *testing.T) {
				t.Parallel()
				play(t, played)
			})
		}
	}
}

// jumps is how often a script moves its clock.
func jumps(t *testing.T, file string) int {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(raw, []byte("\n@ "))
}

func play(t *testing.T, s script.Script) {
	t.Helper()
	var out bytes.Buffer
	dsn := storetest.DSN(t)
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	on := newStage(around(t, &out), st)
	defer on.close()
	err = script.Play(t.Context(), s, on, io.Discard)
	var differs *script.Difference
	if errors.As(err, &differs) {
		t.Fatalf("%v\n%s", differs, out.String())
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	seldom(t, dsn)
}

// tooMuch is what nobody may be told unasked: by night, or more than two in seven
// days.
const tooMuch = `
select count(*) from outbox o
where o.class = 'advised' and o.sent_at is not null
  and (extract(hour from o.sent_at at time zone 'Asia/Jakarta') not between 8 and 19
       or (select count(*) from outbox p where p.member_id = o.member_id and p.class = 'advised' and p.sent_at > o.sent_at - interval '7 days' and p.sent_at <= o.sent_at) > 2)`

// seldom looks at all that was said in a script.
func seldom(t *testing.T, dsn string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var n int
	if err := conn.QueryRow(t.Context(), tooMuch).Scan(&n); err != nil || n > 0 {
		t.Errorf("%d were advised by night or too often (%v)", n, err)
	}
}

// TestGoldenFlows holds the drawings: a changed flow is seen as a picture.
func TestGoldenFlows(t *testing.T) {
	var out bytes.Buffer
	if code := run(around(t, &out), []string{"flows"}); code != 0 {
		t.Fatalf("exit status %d: %s", code, out.String())
	}
	golden(t, "../../docs/flows.md", out.Bytes())
}

const released = "../../flows/states.txt"

// TestGoldenStates: states.txt lists every state that a release has ever had.
// People may stand in any of them: each is a state still, or is mapped by its
// flow's Moved table.
func TestGoldenStates(t *testing.T) {
	known := map[string]bool{}
	for _, line := range readLines(t, released) {
		known[line] = true
	}
	for _, m := range catalogue.Router().Flows() {
		f := m.Flow()
		for _, s := range f.States {
			line := fmt.Sprintf("%s %d %s", f.Name, f.Version, s.Name)
			if *update {
				known[line] = true
			}
			if !known[line] {
				t.Errorf("%q is not in states.txt: run make golden", line)
			}
		}
	}
	if *update {
		write(t, known)
	}
	for line := range known {
		if !lives(line) {
			t.Errorf("%q has neither a state nor a mapping in its flow's Moved", line)
		}
	}
}

// lives tells whether somebody who stands in a released state can go on.
func lives(line string) bool {
	var flow, state string
	var version int
	if _, err := fmt.Sscanf(line, "%s %d %s", &flow, &version, &state); err != nil {
		return false
	}
	for _, m := range catalogue.Router().Flows() {
		f := m.Flow()
		if f.Name != flow {
			continue
		}
		for v := version; v < f.Version; v++ {
			if to, ok := f.Moved[v][state]; ok {
				state = to
			}
		}
		for _, s := range f.States {
			if s.Name == state {
				return true
			}
		}
	}
	return false
}

func readLines(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if os.IsNotExist(err) && *update {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for in := bufio.NewScanner(f); in.Scan(); {
		lines = append(lines, in.Text())
	}
	return lines
}

func write(t *testing.T, known map[string]bool) {
	t.Helper()
	var lines []string
	for line := range known {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	golden(t, released, []byte(strings.Join(lines, "\n")+"\n"))
}
