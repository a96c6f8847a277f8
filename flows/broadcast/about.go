package broadcast

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/understand"
)

// happening is what is remembered of an event that may be announced.
type happening struct {
	Code   string `json:"c"`
	Title  string `json:"t"`
	Starts int64  `json:"s"`
	Until  int64  `json:"u"` // to sign up
}

func happeningOf(e flows.Event) happening {
	return happening{e.Code, e.Name, e.Starts.Unix(), e.RegisterBy.Unix()}
}

func noteEvents(v flows.View) flows.Answers {
	found, _ := v.Outcome.Args["Events"].([]flows.Event)
	var list []happening
	for _, e := range found {
		list = append(list, happeningOf(e))
	}
	set := flows.Answers{events: flows.Pack(list...), more: ""}
	if is, _ := v.Outcome.Args["More"].(bool); is {
		set[more] = "yes"
	}
	return set
}

// event may be one of those on the page, any other by its code or name, or none.
var event = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		var rows []flows.Say
		for i, e := range flows.Unpack[happening](v, events) {
			rows = append(rows, flows.Say{Key: "announce/event_row", Args: flows.Args{"N": i + 1, "Code": e.Code, "Title": e.Title, "Starts": time.Unix(e.Starts, 0)}})
		}
		rows = append(rows, flows.Say{Key: "announce/event_none", Args: flows.Args{"N": len(rows) + 1}})
		return flows.Say{Key: "announce/event_list", Args: flows.Args{"Events": rows, "More": v.Answer(more) != ""}}
	},
	Answer: aEvent, First: unchanged, Strict: true,
	Options: eventOptions,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if code, ok := understand.EventCode(in.Text); ok {
			return flows.Reading{Act: flows.LookAtEvent{Code: code}, Then: func(v flows.View) flows.Reading {
				e, _ := v.Outcome.Args["Event"].(flows.Event)
				return about(e, code, v)
			}}
		}
		got := alone(in.Text, eventOptions(v), v)
		if got.Reason != "UNCLEAR" || len([]rune(in.Text)) < shortestName || understand.Question(in.Text) {
			return got
		}
		return flows.Reading{Act: flows.FindEvents{All: true, From: v.Facts.Now, Limit: openEvents}, Then: func(v flows.View) flows.Reading { return named(in.Text, v) }}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "next" {
			return flows.Reading{Event: "further", Set: flows.Answers{skip: strconv.Itoa(v.Number(skip) + listedEvents)}}
		}
		return got
	},
	Line: "announce/line_event", Show: func(value string) flows.Say {
		if value == without {
			return flows.Say{Key: "announce/no_events"}
		}
		return plain(value)
	},
	Why: "announce/event_why", Hint: "announce/event_hint", Examples: "announce/event_examples",
}

const (
	shortestName = 4   // letters by which an event is looked for
	openEvents   = 200 // among which it is
)

func eventOptions(v flows.View) (all []flows.Option) {
	for i, e := range flows.Unpack[happening](v, events) {
		label := flows.Say{Key: "announce/event_button", Args: flows.Args{"N": i + 1, "Title": listing.Title(e.Title)}}
		all = append(all, flows.Option{Value: e.Code, Label: label, Words: []string{e.Code, e.Title}, Number: flows.Unnumbered})
	}
	all = append(all, flows.Option{Value: without, Label: flows.Say{Key: "announce/no_events"}, Words: []string{"tidak ada", "ga ada", "gak ada", "bukan", "bukan acara", "tanpa acara", "tidak usah", "ga usah", "gak usah", "tidak perlu", "umum", "none", "no event"}, Number: flows.Unnumbered})
	if v.Answer(more) != "" {
		all = append(all, onward())
	}
	return all
}

// about takes an event if it can be announced still, and keeps until when.
func about(e flows.Event, code string, v flows.View) flows.Reading {
	if e.Code == "" || e.Cancelled || !e.RegisterBy.After(v.Facts.Now) {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "announce/no_event", Args: flows.Args{"Event": code}}}}
	}
	list := slices.DeleteFunc(flows.Unpack[happening](v, events), func(h happening) bool { return h.Code == e.Code })
	return flows.Reading{Value: e.Code, Set: flows.Answers{events: flows.Pack(append(list, happeningOf(e))...)}, Say: []flows.Say{{Key: "announce/about", Args: flows.Args{"Title": e.Name}}}}
}

// named finds an event by its name among all that take people. Of several the first
// are asked about.
func named(text string, v flows.View) flows.Reading {
	open, _ := v.Outcome.Args["Events"].([]flows.Event)
	var options []understand.Option
	for _, e := range open {
		options = append(options, understand.Option{Words: []string{e.Name}})
	}
	i, why := understand.ChoiceAlone(text, options)
	if why == "" {
		return about(open[i], open[i].Code, v)
	}
	var few []happening
	for i, e := range open {
		if _, why := understand.ChoiceAlone(text, options[i:i+1]); why == "" && len(few) < listedEvents {
			few = append(few, happeningOf(e))
		}
	}
	if len(few) == 0 {
		return flows.Reading{Reason: "UNCLEAR"}
	}
	return flows.Reading{Event: "few", Set: flows.Answers{events: flows.Pack(few...), more: ""}, Say: []flows.Say{{Key: "announce/event_which"}}}
}

// closing is when signing up for the event ends; zero where that is not known.
func closing(v flows.View) time.Time {
	for _, e := range flows.Unpack[happening](v, events) {
		if e.Code == cmp.Or(v.Answer(aEvent), without) {
			return time.Unix(e.Until, 0)
		}
	}
	return time.Time{}
}
