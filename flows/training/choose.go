package training

import (
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// classes are listed as everything that people pick from. Where one is left for
// another, its choice has both: "change/PLT-0004/PLT-0003".
var (
	classes          = listing.Of(name, understand.WishTraining, "kelas|classes")
	choice           = listing.Choice
	option, labelled = classes.Option, classes.Labelled
)

// aside is said to none of the choices.
const aside = "aside"

// chosen turns a choice into its event and what that needs.
func chosen(got flows.Reading, v flows.View) flows.Reading {
	event, codes, _ := strings.Cut(got.Value, "/")
	first, second, _ := strings.Cut(codes, "/")
	switch event {
	case "register":
		return registration.Begin(v)
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
		got.Set = flows.Answers{instead: first, skip: "", near: ""}
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

// placeRoom is how many letters of a place a button has room for beside a day.
const placeRoom = 10

// picks are the classes of a page: the text numbers them, where there are
// buttons they stand on them. left is the class that one of them is for.
func picks(v flows.View, left string) (list []flows.Option) {
	inDoubt := len(v.Session.Among) > 0 // then no text numbers them
	shelf := all(v, page)
	words := names(shelf)
	for i, c := range shelf {
		o := flows.Option{
			Value:  choice("open", c.Code),
			Label:  flows.Say{Key: name + "/pick", Args: flows.Args{"N": i + 1, "Title": listing.Title(c.Title)}},
			Words:  words[i],
			Number: flows.Unnumbered,
		}
		if left != "" {
			o.Value = choice("open", c.Code, left)
		}
		if inDoubt {
			o.Label, o.Number = apart(shelf, c), 0
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
		return flows.Say{Key: name + "/pick_day", Args: flows.Args{"Kecamatan": flows.Short(region.KecamatanName(c.Kecamatan), placeRoom), "Starts": time.Unix(c.Starts, 0)}}
	}
	return flows.Say{Key: name + "/pick_one", Args: flows.Args{"Title": listing.Title(c.Title)}}
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
