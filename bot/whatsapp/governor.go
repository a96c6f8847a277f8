package whatsapp

import (
	"time"

	"langkah/bot"
)

// Codes of why a number says less unasked than it might.
const (
	NoNewChats = "no_new_chats" // WhatsApp refuses that it writes to people who have not written of late: ack 463, or the lock told
	TooMuch    = "too_much"     // WhatsApp said 429
	NoAnswer   = "no_answer"    // WhatsApp did not confirm a message
)

const (
	timeLock = 24 * time.Hour   // nobody new is written to after WhatsApp refused one and named no time
	slower   = time.Minute      // after WhatsApp said that it gets too much; twice that the next time
	slowest  = time.Hour        // and no longer than this
	calmed   = time.Hour        // after a pause: what comes later is a first time again
	silence  = 10 * time.Minute // after a message that was not confirmed, unless another one is
)

// Budget is how many talks a number may begin with people who have not written
// for bot.OpenFor.
type Budget struct {
	NewChats int // in a day of WIB
	Warmup   int // days from the linking in which that rises evenly from a tenth; 0: none
}

// Allowance is a day's share of the budget.
type Allowance struct {
	Counted bool      // false: any number
	Most    int       // talks begun in that day
	Whole   time.Time // when the warm-up ends; zero: there is none
}

// governor reads what WhatsApp signals about a number, and says what may be said
// first. It asks no clock and nobody else; times are machine time.
type governor struct {
	budget *Budget   // nil: none
	linked time.Time // zero: not known, and long ago
	lock   time.Time // no talk is begun until then
	slow   time.Time // all that is said first waits until then: it was too much
	slowed time.Time // when that was said last
	step   time.Duration
	silent time.Time // all that is said first waits until then: nothing is confirmed
}

// refused: a talk was refused (463). More of these mean nothing new: only what
// is refused after the lock begins another.
func (g *governor) refused(now time.Time) {
	if !g.lock.After(now) {
		g.lock = now.Add(timeLock)
	}
}

// locked is WhatsApp's own word on new talks, which holds whatever was thought
// before. Without a time to come it is worth a refusal.
func (g *governor) locked(is bool, until, now time.Time) {
	switch {
	case !is:
		g.lock = time.Time{}
	case until.After(now):
		g.lock = until
	default:
		g.refused(now)
	}
}

// tooMuch: WhatsApp said 429. What was in flight together is said once.
func (g *governor) tooMuch(now time.Time) {
	if now.Sub(g.slowed) < slower {
		return
	}
	if now.Sub(g.slow) >= calmed {
		g.step = 0
	}
	g.step = max(slower, min(2*g.step, slowest))
	g.slowed, g.slow = now, now.Add(g.step)
}

// unanswered: WhatsApp did not confirm a message.
func (g *governor) unanswered(now time.Time) { g.silent = now.Add(silence) }

// answered: it confirmed one, whoever that was for.
func (g *governor) answered() { g.silent = time.Time{} }

// paused is until when nothing is said first, and why; "": it is not so.
func (g *governor) paused(now time.Time) (until time.Time, why string) {
	if g.slow.After(now) {
		until, why = g.slow, TooMuch
	}
	if g.silent.After(now) && g.silent.After(until) {
		until, why = g.silent, NoAnswer
	}
	return until, why
}

// gate is what may be said first. What a day's budget does not hold waits for
// the next one.
func (g *governor) gate(now time.Time) bot.Gate {
	until, why := g.paused(now)
	switch today := g.allowance(now); {
	case why != "":
		return bot.Gate{Shut: true, Opens: until}
	case g.lock.After(now):
		return bot.Gate{Opens: g.lock}
	case today.Counted:
		return bot.Gate{Begin: today.Most, Opens: bot.Day(now).AddDate(0, 0, 1)}
	}
	return bot.Gate{Begin: -1}
}

// allowance of the day. A number on which anything may be begun begins one.
func (g *governor) allowance(now time.Time) Allowance {
	if g.budget == nil {
		return Allowance{}
	}
	a, days := Allowance{Counted: true, Most: g.budget.NewChats}, g.budget.Warmup
	from, today := bot.Day(g.linked), bot.Day(now)
	whole := from.AddDate(0, 0, days)
	if g.linked.IsZero() || !today.Before(whole) {
		return a
	}
	a.Whole = whole
	past := max(0, int(today.Sub(from)/(24*time.Hour)))
	a.Most = max(min(1, a.Most), a.Most*(days+9*past)/(10*days))
	return a
}

// grown is until when something waits that did not wait so long before; zero:
// nothing does.
func (g *governor) grown(before governor) (until time.Time) {
	for _, pair := range [][2]time.Time{{g.lock, before.lock}, {g.slow, before.slow}, {g.silent, before.silent}} {
		if pair[0].After(pair[1]) && pair[0].After(until) {
			until = pair[0]
		}
	}
	return until
}
