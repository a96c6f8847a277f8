package understand

import "testing"

func TestChoiceAlone(t *testing.T) {
	t.Parallel()
	options := []Option{{Words: []string{"contoh", "kirim contoh"}}, {Words: []string{"kirim", "kirim sekarang", "sudah pas"}}, {Words: []string{"batal siaran", "hapus"}}}
	for text, want := range map[string]int{
		"2": 1, "yang kedua kak": 1, "kirim": 1, "ya kirim sekarang": 1, "Kirim aja kak": 1, "kirm": 1, "kirim contoh dulu": 0, "sudah pas": 1, "3 hapus": 2,
		"kirim besok saja": -1, "kirim kalau sudah disetujui": -1, "jangan kirim": -1, "siapa yang kirim": -1, "ya tapi hapus gambarnya": -1, "ga jadi": -1,
	} {
		i, why := ChoiceAlone(text, options)
		if why != "" {
			i = -1
		}
		if i != want {
			t.Errorf("%q: %d %s, want %d", text, i, why, want)
		}
	}
}
