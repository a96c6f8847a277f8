package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/telegram"
	"langkah/bot/webchat"
	"langkah/bot/whatsapp"
	"langkah/store"
)

// broadcastCommand is what operators do about announcements to many.
type broadcastCommand struct {
	Create  broadcastCreateCommand  `cmd:"" help:"Make a draft: what it says, to whom, from when, until when."`
	List    broadcastListCommand    `cmd:"" help:"List those that are not over."`
	Preview broadcastPreviewCommand `cmd:"" help:"What it would do: to how many, by which chats, how long it takes, what cannot be filled in."`
	Test    broadcastTestCommand    `cmd:"" help:"Send it to one person, mostly yourself, as it is now."`
	Approve broadcastApproveCommand `cmd:"" help:"Approve it as a second person."`
	Start   broadcastStartCommand   `cmd:"" help:"Have it go out, from its hour on."`
	Edit    broadcastEditCommand    `cmd:"" help:"Give it other words while it does not run: for whoever has not got it."`
	Pause   broadcastPauseCommand   `cmd:"" help:"Hold it: nothing leaves any more that is not on its way."`
	Resume  broadcastResumeCommand  `cmd:"" help:"Go on with it."`
	Cancel  broadcastCancelCommand  `cmd:"" help:"End it for good: what has not left never does."`
	Retry   broadcastRetryCommand   `cmd:"" help:"Send again what failed; what is in doubt only by your word."`
	Status  broadcastStatusCommand  `cmd:"" help:"How far it is: every state with its reasons, the rate, and when it is done."`
	Export  broadcastExportCommand  `cmd:"" help:"Write a table of what became of it, a row a person."`
	Calls   broadcastCallsCommand   `cmd:"" help:"Write a table of whom it means and no chat reaches: they can be called."`
	Segment segmentCommand          `cmd:"" help:"Audiences that are used again."`
	Thaw    broadcastThawCommand    `cmd:"" help:"Let go out what a restored copy of the database holds back."`
}

// by says who does it.
type by struct {
	By string `help:"Who of the staff does it: their number, as langkah staff list shows it, or their name. Without it: an operator." placeholder:"STAFF"`
}

// who is that person; all that is done is audited as theirs.
func (b by) who(s *surroundings, st *store.Store) (store.Who, error) {
	if b.By == "" {
		return store.Who{Name: store.CommandLine}, nil
	}
	c, err := colleague(s, st, []string{b.By})
	switch {
	case err != nil:
		return store.Who{}, err
	case !c.Plans():
		return store.Who{}, fmt.Errorf("broadcast: %s is %s: here admins and officers announce, pendamping in their chat (SIARAN)", c.Name, c.Role)
	}
	return store.Who{ID: c.ID, Name: c.Name + ", " + c.Role}, nil
}

// oneBroadcast names one, and who does something about it.
type oneBroadcast struct {
	Code string `arg:"" help:"The broadcast, as SR-12."`
	JSON bool   `name:"json" help:"For other programs."`
	by
}

// done is what was done about a broadcast, in words and counted.
type done struct {
	Said    string `json:"said"`
	Stopped *int   `json:"never_leave,omitempty"`
	Left    *int   `json:"had_left,omitempty"`
	Again   *int   `json:"go_again,omitempty"`
}

// do does something about a broadcast, and says it.
func (o oneBroadcast) do(s *surroundings, act func(st *store.Store, who store.Who, now time.Time) (done, error)) error {
	return withStore(s, func(st *store.Store) error {
		who, err := o.who(s, st)
		if err != nil {
			return err
		}
		d, err := act(st, who, s.clock()())
		switch {
		case err != nil:
			return o.explained(s, st, err)
		case !o.JSON:
			fmt.Fprintln(s.out, d.Said)
			return nil
		}
		b, err := st.Broadcast(s.ctx, o.Code)
		if err != nil {
			return err
		}
		return indented(s.out, struct {
			broadcastJSON
			done
		}{broadcastAsJSON(b), d})
	})
}

// cures are what to do about what was refused.
var cures = map[store.BroadcastRefusal]string{
	store.NotTested:     "langkah broadcast test %s --staff NUMBER",
	store.NeedsApproval: "langkah broadcast approve %s --by STAFF",
	store.OwnApproval:   "somebody else approves it: langkah broadcast approve %s --by STAFF",
	store.TooLate:       "make another one: langkah broadcast create",
	store.NobodyMeant:   "langkah broadcast preview %s tells why",
	store.EventOff:      "langkah broadcast edit %s says so, cancel ends it",
}

// possible is what can be done about a broadcast in each state.
var possible = map[store.BroadcastState]string{
	store.BroadcastDraft:     "langkah broadcast start %s has it go out",
	store.BroadcastAsked:     "somebody else approves it: langkah broadcast approve %s --by STAFF",
	store.BroadcastRunning:   "langkah broadcast pause %s holds it",
	store.BroadcastPaused:    "langkah broadcast resume %s goes on with it",
	store.BroadcastFinished:  "langkah broadcast status %s shows what became of it",
	store.BroadcastCancelled: "langkah broadcast status %s shows what became of it",
}

func (o oneBroadcast) explained(s *surroundings, st *store.Store, err error) error {
	var refused store.BroadcastRefusal
	if !errors.As(err, &refused) {
		return err
	}
	cure := cures[refused]
	if refused == store.NotInThisState {
		b, wrong := st.Broadcast(s.ctx, o.Code)
		if wrong != nil {
			return errors.Join(err, wrong)
		}
		return fmt.Errorf("broadcast: %w: it is %s; %s", err, b.State, fmt.Sprintf(possible[b.State], b.Code))
	}
	if strings.Contains(cure, "%s") {
		cure = fmt.Sprintf(cure, upper(o.Code))
	}
	return fmt.Errorf("broadcast: %w; %s", err, cure)
}

// abilities are those of every channel that there may be.
var abilities = map[string]bot.Caps{"webchat": webchat.Abilities, "telegram": telegram.Abilities, "whatsapp": whatsapp.Abilities}

// way is how broadcasts may go.
func way() store.Way { return store.Way{WrittenFirst: writtenFirst(abilities, true)} }

func (s *surroundings) limits() store.BroadcastLimits {
	return store.BroadcastLimits{Test: s.config.BroadcastTest, Approve: s.config.BroadcastOk}
}

type broadcastListCommand struct {
	All  bool `help:"Also those that are over or cancelled."`
	JSON bool `name:"json" help:"For other programs."`
}

// Run lists broadcasts, the newest first.
func (c broadcastListCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		list, err := st.Broadcasts(s.ctx, c.All)
		if err != nil {
			return err
		}
		return printList(s, c.JSON, list, broadcastAsJSON, "there is no broadcast under way: langkah broadcast create", func(b store.Broadcast) string {
			state := string(b.State)
			if b.State.Live() && !s.clock()().Before(b.Expires) {
				state += ", its time is over"
			}
			return fmt.Sprintf("%s\t%s\t%s\t%s to %s\t%s\t%s", b.Code, state, orNone(b.Event, "-"), wib(b.Starts), wib(b.Expires), b.Author, beginning(b.Texts["id"], 40))
		})
	})
}

// beginning is that of a text, on a line.
func beginning(text string, most int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}

type broadcastJSON struct {
	Code     string            `json:"id"`
	State    string            `json:"state"`
	Event    string            `json:"event,omitempty"`
	Texts    map[string]string `json:"texts"`
	Audience store.Audience    `json:"audience"`
	For      string            `json:"audience_in_words"`
	Photo    bool              `json:"photo"`
	Needs    []string          `json:"placeholders"`
	Version  int               `json:"version"`
	Spends   bool              `json:"spends_the_cap"`
	Author   string            `json:"author"`
	Approver string            `json:"approver,omitempty"`
	Starts   time.Time         `json:"starts_at"`
	Expires  time.Time         `json:"expires_at"`
	Opens    int               `json:"from_hour"`
	Closes   int               `json:"until_hour"`
	Expanded bool              `json:"all_rows_written"`
	Tested   *time.Time        `json:"tested_at,omitempty"`
	Approved *time.Time        `json:"approved_at,omitempty"`
	Created  time.Time         `json:"created_at"`
	Ended    *time.Time        `json:"ended_at,omitempty"`
}

func broadcastAsJSON(b store.Broadcast) broadcastJSON {
	return broadcastJSON{Code: b.Code, State: string(b.State), Event: b.Event, Texts: b.Texts, Audience: b.Audience, For: audienceInWords(b.Audience), Photo: b.Photo != 0, Needs: b.Needs,
		Version: b.Version, Spends: b.Spends, Author: b.Author, Approver: b.Approver, Starts: b.Starts.In(bot.WIB), Expires: b.Expires.In(bot.WIB), Opens: b.Opens, Closes: b.Closes,
		Expanded: b.Expanded, Tested: asWIB(b.Tested), Approved: asWIB(b.Approved), Created: b.Created.In(bot.WIB), Ended: asWIB(b.Ended)}
}
