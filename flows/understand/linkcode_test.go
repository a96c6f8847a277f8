package understand

import (
	"strings"
	"testing"
)

func TestLinkCode(t *testing.T) {
	t.Parallel()
	for _, text := range strings.Split("K7M4PX|k7m4px|k7m 4px|K 7 M 4 P X|k7m-4px|SAMBUNG K7M4PX|sambung k7m4px dong kak|kodenya k7m4px|kode: K7M4PX|link k7m4px|hubungkan K7M4PX|*K7M4PX*|Ｋ７Ｍ４ＰＸ|my code is k7m4px|halo kak, sambung K7M 4PX", "|") {
		if got, ok := LinkCode(text); !ok || got != "K7M4PX" {
			t.Errorf("LinkCode(%q) = %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]string{"sambung k7m4p": "K7M4P", "kode kkm4px": "KKM4PX", "sambung k7m4pxx": "K7M4PXX", "SAMBUNG 123456": "123456",
		"sambng X5C9WN": "X5C9WN", "masukin kode D5V8DT": "D5V8DT", "saya mau sambung pakai D5V8DT": "D5V8DT", "kodnya D5V8DT kak": "D5V8DT"} {
		if got, _ := LinkCode(text); got != want {
			t.Errorf("LinkCode(%q) = %q, want %q", text, got, want)
		}
	}
	for _, text := range strings.Split("|sambung|hubungkan akun|rempah|kelapa|5jt|k7m4p|b 1234 xyz|kode pos 10250|jl k7 m4|2024|3 bulan|kode b|sambung 3|link wa 08123|1 2 3|kode otp 123456|beli 123456|bahan d5v8dt enak|kodein aja|sambung 150000000|"+
		strings.Repeat("k7m4px ", 40), "|") {
		if got, ok := LinkCode(text); ok {
			t.Errorf("LinkCode(%q) = %q", text, got)
		}
	}
}
