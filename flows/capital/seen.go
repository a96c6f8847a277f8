package capital

import (
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/templates/programme"
)

// noteStanding keeps what is known of somebody while the offers are looked at.
func noteStanding(v flows.View) flows.Answers {
	s, _ := v.Outcome.Args["Standing"].(flows.Standing)
	set := flows.Answers{papers: strings.Join(s.Papers, " "), since: ""}
	latest := flows.Latest(v.Facts.Now)
	n, _ := s.Books.Run(latest)
	if n == 0 {
		n, _ = s.Books.Run(latest - 1)
	}
	set[run] = strconv.Itoa(n)
	if len(s.Books) > 0 {
		set[since] = s.Books[len(s.Books)-1].Month.String()
	}
	if s.OfAge != "" {
		set[age] = s.OfAge
	}
	var codes []string
	for _, i := range s.Interests {
		if i.State == flows.Interested || i.State == flows.Applied {
			codes = append(codes, i.Offer)
		}
	}
	set[taken] = strings.Join(codes, " ")
	return set
}

// of is the offer in hand.
func of(v flows.View) programme.Offer {
	o, _ := offerOf(v.Answer(which))
	return o
}

// lang is the language in which an offer is told.
func lang(v flows.View) string {
	if v.Session.Lang == "en" {
		return "en"
	}
	return "id"
}

func interest(v flows.View, state flows.InterestState) flows.Action {
	return flows.NoteInterest{Interest: flows.Interest{Offer: v.Answer(which), State: state}, Name: of(v).Name, OfAge: v.Answer(age), Amount: max(0, int64(v.Number(sum)))}
}

// facts are what the texts about an offer need.
func facts(v flows.View) flows.Args {
	o := of(v)
	list := judged(o, v)
	return flows.Args{
		"Name": v.Facts.Person.Name, "Offer": o.Name, "About": o.About[lang(v)], "Where": o.Where[lang(v)], "Bring": o.Bring, "Age": o.Age,
		"Verdict": string(verdict(list)), "Checks": lines(list, "check", ""), "Lacks": lines(list, "short", lacks), "Visitor": v.Facts.Person.Number == "",
		"Amount": max(0, int64(v.Number(sum))), "Went": v.Answer(went),
	}
}
