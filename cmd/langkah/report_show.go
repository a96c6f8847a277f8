package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// showReport prints the report for people.
func showReport(out io.Writer, r reportJSON, total bool) {
	fmt.Fprintf(out, "%s to %s, days in Jakarta\n\n", longDay(r.From), longDay(r.To))
	aligned(out, [][]string{
		{"", "in the period", "in all"},
		{"members", thousands(r.New), thousands(r.Members)},
		{"licences", thousands(r.Licences.Period), thousands(r.Licences.Total)},
		{"products", thousands(r.Products.Period), thousands(r.Products.Total)},
		{"months of omzet", thousands(r.Omzets.Period), thousands(r.Omzets.Total)},
		{"erased members", thousands(r.Erased.Period), thousands(r.Erased.Total)},
	})
	showSteps(out, r.Stages)
	heading := "\nReached in the period"
	if total {
		heading = "\nReached by the last day"
	}
	fmt.Fprintln(out, heading)
	showAreas(out, "kota", r.Kota, total)
	fmt.Fprintln(out)
	showAreas(out, "kecamatan", r.Kecamatan, total)
	showHosts(out, r.Organisers)
	if len(r.Licences.Kinds) > 0 {
		rows := [][]string{{"licences", "in the period", "in all"}}
		for _, k := range r.Licences.Kinds {
			rows = append(rows, []string{k.Kind, thousands(k.Period), thousands(k.Total)})
		}
		fmt.Fprintln(out)
		aligned(out, rows)
	}
}

// showSteps leaves the steps one below the other: how many, which share, and how
// long it took those in the middle.
func showSteps(out io.Writer, list []stepJSON) {
	rows := [][]string{{"step", "in the period", "of new", "in all", "of members", "of previous", "days since P1", "since previous"}}
	for _, s := range list {
		rows = append(rows, []string{fmt.Sprintf("P%d %s", s.Stage, s.Name), thousands(s.Period), percents(s.OfNew), thousands(s.Total),
			percents(s.OfMembers), percents(s.OfPrevious), decimal(s.Since), decimal(s.Between)})
	}
	fmt.Fprintln(out)
	aligned(out, rows)
}

func showAreas(out io.Writer, what string, list []areaJSON, total bool) {
	rows := [][]string{{what, "P1", "P2", "P3", "P4", "P5", "P6", "P7"}}
	for _, a := range list {
		row := []string{a.Name}
		for _, c := range a.Stages {
			n := c.Period
			if total {
				n = c.Total
			}
			row = append(row, thousands(n))
		}
		rows = append(rows, row)
	}
	aligned(out, rows)
}

func showHosts(out io.Writer, list []hostJSON) {
	if len(list) == 0 {
		return
	}
	rows := [][]string{{"organiser", "classes", "in all", "trained", "in all"}}
	for _, h := range list {
		rows = append(rows, []string{h.Name, thousands(h.Classes.Period), thousands(h.Classes.Total), thousands(h.Trained.Period), thousands(h.Trained.Total)})
	}
	fmt.Fprintln(out)
	aligned(out, rows)
}

// aligned prints a table: the first column is of words, the others of figures.
func aligned(out io.Writer, rows [][]string) {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		line := "  "
		for i, cell := range row {
			space := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				line += cell + space
				continue
			}
			line += "  " + space + cell
		}
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
}

// thousands writes 18183 as 18,183.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func percents(p *float64) string {
	if p == nil {
		return ""
	}
	return fmt.Sprintf("%.1f %%", *p)
}

func decimal(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// longDay writes 2022-10-17 as 17 Oct 2022.
func longDay(s string) string {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return day.Format("2 Jan 2006")
}
