package diagnosis

import (
	"fmt"
	"testing"

	"langkah/flows"
	"langkah/templates/programme"
)

// The steps come by need: what the answers say most for, never what is done or
// not needed; somebody without a need still has something.
func TestAdvise(t *testing.T) {
	check := programme.Must(programme.Diagnosis())
	learner := flows.Answers{"trouble": "making", "skill": "no", "papers": "none", "buyers": "none", "books": "never", "capital": "no"}
	settled := flows.Answers{"trouble": "buyers", "skill": "sure", "papers": "more", "buyers": "fairs", "books": "always", "capital": "no"}
	var all [7]flows.StageStatus
	for i := range all {
		all[i] = flows.Done
	}
	for want, of := range map[string]struct {
		answers flows.Answers
		stages  [7]flows.StageStatus
	}{
		"[{2 4 making} {4 3 no_papers}]":           {learner, [7]flows.StageStatus{"done"}},
		"[{4 3 no_papers} {6 3 no_books}]":         {learner, [7]flows.StageStatus{"done", "done"}},
		"[{6 3 no_books} {5 2 always_buyers}]":     {learner, [7]flows.StageStatus{"done", "done", "", "not_needed"}},
		"[{5 4 buyers} {2 1 always_class}]":        {settled, [7]flows.StageStatus{"done", "", "done"}},
		"[{2 1 always_class} {3 1 always_mentor}]": {settled, [7]flows.StageStatus{"done", "", "", "", "done"}},
		"[{7 3 capital}]":                          {flows.Answers{"trouble": "capital"}, [7]flows.StageStatus{"done", "done", "done", "done", "done", "done"}},
		"[]":                                       {learner, all},
	} {
		if got := fmt.Sprint(advise(check, of.answers, of.stages)); got != want {
			t.Errorf("%v %v: %s, want %s", of.answers, of.stages, got, want)
		}
	}
}
