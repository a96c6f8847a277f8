package registration

import (
	"langkah/flows"
	"langkah/flows/understand"
)

const adultAge = 18 // UU 27/2022 art. 25: a child's data needs a parent's consent

var adult = &flows.Ask{
	Prompt: prompt("adult"), Answer: Adult, Event: same,
	Options: options(option("yes", "adult_yes"), option("no", "adult_no")),
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if answer, reason := understand.YesNo(in.Text); reason == "" {
			return yesNo(answer, reason)
		}
		age, reason := understand.Age(in.Text)
		switch {
		case reason != "":
			return flows.Reading{Reason: string(reason)}
		case age < adultAge:
			return flows.Reading{Value: "no"}
		}
		return flows.Reading{Value: "yes"}
	},
	Why: "registration/adult_why", Hint: "registration/adult_hint",
}

var before = &flows.Ask{
	Prompt: prompt("before"), Answer: Before,
	Options: options(
		option("yes", "before_yes", "pernah", "sudah pernah", "anggota lama", "ok oce"),
		option("no", "before_no", "belum pernah", "baru", "tidak pernah"),
		option("unsure", "before_unsure", "lupa", "tidak ingat", "tidak tahu", "kurang tahu")),
	Read: readUnsure,
	Line: "registration/line_before", Show: labelled("before_"),
	Why: "registration/before_why", Hint: "registration/choose_hint",
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
		value, reason := understand.Phone(in.Text)
		return flows.Reading{Value: value, Reason: string(reason)}
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "registration/phone_ack", Args: flows.Args{"Phone": value}}
	},
	Line: "registration/line_phone",
	Show: func(value string) flows.Say {
		return flows.Say{Key: "common/phone", Args: flows.Args{"Phone": value}}
	},
	Why: "registration/phone_why", Hint: "registration/phone_hint", Examples: "registration/phone_examples",
	Hints: map[string]string{
		"LANDLINE": "registration/phone_landline", "NOT_ID": "registration/phone_foreign", "MULTIPLE": "registration/phone_multiple",
	},
}

// readUnsure takes yes, no, and "tidak tahu" as an answer of its own.
func readUnsure(in flows.Input, _ flows.View) flows.Reading {
	answer, reason := understand.YesNo(in.Text)
	if reason == understand.Unsure {
		return flows.Reading{Value: "unsure"}
	}
	return yesNo(answer, reason)
}
