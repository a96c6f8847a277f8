package steps

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

// names are what people call a step beside its number.
var names = [...][]string{
	flows.Registration: {"pendaftaran", "registrasi", "registration"},
	flows.Training:     {"pelatihan", "kelas", "training", "classes"},
	flows.Mentoring:    {"pendampingan", "pendamping", "mentoring", "mentor"},
	flows.Licensing:    {"perizinan", "izin", "urus izin", "licences", "licenses"},
	flows.Marketing:    {"pemasaran", "bazar", "marketing", "bazaars"},
	flows.Bookkeeping:  {"laporan keuangan", "lapor omzet", "pembukuan", "bookkeeping"},
	flows.Capital:      {"permodalan", "modal", "pinjaman", "capital", "loan"},
}

const (
	who = `^(?:(?:saya|aku|sy|gue|i|i am|i'm|im) )?(?:(?:jadi|ternyata|memang|sudah) )?`
	end = ` (?:(?:di|soal|urusan|langkah|step|the|in|with|any|for) )?(?:p ?([1-7])|([a-z]+(?: [a-z]+)?))(?: (?:kak|ya|lagi|dulu|dong|deh|again|anymore|after all))*$`
)

var (
	needless = regexp.MustCompile(who + `(?:tidak|tdk|ga|gak|nggak|ngga|enggak|gk|don't|dont|do not|no) (?:perlu|butuh|usah|need)` + end)
	wanted   = regexp.MustCompile(who + `(?:perlu|butuh|need)` + end)
	stuck    = regexp.MustCompile(who + `(?:mentok|macet|kesulitan|kesusahan|buntu|stuck)` + end)
)

// shapes are what can be said of a step, and the state that takes it.
var shapes = map[string]*regexp.Regexp{"needless": needless, "wanted": wanted, "stuck": stuck}

// Open finds what a member says of a step by its number or its name, wherever
// it is written: "tidak perlu P5", "perlu P5 lagi", "mentok di P4".
func Open(text string, v flows.View) (to flows.Go, ok bool) {
	said := strings.Trim(understand.Normalise(text), " .!")
	for state, shape := range shapes {
		m := shape.FindStringSubmatch(said)
		if m == nil {
			continue
		}
		n := numbered(m[1], m[2])
		if n == 0 || state == "wanted" && m[1] == "" && !setAside(n, v) { // "butuh modal" is a wish as any other
			return to, false
		}
		return where(state, n, v), true
	}
	return to, false
}

// numbered is the step of that number, or of that name; 0: there is none.
func numbered(digit, called string) int {
	if digit != "" {
		n, _ := strconv.Atoi(digit) // a digit
		return n
	}
	return max(0, slices.IndexFunc(names[:], func(list []string) bool { return slices.Contains(list, strings.TrimPrefix(called, "langkah ")) }))
}

// setAside tells whether a step was said to be not needed, or stuck.
func setAside(n int, v flows.View) bool {
	s := v.Facts.Person.Stages[n-1]
	return s == flows.NotNeeded || s == flows.Stuck
}

// where is what becomes of it: what is done stays, and the first is for all.
func where(state string, n int, v flows.View) flows.Go {
	to := flows.Go{To: flows.Open, Flow: name, State: state, Set: flows.Answers{step: strconv.Itoa(n)}}
	switch {
	case v.Facts.Person.Number == "":
		to.State = "visitor"
	case n == flows.Registration && state == "needless":
		to.State = "compulsory"
	case n == flows.Registration:
		to.State = "finished"
	case state == "wanted" && !setAside(n, v):
		to.State = "begin"
	case state != "wanted" && v.Facts.Person.Stages[n-1] == flows.Done:
		to.State = "finished"
	}
	return to
}
