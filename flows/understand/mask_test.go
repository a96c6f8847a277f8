package understand

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMaskIDs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"3171014506909901":                          "3171********9901",
		"NIK saya 3171014506909901 ya":              "NIK saya 3171********9901 ya",
		"3171 0145 0690 9901":                       "3171********9901",
		"31.71.01.450690.9901":                      "3171********9901",
		"3171-0145-0690-9901.":                      "3171********9901.",
		"3171 - 0145 - 0690 – 9901":                 "3171********9901",
		"３１７１０１４５０６９０９９０１":                          "3171********9901",
		"٣١٧١٠١٤٥٠٦٩٠٩٩٠١":                          "3171********9901",
		"3171\u200e014506909901":                    "3171********9901",
		"3171\u00a00145 0690\n9901":                 "3171********9901",
		"3️⃣1️⃣7️⃣1️⃣ 014506909901!":                "3171********9901!",
		"ktp 3171014506909901 kk 3171011205109902":  "ktp 3171********9901 kk 3171********9902",
		"0812-9000-0001 3171014506909901":           "0812-9000-0001 3171********9901",
		"3171014506909901, 0812-9000-0001":          "3171********9901, 0812-9000-0001",
		"NIK:3171014506909901KK:3171011205109902":   "NIK:3171********9901KK:3171********9902",
		"\xff3171014506909901\xfe":                  "\xff3171********9901\xfe",
		"3173022902969906":                          "3173********9906",
		"4111 1111 1111 1111":                       "", // a card
		"0812 9000 0001 1234":                       "", // no province
		"081290000001 081290000002":                 "",
		"1299000000017":                             "", // NIB
		"12/05/2026 - 10/06/2026":                   "",
		"31710145069099011":                         "",
		"13171014506909901":                         "",
		"3171013202909901":                          "", // day 32
		"3171018202909901":                          "", // day 82
		"3171011513909901":                          "", // month 13
		"3173022902979906":                          "", // 29 February of a common year
		"3171014506900000":                          "", // serial
		"9971014506909901":                          "", // province
		"3171014506 lalu beli 909901":               "",
		"hari ini saya jual 3 kotak, untung 50.000": "",
		"": "",
	} {
		got, found := MaskIDs(text)
		if found != (want != "") {
			t.Errorf("MaskIDs(%q) found = %v", text, found)
		}
		if want == "" {
			want = text
		}
		if got != want {
			t.Errorf("MaskIDs(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestMaskAnyID: a NIK of any place and date is hidden wherever it stands,
// and masking again changes nothing.
func TestMaskAnyID(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(1, 28).Draw(t, "day") + 40*rapid.IntRange(0, 1).Draw(t, "woman")
		nik := fmt.Sprintf("%s%02d%02d%02d%02d%02d%04d", rapid.SampledFrom(strings.Fields("11 31 32 36 53 64 76 82 96")).Draw(t, "province"),
			rapid.IntRange(1, 79).Draw(t, "kota"), rapid.IntRange(1, 60).Draw(t, "kecamatan"), day,
			rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(0, 99).Draw(t, "year"), rapid.IntRange(1, 9999).Draw(t, "serial"))
		sep := rapid.SampledFrom([]string{"", " ", ".", "-", " - "}).Draw(t, "separator")
		typed := strings.Join([]string{nik[:4], nik[4:6], nik[6:12], nik[12:]}, sep)
		around := rapid.StringMatching(`[a-z ,!?]{0,12}`)
		before, after := around.Draw(t, "before"), around.Draw(t, "after")
		got, found := MaskIDs(before + typed + after)
		if want := before + nik[:4] + "********" + nik[12:] + after; got != want || !found {
			t.Fatalf("MaskIDs(%q) = %q, want %q", before+typed+after, got, want)
		}
		if again, found := MaskIDs(got); again != got || found {
			t.Fatalf("masked twice: %q", again)
		}
	})
}
