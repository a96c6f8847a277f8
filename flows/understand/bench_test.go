package understand

import "testing"

// BenchmarkParsers measures each parser on a short and on a long answer.
func BenchmarkParsers(b *testing.B) {
	long := "iya kak saya sudah punya warung kecil di rumah sejak 2019 dan omzetnya sekitar 2,5 juta sebulan"
	for _, c := range []struct {
		name  string
		short string
		run   func(string)
	}{
		{"Normalise", "IYAAA kak", func(s string) { Normalise(s) }},
		{"YesNo", "iya dong kak", func(s string) { YesNo(s) }},
		{"Consent", "iya saya setuju", func(s string) { Consent(s) }},
		{"Choice", "mau ikut pelatian", func(s string) { Choice(s, menuA) }},
		{"Name", "nama saya siti aminah", func(s string) { Name(s) }},
		{"BusinessName", "warung bu siti", func(s string) { BusinessName(s) }},
		{"Money", "dua juta lima ratus ribu", func(s string) { Money(s) }},
		{"Phone", "hp 0856-0000-0012 ya", func(s string) { Phone(s) }},
		{"Year", "sejak 3 tahun lalu", func(s string) { Year(s, 2026) }},
		{"Adult", "saya 45 tahun kak", func(s string) { Adult(s, 2026) }},
		{"Monthly", "50rb per hari", func(s string) { Monthly(s) }},
		{"Ask", "kenapa harus isi nama", func(s string) { Ask(s) }},
		{"DontKnow", "ga tau kak", func(s string) { DontKnow(s) }},
		{"Global", "balik ke menu", func(s string) { Global(s) }},
		{"MaskIDs", "nik 3171 0145 0690 9901", func(s string) { MaskIDs(s) }},
		{"Question", "bayar berapa", func(s string) { Question(s) }},
	} {
		for size, text := range map[string]string{"short": c.short, "long": long} {
			b.Run(c.name+"/"+size, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c.run(text)
				}
			})
		}
	}
}
