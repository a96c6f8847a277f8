package templates

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"langkah/flows"
	"langkah/flows/capital/capitaltest"
	"langkah/flows/catalogue"
	"langkah/flows/licensing"
	"langkah/flows/licensing/licensingtest"
	"langkah/flows/marketing/markettest"
	"langkah/flows/staff/stafftest"
	"langkah/flows/training"
	"langkah/flows/training/trainingtest"
	"langkah/templates/programme"
)

// trader is a registration filled in to the end.
var trader = flows.Answers{
	"consent": "yes", "adult": "yes", "before": "no", "name": "Siti Aminah", "status": "trading",
	"business": "Nasi Uduk Bu Siti", "field": "kuliner", "since": "2019", "omzet": "5000000", "nib": "no",
	"kecamatan": "31.71.07", "kelurahan": "31.71.07.1005", "phone": "+6281234567890", "news": "yes",
}

// circumstances are those that change what is said.
func circumstances() map[string]flows.Facts {
	now := time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	member := flows.Person{
		Name: "Siti Aminah", Phone: "+6281234567890", Number: "JKP-0000123", Profile: trader, Service: true,
		Stages: [7]flows.StageStatus{flows.Done, flows.InProgress, flows.NotStarted, flows.Stuck, flows.NotNeeded},
	}
	linked := member
	linked.Stages[flows.Mentoring-1] = flows.Done
	linked.Linked = []string{"telegram", "webchat", "whatsapp"}
	talking := member
	talking.Handoff = 7
	return map[string]flows.Facts{
		"officer": {Now: now, Person: flows.Person{Staff: stafftest.Officer}},
		"trainer": {Now: now, Person: flows.Person{Staff: stafftest.Trainer}},
		"visitor": {Now: now, ShareContact: true},
		"member":  {Now: now, Person: member, Pictures: true},
		"linked":  {Now: now, Person: linked},
		"talking": {Now: now, Person: talking},
	}
}

// doubts are places that were read but not for sure: one, and several.
var doubts = []flows.Answers{{"maybe": "31.71.07"}, {"maybe": "31.71.07,31.75.06"}, {"maybe": "31.75.03,31.75.06.1001"}}

// sessions are conversations that stand in each question of every flow, with
// nothing answered, something, and everything.
func sessions(r *flows.Router) []flows.Session {
	first := flows.Answers{"consent": "yes", "adult": "yes", "before": "unsure", "name": "I Made Wirawan", "status": "starting", "business": "-"}
	licensed := maps.Clone(trader)
	licensed["nib"] = "yes"
	list := []flows.Session{{}, {Flow: "menu", State: "home", Version: 1}} // somebody new; somebody who has read a card
	screen := []flows.Choice{{}}
	for _, m := range r.Flows() {
		f := m.Flow()
		for _, st := range f.States {
			if st.Ask == nil {
				continue
			}
			if f.Name == training.Flow.Name || f.Name == licensing.Flow.Name || ofMarket(f.Name) { // what stands there was looked up
				continue
			}
			filled := []flows.Answers{nil, trader}
			switch st.Name {
			case "which":
				filled = doubts
				if f.Name == "menu" {
					filled = []flows.Answers{{"maybe": "31.74.05,31.74.07", "wanted": "training"}}
				}
			case "began":
				filled = []flows.Answers{{"ago": "3"}}
			case "unit":
				filled = []flows.Answers{{"sums": "5000,5000000"}}
			case "form":
				filled = []flows.Answers{
					{"form": "registration", "name": "Siti Aminah", "left": "2", "step": "1"},
					{"form": "registration", "left": "1", "step": "2"},
					{"form": "registration", "left": "0", "step": "3"},
				}
			case "monthly":
				filled = nil
				for _, topic := range []string{"training", "mentoring", "licensing", "marketing", "bookkeeping"} {
					filled = append(filled, flows.Answers{"topic": topic})
				}
			case "said":
				filled = advised
			case "result":
				filled = results
			case "estimate":
				filled = []flows.Answers{{"guess": "5000000"}}
			case "review":
				filled = []flows.Answers{trader, licensed, first}
			}
			if f.Name == "mentoring" {
				filled = atCentre
			}
			if own := staffAnswers(f.Name, st.Name); own != nil {
				filled = own
			}
			if own := booksAnswers(f.Name, st.Name); own != nil {
				filled = own
			}
			if own := capitalAnswers(f.Name); own != nil {
				filled = own
			}
			for _, answers := range filled {
				list = append(list, flows.Session{Flow: f.Name, State: st.Name, Version: f.Version, Answers: maps.Clone(answers), Offer: screen})
			}
			if !f.Form {
				parked := flows.Session{Flow: "registration", State: "status", Version: 1, Answers: maps.Clone(first)}
				list = append(list, flows.Session{Flow: f.Name, State: st.Name, Version: f.Version, Answers: maps.Clone(filled[0]), Parked: &parked, Offer: screen})
			}
		}
	}
	return slices.Concat(list, inClasses(r), inPapers(r), inMarket(r))
}

// advised are reminders by each of the rules.
var advised = func() []flows.Answers {
	var list []flows.Answers
	for _, r := range programme.Must(programme.Rules()) {
		list = append(list, flows.Answers{"text": r.Text, "stage": strconv.Itoa(r.Stage), "opens": strconv.Itoa(r.Opens)})
	}
	return list
}()

// results are checks of a business that came to two steps, for each of the
// reasons that there are, to one, and to none.
var results = func() []flows.Answers {
	list := []flows.Answers{{"step1": "4", "reason1": "no_papers"}, {}}
	for _, key := range Keys(reference) {
		if reason, ok := strings.CutPrefix(key, "diagnosis/because_"); ok {
			list = append(list, flows.Answers{"step1": "4", "reason1": reason, "step2": "6", "reason2": "no_books"})
		}
	}
	return list
}()

// said are things that people write, send and press, to reach every text.
var said = func() []flows.Input {
	list := []flows.Input{
		{Kind: flows.Start}, {Kind: flows.Contact, Phone: "+6281234567890"}, {Kind: flows.Pick, Pick: "old.state:yes"},
		{Masked: true}, {Text: "  "}, news(flows.ClassLapsed, "PLT-0001"), news(flows.ClassUnseated, "PLT-0001"), news(flows.ClassCertified, "PLT-0016"),
		news(flows.EventResult, markettest.Queued), news(flows.EventResult, markettest.Refused), news(flows.EventResult, markettest.Listed), news(flows.EventResult, markettest.Full), news(flows.EventCancelled, markettest.Placed), news(flows.EventUnplaced, markettest.Queued), news(flows.VisitH1, "1"), news(flows.VisitAgain, "6"), news(flows.CheckUp, "2026-12"),
	}
	for _, kind := range []string{"photo", "document", "voice", "sticker", "location", "other"} {
		list = append(list, flows.Input{Kind: flows.Media, Media: kind})
	}
	for _, text := range []string{
		"halo", "menu", "bantuan", "petugas", "status", "data saya", "hapus data", "tarik persetujuan", "berhenti", "daftar", "ulang",
		"batal", "kembali", "lanjut", "ubah", "ubah 1", "ubah 2", "ubah 99", "kenapa", "bahasa", "english", "bahasa indonesia",
		"hubungkan", "pisahkan", "kode apa ini?", "kode dari orang boleh dipakai?", "siapa yang sambung?", "itu bapak saya", "K7M4PX", "k2k2kw", "k2k2kx", "k2k2kd", "k2k2kc", "k2k2kj", "k2k2km",
		"ya", "tidak", "1", "2", "3", "4", "5", "6", "7", "qwrtp zxcv", "siti123", "李小龍", "I Made Wirawan", "35", "15", "belum",
		"2019", "1800", "5", "0", "5 juta", "5-7 juta", "200rb per hari", "10rb per porsi", "50 dolar", "0812 3456 7890", "021 5551234",
		"bayar gak?", "ini penipuan bukan?", "berapa lama?", "kantornya dimana?", "saya ga bisa baca", "makasih", "nanti aja", "gatau", "sama kayak nomor WA ini",
		"apa itu NIB?", "apa itu PIRT?", "apa itu halal?", "apa itu NPWP?", "apa itu KUR?", "apa itu omzet?", "apa itu pendamping?",
		"apa itu jakpreneur?", "apa itu ok oce?", "apa itu kurasi?", "apa itu SIAPIK?", "apa itu kelurahan?", "apa itu NIK?", "kapuk timur", "salah nomor", "sudah pernah ikut", "ingatkan saya",
		"+65 9123 4567", "081290000001 atau 085600000012", "Tanah Abang", "Kebon Kacang", "jatinegara", "jakarta timur", "bekasi", "kapuk selatan", "tebett", "kebayoran",
		"mau ikut bazar", "jadwal", "pengumuman", "ini data beneran?", "pendampingan", "alamat kantor", "pelatihan jaksel", "bazar jaktim",
		"wkwk", "goblok lu", "ini siapa?", "how did you get my number", "boleh bawa anak gak?", "apa bedanya omzet sama untung", "apa itu OSS?", "apa itu OTP?",
		"berapa lama disimpan?", "syarat daftarnya apa", "dapet apa kalo daftar", "satu hp bisa dua orang?", "bansos ada?", "mau lapor pungli", "pengen bunuh diri",
		"kelas saya", "lagi", "hadir 4821", "hadir 1000", "hadir 1001", "hadir 1002", "hadir 1003", "hadir 1004", "hadir 1005", "kepulauan seribu utara", "insya allah", "gabisa ikut",
		"pindah jadwal", "lihat dulu", "jam berapa?", "PLT-0002", "PLT-0014", "penyuluhan", "makasar", "jualan kue", "tebet barat, jakarta timur",
		"cek usaha", "tidak perlu P5", "tidak perlu P3", "tidak perlu P1", "tidak perlu P4", "perlu P5", "mentok P2", "perlu P4 lagi", "tidak perlu P2", "mentok P1", "maaf ya tadi", "brb", "udah daftar 3 kali ga ada kabar", "trs ap lg", "dadah", "harus punya NIB?", "apa itu merek?", "apa itu PPKUKM?", "apa itu UMKM?", "lapor omzet", "kemarin dapat 2 juta", "bulan ini 3 juta", "mau kabar", "apa itu LPDB?", "kuliner", "lapor omzet juli", "grafik", "unduh", "sama", "lewati", "libur", "rugi 2 juta", "bulan lain", "januari 2020", "desember 2026", "simpan", "modal", "bpum", "lowongan kerja", "berminat", "disetujui", "KUR mikro",
		"2018 atau 2019", "sudah lama", "lima kak", "9", "asal", "iya tapi tidak",
	} {
		list = append(list, flows.Input{Text: text})
	}
	for _, text := range marketSaid {
		list = append(list, flows.Input{Text: text})
	}
	return slices.Concat(list, paperSaid(), staffSaid())
}()

// play runs one turn to its end, carrying acts out as the service would.
func play(r *flows.Router, s flows.Session, in flows.Input, f flows.Facts) (*flows.Turn, error) {
	turn, err := r.Begin(s, in, f)
	if err == nil && turn.Wants {
		in.Picture = 1
		turn, err = r.Begin(s, in, f)
	}
	for err == nil && turn.Act != nil {
		out := flows.Outcome{Event: "erased", Args: flows.Args{"Number": "JKP-0000123"}}
		switch turn.Act.(type) {
		case flows.GiveLinkCode:
			out = flows.Outcome{Event: "given", Args: flows.Args{"Code": "K7M4PX"}}
		case flows.CheckLinkCode, flows.LinkAccounts, flows.UnlinkAccounts:
			out = linking(turn.Act, f)
		case flows.FindCentre:
			out = found(f)
		case flows.Register:
			out.Event = "registered"
			if f.Person.Number != "" {
				out.Event = "updated"
			}
			f.Person.Name, f.Person.Number = "Siti Aminah", "JKP-0000123"
			f.Person.Stages[0] = flows.Done
		case flows.KeepDiagnosis:
			out = flows.Outcome{Event: "kept"}
		case flows.ReadTray:
			out = flows.Outcome{Event: "none"}
			if f.Person.Number != "" {
				out = flows.Outcome{Event: "some", Args: flows.Args{"Shown": 5, "More": 3}}
			}
		}
		var city trainingtest.City
		if of, ok := city.Perform(turn.Act, f); ok {
			out = of
		}
		if of, ok := licensingtest.Perform(turn.Act, drawer(f)); ok {
			out = of
		}
		if of, ok := stafftest.Perform(turn.Act, &f); ok {
			out = of
		}
		if of, ok := stafftest.AtCentre(turn.Act, &f); ok {
			out = of
		}
		if of, ok := stafftest.WithStaff(turn.Act, &f); ok {
			out = of
		}
		if of, ok := markettest.Perform(turn.Act, f); ok {
			out = of
		}
		its := books(f)
		if of, ok := its.Perform(turn.Act, f); ok {
			out = of
		}
		var standing capitaltest.Standing
		if of, ok := standing.Perform(turn.Act, f); ok {
			out = of
		}
		err = turn.Resume(out, f)
	}
	return turn, err
}

// linking is what comes of another chat: of a code as of its last letter, and of
// a member's both are members.
func linking(a flows.Action, f flows.Facts) flows.Outcome {
	link := flows.LinkArgs{Here: "webchat", Channel: "telegram", AddressID: 7, Until: f.Now}
	number := f.Person.Number
	switch a := a.(type) {
	case flows.CheckLinkCode:
		if event := map[string]string{"W": "wrong", "X": "expired", "D": "used", "C": "own", "J": "joined", "M": "many"}[a.Code[5:]]; event != "" {
			return flows.Outcome{Event: event}
		}
		set := flows.Answers{"name": "Siti Aminah", "phone": "+62812xxxx7890", "channel": "whatsapp", "number": number}
		if number != "" {
			set["other"] = "JKP-0000456"
		}
		return flows.Outcome{Event: "found", Set: set}
	case flows.LinkAccounts:
		return flows.Outcome{Event: "linked", Args: flows.Args{"Link": link, "Number": number, "Form": number == "", "Stays": number != ""}}
	}
	if number == "" {
		return flows.Outcome{Event: "nothing"}
	}
	return flows.Outcome{Event: "parted", Args: flows.Args{"Link": link, "Stays": true}}
}

// moment is where in which conversation something was said.
type moment struct {
	circumstance, flow, state string
	in                        flows.Input
}

// everyTurn plays all that is said in every question. A text is written three
// times in a row, so that the help after each miss comes too.
func everyTurn(t *testing.T, lang string, see func(at moment, turn *flows.Turn)) {
	t.Helper()
	r := catalogue.Router()
	for circumstance, facts := range circumstances() {
		for _, s := range sessions(r) {
			if beyond(circumstance, s) || s.Flow == training.Flow.Name && circumstance != lives(s) || ofMarket(s.Flow) && circumstance != sells(s) && (circumstance != "visitor" || s.State != "review") {
				continue
			}
			for _, in := range said {
				s := s
				s.Lang = lang
				for range 3 {
					at := moment{circumstance, s.Flow, s.State, in}
					turn, err := play(r, s, in, facts)
					if err != nil {
						t.Fatalf("%+v: %v", at, err)
					}
					see(at, turn)
					s = turn.Session()
					if s.Misses == 0 {
						break
					}
				}
			}
		}
	}
}

// beside are texts that no flow says today: the engine's own, and the ones to
// fall back on where a question brings no help of its own, and the one for whoever
// came by a centre's link, which a golden conversation says.
var beside = []string{
	"broadcast/stop", "marketing/to_conditions", // under an announcement
	"common/menu", "common/share_contact", "common/sorry", "common/more_news",
	"common/not_understood", "common/why", "registration/kecamatan_pending", "registration/kecamatan_linked",
	"desk/raised", "handoff/rested", // what nobody answered is raised by the clock, and what is still ends by it
	"bookkeeping/chart_title", "bookkeeping/chart_sales", "bookkeeping/chart_costs", "bookkeeping/chart_month", "bookkeeping/table_head",
	"common/file_link", "common/calendar_title", "common/calendar_place", "common/calendar_card",
	"staff/stuck_list", "staff/stuck_line", "staff/funnel_title", "staff/funnel_step", "staff/funnel_value",
}

// fromStore are texts that an outcome brings along: what is to be known of the
// days of a class, and why it cannot be so.
var fromStore = regexp.MustCompile(`^staff/(warn|wrong)_`)

// The turns are those of the reference: what they say is short enough in every
// language, and every text is said.
func TestEveryTextIsSaidInItsPlace(t *testing.T) {
	t.Parallel()
	heard := map[string]bool{}
	everyTurn(t, reference, func(at moment, turn *flows.Turn) {
		for _, lang := range Languages() {
			short(t, lang, at, turn)
		}
		for _, n := range turn.Tell {
			hear(heard, n.Say)
		}
		for _, s := range turn.Says {
			hear(heard, s)
		}
		for _, o := range turn.Options {
			heard[o.Label.Key] = true
		}
	})
	for _, key := range Keys(reference) {
		if !heard[key] && !slices.Contains(beside, key) && !strings.HasPrefix(key, "telegram/") && !fromStore.MatchString(key) {
			t.Errorf("no conversation says %s", key)
		}
	}
}

func hear(heard map[string]bool, s flows.Say) {
	heard[s.Key] = true
	for _, part := range nested(s) {
		heard[part.Key] = true
	}
}

// short looks at the length of every bubble and label of a turn.
func short(t *testing.T, lang string, at moment, turn *flows.Turn) {
	t.Helper()
	for _, n := range turn.Tell {
		render(t, lang, n.Say)
	}
	length, limit := -1, maxBubble
	for _, s := range turn.Says {
		if s.Bubble {
			length = -1
		}
		length += 1 + utf8.RuneCountInString(render(t, lang, s))
		switch {
		case card(s.Key):
			limit += maxCard
		case list(s.Key):
			limit += maxList
		case strings.HasPrefix(s.Key, "training/"), ofMarket(strings.Split(s.Key, "/")[0]):
			limit = max(limit, maxClass)
		}
	}
	if length > limit {
		t.Errorf("%+v in %s: %d characters in one bubble: %v", at, lang, length, turn.Says)
	}
	for _, o := range turn.Options {
		if label := render(t, lang, o.Label); utf8.RuneCountInString(label) > maxLabel {
			t.Errorf("%+v: label %q is longer than %d", at, label, maxLabel)
		}
	}
}

// nested lists the texts among the arguments of another.
func nested(s flows.Say) []flows.Say {
	var all []flows.Say
	for _, v := range s.Args {
		switch v := v.(type) {
		case flows.Say:
			all = append(append(all, v), nested(v)...)
		case []flows.Say:
			for _, s := range v {
				all = append(append(all, s), nested(s)...)
			}
		case []flows.Line:
			for _, l := range v {
				all = append(all, l.Label, l.Value)
			}
		}
	}
	return all
}

func must(turn *flows.Turn, err error) *flows.Turn {
	if err != nil {
		panic(err)
	}
	return turn
}

func render(t *testing.T, lang string, s flows.Say) string {
	t.Helper()
	text, err := Text(lang, s.Key, s.Args)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
