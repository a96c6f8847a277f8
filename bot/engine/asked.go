package engine

import (
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// monthOf is a month in Jakarta: 202611.
func monthOf(at time.Time) int {
	at = at.In(bot.WIB)
	return at.Year()*100 + int(at.Month())
}

// tally counts what became of the question that stood, and the one that is put
// now: by the month in which each was put.
func (j *job) tally(stood flows.Question) {
	note := func(q flows.Question, a store.Asked) {
		if q.Flow == "" {
			return
		}
		if a.Question = q; q.Month == 0 { // put by an older release
			a.Month = monthOf(j.now)
		}
		if j.asked == nil {
			j.asked = make([]store.Asked, 0, 2) // mostly one that is answered, and the next
		}
		j.asked = append(j.asked, a)
	}
	note(j.turn.Answered, store.Asked{Answered: 1})
	note(j.turn.Missed, store.Asked{Missed: 1})
	s := &j.talk.Session
	if done := j.turn.Answered; s.Flow != stood.Flow || s.State != stood.State || done.Flow == s.Flow && done.State == s.State {
		s.Month = monthOf(j.now)
		note(s.Question(), store.Asked{Asked: 1})
	}
}

// askedBy adds up what a batch has to count.
func askedBy(jobs []*job) (list []store.Asked) {
	at := map[flows.Question]int{}
	for _, j := range jobs {
		for _, a := range j.asked {
			i, known := at[a.Question]
			if !known {
				i = len(list)
				at[a.Question], list = i, append(list, store.Asked{Question: a.Question})
			}
			list[i].Asked += a.Asked
			list[i].Answered += a.Answered
			list[i].Missed += a.Missed
		}
	}
	return list
}
