package understand

import "testing"

func TestCount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"40": 40, "4 hari": 4, "4hari": 4, "empat puluh orang": 40, "sekitar 25 peserta kak": 25, "kapasitas 30": 30, "dua": 2, "three days": 3, "0": 0, "maksimal 100 kursi": 100,
	} {
		if got, ok := Count(text); !ok || got != want {
			t.Errorf("Count(%q) = %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "hari", "2 atau 3", "4-5", "banyak", "40 ribu", "siti 4", "5jt"} {
		if got, ok := Count(text); ok {
			t.Errorf("Count(%q) = %d", text, got)
		}
	}
}
