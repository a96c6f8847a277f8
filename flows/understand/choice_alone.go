package understand

import "slices"

// ChoiceAlone is Choice for a text that says nothing beside its option. In a longer
// sentence an option's word may mean anything: "kirim besok saja" sends nothing now.
func ChoiceAlone(s string, options []Option) (int, Reason) {
	i, why := Choice(s, options)
	if why != "" {
		return i, why
	}
	s = Normalise(s)
	said := split(s, nil)
	if _, _, numbers := chosenNumber(s, said, len(options)); numbers {
		return i, ""
	}
	named := func(w string) bool {
		return slices.ContainsFunc(options[i].Words, func(phrase string) bool {
			return slices.ContainsFunc(phraseWords(phrase), func(p string) bool { return means(w, p) })
		})
	}
	for _, w := range said {
		if n, _ := cardinal([]string{w}); n != i+1 && !fillers[w] && !choiceNoise[w] && !choiceThanks[w] && !numberSigns[w] && !named(w) {
			return 0, Unclear
		}
	}
	return i, ""
}
