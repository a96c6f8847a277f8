package templates

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/diagnosis"
	"langkah/flows/registration"
	"langkah/flows/steps"
	"langkah/flows/understand"
)

// Lengths in characters.
const (
	maxQuestion = 300
	maxBubble   = 360 // help or a side answer, and the question again
	maxNamed    = 330 // a class by its full name, and its place
	maxClass    = 450 // that, and the question again
	maxHint     = 130
	maxCard     = 650
	maxList     = 1050 // three bazaars, each as long as can be
	maxLabel    = 24
)

// samples are arguments that fill any text: long ones, and every branch.
func samples() []map[string]any {
	steps := func(status string) []flows.Args {
		return flows.StatusArgs(flows.Person{Stages: [7]flows.StageStatus{
			"done", flows.StageStatus(status), flows.StageStatus(status), "", "", flows.StageStatus(status), "",
		}})["Steps"].([]flows.Args)
	}
	long := maps.Clone(trader)
	maps.Copy(long, flows.Answers{"name": "Raden Ajeng Kusumawardhani Prameswari", "business": "Dapur Nusantara Bu Prameswari",
		"field": "kecantikan", "omzet": "125000000", "kecamatan": "31.01.02", "kelurahan": "31.75.06.1001"})
	base := map[string]any{
		"Step": "13", "Steps": "13", "Name": "Raden Ajeng Kusumawardhani", "Number": "JKP-0000123", "Text": "Tebet", "Amount": "5000000",
		"Omzet": "125000000", "Phone": "+6281234567890", "Kind": "voice", "Count": 12, "Shown": 5, "More": 3, "Stopped": true, "Choice": place{"Makanan dan minuman"}, "Place": place{"Kepulauan Seribu Selatan"},
		"Value": place{"Dapur Nusantara Bu Prameswari"}, "Kelurahan": "Cempaka Putih Timur", "Kota": "Kepulauan Seribu",
		"N": 3, "Begun": true, "Member": true, "Service": true, "Left": 12, "Minutes": 3, "First": false, "Last": true, "Lines": registration.Card(long),
	}
	maps.Copy(base, staffArgs())
	maps.Copy(base, cityArgs())
	maps.Copy(base, map[string]any{"Code": "K7M4PX", "Other": "JKP-0000456", "Kept": "Raden Ajeng Kusumawardhani", "Gone": "Muhammad Firmansyahputra", "Web": false, "Form": true, "Until": time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC),
		"Places": []flows.Say{{Key: "link/telegram"}, {Key: "link/webchat"}, {Key: "link/whatsapp"}}})
	maps.Copy(base, map[string]any{"URL": "https://jakpreneur.jakarta.go.id/d/abcdefghijklmnopqrstuvwxyz", "Organiser": "Universitas Dirgantara Marsekal Suryadarma",
		"Bring": "KTP, contoh produk, dan celemek", "Map": "", "Link": ""})
	maps.Copy(base, map[string]any{"Day": opens, "Skipped": true, "Most": 500})
	maps.Copy(base, map[string]any{"Next": 4, "Checked": false, "Found": []flows.Say{{Key: "diagnosis/because_no_papers", Args: flows.Args{"N": 4}}, {Key: "diagnosis/because_no_books", Args: flows.Args{"N": 6}}}})
	list := variants{base}
	list.with(map[string]any{"Gone": "", "Kept": ""})
	list.with(map[string]any{"Gone": "", "Kept": "", "Name": "", "Web": true})
	for _, kind := range []string{"photo", "document", "sticker", "location", "other", ""} {
		list.with(map[string]any{"Kind": kind})
	}
	list.with(map[string]any{"Step": 0, "Name": "", "Count": 0, "Shown": 1, "More": 0, "Stopped": false, "Omzet": "0", "Begun": false, "Member": false, "Left": 0, "Minutes": 0, "First": false, "Last": false, "Lines": []flows.Line(nil)})
	list.with(map[string]any{"Member": false, "Service": false})
	list.with(map[string]any{"Member": false, "Service": true})
	list.with(map[string]any{"Next": 0, "Checked": true, "Found": []flows.Say(nil), "Count": 0})
	list.with(map[string]any{"Count": 1, "Left": 1, "Minutes": 1, "First": true, "Last": false})
	list.with(map[string]any{"Skipped": false, "Sample": false, "Online": true, "Ends": base["Starts"]})
	for _, m := range staffBranches() {
		list.with(m)
	}
	for _, status := range []string{"", "in_progress", "done", "not_needed", "stuck"} {
		list.with(map[string]any{"Steps": steps(status)})
	}
	return list
}

// variants are what texts are filled with: the first, and that with changes.
type variants []map[string]any

func (list *variants) with(changes map[string]any) {
	m := maps.Clone((*list)[0])
	maps.Copy(m, changes)
	*list = append(*list, m)
}

// fits picks the shapes that two texts know under one name: a place is a name
// in an acknowledgement and a text elsewhere, steps are counted or listed.
func fits(key string, m map[string]any) map[string]any {
	m = maps.Clone(m)
	m["Kecamatan"] = any("Kepulauan Seribu Selatan")
	if strings.HasPrefix(key, "registration/next_") {
		m["Kecamatan"] = place{"Kepulauan Seribu Selatan"}
	}
	_, listed := m["Steps"].([]flows.Args)
	switch {
	case key == "common/status_card" && !listed:
		m["Steps"] = flows.StatusArgs(flows.Person{})["Steps"]
	case key != "common/status_card" && listed:
		m["Steps"] = "13"
	}
	switch lines, _ := m["Lines"].([]flows.Line); {
	case key == "common/my_data_card" && len(lines) == 0:
		m["Number"] = "" // a visitor
	case key == "common/which_line":
		m["Lines"] = registration.Card(trader) // only asked when there are some
	}
	return m
}

// everyText renders all texts in all their branches.
func everyText(t *testing.T, see func(lang, key, text string)) {
	t.Helper()
	for _, lang := range Languages() {
		for _, key := range Keys(lang) {
			all := samples
			switch {
			case strings.HasPrefix(key, "training/"):
				all = trainingSamples
			case slices.Contains([]string{"desk", "handoff", "mentoring", "visits"}, strings.Split(key, "/")[0]):
				all = deskSamples
			case strings.HasPrefix(key, "bookkeeping/"):
				all = bookSamples
			case strings.HasPrefix(key, "capital/"):
				all = capitalSamples
			case strings.HasPrefix(key, "licensing/"):
				all = licensingSamples
			case ofMarket(strings.Split(key, "/")[0]):
				all = marketSamples
			}
			for _, m := range all() {
				text, err := Text(lang, key, fits(key, m))
				if err != nil {
					t.Errorf("%s %s: %v", lang, key, err)
					break
				}
				see(lang, key, text)
			}
		}
	}
}

var (
	officialese = regexp.MustCompile(`(?i)\b(silakan melakukan|silahkan|di?mohon|mohon|diinputkan|input|anda|harap|gagal)\b`)
	unfilled    = regexp.MustCompile(`\{\{|\}\}|<no value>|<nil>|%!|map\[`)
	untidy      = regexp.MustCompile(`  |^\s|\s$| \n|\n | [,.?!:)]|\n\n\n|[*_~` + "`" + `]`)
	emoji       = regexp.MustCompile(`[\x{1F000}-\x{1FAFF}\x{2300}-\x{23FF}\x{2600}-\x{2712}\x{2714}-\x{27BF}]`)
	sites       = regexp.MustCompile(`[a-z0-9.]+\.(?:id|com|org|net)\b`)
)

var officialSites = []string{"jakpreneur.jakarta.go.id", "disppkukm.jakarta.go.id", "maps.google.com", "oss.go.id", "ptsp.halal.go.id", "bi.go.id", "reg.pom.go.id", "merek.dgip.go.id", "coretaxdjp.pajak.go.id"}

func TestEveryTextReadsWell(t *testing.T) {
	t.Parallel()
	everyText(t, func(lang, key, text string) {
		if text == "" || unfilled.MatchString(text) || untidy.MatchString(text) {
			t.Errorf("%s %s is not tidy: %q", lang, key, text)
		}
		if found := officialese.FindString(text); lang == "id" && found != "" {
			t.Errorf("%s %s says %q", lang, key, found)
		}
		if len(emoji.FindAllString(text, -1)) > 1 {
			t.Errorf("%s %s has more than one emoji: %s", lang, key, text)
		}
		for _, site := range sites.FindAllString(text, -1) {
			if !slices.Contains(officialSites, site) {
				t.Errorf("%s %s sends people to %s", lang, key, site)
			}
		}
	})
}

// cards may be longer: they are read, not answered.
func card(key string) bool {
	return strings.HasSuffix(key, "_card") || slices.Contains([]string{
		"registration/consent_why", "registration/declined", "registration/underage", "registration/away", "common/help", "common/person", "common/which_line",
	}, key)
}

// lists hold up to five of something.
func list(key string) bool { return strings.HasSuffix(key, "_list") }

func TestEveryTextIsShortEnough(t *testing.T) {
	t.Parallel()
	hints := hints()
	everyText(t, func(lang, key, text string) {
		limit := maxQuestion
		switch {
		case list(key):
			limit = maxList
		case card(key):
			limit = maxCard
		case hints[key]:
			limit = maxHint
		case strings.HasPrefix(key, "training/"), ofMarket(strings.Split(key, "/")[0]):
			limit = maxNamed
		case strings.HasPrefix(key, "registration/line_"):
			limit = maxLabel
		}
		if n := utf8.RuneCountInString(text); n > limit {
			t.Errorf("%s %s has %d characters, more than %d: %s", lang, key, n, limit, text)
		}
	})
}

// hints are the texts that come before the same question asked again.
func hints() map[string]bool {
	all := map[string]bool{}
	for _, m := range catalogue.Router().Flows() {
		for _, st := range m.Flow().States {
			if st.Ask == nil {
				continue
			}
			all[st.Ask.Hint], all[st.Ask.Examples] = true, true
			for _, key := range st.Ask.Hints {
				all[key] = true
			}
		}
	}
	return all
}

var (
	capitals = regexp.MustCompile(`\b[A-Z]{2,}(?: [A-Z]{2,}| \d+)*\b`)
	acronyms = strings.Fields("BZR PLT KLS SR EN SRT NIB NIK KTP KK ID OTP PIN KUR DKI PPKUKM SIAPIK PIRT UKM OK OCE HP RT RW JKP AN UMKM WIB NONE NPWP JAKARTA OSS SPP IRT JAKI BPOM MD SIHALAL IDM BPUM LPDB PPKD")
)

// TestWordsToWriteAreUnderstood: what a text tells people to write works.
func TestWordsToWriteAreUnderstood(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	everyText(t, func(_, _, text string) {
		for _, word := range capitals.FindAllString(text, -1) {
			told[word] = true
		}
	})
	for word := range told {
		_, _, global := understand.Global(word)
		_, unclear := understand.YesNo(word)
		known := !slices.ContainsFunc(strings.Fields(word), func(w string) bool { return !slices.Contains(acronyms, w) })
		if !global && unclear != "" && !ofClasses(word) && !ofSteps(word) && !ofBazaars(word) && !ofBroadcasts(word) && !known && !understand.DontKnow(word) && !understand.Done(word) && !understand.Desk(word) && len(understand.Wants(word).Wishes) == 0 {
			t.Errorf("texts tell people to write %q, which nothing understands", word)
		}
	}
	if !told["HAPUS DATA"] || !told["DELETE DATA"] || !told["UBAH 3"] {
		t.Errorf("found too few words: %v", told)
	}
}

// ofSteps tells the words that speak of the seven steps.
func ofSteps(word string) bool {
	_, check := diagnosis.Open(word, flows.View{})
	_, said := steps.Open(word+" P5", flows.View{})
	return check || said
}
