package programme

import (
	"slices"
	"strings"
)

// Condition is something that an event asks of whoever wants to join.
type Condition struct {
	Phrase string   // as it stands in a table of events
	Check  string   // what is looked at: grade, paper, home, field; "" nothing
	Values []string // any of them does
	Fields []string // of business, that it binds; none: all
	ID, EN string   // in words
}

var checks = []string{"", "grade", "paper", "home", "field"}

// Conditions are all that there are.
var Conditions = must(conditions())

func conditions() (list []Condition, err error) {
	rows, err := Table("conditions.csv", "phrase", "check", "values", "fields", "id", "en")
	for _, r := range rows {
		c := Condition{Phrase: r.Is("phrase"), Check: r.Is("check"), Values: r.List("values"), Fields: r.List("fields"), ID: r.Is("id"), EN: r.Is("en")}
		switch {
		case c.Phrase == "" || strings.Contains(c.Phrase, ";"):
			return nil, r.Wrong("phrase", "%q is no phrase", c.Phrase)
		case slices.ContainsFunc(list, func(o Condition) bool { return strings.EqualFold(o.Phrase, c.Phrase) }):
			return nil, r.Wrong("phrase", "%q is there already", c.Phrase)
		case !slices.Contains(checks, c.Check):
			return nil, r.Wrong("check", "%q is none of %s", c.Check, strings.Join(checks[1:], ", "))
		case len(c.Values) == 0 && (c.Check == "grade" || c.Check == "paper" || c.Check == "field"):
			return nil, r.Wrong("values", "there are none to look for")
		case c.ID == "" || c.EN == "":
			return nil, r.Wrong("id", "it is not said in both languages")
		}
		list = append(list, c)
	}
	return list, err
}

// ReadConditions reads what an event asks for, as it stands in a table: phrases
// parted by ";". Those that are not known are told apart.
func ReadConditions(text string) (known []Condition, unknown []string) {
	for phrase := range strings.SplitSeq(text, ";") {
		phrase = strings.Join(strings.Fields(phrase), " ")
		i := slices.IndexFunc(Conditions, func(c Condition) bool { return strings.EqualFold(c.Phrase, phrase) })
		switch {
		case phrase == "":
		case i < 0:
			unknown = append(unknown, phrase)
		default:
			known = append(known, Conditions[i])
		}
	}
	return known, unknown
}

// Binds tells whether it is asked of a business of some field.
func (c Condition) Binds(field string) bool {
	return len(c.Fields) == 0 || slices.Contains(c.Fields, field)
}
