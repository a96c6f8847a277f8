package marketing_test

import (
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/marketing/markettest"
	"langkah/templates"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))

// talk is a member in the made-up city.
type talk struct {
	t    *testing.T
	s    flows.Session
	turn *flows.Turn
	acts []flows.Action
}

func (k *talk) hear(in flows.Input) *talk {
	k.t.Helper()
	facts := flows.Facts{Now: monday, Pictures: true, Person: flows.Person{Name: "Siti Aminah", Number: "JKP-0000001", Profile: flows.Answers{"kecamatan": "31.71.07"}}}
	turn, err := catalogue.Router().Begin(k.s, in, facts)
	for err == nil && turn.Act != nil {
		k.acts = append(k.acts, turn.Act)
		out, ok := markettest.Perform(turn.Act, facts)
		if !ok {
			out.Event = flows.Next
		}
		err = turn.Resume(out, facts)
	}
	if err != nil {
		k.t.Fatalf("%+v: %v", in, err)
	}
	var offer []flows.Choice
	for _, o := range turn.Options {
		label, err := templates.Text("", o.Label.Key, o.Label.Args)
		if err != nil {
			k.t.Fatal(err)
		}
		offer = append(offer, flows.Choice{Value: o.Value, Label: label})
	}
	turn.Shown(offer)
	k.s, k.turn = turn.Session(), turn
	return k
}

func (k *talk) at() string {
	said := ""
	if n := len(k.turn.Says); n > 0 {
		said = k.turn.Says[n-1].Key
	}
	return k.s.Flow + "." + k.s.State + " " + said
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
		k := &talk{t: t, s: flows.Session{Flow: "menu", State: "home", Version: 3}}
		for text := range strings.SplitSeq(said, ",") {
			k.hear(flows.Input{Text: text})
		}
		if got := k.at(); got != want {
			t.Errorf("%s leads to %s, want %s", said, got, want)
		}
	}
}

// TestWhatIsSignedUp: what was typed is what is put in.
func TestWhatIsSignedUp(t *testing.T) {
	t.Parallel()
	k := &talk{t: t, s: flows.Session{Flow: "menu", State: "home", Version: 3}}
	for _, text := range []string{"BZR-001", "ikut", " keripik  singkong ", "15rb per bungkus", "maks 40 bungkus"} {
		k.hear(flows.Input{Text: text})
	}
	k.hear(flows.Input{Kind: flows.Media, Media: "photo", Picture: 7})
	for _, text := range []string{"ubah 3", "50", "kirim"} {
		k.hear(flows.Input{Text: text})
	}
	want := flows.SignUp{Code: "BZR-001", Product: "keripik singkong", Price: 15000, Capacity: 50, Photo: 7}
	if got := k.acts[len(k.acts)-1]; got != want {
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
		k := &talk{t: t, s: flows.Session{Flow: "menu", State: "home", Version: 3}}
		k.hear(flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: of[0], Ref: of[1], Step: 1}})
		if got := k.at(); got != want {
			t.Errorf("%v leads to %s, want %s", of, got, want)
		}
	}
}
