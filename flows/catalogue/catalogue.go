// Package catalogue is the list of all flows and of the words that work
// everywhere: what Langkah can talk about.
package catalogue

import (
	"maps"

	"langkah/flows"
	"langkah/flows/advice"
	"langkah/flows/bookkeeping"
	"langkah/flows/broadcast"
	"langkah/flows/capital"
	"langkah/flows/diagnosis"
	"langkah/flows/handoff"
	"langkah/flows/kurasi"
	"langkah/flows/licensing"
	"langkah/flows/link"
	"langkah/flows/marketing"
	"langkah/flows/mentoring"
	"langkah/flows/menu"
	"langkah/flows/news"
	"langkah/flows/privacy"
	"langkah/flows/registration"
	"langkah/flows/reminder"
	"langkah/flows/restart"
	"langkah/flows/staff"
	"langkah/flows/steps"
	"langkah/flows/training"
	"langkah/flows/understand"
)

// Router knows every flow. It panics on a table that cannot work: that is a
// mistake in this program, seen at its first start.
func Router() *flows.Router {
	r, err := flows.NewRouter(flows.Abilities{Hears: hears, Words: words, Reminders: reminders(), Hush: handoff.Hush},
		menu.Flow, registration.Flow, restart.Flow, privacy.Flow, reminder.Flow, news.Flow, link.Flow, training.Flow, licensing.Flow, bookkeeping.Flow, capital.Flow, staff.Flow, staff.Plan, mentoring.Flow, staff.Desk, staff.Visits,
		marketing.Flow, marketing.Form, kurasi.Flow, diagnosis.Flow, steps.Flow, advice.Flow, broadcast.Flow, broadcast.Form)
	if err != nil {
		panic(err)
	}
	return r
}

func reminders() map[string]flows.Reminding {
	all := maps.Clone(reminder.All)
	maps.Copy(all, training.Reminders)
	maps.Copy(all, mentoring.Reminders)
	maps.Copy(all, advice.Reminders)
	maps.Copy(all, bookkeeping.Reminders)
	maps.Copy(all, capital.Reminders)
	maps.Copy(all, licensing.Reminders)
	maps.Copy(all, marketing.Reminders)
	return all
}

// opens finds the place that a code opens, wherever it is typed.
func opens(text string, v flows.View) (flows.Go, bool) {
	if broadcast.Writes(text, v) {
		return flows.Go{}, false
	}
	if to, ok := staff.Open(text, v); ok {
		return to, true
	}
	if to, ok := broadcast.Open(text, v); ok || broadcast.Means(text, v) {
		return to, ok
	}
	if to, ok := link.Code(text, v); ok || staff.Means(text, v) {
		return to, ok
	}
	if to, ok := diagnosis.Open(text, v); ok {
		return to, true
	}
	if to, ok := steps.Open(text, v); ok {
		return to, true
	}
	if to, ok := marketing.Open(text, v); ok {
		return to, true
	}
	if to, ok := training.Open(text, v); ok {
		return to, true
	}
	if to, ok := bookkeeping.Open(text, v); ok {
		return to, true
	}
	return capital.Open(text, v)
}

var hears = flows.Understanding{
	Global: func(text string) (flows.Word, int, bool) {
		w, n, ok := understand.Global(text)
		return flows.Word(w), n, ok
	},
	Choose: func(text string, list [][]string) (int, string) {
		options := make([]understand.Option, len(list))
		for i, w := range list {
			options[i].Words = w
		}
		i, reason := understand.Choice(text, options)
		return i, string(reason)
	},
	Opens:      opens,
	Answers:    marketing.Answers,
	Greeting:   understand.Greeting,
	Question:   func(text string) bool { return understand.Question(text) && !understand.AsksHow(text) },
	Aside:      aside,
	Elsewhere:  elsewhere,
	Linked:     registration.Linked,
	WithoutIDs: understand.WithoutIDs,
	IDCard:     understand.IDCard,
	English:    understand.English,
	Amends:     func(text string) ([]string, string, bool) { return understand.Amends(text) },
}

// words answers what can be said in every state. A handler without Go answers
// and the question is asked again.
var words = map[flows.Word]flows.Handler{
	"HELP":        say("common/help"),
	"AGENT":       person,
	"LATER":       later,
	"STATUS":      status,
	"MY_DATA":     myData,
	"REGISTER":    register,
	"RESTART":     again,
	"CANCEL":      cancel,
	"STOP":        stop,
	"REMIND":      remind,
	"MORE_NEWS":   resume,
	"DELETE_DATA": open(privacy.Flow.Name, "erase"),
	"NEWS":        open(news.Flow.Name, "look"),
	"WITHDRAW":    open(privacy.Flow.Name, "withdraw"),
	"LINK":        linking("give"),
	"UNLINK":      linking("part"),
	flows.Ubah:    correct,
}

func say(key string) flows.Handler {
	return func(flows.View) flows.Reading { return flows.Reading{Say: []flows.Say{{Key: key}}} }
}

func open(flow, state string) flows.Handler {
	return func(flows.View) flows.Reading {
		return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: flow, State: state}}
	}
}

func linking(state string) flows.Handler {
	return func(v flows.View) flows.Reading { return flows.Reading{Go: link.Open(v, state, nil)} }
}

// later puts a form aside for whoever is busy now.
func later(v flows.View) flows.Reading {
	if v.Session.Flow == registration.Flow.Name || v.Session.Flow == staff.Plan.Name || v.Session.Flow == broadcast.FormName || v.Session.Flow == marketing.FormName {
		return cancel(v)
	}
	return flows.Reading{Say: []flows.Say{{Key: "common/any_time"}}, Go: &flows.Go{Quiet: true}}
}

// person opens what staff can do; everybody else it has talk with staff or, where
// there is nobody of them, it tells where somebody can be met.
func person(v flows.View) flows.Reading {
	if to := staff.Menu(v); to != nil {
		return flows.Reading{Go: to}
	}
	return handoff.Open(flows.OpenHandoff{Kecamatan: registration.Lives(v.Facts.Person, form(v))}, func(v flows.View) flows.Reading {
		return flows.Reading{Say: []flows.Say{menu.Person(v, form(v))}}
	})
}

func status(v flows.View) flows.Reading {
	if v.Facts.Person.Number != "" {
		return flows.Reading{Say: []flows.Say{{Key: "common/status_card", Args: flows.StatusArgs(v.Facts.Person)}}}
	}
	return flows.Reading{Say: []flows.Say{{Key: "common/status_visitor", Args: flows.Args{"Begun": form(v) != nil}}}}
}

func myData(v flows.View) flows.Reading {
	profile := v.Facts.Person.Profile
	if p := form(v); p != nil && len(profile) == 0 {
		profile = p.Answers
	}
	lines := registration.Card(profile)
	return flows.Reading{Say: []flows.Say{{Key: "common/my_data_card", Args: flows.Args{"Lines": lines, "Number": v.Facts.Person.Number, "Places": link.Places(v.Facts.Person)}}}}
}

func register(v flows.View) flows.Reading {
	switch {
	case v.Session.Flow == registration.Flow.Name:
		return flows.Reading{Say: []flows.Say{registration.Flow.Recap(v)}}
	case v.Facts.Person.Number != "":
		return status(v)
	}
	return registration.Begin(v)
}

// again asks before answers are thrown away; without any there is nothing to ask.
func again(v flows.View) flows.Reading {
	if form(v) == nil {
		return flows.Reading{Go: &flows.Go{To: flows.Home}}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: "restart"}}
}

func cancel(v flows.View) flows.Reading {
	switch {
	case v.Session.Flow == registration.Flow.Name && v.Facts.Person.Number != "":
		return flows.Reading{Say: []flows.Say{{Key: "common/unchanged"}}, Go: &flows.Go{To: flows.Home, Forget: true, Quiet: true}}
	case v.Session.Flow == registration.Flow.Name:
		return flows.Reading{Say: []flows.Say{{Key: "common/put_aside"}}, Go: &flows.Go{To: flows.Home, Quiet: true}}
	case v.Session.Flow == staff.Plan.Name:
		return flows.Reading{Say: []flows.Say{staff.Aside}, Go: &flows.Go{To: flows.Home, Quiet: true}}
	case v.Session.Flow == broadcast.FormName:
		return flows.Reading{Say: []flows.Say{broadcast.Aside}, Go: &flows.Go{To: flows.Home, Quiet: true}}
	case v.Session.Flow == marketing.FormName:
		return flows.Reading{Say: []flows.Say{marketing.Aside}, Go: &flows.Go{To: flows.Home, Quiet: true}}
	case v.Session.Flow == menu.Flow.Name:
		return flows.Reading{Say: []flows.Say{{Key: "common/nothing_to_cancel"}}}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Resume}}
}

func stop(v flows.View) flows.Reading {
	return flows.Reading{
		Say: []flows.Say{{Key: "common/stopped", Args: flows.Args{"Member": v.Facts.Person.Number != ""}}},
		Do:  []flows.Action{flows.StopMessages{Text: registration.NewsText}},
		Set: flows.Answers{registration.News: "no"},
		Go:  &flows.Go{To: flows.Stay, Quiet: v.Session.Flow != registration.Flow.Name},
	}
}

// resume is the way back from a stop. Only whoever agreed that we keep their data
// can agree to news, and only members are sent any.
func resume(v flows.View) flows.Reading {
	p := v.Facts.Person
	got := flows.Reading{
		Say: []flows.Say{{Key: "common/more_news_on", Args: flows.Args{"Member": p.Number != "", "Service": p.Service}}},
		Go:  &flows.Go{To: flows.Stay, Quiet: !v.Asking()},
	}
	if p.Service {
		got.Do, got.Set = []flows.Action{flows.ResumeMessages{Text: registration.NewsText}}, flows.Answers{registration.News: "yes"}
	}
	return got
}

func remind(v flows.View) flows.Reading {
	p := v.Facts.Person
	return flows.Reading{
		Say: []flows.Say{{Key: "reminder/resumed", Args: flows.Args{"Stopped": p.Number != "" && !p.Announcements}}}, Do: []flows.Action{flows.ResumeReminders{}},
		Go: &flows.Go{To: flows.Stay, Quiet: v.Session.Flow != registration.Flow.Name},
	}
}

// correct opens a member's card so that any line can be put right.
func correct(v flows.View) flows.Reading {
	p := v.Facts.Person
	if p.Number == "" && form(v) != nil {
		return flows.Reading{Go: &flows.Go{To: flows.Resume}}
	}
	if p.Number == "" {
		return flows.Reading{Say: []flows.Say{{Key: "common/nothing_to_correct"}}, Go: &flows.Go{}}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: registration.Flow.Name, State: "review", Set: registration.Reopened(p.Profile)}}
}

// form is the unfinished registration, running or parked.
func form(v flows.View) *flows.Session {
	switch {
	case v.Session.Flow == registration.Flow.Name:
		return &v.Session
	case v.Session.Parked != nil && v.Session.Parked.Flow == registration.Flow.Name:
		return v.Session.Parked
	}
	return nil
}
