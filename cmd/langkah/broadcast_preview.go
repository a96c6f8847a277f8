package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"langkah/bot"
	"langkah/store"
	"langkah/templates"
)

type broadcastPreviewCommand struct {
	Code string `arg:"" help:"The broadcast, as SR-12."`
	JSON bool   `name:"json" help:"For other programs; all whose text cannot be made are in it."`
}

// preview is what a broadcast would do now.
type preview struct {
	store.Preflight
	broadcast store.Broadcast
	failures  []failure
	arrivals  []arrival
	over      bool // its time is: nobody gets it any more, whatever it is
}

// failure is why texts cannot be made, and whose: member numbers.
type failure struct {
	Why     string   `json:"why"`
	Members []string `json:"members"`
}

// Run shows what a broadcast would do. Every text is made, as it would leave.
func (c broadcastPreviewCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		p, err := look(s, st, c.Code)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return indented(s.out, p.asJSON())
		}
		p.show(s)
		return nil
	})
}

func look(s *surroundings, st *store.Store, code string) (p preview, err error) {
	now := s.clock()()
	if p.broadcast, err = st.Broadcast(s.ctx, code); err != nil {
		return p, err
	}
	if p.over = !p.broadcast.State.Live() || !now.Before(p.broadcast.Expires); p.over {
		return p, nil
	}
	if p.Preflight, err = st.Preflight(s.ctx, code, way(), now); err != nil {
		return p, err
	}
	if p.failures, err = failuresOf(s, st, code, now); err != nil {
		return p, err
	}
	r, err := readRoads(s, st, p.broadcast)
	if err != nil {
		return p, err
	}
	p.arrivals = r.arrivals(p.broadcast.Code)
	return p, nil
}

// failuresOf makes everybody's text.
func failuresOf(s *surroundings, st *store.Store, code string, now time.Time) (list []failure, err error) {
	err = st.EachText(s.ctx, code, way(), now, func(number string, o bot.Outbound) error {
		_, err := fill(*o.Fill)
		if err == nil {
			return nil
		}
		why := err.Error()
		i := slices.IndexFunc(list, func(f failure) bool { return f.Why == why })
		if i < 0 {
			i, list = len(list), append(list, failure{Why: why})
		}
		list[i].Members = append(list[i].Members, number)
		return nil
	})
	return list, err
}

const shownMembers = 20

func (p preview) show(s *surroundings) {
	showBroadcast(s, p.broadcast)
	if p.over {
		fmt.Fprintln(s.out, "nobody gets it any more: "+p.instead())
		return
	}
	if p.broadcast.Upto > 0 {
		fmt.Fprintf(s.out, "%d people are to get it yet\n", p.People)
	} else {
		fmt.Fprintf(s.out, "%d people want news and are meant\n", p.People)
	}
	for _, t := range p.Reach {
		fmt.Fprintf(s.out, "  %s\n", throughInWords(t))
		if i := slices.IndexFunc(p.arrivals, func(a arrival) bool { return a.Account == t.Account }); i >= 0 {
			fmt.Fprintf(s.out, "    %s\n", p.arrivals[i].inWords())
		}
	}
	whom := ""
	if p.Calls > 0 {
		whom = ": langkah broadcast calls " + p.broadcast.Code
	}
	fmt.Fprintf(s.out, "  %d have no open chat: they can be called%s\n  %d have neither an open chat nor a phone\n%d more are meant and want no news\n", p.Calls, whom, p.Nowhere, p.OptedOut)
	failed := 0
	for _, f := range p.failures {
		failed += len(f.Members)
	}
	fmt.Fprintf(s.out, "%d texts cannot be made\n", failed)
	for _, f := range p.failures {
		fmt.Fprintf(s.out, "  %s: %s%s\n", f.Why, strings.Join(f.Members[:min(len(f.Members), shownMembers)], ", "), andMore(len(f.Members)-shownMembers))
	}
	for _, e := range p.examples() {
		fmt.Fprintf(s.out, "on %s\n", e.Channel)
		for line := range strings.SplitSeq(e.Text, "\n") {
			fmt.Fprintln(s.out, "   | "+line)
		}
		if len(e.Choices) > 0 {
			fmt.Fprintln(s.out, "   | "+strings.Join(e.Choices, " · "))
		}
	}
	fmt.Fprintln(s.out, p.next(s.limits()))
}

func andMore(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more (--json has them all)", n)
}

func throughInWords(t store.Through) string {
	words := fmt.Sprintf("%s: %d now", t.Account, t.Now)
	if t.Begins > 0 {
		words += fmt.Sprintf(" (%d of them new chats)", t.Begins)
	}
	for _, part := range []struct {
		n    int
		what string
	}{{t.Next, "when they write next"}, {t.Full, "not, they had their two this week"}, {t.Unfilled, "not, their text cannot be made"}} {
		if part.n > 0 {
			words += fmt.Sprintf(", %d %s", part.n, part.what)
		}
	}
	return words
}

// inWords is when a part of a broadcast has left.
func (a arrival) inWords() string {
	switch {
	case a.At.IsZero():
		return fmt.Sprintf("%d %s", a.Left, a.Pace)
	case a.Late > 0:
		return fmt.Sprintf("%d of %d do not leave before it ends (%s)", a.Late, a.Left, a.Pace)
	}
	return fmt.Sprintf("%d leave by %s (%s)", a.Left, wib(a.At.Add(time.Minute-1).Truncate(time.Minute)), a.Pace) // by the minute that has begun then
}

// instead is what can be done about one whose time is over.
func (p preview) instead() string {
	if p.broadcast.State.Live() {
		return "its time is over; " + cures[store.TooLate]
	}
	return fmt.Sprintf(possible[p.broadcast.State], p.broadcast.Code)
}

// next is what is to be done.
func (p preview) next(limits store.BroadcastLimits) string {
	b := p.broadcast
	switch {
	case b.State == store.BroadcastPaused && p.People > limits.Test && b.Tested.IsZero():
		return fmt.Sprintf("next: send it to yourself again: langkah broadcast test %s --staff NUMBER", b.Code)
	case b.State != store.BroadcastDraft && b.State != store.BroadcastAsked:
		return fmt.Sprintf("it is %s: %s", b.State, fmt.Sprintf(possible[b.State], b.Code))
	case len(p.Reach) == 0:
		return "it reaches nobody"
	case p.People > limits.Test && b.Tested.IsZero():
		return fmt.Sprintf("next: send it to yourself: langkah broadcast test %s --staff NUMBER", b.Code)
	case p.People > limits.Approve && b.Approved.IsZero():
		return fmt.Sprintf("next: a second person approves it: langkah broadcast approve %s --by STAFF", b.Code)
	}
	return fmt.Sprintf("next: langkah broadcast start %s", b.Code)
}

type exampleJSON struct {
	Channel string   `json:"channel"`
	Text    string   `json:"text"`
	Choices []string `json:"choices,omitempty"`
}

// examples are some texts as they leave.
func (p preview) examples() (list []exampleJSON) {
	for _, o := range p.Examples {
		text, err := fill(*o.Fill)
		if err != nil { // it is among the failures
			continue
		}
		e := exampleJSON{Channel: o.To.Channel, Text: text}
		for _, c := range o.Fill.Choices {
			e.Choices = append(e.Choices, c.Label)
		}
		list = append(list, e)
	}
	return list
}

type (
	throughJSON struct {
		Channel  string     `json:"channel"`
		Account  string     `json:"account"`
		Now      int        `json:"now"`
		Begins   int        `json:"new_chats"`
		Next     int        `json:"on_next_contact"`
		Full     int        `json:"cap_reached"`
		Unfilled int        `json:"not_filled"`
		By       *time.Time `json:"left_by,omitempty"` // null: at no pace
		Late     int        `json:"too_late"`
	}
	previewJSON struct {
		Broadcast broadcastJSON `json:"broadcast"`
		People    int           `json:"people"`
		OptedOut  int           `json:"opted_out"`
		Calls     int           `json:"call_list"`
		Nowhere   int           `json:"not_reached"`
		Reach     []throughJSON `json:"reach"`
		Failures  []failure     `json:"failures"`
		Examples  []exampleJSON `json:"examples"`
	}
)

func (p preview) asJSON() previewJSON {
	out := previewJSON{Broadcast: broadcastAsJSON(p.broadcast), People: p.People, OptedOut: p.OptedOut, Calls: p.Calls, Nowhere: p.Nowhere,
		Reach: []throughJSON{}, Failures: append([]failure{}, p.failures...), Examples: append([]exampleJSON{}, p.examples()...)}
	for _, t := range p.Reach {
		one := throughJSON{Channel: t.Account.Channel, Account: t.Account.Name, Now: t.Now, Begins: t.Begins, Next: t.Next, Full: t.Full, Unfilled: t.Unfilled}
		if i := slices.IndexFunc(p.arrivals, func(a arrival) bool { return a.Account == t.Account }); i >= 0 {
			one.By, one.Late = asWIB(p.arrivals[i].At), p.arrivals[i].Late
		}
		out.Reach = append(out.Reach, one)
	}
	return out
}

type broadcastTestCommand struct {
	oneBroadcast
	Person []string `arg:"" optional:"" help:"Or a member who wants news: member number, phone, address or name."`
	Staff  string   `help:"Who of the staff gets it in their own chat, by number or name." placeholder:"STAFF"`
	Lang   string   `help:"In that language; without it in theirs." enum:",id,en" default:""`
}

// Run sends a broadcast to one person.
func (c broadcastTestCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		b, err := st.Broadcast(s.ctx, c.Code)
		if err != nil {
			return done{}, err
		}
		if c.Lang != "" && b.Texts[c.Lang] == "" {
			return done{}, fmt.Errorf("broadcast test: %s has no text in %s, only in %s", b.Code, c.Lang, strings.Join(languagesOf(b), ", "))
		}
		member, err := c.member(s, st)
		if err != nil {
			return done{}, err
		}
		did, err := st.TryBroadcast(s.ctx, store.Trial{Code: c.Code, Member: member, Lang: c.Lang, Way: way(), Render: fill}, who, now)
		as := ""
		if did.As != "" {
			as = ", as " + did.As + " gets it"
		}
		return done{Said: fmt.Sprintf("on its way by %s%s, and noted as tried out:\n   | %s", did.Through, as, strings.ReplaceAll(did.Text, "\n", "\n   | "))}, err
	})
}

func languagesOf(b store.Broadcast) (list []string) {
	for _, lang := range templates.Languages() {
		if b.Texts[lang] != "" {
			list = append(list, lang)
		}
	}
	return list
}

func (c broadcastTestCommand) member(s *surroundings, st *store.Store) (int64, error) {
	words := strings.Join(c.Person, " ")
	switch {
	case cmp.Or(words, c.Staff) == "" || words != "" && c.Staff != "":
		return 0, errors.New("broadcast test: name who gets it: --staff NUMBER, or a person as for langkah explain")
	case words != "":
		return whom(s, st, "broadcast test", words)
	}
	who, err := colleague(s, st, []string{c.Staff})
	if err == nil && who.Member == 0 {
		err = fmt.Errorf("broadcast test: %s has not written their code in a chat yet; langkah staff list", who.Name)
	}
	return who.Member, err
}
