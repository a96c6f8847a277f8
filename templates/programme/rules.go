package programme

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Rule is one line of rules.csv: who is reminded of what, and when.
type Rule struct {
	Name   string
	Stage  int
	Status []string // none, in_progress, done, stuck
	Since  string   // the day from which is counted
	Days   int      // so long after it
	Every  int      // again after so long; 0: once
	Rest   int      // days since the last such reminder
	With   []string // tags that must hold
	Not    []string // tags that must not
	Text   string
	Class  string // requested, advised
	Until  int    // days for which it is of use
	Opens  int    // the step; 0: the check of the business
	Mark   string // the hash of the line: another one replans what is pending

	row Row
}

// Wrong says what is wrong with the rule: "rules.csv:7: text: …".
func (r Rule) Wrong(column, format string, args ...any) error {
	return r.row.Wrong(column, format, args...)
}

var (
	tag   = regexp.MustCompile(`^!?(trading|starting|checked|field:[a-z]+|kota:31\.\d\d|kecamatan:31\.\d\d\.\d\d|paper:[a-z]+|P[1-7]:[a-z_]+|next:P[2-7])$`)
	since = regexp.MustCompile(`^(registered|status|P[1-7]|checked|omzet|visit|expiry:[a-z]+)$`)

	statuses = []string{"none", "in_progress", "done", "stuck"}
	classes  = []string{"requested", "advised"}
)

// Rules reads rules.csv, the most important first.
func Rules() ([]Rule, error) {
	rows, err := Table("rules.csv", ruleColumns...)
	if err != nil {
		return nil, err
	}
	return rules(rows)
}

var ruleColumns = []string{"rule", "stage", "status", "since", "days", "every", "rest", "who", "text", "class", "until", "opens"}

func rules(rows []Row) (list []Rule, err error) {
	for _, row := range rows {
		r, err := row.rule()
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(list, func(other Rule) bool { return other.Name == r.Name }) {
			return nil, row.Wrong("rule", "%s stands further up already", r.Name)
		}
		list = append(list, r)
	}
	return list, nil
}

func (r Row) rule() (rule Rule, err error) {
	rule = Rule{Name: r.Is("rule"), Status: r.List("status"), Since: r.Is("since"), Text: r.Is("text"), Class: r.Is("class"), Mark: r.mark(), row: r}
	switch {
	case !word.MatchString(rule.Name):
		return rule, r.Wrong("rule", "%q is no name: small letters and _ only", rule.Name)
	case len(rule.Status) == 0 || slices.ContainsFunc(rule.Status, func(s string) bool { return !slices.Contains(statuses, s) }):
		return rule, r.Wrong("status", "%q: one or more of %s", r.Is("status"), strings.Join(statuses, ", "))
	case !since.MatchString(rule.Since):
		return rule, r.Wrong("since", "%q is no day to count from", rule.Since)
	case !word.MatchString(rule.Text):
		return rule, r.Wrong("text", "%q is no name: small letters and _ only", rule.Text)
	case !slices.Contains(classes, rule.Class):
		return rule, r.Wrong("class", "%q: %s", rule.Class, strings.Join(classes, " or "))
	}
	for _, t := range strings.Fields(r.Is("who")) {
		if !tag.MatchString(t) {
			return rule, r.Wrong("who", "%q is nothing that is known of a member", t)
		}
		if forbidden, ok := strings.CutPrefix(t, "!"); ok {
			rule.Not = append(rule.Not, forbidden)
			continue
		}
		rule.With = append(rule.With, t)
	}
	return rule, r.numbers(&rule)
}

func (r Row) numbers(rule *Rule) (err error) {
	for _, n := range []struct {
		column      string
		lowest, top int
		into        *int
	}{{"days", -366, 3650, &rule.Days}, {"every", 7, 366, &rule.Every}, {"rest", 0, 366, &rule.Rest}, {"until", 1, 90, &rule.Until}} {
		text := r.Is(n.column)
		if n.column == "every" && text == "" {
			continue
		}
		if *n.into, err = strconv.Atoi(text); err != nil || *n.into < n.lowest || *n.into > n.top {
			return r.Wrong(n.column, "%q is no number of days from %d to %d", text, n.lowest, n.top)
		}
	}
	if rule.Stage, err = r.step("stage", 1); err != nil || r.Is("opens") == "check" {
		return err
	}
	rule.Opens, err = r.step("opens", 2)
	return err
}

// mark is the hash of a row, whatever its place.
func (r Row) mark() string {
	h := sha256.New()
	for _, column := range ruleColumns {
		h.Write([]byte(r.Is(column) + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// Hash is that of all rules in their order.
func Hash(rules []Rule) string {
	h := sha256.New()
	for _, r := range rules {
		h.Write([]byte(r.Mark))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
