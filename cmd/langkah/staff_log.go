package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"langkah/bot"
	"langkah/store"
)

type staffLogCommand struct {
	Staff  int64  `help:"Only what one of the staff did, by their number."`
	About  string `help:"Only what was done about a class (PLT-0001) or one of the staff (\"staff 3\")."`
	Action string `help:"Only class, staff, or one action, as class.cancel."`
	Since  string `help:"Only from a day on, as 2026-11-23." placeholder:"DAY"`
	Limit  int    `help:"How many lines." default:"100"`
	JSON   bool   `name:"json" help:"For other programs."`
}

// Run shows the audit.
func (c staffLogCommand) Run(s *surroundings) error {
	f := store.AuditFilter{Staff: c.Staff, Subject: c.About, Action: c.Action, Limit: c.Limit}
	if c.Since != "" {
		var err error
		if f.Since, err = time.ParseInLocation(time.DateOnly, c.Since, bot.WIB); err != nil {
			return fmt.Errorf("staff log: %q is no day: write it as 2026-11-23", c.Since)
		}
	}
	return withStore(s, func(st *store.Store) error {
		list, err := st.Audit(s.ctx, f)
		if err != nil {
			return err
		}
		if c.JSON {
			return printAudit(s.out, list)
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "nothing was done")
		}
		for _, a := range list {
			fmt.Fprintf(s.out, "%s  %s  %s%s\n", wib(a.At), a.Actor, strings.TrimSpace(a.Action+" "+a.Subject), details(a.Detail))
		}
		return nil
	})
}

// details are what is kept of an act, the outcome first.
func details(detail map[string]any) string {
	var list []string
	for name, value := range detail {
		if name != "outcome" && fmt.Sprint(value) != "" && value != nil {
			list = append(list, fmt.Sprintf("%s %v", name, readable(value)))
		}
	}
	slices.Sort(list)
	if outcome, ok := detail["outcome"]; ok {
		list = append([]string{fmt.Sprint(outcome)}, list...)
	}
	if len(list) == 0 {
		return ""
	}
	return ": " + strings.Join(list, ", ")
}

// readable is a value as an operator reads it: a time in Jakarta.
func readable(value any) any {
	text, _ := value.(string)
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return wib(at)
	}
	return value
}

type auditJSON struct {
	ID      int64          `json:"id"`
	Staff   int64          `json:"staff,omitempty"` // none: the command line, or nobody of the staff
	Actor   string         `json:"actor"`
	Action  string         `json:"action"`
	Subject string         `json:"subject"`
	Detail  map[string]any `json:"detail"`
	At      time.Time      `json:"at"`
}

func printAudit(out io.Writer, list []store.Audited) error {
	all := []auditJSON{}
	for _, a := range list {
		all = append(all, auditJSON{ID: a.ID, Staff: a.Staff, Actor: a.Actor, Action: a.Action, Subject: a.Subject, Detail: a.Detail, At: a.At.In(bot.WIB)})
	}
	return indented(out, all)
}
