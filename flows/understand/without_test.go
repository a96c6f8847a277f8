package understand

import "testing"

func TestWithoutIDs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"3171********9901":                                      "",
		"NIK saya 3171********9901 ya":                          "",
		"no ktp: 3171********9901.":                             "",
		"siti aminah 3171********9901":                          "siti aminah",
		"Siti Aminah, NIK 3171********9901":                     "Siti Aminah",
		"nama saya siti, nik saya 3171********9901, di tebet":   "nama saya siti di tebet",
		"3171********9901 siti aminah":                          "siti aminah",
		"nik 3171********9901 kk 3171********9902":              "",
		"ini nik saya 3171********9901 kak, saya tinggal tebet": "kak, saya tinggal tebet",
		"iya setuju":                             "iya setuju",
		"":                                       "",
		"Nomor KK 3171********9902 omzet 5 juta": "omzet 5 juta",
	} {
		if got := WithoutIDs(text); got != want {
			t.Errorf("WithoutIDs(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestLettersForDigits(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"31710712036399O1":          "3171********9901",
		"3l7lO712036399O1 ya":       "3171********9901 ya",
		"NIK 3171 O712 0363 99o1":   "NIK 3171********9901",
		"3I71014506909901":          "3171********9901",
		"317101450690990I":          "3171********9901",
		"ol3171014506909901":        "ol3171********9901",
		"halo 3171014506909901 lo":  "halo 3171********9901 lo",
		"OlOlOlOlOlOlOlOl":          "",
		"jual 12 lolipop 150000 lo": "",
	} {
		got, found := MaskIDs(text)
		if want == "" {
			want = text
		}
		if got != want || found != (want != text) {
			t.Errorf("MaskIDs(%q) = %q, %v, want %q", text, got, found, want)
		}
	}
	values(t, "Phone", Phone, map[string]string{
		"+6281234567890":  "081234567890",
		string(TooShort):  "O8123456789O|o8l23456789o|0812 3456 789O|O812-3456-789O|no O8123456789O|+628123456789O|O812 9OOO OOO1|0812-9OOO-0001",
		string(NoDigits):  "oooo|lol|halo",
		string(UseSender): "nomor ini aja",
	})
}
