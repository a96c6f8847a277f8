package licensing

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/understand"
)

// number asks for what is printed on the paper. That of an NPWP may be a NIK,
// which is never asked for.
var number = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return card(v, "number") },
	Options: func(v flows.View) []flows.Option {
		if v.Answer(kind) != "npwp" {
			return nil
		}
		return []flows.Option{option("-", "npwp_nik", "pakai nik", "nik", "sama dengan nik", "use my nik")}
	},
	Read: readNumber, Strict: true, Answer: digits, Needs: []string{kind},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "none" {
			return answer(flows.NotYet, v)
		}
		return got
	},
	Else: flows.Home,
	Why:  "licensing/number_why", Hint: "licensing/number_hint", Examples: "licensing/number_examples",
	Hints: map[string]string{
		"LENGTH": "licensing/number_length", "NON_DIGIT": "licensing/number_digits", "IS_NIK": "licensing/number_nik", "PLACEHOLDER": "licensing/number_real",
		"CHECKSUM": "licensing/number_check", "NITKU": "licensing/number_branch",
	},
}

func readNumber(in flows.Input, v flows.View) flows.Reading {
	var value string
	var reason understand.Reason
	switch p := sort(v); {
	case p.Kind == "nib":
		value, reason = understand.NIB(in.Text)
	case p.Kind == "npwp" && itsNIK.MatchString(understand.Normalise(in.Text)):
		return flows.Reading{Value: "-"}
	case p.Kind == "npwp":
		value, reason = understand.NPWP(in.Text, v.Facts.Now)
	case len(p.Digits) > 0:
		value, reason = understand.PaperDigits(in.Text, p.Digits[0])
	default:
		value, reason = understand.PaperNumber(in.Text)
	}
	switch reason {
	case understand.None:
		return flows.Reading{Value: "none"}
	case understand.NoDigits, understand.Empty:
		reason = "UNCLEAR"
	}
	return flows.Reading{Value: value, Reason: string(reason)}
}

var itsNIK = regexp.MustCompile(`^\W*1\W*$|\bnik\b`)

// issued asks since when the paper is good.
var issued = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "licensing/issued", Args: flows.Args{"Kind": v.Answer(kind), "Number": v.Answer(digits)}}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("-", "forgot", "tidak ingat", "lupa", "tidak tahu", "ga tau", "don't know", "forgot")}
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if first.MatchString(in.Text) || understand.DontKnow(in.Text) {
			return flows.Reading{Value: "-"}
		}
		d, reason := understand.PastDate(in.Text, v.Facts.Now)
		if reason != "" {
			return flows.Reading{Reason: string(reason)}
		}
		return flows.Reading{Value: d.Format(time.DateOnly)}
	},
	Strict: true, Answer: from, Needs: []string{digits},
	Else: flows.Home,
	Why:  "licensing/issued_why", Hint: "licensing/issued_hint", Examples: "licensing/issued_examples",
	Hints: map[string]string{"FUTURE": "licensing/issued_future", "YEAR_UNCLEAR": "licensing/issued_year"},
}

// until has the last day confirmed that follows from the first, or takes the one
// that is printed.
var until = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "licensing/until", Args: flows.Args{"Day": ends(v), "Years": sort(v).Years}}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("yes", "right", "betul", "benar", "ya", "right", "yes")}
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		d, why := understand.Date(in.Text, v.Facts.Now)
		answer, reason := understand.YesNo(in.Text)
		switch {
		case why == "" && d.Before(day(v.Answer(from))):
			return flows.Reading{Reason: "BEFORE"}
		case why == "":
			return flows.Reading{Value: d.Format(time.DateOnly)}
		case reason == "" && answer == understand.Yes:
			return flows.Reading{Value: "yes"}
		case reason == "":
			return flows.Reading{Reason: "OTHER"}
		}
		return flows.Reading{Reason: string(why)}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "yes" {
			got.Value = ends(v).Format(time.DateOnly)
		}
		return got
	},
	Strict: true, Answer: last, Needs: []string{from},
	Else: flows.Home,
	Why:  "licensing/until_why", Hint: "licensing/until_hint", Examples: "licensing/until_examples",
	Hints: map[string]string{"OTHER": "licensing/until_other", "BEFORE": "licensing/until_before", "YEAR_UNCLEAR": "licensing/until_year"},
}

// ends is the last day of a paper that is good for so many years.
func ends(v flows.View) time.Time { return day(v.Answer(from)).AddDate(sort(v).Years, 0, 0) }

// photo takes a picture of the paper, for the pendamping who looks at it.
var photo = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "licensing/photo", Args: flows.Args{"Kind": v.Answer(kind)}}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("-", "skip", "lewati", "tanpa foto", "nanti", "tidak", "skip", "no photo")}
	},
	Picture: func(in flows.Input, _ flows.View) flows.Reading {
		return flows.Reading{Value: strconv.FormatInt(in.Picture, 10)}
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		answer, reason := understand.YesNo(in.Text)
		switch {
		case first.MatchString(in.Text), skips.MatchString(understand.Normalise(in.Text)), reason == understand.Defer, reason == "" && answer == understand.No:
			return flows.Reading{Value: "-"}
		case reason == "":
			return flows.Reading{Reason: "WAITS"}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Strict: true, Answer: picture, Needs: []string{digits},
	Takes: map[flows.Word]string{"LATER": "-"},
	Else:  flows.Home,
	Why:   "licensing/photo_why", Hint: "licensing/photo_hint", Examples: "licensing/photo_examples",
	Hints: map[string]string{"WAITS": "licensing/photo_waits"},
}

var (
	first = regexp.MustCompile(`^\W*1\W*$`) // the only option
	skips = regexp.MustCompile(`\b(lewat|lewati|lewatin|lewatkan|skip|tanpa|without|no photo)\b`)
)

func note(v flows.View) flows.Action {
	p := sort(v)
	a := flows.NotePaper{Paper: flows.Paper{Kind: p.Kind, Number: given(v, digits)}, Remind: p.Remind}
	if d := given(v, from); d != "" {
		a.Issued = day(d)
	}
	if d := given(v, last); d != "" {
		a.Expires = day(d)
	}
	a.Picture, _ = strconv.ParseInt(given(v, picture), 10, 64) // "" is none
	return a
}

// given is an answer that is not "-".
func given(v flows.View, name string) string {
	if s := v.Answer(name); s != "-" {
		return s
	}
	return ""
}

// noted says what was kept. The first paper begins P4. A NIB finishes it: where
// the risk is low it is the only licence that a business needs.
var noted = &flows.End{
	Say: func(v flows.View) []flows.Say {
		p := sort(v)
		o := ownPaper{Kind: p.Kind, Number: given(v, digits), Expires: given(v, last)}
		state, months := o.state(v.Facts.Now)
		return []flows.Say{{Key: "licensing/noted", Args: flows.Args{"Kind": p.Kind, "Number": o.Number, "State": state, "Months": months, "Ends": o.Expires != "", "Expires": day(o.Expires),
			"Done": p.Kind == "nib", "Photo": given(v, picture) != "", "Remind": len(p.Remind) > 0}}}
	},
	Do: func(v flows.View) []flows.Action {
		m := flows.MarkStage{Stage: flows.Licensing, Status: flows.InProgress, Source: "paper", Evidence: strings.TrimSpace(strings.ToUpper(v.Answer(kind)) + " " + given(v, digits))}
		if v.Answer(kind) == "nib" {
			m.Status = flows.Done
		}
		return []flows.Action{m}
	},
	Then: func(v flows.View) flows.Go {
		if given(v, picture) == "" {
			return flows.Go{To: flows.Home, Quiet: true}
		}
		return flows.Go{To: flows.Open, Flow: name, State: "kept", Set: flows.Answers{kind: v.Answer(kind)}}
	},
}
