package programme

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Question is one of the check of a business.
type Question struct {
	Name    string
	Answers []Answer
}

// Answer is one that can be picked, and what it says for which steps.
type Answer struct {
	Name  string
	Words []string // what people also write for it
	Says  []Point
}

// Point says so much for a step, and why.
type Point struct {
	Step   int // 2 … 7
	Points int
	Reason string
}

// Check is the whole of it: 5 to 7 questions, and what holds for whoever is asked.
type Check struct {
	Questions []Question
	Always    []Point
}

var word = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

// Diagnosis reads diagnosis.csv.
func Diagnosis() (Check, error) {
	rows, err := Table("diagnosis.csv", "question", "answer", "step", "points", "reason", "words")
	if err != nil {
		return Check{}, err
	}
	return check(rows)
}

func check(rows []Row) (c Check, err error) {
	for _, r := range rows {
		points, err := r.points()
		if err != nil {
			return c, err
		}
		if r.Is("question") == "always" {
			c.Always = append(c.Always, points...)
			continue
		}
		a, err := c.answer(r)
		if err != nil {
			return c, err
		}
		a.Words, a.Says = append(a.Words, r.List("words")...), append(a.Says, points...)
	}
	return c, c.whole(rows)
}

// turns is no answer of any question: it shows the next of them.
const turns = "more"

// answer is the one that a row is about, which is new or the latest.
func (c *Check) answer(r Row) (*Answer, error) {
	for _, column := range []string{"question", "answer"} {
		if !word.MatchString(r.Is(column)) {
			return nil, r.Wrong(column, "%q is no name: small letters only", r.Is(column))
		}
	}
	if r.Is("answer") == turns {
		return nil, r.Wrong("answer", "%s is what turns the page of a list: name it otherwise", turns)
	}
	at := slices.IndexFunc(c.Questions, func(q Question) bool { return q.Name == r.Is("question") })
	switch {
	case at >= 0 && at < len(c.Questions)-1:
		return nil, r.Wrong("question", "%s stands further up: keep its lines together", r.Is("question"))
	case at < 0:
		c.Questions = append(c.Questions, Question{Name: r.Is("question")})
	}
	q := &c.Questions[len(c.Questions)-1]
	at = slices.IndexFunc(q.Answers, func(a Answer) bool { return a.Name == r.Is("answer") })
	if at < 0 {
		q.Answers = append(q.Answers, Answer{Name: r.Is("answer")})
		at = len(q.Answers) - 1
	}
	if at < len(q.Answers)-1 {
		return nil, r.Wrong("answer", "%s stands further up: keep its lines together", r.Is("answer"))
	}
	return &q.Answers[at], nil
}

// points is what a row says for a step; none where it names none.
func (r Row) points() ([]Point, error) {
	if r.Is("step") == "" && r.Is("points") == "" && r.Is("reason") == "" {
		return nil, nil
	}
	step, err := r.step("step", 2)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(r.Is("points"))
	if err != nil || n < 1 || n > 9 {
		return nil, r.Wrong("points", "%q is no number from 1 to 9", r.Is("points"))
	}
	if !word.MatchString(r.Is("reason")) {
		return nil, r.Wrong("reason", "%q is no name: small letters and _ only", r.Is("reason"))
	}
	return []Point{{step, n, r.Is("reason")}}, nil
}

// step reads "P4", not below the lowest.
func (r Row) step(column string, lowest int) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(r.Is(column), "P"))
	if err != nil || n < lowest || n > 7 || !strings.HasPrefix(r.Is(column), "P") {
		return 0, r.Wrong(column, "%q is no step: P%d to P7", r.Is(column), lowest)
	}
	return n, nil
}

func (c Check) whole(rows []Row) error {
	if n := len(c.Questions); n < 5 || n > 7 {
		return rows[len(rows)-1].Wrong("question", "%d questions in all: 5 to 7 are asked", n)
	}
	for _, q := range c.Questions {
		if n := len(q.Answers); n < 2 || n > 7 {
			i := slices.IndexFunc(rows, func(r Row) bool { return r.Is("question") == q.Name })
			return rows[i].Wrong("answer", "%s has %d answers: 2 to 7 can be picked", q.Name, n)
		}
	}
	return nil
}
