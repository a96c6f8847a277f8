package marketing_test

import (
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/flows/flowtest"
	"langkah/flows/marketing/markettest"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))

// member is one in the made-up city.
func member(t *testing.T) flowtest.Talk {
	t.Helper()
	person := flows.Person{Name: "Siti Aminah", Number: "JKP-0000001", Profile: flows.Answers{"kecamatan": "31.71.07"}}
	return flowtest.Begin(t, flows.Facts{Now: monday, Pictures: true, Person: person}, markettest.Perform)
}

// TestWhatIsSaidOfBazaars: where words lead, and what is said there.
func TestWhatIsSaidOfBazaars(t *testing.T) {
	t.Parallel()
	const form = ",1,Keripik,15rb,40,tanpa foto,ya"
	for said, want := range map[string]string{
		"bazar":                          "marketing.list marketing/event_list",
		"bazar,lagi,lagi":                "marketing.list marketing/event_list",
		"bazar,3":                        "marketing.event marketing/event_card",
		"bazar,lippo":                    "marketing.list common/which_meant",
		"bazar,Bazar Online":             "marketing.event marketing/event_card",
		"bazar,bazar":                    "marketing.list marketing/event_list",
		"bazar,pelatihan":                "menu.home training/none_card",
		"bazar saya":                     "marketing.own marketing/own_list",
		"bazar kepulauan seribu utara":   "menu.home marketing/none_card",
		"batal ikut bazar":               "marketing.own marketing/own_list",
		"bzr 9":                          "menu.home marketing/gone",
		"BZR-001,nanti aja":              "marketing.event common/any_time",
		"BZR-001" + form:                 "menu.home signup/signed",
		"BZR-007" + form:                 "menu.home signup/no_missing",
		"BZR-008" + form:                 "menu.home signup/no_clash",
		"BZR-010" + form:                 "menu.home signup/no_already",
		"BZR-011" + form:                 "menu.home signup/no_begun",
		"BZR-012" + form:                 "menu.home signup/no_closed",
		"BZR-013" + form:                 "menu.home signup/no_gone",
		"BZR-001,mau,Keripik,10-15rb":    "signup.price signup/price",
		"BZR-001,mau,Keripik,15":         "signup.price signup/price",
		"BZR-001,mau,Keripik,sejuta":     "signup.capacity signup/capacity",
		"BZR-001,mau,Keripik,15rb,lusin": "signup.capacity signup/capacity",
		"BZR-001,mau,Keripik,batal":      "menu.home signup/put_aside",
		"BZR-006,1":                      "marketing.list marketing/event_list",
		"BZR-004,gabisa ikut":            "marketing.sure marketing/sure",
		"BZR-004,batal,ya":               "menu.home marketing/freed",
		"BZR-004,batal,ga jadi":          "menu.home marketing/kept",
		"BZR-004,batal,tetap ikut":       "menu.home marketing/kept",
		"BZR-004,hadir":                  "menu.home marketing/confirmed",
		"BZR-014,batal,ya":               "menu.home marketing/nothing",
		"BZR-015,batal,ya":               "menu.home marketing/started",
		"BZR-017,1,35 bungkus,525 ribu":  "menu.home marketing/reported",
		"BZR-017,1,tidak jadi ikut":      "menu.home marketing/reported",
		"BZR-017,1,banyak":               "marketing.sold marketing/sold_again",
		"BZR-017,1,35,500":               "marketing.omzet marketing/omzet",
	} {
		k := member(t)
		for text := range strings.SplitSeq(said, ",") {
			k.Hear(flows.Input{Text: text})
		}
		if got := k.At(); got != want {
			t.Errorf("%s leads to %s, want %s", said, got, want)
		}
	}
}

// TestWhatIsSignedUp: what was typed is what is put in.
func TestWhatIsSignedUp(t *testing.T) {
	t.Parallel()
	k := member(t)
	for _, text := range []string{"BZR-001", "ikut", " keripik  singkong ", "15rb per bungkus", "maks 40 bungkus"} {
		k.Hear(flows.Input{Text: text})
	}
	k.Hear(flows.Input{Kind: flows.Media, Media: "photo", Picture: 7})
	for _, text := range []string{"ubah 3", "50", "kirim"} {
		k.Hear(flows.Input{Text: text})
	}
	want := flows.SignUp{Code: "BZR-001", Product: "keripik singkong", Price: 15000, Capacity: 50, Photo: 7}
	if got := k.Acts[len(k.Acts)-1]; got != want {
		t.Errorf("put in %+v, want %+v", got, want)
	}
}

// TestNewsOfBazaars: each kind of reminder is said as its person stands.
func TestNewsOfBazaars(t *testing.T) {
	t.Parallel()
	for of, want := range map[[2]string]string{
		{flows.EventH3, markettest.Placed}:        "marketing.coming marketing/coming",
		{flows.EventResult, markettest.Placed}:    "marketing.coming marketing/accepted",
		{flows.EventResult, markettest.Queued}:    "menu.home marketing/queued",
		{flows.EventResult, markettest.Refused}:   "menu.home marketing/refused",
		{flows.EventMoved, markettest.Judged}:     "marketing.coming marketing/changed",
		{flows.EventCancelled, markettest.Placed}: "menu.home marketing/cancelled",
		{flows.EventUnplaced, markettest.Queued}:  "menu.home marketing/unplaced",
		{flows.EventAfter, markettest.Over}:       "marketing.sold marketing/sold",
		{flows.EventH3, markettest.Nowhere}:       "menu.home ",
	} {
		k := member(t)
		k.Hear(flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: of[0], Ref: of[1], Step: 1}})
		if got := k.At(); got != want {
			t.Errorf("%v leads to %s, want %s", of, got, want)
		}
	}
}
