package programme

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Paper is a kind of paper that a business may need.
type Paper struct {
	Kind   string
	Who    []string  // the fields of business that need it; none: all
	After  string    // the kind that comes first; "": none
	Digits []int     // how many its number has; none: it is not all digits
	Years  int       // that it is good for; 0: it does not end
	Remind []int     // so many days before the end
	Since  time.Time // compulsory since that day; zero: not for everybody
	Link   string
}

// ForField tells whether businesses of a field need it; "" is one that nobody knows.
func (p Paper) ForField(field string) bool {
	return field == "" || len(p.Who) == 0 || slices.Contains(p.Who, field)
}

// mostReminders is how often the end of a paper is spoken of.
const mostReminders = 3

// Papers is the table of papers, in the order in which they are shown. What is
// wrong with it is seen at the first start.
var Papers = must(readPapers())

func must[T any](list []T, err error) []T {
	if err != nil {
		panic(err)
	}
	return list
}

// PaperOf is a kind of paper; ok is false for what is none.
func PaperOf(kind string) (p Paper, ok bool) {
	i := slices.IndexFunc(Papers, func(p Paper) bool { return p.Kind == kind })
	if i < 0 {
		return p, false
	}
	return Papers[i], true
}

func readPapers() ([]Paper, error) {
	rows, err := Table("papers.csv", "kind", "who", "after", "digits", "years", "remind", "since", "link")
	if err != nil {
		return nil, err
	}
	return papersOf(rows)
}

func papersOf(rows []Row) (list []Paper, err error) {
	for _, r := range rows {
		p := Paper{Kind: r.Is("kind"), Who: r.List("who"), After: r.Is("after"), Link: r.Is("link")}
		known := func(kind string) bool { return slices.ContainsFunc(list, func(q Paper) bool { return q.Kind == kind }) }
		switch {
		case p.Kind == "" || known(p.Kind):
			return nil, r.Wrong("kind", "%q is empty, or was there before", p.Kind)
		case p.After != "" && !known(p.After):
			return nil, r.Wrong("after", "%q is no paper above", p.After)
		case !strings.HasPrefix(p.Link, "https://"):
			return nil, r.Wrong("link", "%q does not begin with https://", p.Link)
		}
		if p.Digits, err = numbers(r, "digits"); err != nil {
			return nil, err
		}
		if p.Remind, err = numbers(r, "remind"); err != nil {
			return nil, err
		}
		if years := r.Is("years"); years != "" {
			if p.Years, err = strconv.Atoi(years); err != nil || p.Years < 1 {
				return nil, r.Wrong("years", "%q is no number of years", years)
			}
		}
		if len(p.Remind) > mostReminders || len(p.Remind) > 0 && p.Years == 0 {
			return nil, r.Wrong("remind", "at most %d, for a paper that ends", mostReminders)
		}
		if since := r.Is("since"); since != "" {
			if p.Since, err = time.Parse(time.DateOnly, since); err != nil {
				return nil, r.Wrong("since", "%q is no day", since)
			}
		}
		list = append(list, p)
	}
	return list, nil
}

func numbers(r Row, column string) (list []int, err error) {
	for _, item := range r.List(column) {
		n, err := strconv.Atoi(item)
		if err != nil || n < 1 {
			return nil, r.Wrong(column, "%q is no number", item)
		}
		list = append(list, n)
	}
	return list, nil
}
