package understand

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSeveral(t *testing.T) {
	t.Parallel()
	for texts, want := range map[string][]int{
		"1 3 5-9|1,3,5-9|1, 3 dan 5 sampai 9|no 1 3 5 s/d 9 kak|yang hadir 1 3 5–9|1 3 5 6 7 8 9|9 8 7 6 5 3 1|1 3 5-9 7|satu tiga lima sampai sembilan|1 and 3 and 5 to 9":                         {1, 3, 5, 6, 7, 8, 9},
		"semua|SEMUA|hadir semua|semuanya hadir|lengkap|all|everyone came|1-10|komplit kak":                                                                                                         {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
		"semua kecuali 4 dan 7|kecuali 4 7|semua kecuali nomor 4 sama 7|4 dan 7 tidak hadir|4,7 ga dateng|yang absen 4 dan 7|all except 4 and 7|1-10 kecuali 4,7|semua hadir kecuali 4 dan 7 absen": {1, 2, 3, 5, 6, 8, 9, 10},
		"tidak ada|gak ada|tidak ada yang hadir|nihil|kosong|none|nobody came|semua tidak hadir|no one":                                                                                             {},
		"4|nomor 4|cuma 4 aja": {4},
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got, why := Several(text, 10); why != "" || !slices.Equal(got, want) || got == nil {
				t.Errorf("Several(%q) = %v, %s, want %v", text, got, why, want)
			}
		}
	}
	for text, want := range map[string]Reason{
		"": Empty, " ": Empty, "11": OutOfRange, "1 3 12": OutOfRange, "0": OutOfRange, "semua kecuali 11": OutOfRange, "5-12": OutOfRange,
		"9-5": Unclear, "siti": Unclear, "1 siti": Unclear, "kecuali": Unclear, "tidak": Unclear, "semua 3": Unclear, "hadir": Unclear, "tidak ada kecuali 3": Unclear,
		"yang hadir 1 2, yang tidak hadir 3": Unclear, "5-": Unclear, "kecuali 3 kecuali 4": Unclear, "tidak ada yang absen": Unclear, "?": Unclear,
	} {
		if got, why := Several(text, 10); why != want {
			t.Errorf("Several(%q) = %v, %q, want %q", text, got, why, want)
		}
	}
}

// TestSeveralReadsWhatIsWritten: any choice among any number, written in any of
// the ways, is read as it was meant.
func TestSeveralReadsWhatIsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 120).Draw(t, "n")
		in := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "in")
		var want, out []int
		for i, is := range in {
			if is {
				want = append(want, i+1)
			} else {
				out = append(out, i+1)
			}
		}
		text := written(t, want)
		if len(out) > 0 && rapid.Bool().Draw(t, "but") {
			text = rapid.SampledFrom([]string{"semua kecuali ", "kecuali ", "all except "}).Draw(t, "except") + written(t, out)
		} else if len(want) == 0 {
			text = "tidak ada"
		}
		if got, why := Several(text, n); why != "" || !slices.Equal(got, want) {
			t.Fatalf("Several(%q, %d) = %v, %s, want %v", text, n, got, why, want)
		}
	})
}

// written lists numbers, runs of them as a range or each.
func written(t *rapid.T, list []int) string {
	between := rapid.SampledFrom([]string{" ", ", ", ",", " dan "}).Draw(t, "between")
	through := rapid.SampledFrom([]string{"-", " - ", " sampai ", " s/d "}).Draw(t, "through")
	short := rapid.Bool().Draw(t, "short")
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for short && j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprint(list[i])+through+fmt.Sprint(list[j]))
		} else {
			parts = append(parts, fmt.Sprint(list[i]))
		}
		i = j + 1
	}
	return strings.Join(parts, between)
}
