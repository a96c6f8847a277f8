package understand

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestHours(t *testing.T) {
	t.Parallel()
	for texts, want := range map[string]string{
		"9 sampai 3 sore|9-15|09.00-15.00|jam 9 sampai jam 3|9 s/d 15|9.00 s.d. 15.00|dari jam 9 pagi sampai jam 3 sore|9 – 3|jam 9 hingga 15.00|9 to 3 pm|from 9 am to 3 pm|9 sampai dengan 3 sore|09:00 - 15:00 wib|jam sembilan sampai jam tiga": "540-900",
		"1 sampai 4|13-16|jam 1 siang sampai 4 sore|13.00-16.00": "780-960",
		"8 sampai 12|08.00 - 12.00|8 pagi sampai 12 siang":       "480-720",
		"7 sampai 9 malam|19.00-21.00|7 malam sampai 9 malam":    "1140-1260",
		"10 sampai 6|10-18|10 sampai jam 6 sore":                 "600-1080",
		"10 sampai 8|10.00-20.00":                                "600-1200",
		"setengah 9 sampai 12":                                   "510-720",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			from, to, why := Hours(text)
			if got := fmt.Sprintf("%d-%d", from, to); why != "" || got != want {
				t.Errorf("Hours(%q) = %s, %s, want %s", text, got, why, want)
			}
		}
	}
	for text, want := range map[string]Reason{"": Empty, "jam 9": Vague, "9": Vague, "pagi": Unparseable, "9 sampai selesai": Unparseable, "siti": Unparseable,
		"15.00-15.00": OutOfRange, "16.00-15.00": OutOfRange, "9-12-15": Unparseable, "25-26": OutOfRange} {
		if _, _, why := Hours(text); why != want {
			t.Errorf("Hours(%q) = %q, want %q", text, why, want)
		}
	}
}

// TestHoursOfTheClock: two hours of a day that are written in full are read as
// they stand.
func TestHoursOfTheClock(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, fullDay-2).Draw(t, "from")
		to := rapid.IntRange(max(from+1, 12*hour), fullDay-1).Draw(t, "to")
		text := fmt.Sprintf("%02d.%02d%s%02d.%02d", from/hour, from%hour, rapid.SampledFrom([]string{"-", " - ", " sampai ", " s/d "}).Draw(t, "sign"), to/hour, to%hour)
		if a, b, why := Hours(text); why != "" || a != from || b != to {
			t.Fatalf("Hours(%q) = %d, %d, %s, want %d, %d", text, a, b, why, from, to)
		}
	})
}
