package bookkeeping

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/staff"
	"langkah/flows/understand"
)

// Reminders is how a month is asked for, once, on its first days.
var Reminders = map[string]flows.Reminding{
	flows.OmzetReminder: func(v flows.View, r flows.Reminder) flows.Reading {
		return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "notice", Set: flows.Answers{which: r.Ref}}}
	},
}

// asked is answered by the amount itself. Its choices carry their month: a
// button may be pressed late.
var asked = ask("asked", flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		args := facts(v)
		args["Run"] = v.Number(run)
		return flows.Say{Key: "bookkeeping/asked", Args: args}
	},
	Again:   again("asked_again"),
	Options: askedOptions,
	Takes:   map[flows.Word]string{"LATER": "later", "CANCEL": "later"},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if understand.SameAsBefore(in.Text) {
			return flows.Reading{Value: "same/" + v.Answer(which)}, true
		}
		options := askedOptions(v)
		got := amount(in.Text, options)
		if got.Value != "" && !onScreen(in.Text, len(options)) { // "0" is the way to the menu
			if got = omzetOf(in.Text, got, v); got.Value != "" {
				got = flows.Reading{Event: "omzet", Set: flows.Answers{sales: got.Value}}
			} else if got.Event == "month" {
				got.Event = "omzet"
			}
		}
		return got, got.Event != "" || got.Stay
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if answer, why := understand.YesNo(in.Text); why == "" && answer == understand.Yes {
			return flows.Reading{Value: "report/" + v.Answer(which)}
		} else if why == "" || why == understand.Defer {
			return flows.Reading{Value: "later"}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		choice, m, _ := strings.Cut(got.Value, "/")
		home := back(v)
		switch choice {
		case "later":
			return flows.Reading{Say: []flows.Say{{Key: "bookkeeping/later"}}, Go: &home}
		case "stop":
			return flows.Reading{Say: []flows.Say{{Key: "bookkeeping/stopped"}}, Do: []flows.Action{flows.StopReminders{}}, Go: &home}
		case "same":
			return flows.Reading{Event: "look", Set: flows.Answers{which: m, same: "yes"}}
		}
		return flows.Reading{Event: "look", Set: flows.Answers{which: m}}
	},
	Else: flows.Resume,
})

func askedOptions(v flows.View) (list []flows.Option) {
	m := v.Answer(which)
	if _, ok := before(v); ok {
		list = append(list, option("same/"+m, "same", "sama", "samain", "same"))
	}
	return append(list, option("report/"+m, "report", "lapor", "ya", "lanjut", "report", "yes"),
		option("later", "later", "nanti", "tidak", "later"), option("stop", "stop", "stop", "jangan ingatkan", "stop reminding"))
}

var (
	report = regexp.MustCompile(`^(?:(?:mau|saya|aku|kak|min|tolong|bisa|i want to|i'd like to|please) )*(?:lapor(?:kan|an)?|report|catat|setor) (?:omzet|omset|penjualan|keuangan|bulanan|my sales|sales|omzetnya|omsetnya)\b(.*)$`)
	sum    = regexp.MustCompile(`^(?:lapor(?:kan)?|report) (.+)$`)
	lapor  = regexp.MustCompile(`^(?:mau |saya mau |kak )?(?:lapor|report)(?: kak| dong| min| ya)?$`)
	charts = regexp.MustCompile(`^(?:lihat |liat |minta |show )?(?:grafik|catatan omzet|omzet saya|omset saya|my chart|my books|chart)(?: omzet| omset| saya| kak| dong)*$`)
	tables = regexp.MustCompile(`^(?:mau |minta )?(?:unduh|download|export|ekspor)(?: catatan| omzet| omset| laporan| excel| csv| tabel| kak| dong| ya| my books)*$`)
)

// Open is the way to this flow by what somebody writes anywhere but in a form:
// "lapor omzet", "lapor omzet september 5jt", "grafik", "unduh".
func Open(text string, v flows.View) (to flows.Go, ok bool) {
	s := understand.Normalise(text)
	at := func(state string, set flows.Answers) (flows.Go, bool) {
		return flows.Go{To: flows.Open, Flow: name, State: state, Set: set}, true
	}
	switch {
	case v.Session.Flow == registration.Flow.Name || v.Session.Flow == staff.Plan.Name:
		return to, false
	case charts.MatchString(s):
		return at("show", nil)
	case tables.MatchString(s):
		return at("table", nil)
	case lapor.MatchString(s):
		return at("look", nil)
	}
	rest, named := "", report.FindStringSubmatch(s)
	if named != nil {
		rest = strings.TrimSpace(named[1])
	} else if m := sum.FindStringSubmatch(s); m != nil {
		rest = m[1]
	}
	set := flows.Answers{}
	m, why := said12(rest, v)
	if why == "" {
		set[which] = m.String()
	}
	rest = withoutMonth(rest)
	if both, ok := withCosts(rest); ok {
		set[sales], set[spent] = both.Value, both.Set[spent]
	} else if n, no := understand.Money(rest); no == "" {
		set[sales] = strconv.FormatInt(n, 10)
	}
	if named == nil && set[sales] == "" {
		return to, false
	}
	if oneDay(rest) { // asked for: it is no sum of a month
		delete(set, sales)
		delete(set, spent)
	}
	return at("look", set)
}

var (
	monthNames = regexp.MustCompile(`\b(?:bulan )?(?:jan|feb|mar|apr|mei|may|jun|jul|ag|aug|sep|o[kc]t|no[vp]|de[sc])[a-z]*\b|\bbulan (?:ini|lalu|kemarin)\b|\b(?:this|last) month\b|\b20[0-9]{2}\b`)
	blanks     = regexp.MustCompile(` +`)
)

// withoutMonth leaves the amount of "september 2026 5jt".
func withoutMonth(s string) string {
	return strings.TrimSpace(blanks.ReplaceAllString(monthNames.ReplaceAllString(s, " "), " "))
}
