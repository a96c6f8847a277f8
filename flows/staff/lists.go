package staff

import (
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
)

// keepList keeps what of a list is on the screen by its ids, and whether there is
// more.
func keepList(v flows.View, answer string, ids []string) flows.Answers {
	set := flows.Answers{answer: strings.Join(ids, " "), more: ""}
	if is, _ := v.Outcome.Args["More"].(bool); is {
		set[more] = "yes"
	}
	return set
}

// numbered are ids as they are kept.
func numbered[T any](list []T, id func(T) int64) (ids []string) {
	for _, x := range list {
		ids = append(ids, strconv.FormatInt(id(x), 10))
	}
	return ids
}

// buttons are the choices of a list whose text numbers what is in it.
func buttons(v flows.View, answer, label string) (list []flows.Option) {
	for i, id := range strings.Fields(v.Answer(answer)) {
		list = append(list, flows.Option{Value: id, Label: flows.Say{Key: label, Args: flows.Args{"N": i + 1, "Code": id}}, Number: flows.Unnumbered})
	}
	if v.Answer(more) != "" {
		next := option("next", "next", "lagi", "lainnya", "berikutnya", "more", "next")
		next.Number = flows.Unnumbered
		list = append(list, next)
	}
	return list
}

// pick goes to the next page, back to the menu, or to what was picked.
func pick(answer string, picked func(v flows.View, id string) flows.Reading) func(flows.Reading, flows.View) flows.Reading {
	return func(got flows.Reading, v flows.View) flows.Reading {
		switch {
		case got.Value == "next":
			got.Set = flows.Answers{skip: strconv.Itoa(v.Number(skip) + listed)}
		case got.Value == "back":
			to := open("menu", nil)
			return flows.Reading{Go: &to}
		case slices.Contains(strings.Fields(v.Answer(answer)), got.Value):
			return picked(v, got.Value)
		}
		return got
	}
}
