package region

import (
	"os"
	"strings"
	"testing"
)

// oneSlip lists the texts one slip away from a name: a letter or a space lost,
// wrong or added, or two letters swapped.
func oneSlip(name string) []string {
	const signs = "abcdefghijklmnopqrstuvwxyz "
	var all []string
	for i := range len(name) + 1 {
		for _, sign := range strings.Split(signs, "") {
			all = append(all, name[:i]+sign+name[i:])
			if i < len(name) && name[i:i+1] != sign {
				all = append(all, name[:i]+sign+name[i+1:])
			}
		}
		if i < len(name) {
			all = append(all, name[:i]+name[i+1:])
		}
		if i+1 < len(name) && name[i] != name[i+1] {
			all = append(all, name[:i]+name[i+1:i+2]+name[i:i+1]+name[i+2:])
		}
	}
	return all
}

// twoSlips lists a sample of the texts two slips away.
func twoSlips(name string) []string {
	var all []string
	for i, s := range oneSlip(name) {
		if i%17 == 0 {
			all = append(all, sample(oneSlip(s), 29, i)...)
		}
	}
	return all
}

func sample(all []string, nth, from int) []string {
	var some []string
	for i := from % nth; i < len(all); i += nth {
		some = append(some, all[i])
	}
	return some
}

// tally counts what became of misspelt names.
type tally struct{ all, found, offered, guessed, wrong int }

func (a *tally) add(m Match, code string) {
	a.all++
	switch {
	case m.Reason == Ambiguous && offers(m, code):
		a.offered++
	case m.Reason != "":
	case strings.HasPrefix(m.code(), code):
		a.found++
	case m.Exact:
		a.wrong++
	default:
		a.guessed++
	}
}

func (m Match) code() string {
	if m.Kelurahan != nil {
		return m.Kelurahan.Code
	}
	return m.Kecamatan.Code
}

func offers(m Match, code string) bool {
	for _, c := range m.Candidates {
		if strings.HasPrefix((Match{Kecamatan: c.Kecamatan, Kelurahan: c.Kelurahan}).code(), code) {
			return true
		}
	}
	return false
}

// TestMisspeltNames sets what slips may cost, in thousandths of all texts: how
// many must find their place or a question which offers it, how many may find
// another place to be asked about, and how many may find another without doubt.
// These are names one slip away from another one: "lenteng", "palmeram".
func TestMisspeltNames(t *testing.T) {
	t.Parallel()
	nth := 61
	if os.Getenv("LANGKAH_SOAK") != "" {
		nth = 1
	}
	anyKelurahan := func(s string) Match { return FindKelurahan(s, "") }
	for _, c := range []struct {
		name                  string
		shortest              int
		slips                 func(string) []string
		found, guessed, wrong int
	}{
		{"one slip", 0, oneSlip, 990, 2, 1},
		{"two slips", 8, twoSlips, 870, 4, 1},
	} {
		var kec, kel tally
		for i, k := range kecamatan {
			for _, s := range sample(c.slips(strings.ToLower(k.Name)), nth, i) {
				if len(k.Name) >= c.shortest {
					kec.add(FindKecamatan(s), k.Code)
				}
			}
		}
		for i, k := range kelurahan {
			if len(k.Name) < c.shortest {
				continue
			}
			for _, s := range sample(c.slips(strings.ToLower(k.Name)), nth, i) {
				kel.add(anyKelurahan(s), k.Code)
				if k.Name != "Jatinegara" { // asked for a kecamatan, it is one
					kec.add(FindKecamatan(s), k.KecamatanCode)
				}
			}
		}
		for asked, a := range map[string]tally{"kecamatan": kec, "kelurahan": kel} {
			t.Logf("%s, %s: %+v", c.name, asked, a)
			if 1000*(a.found+a.offered) < c.found*a.all || 1000*a.guessed > c.guessed*a.all || 1000*a.wrong > c.wrong*a.all {
				t.Errorf("%s, asked for a %s: %+v", c.name, asked, a)
			}
		}
	}
}

// TestAmbiguousOffers: who is asked "which one" gets at least two to choose
// from, whatever part or misspelling of a name they wrote.
func TestAmbiguousOffers(t *testing.T) {
	t.Parallel()
	asked := 0
	check := func(text string) {
		for _, within := range []string{"", "31.74.01", "31.75.06"} {
			for what, m := range map[string]Match{"kecamatan": FindKecamatan(text), "kelurahan in " + within: FindKelurahan(text, within)} {
				if m.Reason != Ambiguous {
					continue
				}
				asked++
				if len(m.Candidates) < 2 {
					t.Errorf("%s %q is ambiguous, but offers %v", what, text, m.Candidates)
				}
				for i, c := range m.Candidates {
					if (c == Candidate{}) || i > 0 && sameCandidate(c, m.Candidates[i-1]) {
						t.Errorf("%s %q offers %v", what, text, m.Candidates)
					}
				}
			}
		}
	}
	for i, p := range places {
		for from := range p.words {
			for to := from + 1; to <= len(p.words); to++ {
				part := strings.Join(p.words[from:to], " ")
				check(part)
				check("kel " + part)
				check(part + " jaksel")
				for _, s := range sample(oneSlip(part), 97, i) {
					check(s)
				}
			}
		}
		next := places[(i+7)%len(places)]
		check(strings.Join(p.words, " ") + " atau " + strings.Join(next.words, " "))
	}
	if asked < 500 {
		t.Errorf("only %d questions", asked)
	}
}

func sameCandidate(a, b Candidate) bool {
	return a.Kecamatan == b.Kecamatan && (a.Kelurahan == nil) == (b.Kelurahan == nil) && (a.Kelurahan == nil || *a.Kelurahan == *b.Kelurahan)
}

// TestNeighbours: no name around DKI hides one in it.
func TestNeighbours(t *testing.T) {
	t.Parallel()
	for k := range outsideKeys {
		if _, ok := byKey[k]; ok {
			t.Errorf("%s is in DKI", k)
		}
	}
	for _, text := range []string{"pondok cabe", "PondokCabe", "rawa buntu kak", "batuceper", "saya di jati rahayu", "bantar gebang", "cikokol"} {
		if m := FindKecamatan(text); m.Reason != NotDKI {
			t.Errorf("FindKecamatan(%q) = %s", text, show(m))
		}
	}
}
