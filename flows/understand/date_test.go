package understand

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var monday = time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("WIB", 7*3600))

func dateText(s string) (string, Reason) {
	d, why := Date(s, monday)
	return d.Format(time.DateOnly), why
}

func momentText(s string) (string, Reason) {
	d, why := Moment(s, monday)
	return d.Format("2006-01-02 15:04"), why
}

// corpusRows scores the rows of one kind: every value, 19 of 20 reasons.
func corpusRows(t *testing.T, kind string, read func(string) (string, Reason)) {
	t.Helper()
	rows, reasons := 0, 0
	for _, row := range corpus(t) {
		if row[0] != kind {
			continue
		}
		rows++
		got, why := read(row[1])
		if why != "" {
			got = "INVALID:" + string(why)
		}
		switch want := row[2]; {
		case got == want:
		case strings.HasPrefix(want, "INVALID:") && why != "":
			reasons++
			t.Logf("%s %q: %s, want %s", kind, row[1], got, want)
		default:
			t.Errorf("%s %q = %s, want %s", kind, row[1], got, want)
		}
	}
	if rows < 40 || reasons > 0 {
		t.Errorf("%s: %d rows, %d wrong reasons", kind, rows, reasons)
	}
}

func texts(t *testing.T, read func(string) (string, Reason), cases map[string]string) {
	t.Helper()
	for want, inputs := range cases {
		for s := range strings.SplitSeq(inputs, "|") {
			got, why := read(s)
			if why != "" {
				got = string(why)
			}
			if got != want {
				t.Errorf("%q = %s, want %s", s, got, want)
			}
		}
	}
}

func TestDateCorpus(t *testing.T) {
	t.Parallel()
	corpusRows(t, "date", dateText)
}

func TestMomentCorpus(t *testing.T) {
	t.Parallel()
	corpusRows(t, "datetime", momentText)
}

func TestDate(t *testing.T) {
	t.Parallel()
	texts(t, dateText, map[string]string{
		"2026-11-22":        "kmrn|yesterday|minggu kemarin|22 nov 2026",
		"2026-11-23":        "hari ini|hr ini|today|ntar malem|tgl 23|senin ini|23 nov",
		"2026-11-24":        "besok jam 9|bsok siang jam 2|tomorrow|besok selasa|hari selasa|slasa|bsk aja kak|tuesday",
		"2026-11-25":        "tgl dua lima|25 11 2026|lusa ya|lsa|besok lusa|2 hari lagi|dua hr lg|in 2 days|rebo|hari rabu jam 2 siang|rabu 25 november|the day after tomorrow",
		"2026-11-27":        "jmt|jum’at|this friday|jumat jam 9.30|jumat minggu ini",
		"2026-11-28":        "sbt|sabtu|besok sabtu|sabtu tgl 28",
		"2026-11-29":        "minggu|hari minggu|mgg",
		"2026-11-30":        "seminggu lagi|1 mgg lg|senin dpn|monday next week|senin mgg dpn|tgl 30",
		"2026-12-03":        "kamis pekan depan|pekan depan hari kamis|kamis minggu depan",
		"2026-12-04":        "next friday|jumat depan",
		"2026-12-05":        "tgl 5|tgl5|5/12|5-12|05.12.2026|5 des 26|5des|5 Desembr|december 5th|5 bulan desember|tgl lima|2026/12/5|05122026|tgl 5/12|5 desember dua ribu dua puluh enam|5 des jam 10.00|5 Dec, 2026",
		"2026-12-06":        "hari minggu depan|hari minggu pekan depan",
		"2026-12-07":        "2 minggu lagi|dua minggu lagi",
		"2026-12-23":        "sebulan lagi",
		"2026-12-25":        "dua lima desember|tanggal dua puluh lima desember",
		"2026-12-31":        "tgl 31|31 des",
		"2027-01-05":        "tgl 5 bulan 1|5 januari tahun depan|5/1|5 jan 27",
		"2026-11-20":        "jumat lalu|jumat kemarin|3 hari yg lalu|last friday",
		"1985-08-17":        "17 agustus 1985|17-8-85|17/08/1985",
		string(Ambiguous):   "minggu depan|mgg dpn|senin|minggu ini|besok ga bisa|jangan besok|malam jumat|5",
		string(Vague):       "nanti|kapan|des|bulan desember|akhir bulan|awal desember|habis lebaran|setiap senin|sebelum tgl 5|2 hari|terserah|bulan dpn|pagi",
		string(Multiple):    "besok/lusa|senin atau selasa|5-7 des|tgl 5 atau 6|tgl 5 sampai 7|12/12 atau 13/12|5 atau 6 desember|senin - rabu",
		string(BadDate):     "30 feb|31/4|tgl 32|12/25/2026|29 feb 2027|32 desember",
		string(YearUnclear): "1/7|17 agt|29 feb",
		string(Unparseable): "warung|iya|asdf|jam 9|???",
		string(Empty):       " |",
	})
}

func TestMoment(t *testing.T) {
	t.Parallel()
	texts(t, momentText, map[string]string{
		"2026-11-24 14:00":  "besok jam 2|bsk jam 2 siang|jam 2 besok|besok siang jam 2|besok 14.00|selasa pukul 14",
		"2026-11-24 09:30":  "besok 9.30|bsk jam 9.30 pagi|besok jam setengah sepuluh",
		"2026-11-23 19:00":  "nanti malam jam 7|ntar jam 7 malam|malam ini jam 7",
		"2026-12-05 10:00":  "5 des 10.00|5 des jam 10|tgl 5 jam 10|5/12 jam 10|5/12/26 10:00|jam 10 tgl 5",
		string(Vague):       "rabu pagi|besok|jam 9|besok habis maghrib",
		string(BadDate):     "31/11 jam 9",
		string(OutOfRange):  "besok jam 25",
		string(Unparseable): "warung",
		string(Empty):       "",
	})
}

// TestDayAhead: a day said without a year or a "lalu" is never past.
func TestDayAhead(t *testing.T) {
	t.Parallel()
	names := strings.Fields("minggu senin selasa rabu kamis jumat sabtu")
	rapid.Check(t, func(t *rapid.T) {
		today := time.Date(2026, 1, rapid.IntRange(1, 3000).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		other := today.AddDate(0, 0, rapid.IntRange(-400, 400).Draw(t, "off"))
		for _, s := range []string{other.Format("2/1"), "tgl " + other.Format("2"), other.Format("2 January"), names[other.Weekday()], names[other.Weekday()] + " depan", "lusa"} {
			if d, why := Date(s, today); why == "" && d.Before(today) {
				t.Fatalf("Date(%q) on %v = %v", s, today, d)
			}
		}
		for _, layout := range []string{"2/1/2006", "2006-01-02", "2 January 2006", "2 Jan 2006", "02.01.2006", "02-01-06", "02012006", "January 2, 2006"} {
			s := other.Format(layout)
			if d, why := Date(s, today); why != "" || !d.Equal(other) {
				t.Fatalf("Date(%q) = %v, %q", s, d, why)
			}
		}
	})
}

func BenchmarkDate(b *testing.B) {
	for b.Loop() {
		Moment("hari snin dpan jam stgah sembilan pagi ya kak", monday)
	}
}
