package registration

import (
	"langkah/flows"
	"langkah/flows/understand"
)

var consent = &flows.Ask{
	Prompt: prompt("consent"), Again: prompt("consent_again"), Answer: Consent, Event: same, Strict: true,
	Options: options(option("yes", "agree"), option("no", "disagree"), option("why", "why_needed")),
	Read:    readConsent,
	Keep:    keepConsent,
	Why:     "registration/consent_why", Hint: "registration/consent_hint", Examples: "registration/consent_examples",
}

// sure is asked once after a no: a clear way on, and a door.
var sure = &flows.Ask{
	Prompt: prompt("sure"), Event: same, Strict: true,
	Options: options(option("yes", "agree"), option("no", "not_now"), option("why", "why_needed")),
	Read:    readConsent,
	Keep:    keepSure,
	Why:     "registration/consent_why", Hint: "registration/sure_hint", Examples: "registration/sure_examples",
}

var news = &flows.Ask{
	Prompt: prompt("news"), Answer: News, Strict: true,
	Options: options(option("yes", "news_yes"), option("no", "news_no")),
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		yes, reason := understand.News(in.Text)
		if reason != "" && understand.Wonders(in.Text) { // what comes, how often, by which way
			return flows.Reading{Value: "why"}
		}
		return YesNo(yes, reason)
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "why" {
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/news_why"}}}
		}
		got.Do = append(got.Do, flows.RecordConsent{Purpose: flows.Announcements, Given: got.Value == "yes", Text: NewsText})
		return got
	},
	Takes: map[flows.Word]string{"MORE_NEWS": "yes"},
	Own:   map[string]bool{"common/aside_menu": true}, // "mau info bazar" answers
	Line:  "registration/line_news", Show: labelled("news_"),
	Why: "registration/news_why", Hint: "registration/news_hint", Examples: "registration/news_examples",
}

// readConsent takes only a clear yes (UU 27/2022 art. 22: an unclear answer is
// no consent); the third option asks why.
func readConsent(in flows.Input, _ flows.View) flows.Reading {
	answer, reason := understand.Consent(in.Text)
	if reason == "" {
		return YesNo(answer, reason)
	}
	if understand.Normalise(in.Text) == "3" || understand.Question(in.Text) {
		return flows.Reading{Value: "why"}
	}
	return flows.Reading{Reason: string(reason)} // asked in full again, never in short
}

var declined = &flows.End{
	Say: func(flows.View) []flows.Say { return []flows.Say{{Key: "registration/declined"}} },
	Go:  flows.Go{To: flows.Home, Forget: true, Quiet: true},
}

func keepConsent(got flows.Reading, v flows.View) flows.Reading {
	switch got.Value {
	case "why":
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/consent_why"}}}
	case "yes":
		got.Do = append(got.Do, flows.RecordConsent{Purpose: flows.Service, Given: true, Text: ServiceText})
		got.Set = known(v)
	case "no": // not kept as an answer: the next question may still turn it
		return flows.Reading{Event: "no"}
	}
	return got
}

func keepSure(got flows.Reading, v flows.View) flows.Reading {
	switch got.Value {
	case "why":
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/consent_why"}}}
	case "yes":
		got.Set = known(v)
		got.Set[Consent] = "yes"
	}
	got.Do = append(got.Do, flows.RecordConsent{Purpose: flows.Service, Given: got.Value == "yes", Text: ServiceText})
	return got
}

// known is what the channel vouches for: it is not asked, but stands on the
// card and can be put right.
func known(v flows.View) flows.Answers {
	if v.Facts.GivesPhone {
		return flows.Answers{Phone: v.Facts.Person.Phone}
	}
	return flows.Answers{}
}

// YesNo takes a plain answer; one that is both is asked back.
func YesNo(a understand.Answer, reason understand.Reason) flows.Reading {
	switch {
	case reason == understand.Ambiguous:
		return flows.Reading{Reason: string(reason), Among: []string{"yes", "no"}}
	case reason != "":
		return flows.Reading{Reason: string(reason)}
	case a == understand.Yes:
		return flows.Reading{Value: "yes"}
	}
	return flows.Reading{Value: "no"}
}
