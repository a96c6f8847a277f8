package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/region"
	"langkah/store"
)

// staffCommand is what operators do about those who work for the programme.
type staffCommand struct {
	Add     staffAddCommand     `cmd:"" help:"Add somebody, and print the one-time code by which they become staff in their own chat."`
	List    staffListCommand    `cmd:"" help:"List the staff."`
	Code    staffCodeCommand    `cmd:"" help:"Give somebody another code, when theirs ran out or their phone is lost: the chat that they had loses its rights at once."`
	Disable staffDisableCommand `cmd:"" help:"End somebody's rights at once."`
	Log     staffLogCommand     `cmd:"" help:"What staff did, and were refused, newest first."`
}

type staffAddCommand struct {
	Name      []string `arg:"" help:"Their name, as colleagues know them."`
	Role      string   `required:"" enum:"admin,officer,pendamping,trainer" help:"${enum}. Admins do everything; officers plan, move and cancel classes; pendamping and trainers see who comes, and note who came."`
	Kecamatan []string `help:"Where they work, by name or code; may be repeated. Without it: all of Jakarta."`
}

// Run adds somebody.
func (c staffAddCommand) Run(s *surroundings) error {
	who := flows.Staff{Name: strings.Join(c.Name, " "), Role: c.Role}
	for _, words := range c.Kecamatan {
		k, err := kecamatanBy(words)
		if err != nil {
			return fmt.Errorf("staff: %w", err)
		}
		who.Kecamatan = append(who.Kecamatan, k.Code)
	}
	return withStore(s, func(st *store.Store) error {
		id, code, err := st.AddStaff(s.ctx, who, s.clock()())
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "staff %d: %s, %s, %s\n", id, who.Name, who.Role, workplace(who))
		showStaffCode(s, code)
		return nil
	})
}

func showStaffCode(s *surroundings, code string) {
	fmt.Fprintf(s.out, "code: %s\n", code[:4]+"-"+code[4:])
	fmt.Fprintf(s.out, "They write it to us in the chat that they want to work in: once, and before %s.\n", wib(s.clock()().Add(store.StaffCodeLife)))
	fmt.Fprintln(s.out, "It is shown only now. Give it to nobody else: whoever writes it has their rights.")
}

// workplace says where somebody works.
func workplace(who flows.Staff) string {
	if len(who.Kecamatan) == 0 {
		return "all of Jakarta"
	}
	var names []string
	for _, code := range who.Kecamatan {
		name := code
		if k, ok := region.KecamatanByCode(code); ok {
			name = k.Name
		}
		names = append(names, name)
	}
	return "Kecamatan " + strings.Join(names, ", ")
}

type staffListCommand struct {
	JSON bool `name:"json" help:"For other programs."`
}

// Run lists the staff.
func (c staffListCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		list, err := st.Staff(s.ctx, s.clock()())
		if err != nil {
			return err
		}
		if c.JSON {
			return printStaff(s.out, list)
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "there is no staff yet: langkah staff add NAME --role admin")
		}
		w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
		for _, c := range list {
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", c.ID, c.Name, c.Role, workplace(c.Staff), officeOf(c))
		}
		return w.Flush()
	})
}

// officeOf says whether somebody can work.
func officeOf(c store.Colleague) string {
	switch {
	case !c.Disabled.IsZero():
		return "disabled " + wib(c.Disabled)
	case !c.Linked.IsZero():
		return fmt.Sprintf("on %s since %s", c.Channel, wib(c.Linked))
	case !c.CodeUntil.IsZero():
		return "has not written their code yet; it is good until " + wib(c.CodeUntil)
	}
	return fmt.Sprintf("their code ran out: langkah staff code %d", c.ID)
}

type colleagueJSON struct {
	ID        int64      `json:"id"`
	Name      string     `json:"name"`
	Role      string     `json:"role"`
	Kecamatan []string   `json:"kecamatan"` // none: all of Jakarta
	Channel   string     `json:"channel,omitempty"`
	Linked    *time.Time `json:"linked,omitempty"`
	CodeUntil *time.Time `json:"code_until,omitempty"`
	Created   time.Time  `json:"created"`
	Disabled  *time.Time `json:"disabled,omitempty"`
}

func printStaff(out io.Writer, list []store.Colleague) error {
	all := []colleagueJSON{}
	for _, c := range list {
		all = append(all, colleagueJSON{ID: c.ID, Name: c.Name, Role: c.Role, Kecamatan: c.Kecamatan, Channel: c.Channel,
			Linked: asWIB(c.Linked), CodeUntil: asWIB(c.CodeUntil), Created: c.Created.In(bot.WIB), Disabled: asWIB(c.Disabled)})
	}
	return indented(out, all)
}

// asWIB is a time for other programs; nil where there is none.
func asWIB(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	at = at.In(bot.WIB)
	return &at
}

func indented(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

type staffCodeCommand struct {
	Who []string `arg:"" help:"Their number, as langkah staff list shows it, or their name or a part of it."`
}

// Run gives somebody another code.
func (c staffCodeCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		who, err := colleague(s, st, c.Who)
		if err != nil {
			return err
		}
		code, err := st.NewStaffCode(s.ctx, who.ID, s.clock()())
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "staff %d: %s, %s, %s\n", who.ID, who.Name, who.Role, workplace(who.Staff))
		if who.Channel != "" {
			fmt.Fprintf(s.out, "their chat on %s has no rights any more\n", who.Channel)
		}
		showStaffCode(s, code)
		return nil
	})
}

type staffDisableCommand struct {
	Who []string `arg:"" help:"Their number, as langkah staff list shows it, or their name or a part of it."`
}

// Run ends somebody's rights.
func (c staffDisableCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		who, err := colleague(s, st, c.Who)
		if err != nil {
			return err
		}
		if _, err := st.DisableStaff(s.ctx, who.ID, s.clock()()); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "disabled: staff %d, %s, %s; their rights and their codes have ended\n", who.ID, who.Name, who.Role)
		return nil
	})
}

// colleague is the one of the staff who is meant: by number, else by name among
// those who are not disabled.
func colleague(s *surroundings, st *store.Store, words []string) (found store.Colleague, err error) {
	list, err := st.Staff(s.ctx, s.clock()())
	if err != nil {
		return found, err
	}
	name := strings.Join(words, " ")
	var exact, part []store.Colleague
	for _, c := range list {
		switch {
		case strconv.FormatInt(c.ID, 10) == name && c.Disabled.IsZero():
			return c, nil
		case !c.Disabled.IsZero():
		case strings.EqualFold(c.Name, name):
			exact = append(exact, c)
		case strings.Contains(strings.ToLower(c.Name), strings.ToLower(name)):
			part = append(part, c)
		}
	}
	if len(exact) == 0 {
		exact = part
	}
	switch len(exact) {
	case 0:
		return found, fmt.Errorf("staff: nobody who works is known by %q; langkah staff list shows who there is", name)
	case 1:
		return exact[0], nil
	}
	fmt.Fprintf(s.out, "%q may be any of these; ask again with the number:\n", name)
	for _, c := range exact {
		fmt.Fprintf(s.out, "  %d %s, %s, %s\n", c.ID, c.Name, c.Role, workplace(c.Staff))
	}
	return found, exit(1)
}
