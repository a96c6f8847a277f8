package staff

import (
	"strings"

	"langkah/flows"
	"langkah/flows/handoff"
	"langkah/flows/understand"
)

const deskName = "desk"

// Desk is where staff answer people who asked for somebody: the queue, who waits
// longest first; one of them; and what they write goes there, until they end it.
var Desk = &flows.Flow{
	Name: deskName, Version: 1,
	Moves: []flows.Row{
		{From: "find", Event: "some", To: "queue"},
		{From: "find", Event: "none", To: "empty"},
		{From: "find", Event: "refused", To: "refused"},
		{From: "queue", Event: "take", To: "take"},
		{From: "queue", Event: "next", To: "find"},
		{From: "take", Event: "taken", To: "taken"},
		{From: "take", Event: "gone", To: "over"},
		{From: "take", Event: "refused", To: "refused"},
		{From: "talk", Event: flows.Next, To: "answer"},
		{From: "talk", Event: "close", To: "close"},
		{From: "talk", Event: "back", To: "find"},
		{From: "answer", Event: "sent", To: "sent"},
		{From: "answer", Event: "gone", To: "over"},
		{From: "answer", Event: "refused", To: "refused"},
		{From: "close", Event: "closed", To: "closed"},
		{From: "close", Event: "gone", To: "over"},
		{From: "close", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "find", Act: func(v flows.View) flows.Action { return flows.StaffQueue{Skip: v.Number(skip), Limit: listed} }, Note: noteTalks},
		{Name: "queue", Ask: queue},
		{Name: "take", Act: func(v flows.View) flows.Action { return flows.TakeTalk{ID: talkID(v)} }, Note: noteTalk},
		{Name: "taken", End: says(pictures, onTaken)},
		{Name: "talk", Ask: talk},
		{Name: "answer", Act: func(v flows.View) flows.Action { return flows.AnswerTalk{ID: talkID(v), Text: v.Answer(words)} }},
		{Name: "close", Act: func(v flows.View) flows.Action { return flows.CloseTalk{ID: talkID(v)} }},
		{Name: "sent", End: &flows.End{Say: ofTalk("sent"), Tell: answer, Then: onTalking}},
		{Name: "closed", End: &flows.End{Say: ofTalk("closed"), Tell: farewell, Then: toQueue}},
		{Name: "over", End: says(ofTalk("over"), toQueue)},
		{Name: "empty", End: says(func(flows.View) []flows.Say { return []flows.Say{{Key: "desk/empty"}} }, resting)},
		{Name: "refused", End: says(refused, afterRefusal)},
	},
}

// What is remembered at the desk.
const (
	talks    = "talks" // ids, a space between
	talkOpen = "talk"  // the id of the one that is open
	with     = "with"  // whose it is
	words    = "words" // what is to be said there
)

func toDesk() flows.Go { return flows.Go{To: flows.Open, Flow: deskName} }

func toQueue(flows.View) flows.Go { return toDesk() }

// resting waits in the staff menu without its question.
func resting(flows.View) flows.Go {
	to := open("menu", nil)
	to.Quiet = true
	return to
}

// shownPictures is how many pictures of a talk are shown again to who opens it: they
// may not have been told of them.
const shownPictures = 3

// pictures are the last ones of a talk, each with what was said under it.
func pictures(v flows.View) (list []flows.Say) {
	t, _ := v.Outcome.Args["Talk"].(flows.Talk)
	for _, l := range t.Lines {
		if l.Picture != 0 {
			list = append(list, handoff.Pictured(lineOf(t, l), l))
		}
	}
	return list[max(0, len(list)-shownPictures):]
}

func onTaken(v flows.View) flows.Go {
	to := onTalking(v)
	to.Quiet = false
	return to
}

func onTalking(v flows.View) flows.Go {
	return flows.Go{To: flows.Open, Flow: deskName, State: "talk", Quiet: true, Set: flows.Answers{talkOpen: v.Answer(talkOpen), with: v.Answer(with)}}
}

// desk are the choices of who answers people, and sees them.
func desk(v flows.View) []flows.Option {
	if !v.Facts.Person.Staff.Answers() {
		return nil
	}
	return []flows.Option{option("desk", "see_desk", "meja", "antrean", "antrian", "jawab", "pertanyaan", "desk", "queue"),
		option("visits", "see_visits", "kunjungan", "catat kunjungan", "tamu", "visits", "visit")}
}

// talking tells that what staff write is for a person.
func talking(v flows.View) bool { return v.Session.Flow == deskName && v.Session.State == "talk" }

func talkID(v flows.View) int64 { return int64(v.Number(talkOpen)) }

// whom is who is talked with.
func whom(v flows.View) flows.Args { return flows.Args{"Name": v.Answer(with)} }

func ofTalk(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say { return []flows.Say{{Key: "desk/" + key, Args: whom(v)}} }
}

func noteTalks(v flows.View) flows.Answers {
	list, _ := v.Outcome.Args["Talks"].([]flows.Talk)
	set := keepList(v, talks, numbered(list, func(t flows.Talk) int64 { return t.ID }))
	set[talkOpen], set[with], set[words] = "", "", ""
	return set
}

func noteTalk(v flows.View) flows.Answers {
	t, _ := v.Outcome.Args["Talk"].(flows.Talk)
	return flows.Answers{with: handoff.Name(t)}
}

var queue = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		list, is := v.Outcome.Args["Talks"].([]flows.Talk)
		args := flows.Args{"More": v.Answer(more) != ""}
		if !is {
			return flows.Say{Key: "desk/queue_again", Args: args}
		}
		var lines []flows.Say
		for i, t := range list {
			lines = append(lines, flows.Say{Key: "desk/line", Args: waiting(i+1, t, v)})
		}
		args["Talks"] = lines
		return flows.Say{Key: "desk/queue_list", Args: args}
	},
	Options: func(v flows.View) []flows.Option { return buttons(v, talks, "desk/button") },
	Event:   same,
	Keep: pick(talks, func(_ flows.View, id string) flows.Reading {
		return flows.Reading{Event: "take", Set: flows.Answers{talkOpen: id}}
	}),
	Takes: aside,
	Why:   "desk/why", Hint: "desk/queue_hint", Examples: "desk/queue_examples",
}

// waiting is one of the queue, with what they said last.
func waiting(n int, t flows.Talk, v flows.View) flows.Args {
	args := flows.Args{"N": n, "Name": short(t.Name), "Number": t.Number, "Where": placeName(t.Kecamatan), "By": t.By, "Waits": !t.Since.IsZero(),
		"Since": t.Since, "Today": today([]flows.Day{{Starts: t.Since, Ends: v.Facts.Now.AddDate(0, 0, 1)}}, v.Facts.Now), "Said": []flows.Say(nil)}
	for _, l := range t.Lines {
		l.Text = flows.Short(l.Text, 60)
		args["Said"] = []flows.Say{handoff.Line(l)}
	}
	return args
}

var talk = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		t, is := v.Outcome.Args["Talk"].(flows.Talk)
		if !is || len(t.Lines) == 0 {
			return flows.Say{Key: "desk/talk", Args: whom(v)}
		}
		var lines []flows.Say
		for _, l := range t.Lines {
			l.Text = flows.Short(l.Text, 200)
			lines = append(lines, lineOf(t, l))
		}
		return flows.Say{Key: "desk/talk_list", Bubble: true, Args: flows.Args{"Name": handoff.Name(t), "Number": t.Number, "Where": placeName(t.Kecamatan),
			"Talk": lines, "Earlier": t.Count - len(lines)}}
	},
	Again: func(v flows.View) flows.Say { return flows.Say{Key: "desk/talk", Args: whom(v)} },
	First: func(in flows.Input, _ flows.View) (flows.Reading, bool) {
		if understand.Done(in.Text) {
			return flows.Reading{Event: "close"}, true
		}
		if understand.Desk(in.Text) {
			return flows.Reading{Event: "back"}, true
		}
		command, _, global := understand.Global(in.Text)
		if global && !sayable[command] {
			return flows.Reading{}, false
		}
		got := heardFor(in)
		return got, got.Reason == ""
	},
	Read:  func(in flows.Input, _ flows.View) flows.Reading { return heardFor(in) },
	Event: same, Takes: aside, Strict: true, Free: true, Keep: leaving,
	Why: "desk/talk_why", Hint: "desk/talk_hint", Examples: "desk/talk_examples",
}

// lineOf is a line of a talk.
func lineOf(t flows.Talk, l flows.TalkLine) flows.Say {
	return flows.Say{Key: "desk/spoken", Args: flows.Args{"By": l.By, "Name": handoff.Name(t), "Line": handoff.Line(l), "At": l.At}}
}

// sayable are words that mean something everywhere, and that staff say to people.
var sayable = map[understand.Command]bool{
	understand.Later: true, understand.Continue: true, understand.Register: true, understand.Restart: true, understand.Edit: true,
	understand.Remind: true,
}

// heardFor is what is said to the person. A lone number is a slip: it picked
// somebody from the queue.
func heardFor(in flows.Input) flows.Reading {
	if strings.Trim(in.Text, " 0123456789.") == "" {
		return flows.Reading{Reason: string(understand.Unclear)}
	}
	return flows.Reading{Event: flows.Next, Set: flows.Answers{words: in.Text}}
}

// answer is what somebody of the staff says to the person.
func answer(v flows.View) []flows.Notice {
	return toPerson(v, flows.Say{Key: "handoff/answer", Args: flows.Args{"Staff": v.Facts.Person.Staff.Name, "Role": v.Facts.Person.Staff.Role, "Text": v.Answer(words)}})
}

// farewell tells the person that the bot answers again.
func farewell(v flows.View) []flows.Notice {
	return toPerson(v, flows.Say{Key: "handoff/given_back", Args: flows.Args{"Staff": v.Facts.Person.Staff.Name}})
}

// toPerson says something to who is talked with, if there is still a way there.
func toPerson(v flows.View, say flows.Say) []flows.Notice {
	t, _ := v.Outcome.Args["Talk"].(flows.Talk)
	to, _ := v.Outcome.Args["To"].(flows.Chat)
	if to.AddressID == 0 {
		return nil
	}
	return []flows.Notice{{MemberID: to.MemberID, AddressID: to.AddressID, Lang: to.Lang, Handoff: t.ID, Spoken: true, Say: say}}
}
