package understand

// Topic is what a question or a worry is about.
type Topic string

// The topics of Ask.
const (
	AskFree   Topic = "FREE"     // does it cost anything
	AskSafe   Topic = "SAFE"     // who sees my data, is this real
	AskLong   Topic = "LONG"     // how long, how many more
	AskWhy    Topic = "WHY"      // why is this asked
	AskWhere  Topic = "WHERE"    // where is the office
	AskWhat   Topic = "WHAT"     // what does a term mean; "" for the question itself
	HelpRead  Topic = "HELPREAD" // cannot read, does not get on
	SaysThank Topic = "THANKS"
)

// Ask reads a question or a worry about the form itself. The term is the
// word asked about, only with AskWhat.
func Ask(s string) (topic Topic, term string, ok bool) {
	return "", "", false
}

// DontKnow reports whether somebody does not know or does not want to tell.
func DontKnow(s string) bool { return false }

// NoIncome reports "belum ada pemasukan": an omzet of nothing.
func NoIncome(s string) bool { return false }
