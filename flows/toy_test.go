package flows

import (
	"strconv"
	"strings"
	"testing"
)

// toy is a small form: colour → (blue: shade) → size → card → save → done.
func toy() *Flow {
	text := func(key string) func(View) Say { return func(View) Say { return Say{Key: key} } }
	any := func(in Input, _ View) Reading {
		if in.Text == "?" {
			return Reading{Reason: "UNCLEAR"}
		}
		return Reading{Value: in.Text}
	}
	return &Flow{
		Name: "toy", Version: 2, Form: true,
		Recap: func(v View) Say { return Say{Key: "toy/recap", Args: Args{"N": len(v.Lines())}} },
		Moved: map[int]map[string]string{1: {"tint": "shade"}},
		Moves: []Row{
			{"colour", "blue", "shade"}, {"colour", "other", "size"}, {"shade", Next, "size"}, {"size", Next, "card"},
			{"card", Next, "save"}, {"save", "saved", "done"},
		},
		States: []State{
			{Name: "colour", Ask: &Ask{Prompt: text("toy/colour"), Answer: "colour", Read: any, Line: "toy/colour", Hint: "toy/hint", Examples: "toy/examples",
				Event: func(v string) string {
					if v == "blue" {
						return "blue"
					}
					return "other"
				}}},
			{Name: "shade", Ask: &Ask{Prompt: text("toy/shade"), Answer: "shade", Read: any, Needs: []string{"colour"}, Line: "toy/shade"}},
			{Name: "size", Ask: &Ask{Prompt: text("toy/size"), Answer: "size", Options: sizes, Line: "toy/size"}},
			{Name: "card", Ask: &Ask{Prompt: text("toy/card"), Takes: map[Word]string{Lanjut: "yes"},
				Read: func(in Input, _ View) Reading { return Reading{Value: in.Text} }}},
			{Name: "save", Act: func(v View) Action { return Register{Profile: v.Session.Answers} }},
			{Name: "done", End: &End{Say: func(v View) []Say { return []Say{{Key: "toy/done", Args: v.Outcome.Args}} }, Go: Go{To: Home, Forget: true}}},
		},
	}
}

// sizes are more than one menu holds.
func sizes(View) []Option {
	var list []Option
	for i := range 15 {
		list = append(list, Option{Value: "s" + strconv.Itoa(i), Label: Say{Key: "toy/size"}, Words: []string{"size" + strconv.Itoa(i)}})
	}
	return list
}

func lobby() *Flow {
	text := func(View) Say { return Say{Key: "lobby/home"} }
	start := func(in Input, v View) Reading {
		if in.Text != "toy" {
			return Reading{Reason: "UNCLEAR"}
		}
		return Reading{Go: &Go{To: Open, Flow: "toy"}}
	}
	return &Flow{Name: "lobby", Version: 1,
		Moves:  []Row{{"greet", Next, "home"}},
		States: []State{{Name: "greet", Ask: &Ask{Prompt: text, Read: start}}, {Name: "home", Ask: &Ask{Prompt: text, Read: start}}},
	}
}

// hears knows the words in capitals, and options by number or word.
var hears = Understanding{
	Global: func(text string) (Word, int, bool) {
		word, number, _ := strings.Cut(text, " ")
		n, _ := strconv.Atoi(number)
		return Word(word), n, word == strings.ToUpper(word) && strings.ContainsAny(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	},
	Choose: func(text string, words [][]string) (int, string) {
		if n, err := strconv.Atoi(text); err == nil {
			if n < 1 || n > len(words) {
				return 0, "OUT_OF_RANGE"
			}
			return n - 1, ""
		}
		for i, list := range words {
			for _, w := range list {
				if w == text {
					return i, ""
				}
			}
		}
		return 0, "UNCLEAR"
	},
	Greeting:  func(text string) bool { return text == "hi" },
	Elsewhere: func(string) (string, bool) { return "", false },
	Question:  func(text string) bool { return text == "huh?" },
	Aside: func(text string) (string, bool) {
		if text != "safe?" {
			return "", false
		}
		return "toy/aside", true
	},
	WithoutIDs: func(text string) string {
		rest, _, _ := strings.Cut(text, "*")
		return rest
	},
}

// talk is one person and the toy's router.
type talk struct {
	t    *testing.T
	r    *Router
	s    Session
	turn *Turn
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	r, err := NewRouter(Abilities{Hears: hears, Words: map[Word]Handler{"HELP": func(View) Reading { return Reading{Say: []Say{{Key: "toy/help"}}} }}},
		lobby(), toy())
	if err != nil {
		t.Fatal(err)
	}
	return &talk{t: t, r: r}
}

func (k *talk) say(texts ...string) *talk {
	k.t.Helper()
	for _, text := range texts {
		k.do(Input{Text: text})
	}
	return k
}

func (k *talk) do(in Input) {
	k.t.Helper()
	turn, err := k.r.Begin(k.s, in, Facts{})
	if err != nil {
		k.t.Fatalf("%+v: %v", in, err)
	}
	if turn.Act != nil {
		if err := turn.Resume(Outcome{Event: "saved", Args: Args{"Number": "7"}}, Facts{}); err != nil {
			k.t.Fatal(err)
		}
	}
	var offer []Choice
	for _, o := range turn.Options {
		offer = append(offer, Choice{Value: o.Value})
	}
	turn.Shown(offer)
	k.s, k.turn = turn.Session(), turn
}

// at fails unless the person stands there and the keys were said, in order.
func (k *talk) at(state string, keys ...string) {
	k.t.Helper()
	if got := k.s.Flow + "." + k.s.State; got != state {
		k.t.Fatalf("at %s, want %s", got, state)
	}
	var said []string
	for _, s := range k.turn.Says {
		said = append(said, s.Key)
	}
	if len(keys) > 0 && strings.Join(said, " ") != strings.Join(keys, " ") {
		k.t.Fatalf("said %v, want %v", said, keys)
	}
}
