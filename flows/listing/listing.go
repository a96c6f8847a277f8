// Package listing is what the lists have in common from which people pick a class
// or an event: a page at a time, around the place where they live or another.
package listing

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// PerPage is how many a bubble holds.
const PerPage = 5

// The answers in which a list is kept.
const (
	Near    = "near"    // the code of a kecamatan or kota to look in, instead of where they live
	Skip    = "skip"    // how many were shown before
	Page    = "page"    // those on the screen
	Further = "further" // "yes": there are more
)

// Menus are questions that the menu answers: where an office is, and what there
// is about licences.
var Menus = map[string]bool{"common/aside_where": true, "common/about_nib": true}

// Kind is a sort of things that are listed.
type Kind struct {
	flow string
	wish understand.Wish // in whose words they are asked for
	on   *regexp.Regexp  // asks for more of them
}

// Of are the things of a flow; called are their names, parted by |, the first of
// which is used in front, too.
func Of(flow string, wish understand.Wish, called string) Kind {
	first, _, _ := strings.Cut(called, "|")
	return Kind{flow, wish, regexp.MustCompile(`^(ada |lihat |liat |mau |yang |` + first + ` |show |see )*` +
		`(lagi|lain|lainnya|lanjut|lanjutkan|berikutnya|selanjutnya|more|next|other|others|another|terus)` +
		`( (` + called + `|lagi|dong|kak|ya|min|please|ones|ada|apa))*$`)}
}

// Choice is called by its event and what it is about: "open/PLT-0003". That
// travels with the button: it may be pressed late, under an older card.
func Choice(event string, codes ...string) string {
	return strings.Join(append([]string{event}, codes...), "/")
}

// Option is a choice whose label is the text of its event.
func (k Kind) Option(value string, words ...string) flows.Option {
	event, _, _ := strings.Cut(value, "/")
	return k.Labelled(value, "to_"+event, words...)
}

// Labelled is an option whose event is called otherwise here.
func (k Kind) Labelled(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: k.flow + "/" + label}, Words: words}
}

// More is the choice of the next page; codes go with it.
func (k Kind) More(v flows.View, codes ...string) flows.Option {
	next := strconv.Itoa(v.Number(Skip) + PerPage)
	o := k.Option(Choice("more", append([]string{next}, codes...)...), "lagi", "lainnya", "berikutnya", "more")
	o.Number = flows.Unnumbered
	return o
}

// Onward tells that a text asks for more.
func (k Kind) Onward(text string) bool { return k.on.MatchString(understand.Normalise(text)) }

// NextPage hears "lagi" and "lanjut", where there is more and where there is not.
// A form that waits comes first: it is what "lanjut" was promised for.
func (k Kind) NextPage(text string, v flows.View, codes ...string) (got flows.Reading, ok bool) {
	if !k.Onward(text) {
		return got, false
	}
	if command, _, global := understand.Global(understand.Normalise(text)); global && command == understand.Continue && v.Session.Parked != nil {
		return got, false
	}
	if v.Answer(Further) == "" {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: k.flow + "/no_more"}}}, true
	}
	return flows.Reading{Value: k.More(v, codes...).Value}, true
}

// Place takes another place to look in: beside a wish for the things, or alone
// where none of the page is called so.
func (k Kind) Place(text string, page []flows.Option) flows.Reading {
	missed := flows.Reading{Reason: "UNCLEAR"}
	want := understand.Wants(text)
	wished := slices.Contains(want.Wishes, k.wish)
	if want.Rest == "" || len(want.Wishes) > 0 && !wished || !wished && Naming(text, page) {
		return missed
	}
	m := region.FindExactly(want.Rest, !wished)
	at := m.Kecamatan.Code
	if m.Reason == region.TooBroad {
		at = region.KotaIn(want.Rest)
	} else if m.Reason != "" {
		return missed
	}
	return flows.Reading{Event: "more", Set: flows.Answers{Near: at, Skip: ""}}
}

// Naming tells whether a text is one of the page.
func Naming(text string, page []flows.Option) bool {
	var options []understand.Option
	for _, o := range page {
		options = append(options, understand.Option{Words: o.Words})
	}
	_, reason := understand.Choice(text, options)
	return reason != understand.Unclear && reason != understand.Empty
}

// Look is the way to a list, near a place if one is named.
func (k Kind) Look(near string) *flows.Go {
	g := &flows.Go{To: flows.Open, Flow: k.flow}
	if near != "" {
		g.Set = flows.Answers{Near: near}
	}
	return g
}

// Title is as much of a name as a button has room for.
func Title(title string) string { return flows.Short(title, 22) }

// Ahead is how many days lie between two times, by the calendar: tomorrow is 1.
func Ahead(now, then time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.In(now.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(then).Sub(day(now)).Hours() / 24)
}
