package understand

import (
	"regexp"
	"slices"
)

// Invitee is what somebody says to an announcement of an event.
type Invitee int

// What they say.
const (
	Joins    Invitee = iota + 1 // "ikut", "mau ikut kak", "1"
	Looks                       // "syarat", "lihat dulu", "2"
	Declines                    // "tidak ikut"
)

// invitation is what stands under an announcement, in its order.
var invitation = []Option{
	{Words: []string{"ikut", "ikutan", "daftar", "mau ikut", "mau daftar", "gabung", "minat", "berminat", "join", "sign up", "register", "count me in"}},
	{Words: []string{"lihat syarat", "syarat", "lihat", "lihat dulu", "info", "detail", "detailnya", "see what is asked", "conditions", "requirements", "details"}},
}

// asksTerms: "syaratnya apa aja kak".
var asksTerms = regexp.MustCompile(`^(?:\S+ ){0,3}syarat(?:nya)?(?: \S+){0,3}$`)

var joinsPlainly = regexp.MustCompile(`\b(?:ikut\w*|gabung|minat|berminat|join|sign up)\b`)

// Invited reads an answer to an announcement of an event; 0: it is none. numbered
// tells whether its choices are the last that the person saw.
func Invited(s string, numbered bool) Invitee {
	wishes := Wants(s).Wishes
	if slices.ContainsFunc(wishes, func(w Wish) bool { return w != WishRegister && (w != WishMarketing || !numbered) }) { // "mau ikut pelatihan"
		return 0
	}
	if asksTerms.MatchString(Normalise(s)) {
		return Looks
	}
	i, reason := Choice(s, invitation)
	if !numbered && !joinsPlainly.MatchString(Normalise(s)) { // "1" and "ya" are to something else
		return 0
	}
	if reason == "" {
		return Invitee(i + 1)
	}
	switch said, _ := Attends(s); {
	case said == Comes:
		return Joins
	case said == StaysAway:
		return Declines
	}
	return 0
}
