package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"langkah/bot"
	"langkah/store"
)

type explainCommand struct {
	Person []string `arg:"" optional:"" help:"Member number (JKP-0000123), phone, address (demo-17), row id (12 or #12), or a name or a part of it."`
	Limit  int      `help:"How many reminders, and how many messages, to tell at most." default:"20" placeholder:"N"`
}

// Run tells what a person is due to be told, what they were told, and why not.
func (c explainCommand) Run(s *surroundings) error {
	words := strings.Join(c.Person, " ")
	if strings.TrimSpace(words) == "" {
		return errors.New("explain: whom? Name a member number (JKP-0000123), a phone, an address (demo-17), a row (#12) or a name: langkah explain demo-17")
	}
	return withStore(s, func(st *store.Store) error {
		id, err := whom(s, st, "explain", words)
		if err != nil {
			return err
		}
		return c.explain(s, st, id)
	})
}

// whom is the one person that staff mean.
func whom(s *surroundings, st *store.Store, command, words string) (int64, error) {
	ids, err := st.Find(s.ctx, words)
	switch {
	case err != nil:
		return 0, err
	case len(ids) == 0:
		return 0, fmt.Errorf("%s: nobody is known by %q; try the member number, the phone, the address or the name", command, words)
	case len(ids) > 1:
		return 0, several(s, st, words, ids)
	}
	return ids[0], nil
}

// several lists who may be meant.
func several(s *surroundings, st *store.Store, words string, ids []int64) error {
	fmt.Fprintf(s.out, "%q may be any of these; ask again with the number behind #:\n", words)
	for _, id := range ids {
		v, err := st.Standing(s.ctx, id)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out, "  "+title(v)+places(v))
	}
	return exit(1)
}

func title(v store.Standing) string {
	who := fmt.Sprintf("#%d", v.ID)
	for _, part := range []string{v.Number, v.Name} {
		if part != "" {
			who += " " + part
		}
	}
	if v.Number == "" {
		who += " (not registered)"
	}
	return who
}

// places are where somebody can be reached.
func places(v store.Standing) (list string) {
	for _, a := range v.Addresses {
		list += fmt.Sprintf(", %s %s", a.Channel, a.ID)
	}
	return list
}

func (c explainCommand) explain(s *surroundings, st *store.Store, id int64) error {
	v, err := st.Standing(s.ctx, id)
	if err != nil {
		return err
	}
	told, err := st.Told(s.ctx, id, c.Limit)
	if err != nil {
		return err
	}
	unasked, err := st.Unasked(s.ctx, id, c.Limit)
	if err != nil {
		return err
	}
	_, frozen, err := st.Frozen(s.ctx)
	if err != nil {
		return err
	}
	now := s.clock()()
	fmt.Fprintf(s.out, "%s, as of %s\n", title(v), wib(now))
	standing(s.out, v, now)
	if until := spent(unasked, now); !until.IsZero() {
		fmt.Fprintf(s.out, "  cap          two in seven days have been said: nothing more is advised before %s\n", wib(bot.FirstAllowed(until)))
	}
	if frozen {
		fmt.Fprintln(s.out, "  frozen       this database is a restored copy: only replies leave; "+howToThaw)
	}
	steps(s.out, v)
	upcoming(s.out, told, v)
	past(s.out, told)
	sent(s.out, unasked)
	return announced(s, st, id, frozen, c.Limit)
}

func standing(out io.Writer, v store.Standing, now time.Time) {
	heard := "never"
	if !v.HeardAt.IsZero() {
		heard = wib(v.HeardAt)
	}
	fmt.Fprintf(out, "  wrote last   %s\n", heard)
	for _, a := range v.Addresses {
		note := ""
		if a.Blocked {
			note = " (blocked us: nothing is sent there)"
		} else if a.Latest {
			note = " (answers and reminders go here)"
		}
		fmt.Fprintf(out, "  reached at   %s %s%s\n", a.Channel, a.ID, note)
	}
	for _, l := range v.Links {
		fmt.Fprintf(out, "  linked       %s\n", linked(v, l))
	}
	fmt.Fprintf(out, "  stands in    %s.%s\n", v.Flow, v.State)
	if v.Form != "" {
		fmt.Fprintf(out, "  unfinished   %s, parked; LANJUT takes it up\n", v.Form)
	}
	fmt.Fprintf(out, "  may be told  %s\n", consents(v))
	if !v.StoppedAt.IsZero() && !v.Erased {
		fmt.Fprintf(out, "  stopped      asked us to stop on %s\n", wib(v.StoppedAt))
	}
	if v.Pending > 0 {
		fmt.Fprintf(out, "  waits        %d messages of theirs have no answer yet\n", v.Pending)
	}
	if bot.Quiet(now) {
		fmt.Fprintf(out, "  quiet hours  nothing is said first before %s\n", wib(bot.FirstAllowed(now)))
	}
}

// steps tells where somebody stands, what that rests on and who confirmed it.
func steps(out io.Writer, v store.Standing) {
	for _, p := range v.Steps {
		rests := strings.TrimSpace(p.Source + " " + p.Evidence)
		if p.By != "" {
			rests += ", by " + p.By
		}
		fmt.Fprintf(out, "  P%d %-11s %s  %s\n", p.N, strings.ReplaceAll(string(p.Status), "_", " "), wib(p.At), rests)
	}
}

// linked tells of a link: who went on as whom, where, and how it ended.
func linked(v store.Standing, l store.Linked) string {
	of := store.Standing{ID: l.OtherID, Number: l.Other, Name: l.OtherName}
	text := fmt.Sprintf("%s with %s%s", wib(l.At), title(of), strings.Join(l.Places, ""))
	if !l.Kept {
		text = fmt.Sprintf("%s to %s%s", wib(l.At), title(of), strings.Join(l.Places, ""))
	}
	if l.By == "whatsapp" {
		text += "; WhatsApp told that they are one person"
	}
	if !l.UndoneAt.IsZero() {
		text += fmt.Sprintf("; undone by %s on %s", map[string]string{"person": "themselves", "staff": "staff"}[l.UndoneBy], wib(l.UndoneAt))
	}
	return text
}

func consents(v store.Standing) string {
	if v.Erased && !v.Service {
		return "nothing: their data was erased"
	}
	yes := []string{"answers"}
	if v.Service {
		yes = append(yes, "what they asked for")
		if v.Advised {
			yes = append(yes, "reminders")
		}
	}
	if v.Announcements {
		yes = append(yes, "announcements")
	}
	return strings.Join(yes, ", ")
}
