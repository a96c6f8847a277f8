package diagnosis

import (
	"cmp"
	"slices"

	"langkah/flows"
	"langkah/templates/programme"
)

// advised is how many steps come of a check.
const advised = 2

// advise weighs the answers: the steps that they say most for, each with the
// reason that says most for it. What is done or not needed is left out; of two
// that are alike the stronger reason comes first, then the lower number.
func advise(check programme.Check, answers flows.Answers, stages [7]flows.StageStatus) []programme.Point {
	best := map[int]programme.Point{}
	sum := map[int]int{}
	weigh := func(says []programme.Point) {
		for _, p := range says {
			if s := stages[p.Step-1]; s == flows.Done || s == flows.NotNeeded {
				continue
			}
			sum[p.Step] += p.Points
			if p.Points > best[p.Step].Points {
				best[p.Step] = p
			}
		}
	}
	for _, q := range check.Questions {
		for _, a := range q.Answers {
			if a.Name == answers[q.Name] {
				weigh(a.Says)
			}
		}
	}
	weigh(check.Always)
	var list []programme.Point
	for _, p := range best {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b programme.Point) int {
		return cmp.Or(cmp.Compare(sum[b.Step], sum[a.Step]), cmp.Compare(b.Points, a.Points), cmp.Compare(a.Step, b.Step))
	})
	return list[:min(advised, len(list))]
}
