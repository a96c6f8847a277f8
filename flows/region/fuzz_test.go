package region

import (
	"strings"
	"testing"
	"time"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{"tanah abng", "kel. kapuk muara, penjaringan", "kebon jeruk/kebonjeruk", "31.74.06", "ｔｅｂｅｔ", "kep seribu utarra", "c pinang", "a", "\xff", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for what, m := range map[string]Match{"kecamatan": FindKecamatan(s), "kelurahan": FindKelurahan(s, ""), "within": FindKelurahan(s, "31.74.01")} {
			if (m.Reason == "") != (m.Kecamatan.Code != "") || len(m.Candidates) > maxCandidates || m.Reason == Ambiguous && len(m.Candidates) < 2 {
				t.Errorf("%s %q: %+v", what, s, m)
			}
		}
		c := clean(s)
		if strings.ContainsAny(c, "0123456789") {
			return // codes are read with their dots
		}
		if a, b := FindKecamatan(s), FindKecamatan(c); show(a) != show(b) {
			t.Errorf("%q is %s, cleaned %s", s, show(a), show(b))
		}
	})
}

// TestLong: the work is bounded however long the text is.
func TestLong(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"a", "a ", "tebet ", "kapuk ouara ", "kebon", "x y ", "\u0301", "1 "} {
		text := strings.Repeat(part, 64<<10/len(part))
		start := time.Now()
		FindKecamatan(text)
		FindKelurahan(text, "31.74.01")
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("64 KB of %q took %v", part, took)
		}
	}
}
