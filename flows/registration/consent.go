package registration

import (
	"langkah/flows"
	"langkah/flows/understand"
)

var consent = &flows.Ask{
	Prompt: prompt("consent"), Answer: Consent, Event: same, Strict: true,
	Options: options(option("yes", "agree"), option("no", "disagree"), option("why", "why_needed")),
	Read:    readConsent,
	Keep:    keepConsent,
	Why:     "registration/consent_why", Hint: "registration/consent_hint",
}

// sure is asked once after a no: a clear way on, and a door.
var sure = &flows.Ask{
	Prompt: prompt("sure"), Event: same, Strict: true,
	Options: options(option("yes", "agree"), option("no", "not_now"), option("why", "why_needed")),
	Read:    readConsent,
	Keep:    keepSure,
	Why:     "registration/consent_why", Hint: "registration/consent_hint",
}

var news = &flows.Ask{
	Prompt: prompt("news"), Answer: News, Strict: true,
	Options: options(option("yes", "news_yes"), option("no", "news_no")),
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		yes, reason := understand.Consent(in.Text)
		return yesNo(yes, reason)
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		got.Do = append(got.Do, flows.RecordConsent{Purpose: flows.Announcements, Given: got.Value == "yes", Text: NewsText})
		return got
	},
	Line: "registration/line_news", Show: labelled("news_"),
	Why: "registration/news_why", Hint: "registration/news_hint",
}

// readConsent takes only a clear yes (UU 27/2022 art. 22: an unclear answer is
// no consent); the third option asks why.
func readConsent(in flows.Input, _ flows.View) flows.Reading {
	answer, reason := understand.Consent(in.Text)
	if reason == "" {
		return yesNo(answer, reason)
	}
	if understand.Normalise(in.Text) == "3" || understand.Question(in.Text) {
		return flows.Reading{Value: "why"}
	}
	return flows.Reading{Reason: string(reason)}
}

func keepConsent(got flows.Reading, _ flows.View) flows.Reading {
	switch got.Value {
	case "why":
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/consent_why"}}}
	case "yes":
		got.Do = append(got.Do, flows.RecordConsent{Purpose: flows.Service, Given: true, Text: ServiceText})
	case "no": // not kept as an answer: the next question may still turn it
		return flows.Reading{Event: "no"}
	}
	return got
}

func keepSure(got flows.Reading, _ flows.View) flows.Reading {
	switch got.Value {
	case "why":
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/consent_why"}}}
	case "yes":
		got.Set = flows.Answers{Consent: "yes"}
	}
	got.Do = append(got.Do, flows.RecordConsent{Purpose: flows.Service, Given: got.Value == "yes", Text: ServiceText})
	return got
}

func yesNo(a understand.Answer, reason understand.Reason) flows.Reading {
	switch {
	case reason != "":
		return flows.Reading{Reason: string(reason)}
	case a == understand.Yes:
		return flows.Reading{Value: "yes"}
	}
	return flows.Reading{Value: "no"}
}
