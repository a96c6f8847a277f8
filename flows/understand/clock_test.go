package understand

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func clockText(s string) (string, Reason) {
	m, why := Clock(s)
	return fmt.Sprintf("%02d:%02d", m/60, m%60), why
}

func TestClockCorpus(t *testing.T) {
	t.Parallel()
	corpusRows(t, "time", clockText)
}

func TestClock(t *testing.T) {
	t.Parallel()
	texts(t, clockText, map[string]string{
		"08:30":               "stgh 9|stengah 9|8.30|08:30|8:30|jam8.30|jam delapan tiga puluh|830|0830|jam 8 30|½ 9|half past 8|08.30 wib|8,30",
		"14:00":               "2pm|2 p.m|jam 2|jam dua siang|14.00|jam 2 sore|siang jam 2|14|besok jam 2|tgl 5 jam 2|5 des jam 2|02.00 siang|dua siang",
		"18:30":               "jam setengah tujuh malam|setengah 7 sore|stgh tujuh mlm|18.30",
		"08:45":               "9 kurang seprapat|jam 9 kurang seperempat|9 kurang 15|jam 9 krg 15 mnt|kurang 15 menit jam 9|kurang seperempat jam 9|quarter to 9",
		"09:15":               "jam 9 lewat seperempat|9 lebih 15|jam 9 seperempat|lewat 15 menit jam 9|jam sembilan lima belas",
		"12:30":               "setengah 1|setengah satu siang|12.30",
		"00:30":               "setengah 1 malam|00.30",
		"23:30":               "setengah 12 malam|11.30 mlm|23:30",
		"00:00":               "24.00|midnight|jam 12 mlm",
		"13:00":               "pukul 13|jam1 siang|13|jam satu|pkl 13.00|1300",
		"09:00":               "jam 9an|9 pagi|sekitar jam 9|9am|pagi jam 9|jm 9|jam smbilan|at 9|jam 9 kak",
		"06:00":               "jam 6 pagi|06.00",
		"07:25":               "jam tujuh lewat dua lima",
		"04:30":               "setengah 5 subuh|04.30|jam 4.30 dini hari",
		string(Ambiguous):     "jam 9 dan 10|jam 6|6|9 atau 10|jam 9/10|setengah 7|jam 9 pagi atau sore",
		string(Vague):         "jam 9 lewat|lewat jam 9|kapan2|siang|habis maghrib|abis isya|jam brp|kapan aja|nanti sore|terserah|sebelum jam 12|2 jam lagi|besok pagi|pg",
		string(Range):         "9-10|jam 9-12|jam 9 s/d 12|9.00 - 11.00|jam 1 smp jam 3|9 sampe 10 pagi|10.00 - selesai|jam 9-beres",
		string(BadMinute):     "8.75|9:99|jam 9.5",
		string(OutOfRange):    "25|jam 30|25.00|99|-1",
		string(Contradiction): "jam 20 pagi|22 siang|13 am",
		string(Unparseable):   "warung|iya|5 des|asdf|tgl 5",
		string(Empty):         " |",
	})
}

// TestClockWritten: every minute written in full is read as itself.
func TestClockWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(0, fullDay-1).Draw(t, "minute")
		for _, form := range []string{"%02d:%02d", "%02d.%02d", "jam %02d.%02d", "besok pukul %02d:%02d WIB"} {
			s := fmt.Sprintf(form, m/hour, m%hour)
			if got, why := Clock(s); got != m || why != "" {
				t.Fatalf("Clock(%q) = %d, %q, want %d", s, got, why, m)
			}
		}
	})
}
