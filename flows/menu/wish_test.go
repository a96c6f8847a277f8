package menu

import (
	"strings"
	"testing"

	"langkah/flows"
)

func TestWishesAndPlaces(t *testing.T) {
	t.Parallel()
	home := flows.View{Session: flows.Session{Flow: "menu", State: "home"}}
	for want, texts := range map[string]string{
		"office 31.71.07":    "tanah abang|tn abang|Kec. Tanah Abang Jakpus|kebon kacang",
		"office 31.75.06":    "cakung|kantor kecamatan cakung dmn|rumah saya di cakung|alamat kantor cakung",
		"office 31.74.01":    "tebet|saya dari tebet",
		"office 31.72.03":    "koja",
		"office 31.74.04":    "ps minggu",
		"training 31.75.06":  "pelatihan masak di cakung|alamat pelatihan cakung mana",
		"training 31.74.01":  "kelas kue kering tebet|training in tebet",
		"marketing 31.74.04": "bazar di pasar minggu ada ga?",
		"mentoring 31.75.06": "nomor pendamping cakung",
		"schedule ":          "jadwal|pelatihan atau bazar",
		"which ":             "kebayoran|pelatihan kebayoran",
		"training 31.74":     "pelatihan jaksel|kelas di jakarta selatan|ada kelas roti di jak sel ga",
		"marketing 31.75":    "bazar jaktim",
		"training ":          "pelatihan|pelatihan di bekasi|ada pelatihan apa min|pelatihan di jakarta",
		"office ":            "jaksel|saya di jakarta timur",
		"steps ":             "Kenal tujuh langkah|See the seven steps",
		" ":                  "budi santoso|nama: budi santoso|300rb/minggu|baru|nasi uduk|min mau tanya|bekasi|2 modal|2|oke|belum mau ikut bazar|izin sama modal",
	} {
		for _, text := range strings.Split(texts, "|") {
			got := readWish(flows.Input{Text: text}, home)
			if got := got.Value + " " + got.Set[near]; got != want {
				t.Errorf("%q is read as %q, want %q", text, got, want)
			}
		}
	}
}
