package engine

import (
	"cmp"
	"context"
	"runtime/debug"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// job is one person in a batch: their messages one after the other.
type job struct {
	engine  *Engine
	talk    *store.Conversation
	now     time.Time
	next    int         // the message being answered
	turn    *flows.Turn // of that message; nil before it began
	outcome flows.Outcome
	bubbles []store.Bubble
	notices int             // how many of these are said elsewhere
	from    bot.Account     // where they wrote last
	weighed []store.Settled // reminders that were said, dropped or put off
	nudging bool            // a reminder of an unfinished form may be pending
	waits   bool            // it is, and was put off
	carded  int64           // the address whose monthly card goes by today already; 0: none
	left    []int64         // messages that staff see to
	wants   int64           // the message whose picture is fetched before it is answered; 0: none
	wrote   bool            // the person did, and was answered
	amid    bool            // they had written shortly before
	shows   int             // they want to see so many news
	splits  bool            // the turn that shows them: what follows its first words comes behind them
	behind  []store.Bubble  // that
	apart   bool            // what comes next must be answered alone
	asked   []store.Asked   // what became of questions
	last    bool            // whose rows are whose has changed: nothing more is answered before the commit
}

func newJob(e *Engine, c *store.Conversation, at time.Time) *job {
	j := &job{engine: e, talk: c, now: at, carded: carded(c, at)}
	_, j.nudging = e.Router.Unfinished(c.Session, flows.Facts{Now: at, Person: c.Person})
	return j
}

// full tells whether the person may have written more than was loaded.
func (j *job) full() bool { return len(j.talk.Messages) == store.BatchMessages }

func (j *job) message() *store.Message { return &j.talk.Messages[j.next] }

// advance answers messages until none is left or something must be performed.
func (j *job) advance() (err error) {
	defer j.rescue(&err)
	for j.next < len(j.talk.Messages) {
		if j.turn == nil {
			if err := j.begin(); err != nil {
				return err
			}
			if j.wants != 0 {
				return nil
			}
			if j.turn == nil { // a reminder that is not said, or what staff see to
				j.next++
				continue
			}
		}
		if j.acts() {
			return nil
		}
		if err := j.finish(); err != nil {
			return err
		}
		if j.last {
			j.talk.Messages = j.talk.Messages[:j.next]
		}
	}
	return nil
}

// rescue turns a panic of a flow or a text into an error: it is one person's
// trouble, not the process's.
func (j *job) rescue(err *error) {
	if p := recover(); p != nil {
		j.engine.Log.Error().Str("stack", string(debug.Stack())).Msg("panic in a turn")
		*err = &panicked{p}
	}
}

func (j *job) begin() (err error) {
	m := j.message()
	if m.Kind == due {
		return j.remind()
	}
	if j.ofStaff(m) {
		return nil
	}
	if m.Kind == same {
		j.turn = &flows.Turn{Do: []flows.Action{flows.SamePerson{}}}
		return nil
	}
	if m.Kind == bot.Blocked || m.Kind == bot.Reopened {
		j.turn = &flows.Turn{Do: []flows.Action{flows.Reach{AddressID: m.To.ID, Blocked: m.Kind == bot.Blocked}}}
		return nil
	}
	if !j.wrote {
		j.amid = j.now.Sub(j.talk.HeardAt) < amid
	}
	j.talk.HeardAt, j.talk.AddressID, j.waits, j.wrote = j.now, m.To.ID, false, true
	j.turn, err = j.engine.Router.Begin(j.talk.Session, input(m), j.facts())
	if err == nil && j.turn.Wants {
		return j.want(m)
	}
	return err
}

// acts tells whether the turn waits for something to happen.
func (j *job) acts() bool { return j.turn != nil && (j.turn.Act != nil || len(j.turn.Do) > 0) }

// act is an action that the message asks for, without the action.
func (j *job) act() store.Act {
	m := j.message()
	return store.Act{MemberID: j.talk.MemberID, InboxID: m.ID, ExternalID: m.ExternalID, At: j.now, Announcing: j.engine.Announcing}
}

func (j *job) perform(ctx context.Context, tx store.Tx) error {
	act := j.act()
	for _, a := range j.turn.Do {
		if r, ok := a.(flows.Remind); ok {
			r.Due = bot.FirstAllowed(r.Due)
			a = r
		}
		act.Action = a
		if _, err := tx.Perform(ctx, act); err != nil {
			return err
		}
	}
	j.turn.Do = nil
	if act.Action = j.turn.Act; act.Action == nil {
		return nil
	}
	if _, erases := act.Action.(flows.EraseMember); erases {
		j.bubbles, j.behind = nil, nil // what they would have been told is gone with all that was said
	}
	var err error
	if act.Action, err = j.engine.worded(act.Action); err != nil {
		return err
	}
	j.outcome, err = tx.Perform(ctx, act)
	if _, talks := act.Action.(flows.OpenHandoff); talks && j.outcome.Event == "opened" {
		j.hush()
	}
	if news, ok := act.Action.(flows.ReadTray); ok && j.outcome.Event == "some" {
		j.shows, j.splits = news.Limit, true
	}
	return err
}

// resume goes on with the outcome of what was performed.
func (j *job) resume() (err error) {
	defer j.rescue(&err)
	if j.turn.Act == nil {
		return nil
	}
	return j.turn.Resume(j.outcome, j.facts())
}

// finish turns what the flow says into bubbles and moves to the next message.
func (j *job) finish() error {
	m := j.message()
	switch {
	case m.Kind == bot.Blocked, m.Kind == bot.Reopened, m.Kind == same:
	case m.Reminder != nil && len(j.turn.Says) == 0:
		j.gone()
	default:
		if j.splits && len(j.turn.Says) > 1 {
			j.turn.Says[1].Bubble = true
		}
		list, err := j.said()
		if err != nil {
			return err
		}
		notices, err := j.engine.notices(j.turn, j.now)
		if err != nil {
			return err
		}
		for i, b := range list {
			b.MemberID, b.AddressID, b.InboxID, b.Lane = j.talk.MemberID, m.To.ID, m.ID, bot.LaneReply
			if r := m.Reminder; r != nil {
				b.Lane, b.ReminderID, b.Class, b.UsefulUntil = bot.LaneNotice, r.ID, r.Class, r.Until
				if r.Asked { // it follows the answer to what they wrote
					b.Lane = bot.LaneReply
				}
			}
			if j.splits && i > 0 {
				j.behind = append(j.behind, b)
				continue
			}
			j.bubbles = append(j.bubbles, b)
		}
		j.splits = false
		for _, b := range notices {
			b.MemberID = cmp.Or(b.MemberID, j.talk.MemberID)
			j.bubbles, j.notices = append(j.bubbles, b), j.notices+1
		}
		j.from = bot.Account{Channel: m.To.Channel, Name: m.To.Account}
		stood := j.talk.Session.Question()
		j.talk.Session = j.turn.Session()
		j.tally(stood)
		j.engine.Log.Trace().Int64("inbox", m.ID).Strs("path", j.turn.Path).Msg("turn")
	}
	j.turn = nil
	j.next++
	return nil
}

// said is the answer; there may be none while staff talk to the person.
func (j *job) said() ([]store.Bubble, error) {
	if j.turn.Silent && len(j.turn.Says) == 0 {
		return nil, nil
	}
	return j.engine.render(j.turn, j.now)
}

func (j *job) blame(err error) error {
	return &fault{inbox: j.message().ID, earlier: j.next > 0, in: j.talk.Session.Flow + "." + j.talk.Session.State, err: err}
}

// amid is for how long people go on with what they were asked.
const amid = 15 * time.Minute

func (j *job) facts() flows.Facts {
	m := j.message()
	f := flows.Facts{Now: j.now.In(bot.WIB), Person: j.talk.Person}
	if m.To.Phone != "" {
		f.GivesPhone, f.Person.Phone = true, m.To.Phone
	}
	// what came before this message is being answered, and numbers are of the chat in which they stand
	f.Person.Invited.Amid = j.amid
	f.Person.Invited.Last = f.Person.Invited.Last && j.next == 0 && m.To.ID == j.talk.InvitedAt
	caps := j.engine.Caps(m.To.Channel)
	f.ShareContact, f.Pictures = caps.ShareContact, caps.Files
	return f
}

// input is the message in the words of the flows.
func input(m *store.Message) flows.Input {
	in := flows.Input{Kind: flows.Text, Text: m.Text, Masked: m.Masked}
	switch m.Kind {
	case bot.Text:
	case bot.Pick:
		in.Kind, in.Pick = flows.Pick, m.Pick
	case bot.Contact:
		in.Kind, in.Phone = flows.Contact, m.Phone
	case bot.Start:
		in.Kind = flows.Start
	default:
		in.Kind, in.Media = flows.Media, string(m.Kind)
		pictured(&in, m)
	}
	return in
}
