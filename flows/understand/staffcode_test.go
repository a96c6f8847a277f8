package understand

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestStaffCode(t *testing.T) {
	t.Parallel()
	for _, text := range strings.Split("K4T7-XM2P|k4t7xm2p|K4T7XM2P|k4t7 xm2p|K 4 T 7 X M 2 P|K4T7–XM2P|kode petugas K4T7-XM2P|kodenya k4t7-xm2p kak|*K4T7-XM2P*|Ｋ４Ｔ７ＸＭ２Ｐ|my code is k4t7-xm2p|"+
		"halo saya Budi, kode saya K4T7-XM2P|K4T7 XM2P ini kode saya dari kantor|staff code: K4T7-XM2P", "|") {
		if got, ok := StaffCode(text); !ok || got != "K4T7XM2P" {
			t.Errorf("StaffCode(%q) = %q, %v", text, got, ok)
		}
	}
	for _, text := range strings.Split("|petugas|K7M4PX|sambung K7M4PX|K4T7-XM2|K4T7-XM2P9|44T7-XM2P|K4T7-XMMP|b 1234 xyz|k4t7|081234567890|3 bulan|"+
		"K4T7 dan XM2P ada banyak|"+strings.Repeat("kata ", 9)+"k4t7xm2p|"+strings.Repeat("k4t7xm2p ", 40), "|") {
		if got, ok := StaffCode(text); ok {
			t.Errorf("StaffCode(%q) = %q", text, got)
		}
	}
}

// TestCodesAreToldApart: whatever is written around them, no link code is read
// as a staff code, nor the other way round.
func TestCodesAreToldApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		around := rapid.SampledFrom([]string{"%", "kode %", "sambung %", "kode petugas % kak", "ini kodenya: %", "my code is %"}).Draw(t, "around")
		staff := rapid.StringMatching(`[CDFHJKMNPRTVWXY][2-9][CDFHJKMNPRTVWXY][2-9]-?[CDFHJKMNPRTVWXY]{2}[2-9][CDFHJKMNPRTVWXY]`).Draw(t, "staff")
		link := rapid.StringMatching(`[CDFHJKMNPRTVWXY][2-9][CDFHJKMNPRTVWXY][2-9]-?[CDFHJKMNPRTVWXY]{2}`).Draw(t, "link")
		text := strings.ReplaceAll(around, "%", staff)
		if got, ok := StaffCode(text); !ok || got != strings.ReplaceAll(staff, "-", "") {
			t.Fatalf("StaffCode(%q) = %q, %v", text, got, ok)
		}
		if got, ok := LinkCode(text); ok {
			t.Fatalf("LinkCode(%q) = %q", text, got)
		}
		text = strings.ReplaceAll(around, "%", link)
		if got, ok := StaffCode(text); ok {
			t.Fatalf("StaffCode(%q) = %q", text, got)
		}
	})
}
