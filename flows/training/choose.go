package training

import (
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
)

// Choices are called by their event and the class: "book/PLT-0003", and
// "change/PLT-0004/PLT-0003" where one is left for another. The class travels
// with the button: it may be pressed late, under an older card.

// aside is said to none of the choices.
const aside = "aside"

func choice(event string, codes ...string) string {
	return strings.Join(append([]string{event}, codes...), "/")
}

func option(value string, words ...string) flows.Option {
	event, _, _ := strings.Cut(value, "/")
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/to_" + event}, Words: words}
}

// labelled is an option whose event is called otherwise here.
func labelled(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/" + label}, Words: words}
}

// chosen turns a choice into its event and what that needs.
func chosen(got flows.Reading, v flows.View) flows.Reading {
	event, codes, _ := strings.Cut(got.Value, "/")
	first, second, _ := strings.Cut(codes, "/")
	switch event {
	case "register":
		return register(v)
	case aside:
		back := back(v)
		back.Quiet = true
		return flows.Reading{Say: []flows.Say{{Key: "training/any_time"}}, Go: &back}
	}
	got.Event, got.Set = event, flows.Answers{code: first, skip: ""}
	switch event {
	case "take":
		got.Set[take] = "yes"
	case "leave":
		got.Set[take] = "no"
	case "move":
		got.Set = flows.Answers{instead: first, skip: "", Near: ""}
	case "more":
		got.Set = flows.Answers{skip: first, instead: second}
	case "list":
		got.Set = flows.Answers{instead: "", skip: ""}
	case "mine", "keep", "yes":
		got.Set = nil
	case "open", "change":
		got.Set = flows.Answers{code: first, instead: second}
	}
	if v.Session.Flow == registration.Flow.Name {
		got.Set = with(got.Set, from, "form")
	}
	return got
}

func with(set flows.Answers, name, value string) flows.Answers {
	if set == nil {
		set = flows.Answers{}
	}
	set[name] = value
	return set
}

// register begins the registration, or goes on with it.
func register(v flows.View) flows.Reading {
	if p := v.Session.Parked; p != nil && p.Flow == registration.Flow.Name {
		return flows.Reading{Go: &flows.Go{To: flows.Resume, Greet: true}}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: registration.Flow.Name}}
}

// How many letters of a title, and of a place, a button has room for.
const (
	labelRoom = 22
	placeRoom = 10 // beside a day
)

// picks are the classes of a page: the text numbers them, where there are
// buttons they stand on them. left is the class that one of them is for.
func picks(v flows.View, left string) (list []flows.Option) {
	inDoubt := len(v.Session.Among) > 0 // then no text numbers them
	classes := all(v, page)
	words := names(classes)
	for i, c := range classes {
		o := flows.Option{
			Value:  choice("open", c.Code),
			Label:  flows.Say{Key: name + "/pick", Args: flows.Args{"N": i + 1, "Title": short(c.Title)}},
			Words:  words[i],
			Number: flows.Unnumbered,
		}
		if left != "" {
			o.Value = choice("open", c.Code, left)
		}
		if inDoubt {
			o.Label, o.Number = apart(classes, c), 0
		}
		list = append(list, o)
	}
	return list
}

// apart tells a class from those of its title by its place and first day.
func apart(page []seen, c seen) flows.Say {
	namesakes := 0
	for _, x := range page {
		if x.Title == c.Title {
			namesakes++
		}
	}
	if namesakes > 1 {
		return flows.Say{Key: name + "/pick_day", Args: flows.Args{"Kecamatan": cut(region.KecamatanName(c.Kecamatan), placeRoom), "Starts": time.Unix(c.Starts, 0)}}
	}
	return flows.Say{Key: name + "/pick_one", Args: flows.Args{"Title": short(c.Title)}}
}

// names are what people write for each class of a page. What several bear is
// not quite theirs: it leaves a doubt.
func names(page []seen) [][]string {
	bear := map[string]int{}
	list := make([][]string, len(page))
	for i, c := range page {
		place := "online"
		if c.Kecamatan != "" {
			place = region.KecamatanName(c.Kecamatan)
		}
		list[i] = []string{c.Title, place, c.Code}
		bear[c.Title]++
		bear[place]++
	}
	for _, words := range list {
		for i, w := range words {
			if bear[w] > 1 {
				words[i] = "kelas " + w
			}
		}
	}
	return list
}

// more is the choice of the next page.
func more(v flows.View, left string) flows.Option {
	o := flows.Option{Value: choice("more", strconv.Itoa(skipped(v)+perPage)), Label: flows.Say{Key: name + "/to_more"}, Number: flows.Unnumbered,
		Words: []string{"lagi", "lainnya", "berikutnya", "more"}}
	if left != "" {
		o.Value += "/" + left
	}
	return o
}

func short(title string) string { return cut(title, labelRoom) }

func cut(text string, room int) string {
	if r := []rune(text); len(r) > room {
		return strings.TrimSpace(string(r[:room-1])) + "…"
	}
	return text
}

// rows are the lines of a page, numbered as they are picked.
func rows(v flows.View, key string) (list []flows.Say, sample bool) {
	for i, c := range all(v, page) {
		args := c.args(v)
		args["N"] = i + 1
		list = append(list, flows.Say{Key: name + "/" + key, Args: args})
		sample = sample || c.Sample
	}
	return list, sample
}
