package registration

import (
	"regexp"

	"langkah/flows"
	"langkah/flows/understand"
)

var adult = &flows.Ask{
	Prompt: prompt("adult"), Answer: Adult, Event: same,
	Options: options(option("yes", "adult_yes"), option("no", "adult_no")),
	Strict:  true,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if agreed.MatchString(in.Text) { // the consent sent twice says nothing about an age
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return YesNo(understand.Adult(in.Text, v.Facts.Now.Year()))
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "no" { // not kept: a slip of the thumb must not shut the door
			return flows.Reading{Event: "no"}
		}
		return got
	},
	Why: "registration/adult_why", Hint: "registration/adult_hint", Examples: "registration/adult_examples",
}

var agreed = regexp.MustCompile(`(?i)\b(setuju|agree)\b`)

// underage is a door that opens again: UU 27/2022 art. 25 wants a parent's
// consent for a child's data, and people press the wrong button.
var underage = &flows.Ask{
	Prompt: prompt("underage"), Event: same,
	Options: options(option("yes", "underage_no", "salah pencet", "saya sudah 18", "sudah 18", "wrong button")),
	Read: func(in flows.Input, v flows.View) flows.Reading {
		got := YesNo(understand.Adult(in.Text, v.Facts.Now.Year()))
		if got.Value == "no" {
			return flows.Reading{Stay: true}
		}
		return got
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		got.Set = flows.Answers{Adult: "yes"}
		return got
	},
	Why: "registration/adult_why", Hint: "registration/underage_hint", Examples: "registration/underage_examples",
}

var before = &flows.Ask{
	Prompt: prompt("before"), Answer: Before,
	Options: options(
		option("yes", "before_yes", "pernah", "sudah pernah", "anggota lama", "ok oce"),
		option("no", "before_no", "belum pernah", "baru", "tidak pernah"),
		option("unsure", "before_unsure", "lupa", "tidak ingat", "tidak tahu", "kurang tahu", "i forgot", "forgot")),
	Read: readUnsure,
	Ack:  chosen("before_"),
	Line: "registration/line_before", Show: labelled("before_"),
	Why: "registration/before_why", Hint: "registration/before_hint", Examples: "registration/before_examples",
}

var name = &flows.Ask{
	Prompt: prompt("name"), Answer: Name,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		value, reason := understand.Name(in.Text)
		return flows.Reading{Value: value, Reason: string(reason)}
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "registration/name_ack", Args: flows.Args{"Name": value}}
	},
	Line: "registration/line_name",
	Why:  "registration/name_why", Hint: "registration/name_hint", Examples: "registration/name_examples",
	Hints: map[string]string{"HAS_DIGIT": "registration/name_digit", "NO_LETTERS": "registration/name_letters"},
}

var phone = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		if v.Facts.ShareContact {
			return flows.Say{Key: "registration/phone_share"}
		}
		return flows.Say{Key: "registration/phone"}
	},
	Answer: Phone, Contact: true,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if understand.DontKnow(in.Text) || noPhone.MatchString(in.Text) {
			return flows.Reading{Value: unknown}
		}
		value, reason := understand.Phone(in.Text)
		return flows.Reading{Value: value, Reason: string(reason)}
	},
	Ack: func(value string, _ flows.View) flows.Say {
		if value == unknown {
			return flows.Say{Key: "registration/phone_later"}
		}
		return flows.Say{Key: "registration/phone_ack", Args: flows.Args{"Phone": value}}
	},
	Line: "registration/line_phone",
	Show: func(value string) flows.Say {
		if value == unknown {
			return flows.Say{Key: "registration/not_given"}
		}
		return flows.Say{Key: "common/phone", Args: flows.Args{"Phone": value}}
	},
	Why: "registration/phone_why", Hint: "registration/phone_hint", Examples: "registration/phone_examples",
	Hints: map[string]string{
		"LANDLINE": "registration/phone_landline", "NOT_ID": "registration/phone_foreign", "MULTIPLE": "registration/phone_multiple",
		"USE_SENDER": "registration/phone_sender",
	},
}

var noPhone = regexp.MustCompile(`(?i)\b(tidak|tdk|ga|gak|nggak|ngga|enggak|belum|blm|no|don't have) *(punya|ada|usah|perlu|phone|a phone)\b`)

// readUnsure takes yes, no, and "tidak tahu" as an answer of its own.
func readUnsure(in flows.Input, _ flows.View) flows.Reading {
	answer, reason := understand.YesNo(in.Text)
	if reason == understand.Unsure || reason != "" && understand.DontKnow(in.Text) {
		return flows.Reading{Value: "unsure"}
	}
	return YesNo(answer, reason)
}
