package main

import (
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"langkah/store/storetest"
)

// TestKilledAndBack: somebody registers; the service is killed in the middle;
// the conversation goes on where it was, in another process.
func TestKilledAndBack(t *testing.T) {
	t.Parallel()
	data := storetest.DataDir(t)
	first := startServe(t, data, "127.0.0.1:0")
	siti := newVisitor(t, first.base)
	for _, turn := range [][2]string{
		{"halo", "Mau mulai dari mana"}, {"daftar", "Setuju"}, {"setuju", "18 tahun"}, {"ya", "pernah jadi anggota"}, {"belum", "Siapa nama"},
	} {
		siti.write(turn[0])
		siti.read(turn[1])
	}
	first.kill()

	second := startServe(t, data, strings.TrimPrefix(first.base, "http://"))
	siti.write("Siti Aminah")
	siti.read("Kak Siti")
	own := 0
	for _, b := range siti.history() {
		if b.Kind != "" {
			own++
		}
	}
	if own != 6 {
		t.Errorf("the history shows %d messages of hers, want 6", own)
	}
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/metrics": "counters"} {
		res, err := http.Get(second.base + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s, want 200 %s", path, res.Status, want)
		}
	}
	res, err := http.Get(second.base + "/d/" + strings.Repeat("A", 26))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if raw, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusNotFound || !strings.Contains(string(raw), "tidak berlaku") {
		t.Errorf("a link to no file: %s, %s, %v", res.Status, raw, err)
	}
	if out := ask(t, command(t, data, "doctor")); !strings.Contains(out, "ok    durability   fsync true") {
		t.Errorf("doctor beside serve says\n%s", out)
	}
}

// TestTwoReplicas share one data directory, and either answers.
func TestTwoReplicas(t *testing.T) {
	t.Parallel()
	data := storetest.DataDir(t)
	one := startServe(t, data, "127.0.0.1:0")
	two := startServe(t, data, "127.0.0.1:0")
	siti := newVisitor(t, one.base)
	siti.write("halo")
	siti.base = two.base // cookies know no ports
	siti.read("Mau mulai dari mana")
	siti.write("daftar")
	siti.read("Setuju")
	one.stop()
	siti.write("setuju")
	siti.read("18 tahun")
}

// TestPortInUse says which setting to change.
func TestPortInUse(t *testing.T) {
	t.Parallel()
	data := storetest.DataDir(t)
	one := startServe(t, data, "127.0.0.1:0")
	cmd := command(t, data, "serve")
	cmd.Env = append(cmd.Env, "LANGKAH_LISTEN="+strings.TrimPrefix(one.base, "http://"))
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "LANGKAH_LISTEN=127.0.0.1:8090") {
		t.Errorf("err %v, said %s", err, out)
	}
}

func ask(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v: %v", cmd.Args[1:], err)
	}
	return string(out)
}
