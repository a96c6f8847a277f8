package understand

import (
	"strings"
	"testing"
)

func TestMonthly(t *testing.T) {
	t.Parallel()
	for want, texts := range map[int64]string{
		5_000_000:   "200rb per hari|200 ribu sehari|60 juta setahun|60jt/tahun|sehari 200rb|per hari 200.000|2-8 juta|enam puluh juta per tahun|antara 4 sampai 6 juta|4 - 6 jt sebulan",
		1_250_000:   "50rb sehari|50 ribu per hari|50k/hari|sehari dapat 50rb kak|lima puluh ribu sehari|50rb satu hari|sekitar 50rb sehari|100rb 2 hari",
		4_000_000:   "1 juta seminggu|seminggu sejuta|1jt/minggu|antara 3 sampai 5 juta|3-5 juta|3 s/d 5 juta|3 atau 5 juta|kadang 3 juta kadang 5 juta|3jt-5jt|3 juta sampai 5 juta per bulan",
		5_500_000:   "5-6 juta|5 sampai 6 juta|lima enam juta|5-6jt sebulan",
		1_875_000:   "50-100rb sehari|sehari 50 sampai 100 ribu|50rb-100rb per hari",
		750_000:     "500-1jt|500 ribu sampai 1 juta",
		833_000:     "10 juta setahun",
		250_000_000: "10 juta sehari",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got, ok := Monthly(text); got != want || !ok {
				t.Errorf("Monthly(%q) = %d, %v, want %d", text, got, ok, want)
			}
		}
	}
	for text := range strings.SplitSeq("5 juta|rugi 50rb sehari|50 sehari|5-7|$50 per hari|50rb per porsi|belum ada|gak tau|di atas 5 juta per tahun|lebih dari 3 juta|6-5 juta|-500000|sehari||🙏|1.50.000 sehari|50rb sehari 1 juta sebulan|08129000-0001|12/2019", "|") {
		if got, ok := Monthly(text); ok || got != 0 {
			t.Errorf("Monthly(%q) = %d, %v", text, got, ok)
		}
	}
}
