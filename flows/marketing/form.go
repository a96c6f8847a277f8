package marketing

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

// FormName is what the form is called.
const FormName = "signup"

// Form is how somebody puts a product in for an event.
var Form = &flows.Flow{
	Name: FormName, Version: 1, Form: true,
	Recap: func(v flows.View) flows.Say {
		return flows.Say{Key: "signup/recap", Args: flows.Args{"Title": v.Answer(aTitle)}}
	},
	Moves: []flows.Row{
		{From: "product", Event: flows.Next, To: "price"},
		{From: "price", Event: flows.Next, To: "capacity"},
		{From: "capacity", Event: flows.Next, To: "photo"},
		{From: "photo", Event: flows.Next, To: "review"},
		{From: "review", Event: "yes", To: "sign"},
		{From: "sign", Event: "signed", To: "signed"},
		{From: "sign", Event: "already", To: "unsigned"},
		{From: "sign", Event: "closed", To: "unsigned"},
		{From: "sign", Event: "begun", To: "unsigned"},
		{From: "sign", Event: "gone", To: "unsigned"},
		{From: "sign", Event: "visitor", To: "unsigned"},
		{From: "sign", Event: "clash", To: "unsigned"},
		{From: "sign", Event: "missing", To: "unsigned"},
	},
	States: []flows.State{
		{Name: "product", Ask: product},
		{Name: "price", Ask: price},
		{Name: "capacity", Ask: capacity},
		{Name: "photo", Ask: photo},
		{Name: "review", Ask: review},
		{Name: "sign", Act: sign},
		{Name: "signed", End: ended(func(v flows.View) flows.Say {
			e, _ := v.Outcome.Args["Event"].(flows.Event)
			args := card(e).args(v)
			args["Picture"] = given(v.Answer(aPhoto)) != ""
			return flows.Say{Key: "signup/signed", Args: args}
		})},
		{Name: "unsigned", End: ended(unsigned)},
	},
}

// The answers, by name.
const (
	aCode     = "code"
	aTitle    = "title"
	aProduct  = "product"
	aPrice    = "price"    // rupiah
	aCapacity = "capacity" // pieces a day
	aPhoto    = "photo"    // the id of a picture
	without   = "-"        // the answer of whoever has none
)

// joining opens the form for the event in hand.
func joining(v flows.View) *flows.Go {
	e := one(v, shown)
	return &flows.Go{To: flows.Open, Flow: FormName, Set: flows.Answers{aCode: e.Code, aTitle: e.Title}, Forget: true}
}

func ended(say func(flows.View) flows.Say) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say { return []flows.Say{say(v)} },
		Go:  flows.Go{To: flows.Home, Quiet: true, Forget: true},
	}
}

// Aside is what is said when the form is left for later.
var Aside = flows.Say{Key: "signup/put_aside"}

func given(value string) string {
	if value == without {
		return ""
	}
	return value
}

func asks(key string) func(flows.View) flows.Say {
	return func(v flows.View) flows.Say {
		return flows.Say{Key: "signup/" + key, Args: flows.Args{"Title": v.Answer(aTitle)}}
	}
}

// mostProduct is how many letters the name of a product has.
const mostProduct = 60

var product = &flows.Ask{
	Prompt: asks("product"), Answer: aProduct, Line: "signup/line_product", Strict: true,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		text := strings.Join(strings.Fields(in.Text), " ")
		letters := strings.IndexFunc(text, func(r rune) bool { return r >= 'A' && r <= 'z' || r > 127 }) >= 0
		switch n := len([]rune(text)); {
		case n < 3 || !letters || understand.Swears(text):
			return flows.Reading{Reason: "UNCLEAR"}
		case n > mostProduct:
			return flows.Reading{Reason: "LENGTH"}
		}
		return flows.Reading{Value: text}
	},
	Hints: map[string]string{"LENGTH": "signup/product_long"},
	Why:   "signup/product_why", Hint: "signup/product_hint", Examples: "signup/product_examples",
}

var perPiece = regexp.MustCompile(`(?i)\s*(?:/|\bper\b|\btiap\b)\s*[\p{L}]+\s*$`)

var price = &flows.Ask{
	Prompt: asks("price"), Answer: aPrice, Line: "signup/line_price",
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		rupiah, reason := understand.Money(perPiece.ReplaceAllString(in.Text, ""))
		switch {
		case reason != "":
			return flows.Reading{Reason: string(reason)}
		case rupiah < 100:
			return flows.Reading{Reason: string(understand.AmbiguousUnit)}
		}
		return flows.Reading{Value: strconv.FormatInt(rupiah, 10)}
	},
	Show: func(value string) flows.Say {
		return flows.Say{Key: "common/rupiah", Args: flows.Args{"Amount": value}}
	},
	Hints: map[string]string{"RANGE": "signup/price_range", "AMBIGUOUS_UNIT": "signup/price_unit"},
	Why:   "signup/price_why", Hint: "signup/price_hint", Examples: "signup/price_examples",
}

var capacity = &flows.Ask{
	Prompt: asks("capacity"), Answer: aCapacity, Line: "signup/line_capacity",
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		n, ok := quantity(in.Text)
		if !ok || n < 1 || n > 100_000 {
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return flows.Reading{Value: strconv.Itoa(n)}
	},
	Why: "signup/capacity_why", Hint: "signup/capacity_hint", Examples: "signup/capacity_examples",
}

// photo may be left out where no picture can be sent.
var photo = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "signup/photo", Args: flows.Args{"Pictures": v.Facts.Pictures}}
	},
	Answer: aPhoto, Line: "signup/line_photo",
	Options: func(flows.View) []flows.Option {
		o := flows.Option{Value: without, Label: flows.Say{Key: "signup/to_without"}, Words: []string{"tanpa foto", "lewati", "tidak ada foto", "belum ada", "nanti", "skip", "no photo"}}
		return []flows.Option{o}
	},
	Picture: func(in flows.Input, _ flows.View) flows.Reading {
		return flows.Reading{Value: strconv.FormatInt(in.Picture, 10)}
	},
	Takes: map[flows.Word]string{"LATER": without},
	Show: func(value string) flows.Say {
		if given(value) == "" {
			return flows.Say{Key: "signup/photo_none"}
		}
		return flows.Say{Key: "signup/photo_there"}
	},
	Why: "signup/photo_why", Hint: "signup/photo_hint", Examples: "signup/photo_examples",
}

var review = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "signup/review_card", Args: flows.Args{"Title": v.Answer(aTitle), "Lines": v.Lines()}}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{{Value: "yes", Label: flows.Say{Key: "signup/to_send"}, Words: []string{"ya", "kirim", "benar", "betul", "sudah", "ok", "yes", "send", "correct"}}}
	},
	Event: func(value string) string { return value },
	Why:   "signup/review_why", Hint: "signup/review_hint", Examples: "signup/review_examples",
}

func sign(v flows.View) flows.Action {
	picture, _ := strconv.ParseInt(given(v.Answer(aPhoto)), 10, 64)
	return flows.SignUp{Code: v.Answer(aCode), Product: v.Answer(aProduct), Price: int64(v.Number(aPrice)), Capacity: v.Number(aCapacity), Photo: picture}
}

// unsigned says why not, and what to do about it.
func unsigned(v flows.View) flows.Say {
	e, _ := v.Outcome.Args["Event"].(flows.Event)
	args := card(e).args(v)
	if e.Code == "" {
		args["Title"] = v.Answer(aTitle)
	}
	other, _ := v.Outcome.Args["Other"].(flows.Event)
	args["Other"], args["OtherCode"], args["OtherStarts"] = other.Name, other.Code, other.Starts
	phrases, _ := v.Outcome.Args["Missing"].([]string)
	missing, _ := programme.ReadConditions(strings.Join(phrases, ";"))
	args["Missing"], args["Paper"] = words(missing), false
	for _, c := range missing {
		args["Paper"] = args["Paper"] == true || c.Check == "paper"
	}
	return flows.Say{Key: "signup/no_" + v.Outcome.Event, Args: args}
}
