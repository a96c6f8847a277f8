package training_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/flows/flowtest"
	"langkah/flows/training"
	"langkah/flows/training/trainingtest"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))

// talk is a member, or a visitor, in the made-up city.
type talk struct{ flowtest.Talk }

func member(t *testing.T) *talk {
	t.Helper()
	person := flows.Person{Name: "Siti Aminah", Number: "JKP-0000001", Profile: flows.Answers{"kecamatan": "31.71.07"}}
	return &talk{flowtest.Begin(t, flows.Facts{Now: monday, Person: person}, new(trainingtest.City).Perform)}
}

func (k *talk) hear(in flows.Input) *talk {
	k.T.Helper()
	k.Hear(in)
	return k
}

func (k *talk) say(texts ...string) *talk {
	k.T.Helper()
	for _, text := range texts {
		k.hear(flows.Input{Text: text})
	}
	return k
}

func (k *talk) news(kind, code string) *talk {
	k.T.Helper()
	return k.hear(flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: kind, Ref: code, Step: 1}})
}

// at fails unless the person stands there and that was said last.
func (k *talk) at(place, key string) *talk {
	k.T.Helper()
	if got := k.At(); got != place+" "+key {
		k.T.Fatalf("at %s, want %s %s", got, place, key)
	}
	return k
}

// did fails unless that was done last.
func (k *talk) did(want flows.Action) *talk {
	k.T.Helper()
	if got := k.Acts[len(k.Acts)-1]; got != want {
		k.T.Fatalf("did %#v, want %#v", got, want)
	}
	return k
}

// TestEveryOutcomeHasItsAnswer.
func TestEveryOutcomeHasItsAnswer(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"PLT-0001,1":              "training.held training/booked_card",
		"PLT-0002,1":              "training.held training/waiting",
		"PLT-0005,1":              "training.held training/booked_card",
		"PLT-0005,2":              "menu.home training/declined",
		"PLT-0006,1":              "training.door training/no_already",
		"PLT-0007,1":              "training.door training/no_clash",
		"PLT-0007,1,1":            "training.held training/moved_card",
		"PLT-0008,1":              "training.door training/no_had_before",
		"PLT-0010,1":              "training.door training/no_stage",
		"PLT-0011,1":              "training.door training/no_not_for",
		"PLT-0012,1":              "training.door training/no_begun",
		"PLT-0013,1":              "menu.home training/gone",
		"PLT-0014":                "menu.home training/gone",
		"PLT-0015,1":              "menu.home training/late",
		"PLT-0016,1":              "training.list training/class_list",
		"PLT-0017,1":              "training.door training/no_full",
		"PLT-0017,1,1":            "training.held training/waiting",
		"PLT-0003,1":              "training.sure training/sure",
		"PLT-0003,1,1":            "menu.home training/freed",
		"PLT-0003,1,2":            "menu.home training/kept",
		"PLT-0018,1,1":            "menu.home training/nothing",
		"PLT-0021,1,1":            "menu.home training/started",
		"PLT-0003,2":              "training.swap training/swap_list",
		"PLT-0003,2,1":            "training.class training/class_card",
		"PLT-0003,2,1,1":          "training.held training/moved_card",
		"PLT-0003,2,1,2":          "menu.home training/kept",
		"PLT-0003,2,5,1":          "training.door training/no_full",
		"PLT-0018,2,1,1":          "menu.home training/unmoved",
		"PLT-0019,2":              "menu.home training/stuck",
		"PLT-0003,hadir":          "training.held training/confirmed",
		"PLT-0018,hadir":          "menu.home training/nothing",
		"pelatihan pulau seribu":  "menu.home training/none_card",
		"pelatihan,lagi,lagi":     "training.list training/class_list",
		"pelatihan,jaksel,LAGI,1": "training.class training/class_card",
		"hadir 4821":              "menu.home training/present",
		"hadir 1000":              "menu.home training/complete",
		"hadir 1002":              "menu.home training/again",
		"hadir 1003":              "menu.home training/wrong",
		"hadir 1004":              "menu.home training/many",
		"hadir 1005":              "menu.home training/elsewhere",
		"kelas saya,4821":         "menu.home training/present",
	} {
		k := member(t).say(strings.Split(said, ",")...)
		if got := k.At(); got != want {
			t.Errorf("%s leads to %s, want %s", said, got, want)
		}
	}
}

// TestNewsIsAnsweredByItsKeysAndInWords.
func TestNewsIsAnsweredByItsKeysAndInWords(t *testing.T) {
	t.Parallel()
	confirm, cancel := flows.ConfirmBooking{Code: "PLT-0003"}, flows.LookAtClass{Code: "PLT-0003"}
	for answer, want := range map[string]flows.Action{
		"1": confirm, "hadir kak insyaallah": confirm, "insya allah": confirm, "ok siap": confirm, "dateng": confirm, "👍": confirm, "yes": confirm,
		"2": cancel, "batalin": cancel, "ga jadi": cancel, "gabisa ikut kak": cancel, "izin ga bisa": cancel, "izin kak, anak sakit": cancel, "can't make it": cancel,
		"3":              flows.FindClasses{Kecamatan: "31.71.07", From: monday, Limit: 5, Instead: "PLT-0003"},
		"pindah jadwal":  flows.FindClasses{Kecamatan: "31.71.07", From: monday, Limit: 5, Instead: "PLT-0003"},
		"bisa pindah ga": flows.FindClasses{Kecamatan: "31.71.07", From: monday, Limit: 5, Instead: "PLT-0003"},
		"4821":           flows.CheckIn{Code: "4821"},
		"hadir 4821":     flows.CheckIn{Code: "4821"},
	} {
		member(t).news(flows.ClassH1, "PLT-0003").at("training.coming", "training/coming").say(answer).did(want)
	}
	k := member(t).news(flows.ClassH3, "PLT-0003").say("lihat dulu").at("training.coming", "training/later")
	k.say("dimana tempatnya?").at("training.coming", "training/coming_again").say("hadir").did(confirm)
	member(t).news(flows.ClassH3, "PLT-0003").say("bazar").at("menu.home", "marketing/none_card")
	member(t).news(flows.ClassOffer, "PLT-0005").say("insya allah mau").did(flows.AnswerOffer{Code: "PLT-0005", Take: true})
	member(t).news(flows.ClassOffer, "PLT-0005").say("ga dulu kak").did(flows.AnswerOffer{Code: "PLT-0005"})
	member(t).news(flows.ClassMoved, "PLT-0004").say("1").at("menu.home", "training/kept")
}

// TestWhatIsNoNewsIsNotSaid.
func TestWhatIsNoNewsIsNotSaid(t *testing.T) {
	t.Parallel()
	for kind := range training.Reminders {
		if k := member(t).news(kind, trainingtest.Nowhere); len(k.Turn.Says) > 0 {
			t.Errorf("%s says %v", kind, k.Turn.Says)
		}
	}
}

// TestSureIsAskedOfTheRightThing: "ga jadi" keeps the seat, "ga jadi ikut" does
// not.
func TestSureIsAskedOfTheRightThing(t *testing.T) {
	t.Parallel()
	for key, answers := range map[string]string{
		"training/freed": "1|ya|iya batal|batal|batalin aja|ya lepaskan|lepas|ga jadi ikut|gabisa dateng|yakin|oke|yes|cancel",
		"training/kept":  "2|tidak|ga jadi|ga jadi batal|jangan|tetap ikut|tidak, tetap ikut|masih mau ikut|no|i'm coming",
	} {
		for answer := range strings.SplitSeq(answers, "|") {
			k := member(t).say("PLT-0003", "batal").at("training.sure", "training/sure").say(answer)
			if got := k.Turn.Says[len(k.Turn.Says)-1].Key; got != key {
				t.Errorf("%q brings %s, want %s", answer, got, key)
			}
		}
	}
}

// TestCalendarGoesWithTheSeat: an entry for a seat, another that takes it back.
func TestCalendarGoesWithTheSeat(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"PLT-0001,1": flows.Publish, "PLT-0003,2,1,1": flows.Publish, "PLT-0003,1,1": flows.Cancel, "PLT-0002,1": "", "PLT-0003,hadir": "", "PLT-0001,1,kenapa": "",
	} {
		k := member(t).say(strings.Split(said, ",")...)
		got := ""
		for _, s := range k.Turn.Says {
			if s.File != nil {
				got = s.File.(flows.CalendarFile).Method
			}
		}
		if got != want {
			t.Errorf("%s brings the file %q, want %q", said, got, want)
		}
	}
}

// TestSessionStaysSmall, also over a form that waits.
func TestSessionStaysSmall(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"pelatihan", "pelatihan,1", "PLT-0003,2", "PLT-0003,2,5,1", "kelas saya", "kelas saya,1,1"} {
		k := member(t).say(strings.Split(said, ",")...)
		text, err := json.Marshal(k.Session)
		if err != nil || len(text) > 3000 {
			t.Errorf("%s leaves %d bytes: %v", said, len(text), err)
		}
	}
}

// TestFormGoesOnAfterwards: what came in the middle of one leaves its question
// open, and what was put aside before stays put aside.
func TestFormGoesOnAfterwards(t *testing.T) {
	t.Parallel()
	k := member(t).say("ubah 1")
	k.news(flows.ClassLapsed, "PLT-0001")
	if k.Session.Flow != "registration" || len(k.Turn.Says) != 1 {
		t.Errorf("news over a form leaves the person at %s, saying %v", k.Session.Flow, k.Turn.Says)
	}
	k.say("hadir 4821")
	if k.Session.Flow != "registration" || k.Turn.Says[0].Key != "training/present" || len(k.Turn.Says) < 2 {
		t.Errorf("the code of the day leaves the person at %s, saying %v", k.Session.Flow, k.Turn.Says)
	}
	k.news(flows.ClassH1, "PLT-0003").say("hadir")
	if k.Session.Parked == nil {
		t.Error("the form is lost")
	}
	k = member(t).say("ubah 1", "menu").news(flows.ClassLapsed, "PLT-0001")
	if k.Session.Flow != "menu" || k.Session.Parked == nil {
		t.Errorf("a form that was put aside is taken up unasked: %s", k.Session.Flow)
	}
}
