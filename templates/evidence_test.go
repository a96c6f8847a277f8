package templates

import "testing"

func TestEvidenceIsReadable(t *testing.T) {
	t.Parallel()
	id := &language{name: "id"}
	for stored, want := range map[string]string{
		"":                        "",
		"NIB 1299000000017":       "NIB 1299000000017",
		"omzet 2026-10":           "omzet Oktober 2026",
		"omzet 2026-08..10":       "omzet Agustus 2026 – Oktober 2026",
		"omzet 2026-11..2027-01":  "omzet November 2026 – Januari 2027",
		"kunjungan 2026-12-02":    "kunjungan Rabu 2 Des 2026",
		"BZR-001 2026-12-02":      "BZR-001 Rabu 2 Des 2026",
		"Bank Jakarta Rp15000000": "Bank Jakarta Rp15.000.000",
		"PIRT 2083-13-1":          "PIRT 2083-13-1",
		"HKI IDM2026-99":          "HKI IDM2026-99",
		"2026-13..14":             "2026-13..14",
	} {
		if got := id.evidence(stored); got != want {
			t.Errorf("evidence(%q) = %q, want %q", stored, got, want)
		}
	}
	if got, want := (&language{name: "en"}).evidence("omzet 2026-10"), "omzet October 2026"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
