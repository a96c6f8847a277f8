package understand

import (
	"testing"
	"time"
)

func TestPaperDigits(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"206317101000126": "206317101000126", "P-IRT No. 2063171010001-26": "206317101000126", "pirt 2063171010001 26 kak": "206317101000126", "PIRT2063171010001-26": "206317101000126",
		"belum punya": "NONE", "2063171010001": "LENGTH", "111111111111111": "PLACEHOLDER", "asdfgh": "NO_DIGITS", "": "EMPTY",
	} {
		got, why := PaperDigits(s, 15)
		if got+string(why) != want {
			t.Errorf("%q: %s %s", s, got, why)
		}
	}
}

func TestPaperNumber(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"ID31110000123450920": "ID31110000123450920", "nomornya id31110000123450920 kak": "ID31110000123450920", "MD 867010012345": "MD 867010012345", "IDM000123456": "IDM000123456",
		"belum ada": "NONE", "123": "LENGTH", "asdfgh": "NO_DIGITS", "": "EMPTY", "merek saya IDM000123456 ya": "IDM000123456",
	} {
		got, why := PaperNumber(s)
		if got+string(why) != want {
			t.Errorf("%q: %s %s", s, got, why)
		}
	}
}

func TestPastDate(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	for s, want := range map[string]string{
		"12 mei 2024": "2024-05-12", "12/5/24": "2024-05-12", "kemarin": "2026-11-22", "23 nov 2026": "2026-11-23",
		"12 mei 2027": "FUTURE", "1/1/27": "FUTURE", "12 des": "YEAR_UNCLEAR", "besok": "YEAR_UNCLEAR",
	} {
		d, why := PastDate(s, today)
		got := string(why)
		if why == "" {
			got = d.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %s", s, got)
		}
	}
}
