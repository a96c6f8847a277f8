package understand

import (
	"strings"
	"testing"
)

func TestIDCard(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"KTP saya|ini ktp kak|e-KTP|foto ktp.jpg|ktp_siti.jpeg|KTP2.png|kartu keluarga|no KK|NIK saya ini|my id card|kartu tanda penduduk": true,
		"|NIB saya|sertifikat halal|bukan ktp kak|ini bukan foto ktp|nasi uduk|IMG-20261123-WA0001.jpg|kkn 2019|PIRT.jpg|not my ktp":       false,
	} {
		for _, s := range strings.Split(text, "|") {
			if got := IDCard(s); got != want {
				t.Errorf("%q: %v", s, got)
			}
		}
	}
}
