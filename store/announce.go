package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// Announcing is how broadcasts go that staff make in the chat.
type Announcing struct {
	Way    Way
	Limits BroadcastLimits
}

// announcer is what somebody of the staff does about a broadcast.
type announcer struct {
	Announcing
	deed
}

// byAnnouncer carries out what staff do about broadcasts. What they may not is
// noted; what they did is noted by what did it.
func (t Tx) byAnnouncer(ctx context.Context, act Act) (out flows.Outcome, err error) {
	who, err := t.actorOf(ctx, act)
	if err != nil {
		return out, err
	}
	d := announcer{act.Announcing, deed{who: who, at: act.At, action: "broadcast.look"}}
	if !who.announces() {
		return flows.Outcome{Event: "refused"}, t.keep(d.deed, "", came("refused", nil, nil))
	}
	switch a := act.Action.(type) {
	case flows.DraftBroadcast:
		return t.draftBroadcast(ctx, d, act, a)
	case flows.StaffBroadcasts:
		return t.staffBroadcasts(ctx, d, a)
	case flows.FindSegments:
		all, err := t.segments(ctx)
		return flows.Outcome{Event: "found", Args: flows.Args{"Names": slices.Sorted(maps.Keys(all))}}, err
	}
	code, do := t.aboutBroadcast(act.Action)
	b, err := t.broadcast(ctx, plain(code), "for update of b")
	switch {
	case errors.Is(err, ErrNoBroadcast):
		return flows.Outcome{Event: "gone"}, nil
	case err != nil:
		return out, err
	case !who.covers(b.Audience):
		return flows.Outcome{Event: "refused"}, t.keep(d.deed, b.Code, came("refused", nil, nil))
	}
	out, err = do(ctx, d, b)
	var why BroadcastRefusal
	if errors.As(err, &why) {
		return t.notDone(ctx, d, b.Code, refusals[why])
	}
	return out, err
}

// notDone is an outcome with the broadcast as it stands: something else can be done
// about it.
func (t Tx) notDone(ctx context.Context, d announcer, code, event string) (out flows.Outcome, err error) {
	b, err := t.broadcast(ctx, code, "")
	if err != nil {
		return out, err
	}
	told, err := t.toldBroadcast(ctx, d, b)
	return flows.Outcome{Event: event, Args: flows.Args{"Broadcast": told}}, err
}

// refusals are the outcomes for whoever is refused.
var refusals = map[BroadcastRefusal]string{
	NotInThisState: "gone", NotTested: "untested", OwnApproval: "own", TooLate: "late", NobodyMeant: "nobody", EventOff: "off",
}

type announcerDoes func(context.Context, announcer, Broadcast) (flows.Outcome, error)

// aboutBroadcast is the broadcast that an action is about, and what it does.
func (t Tx) aboutBroadcast(a flows.Action) (code string, do announcerDoes) {
	switch a := a.(type) {
	case flows.LookAtBroadcast:
		return a.Code, t.lookAtBroadcast
	case flows.TestBroadcast:
		return a.Code, t.testBroadcast
	case flows.SteerBroadcast:
		return a.Code, func(ctx context.Context, d announcer, b Broadcast) (flows.Outcome, error) {
			if (a.To == "start" || a.To == "resume") && other(a.Version, b) {
				return t.notDone(ctx, d, b.Code, "changed")
			}
			return t.steer(ctx, d, b, a.To)
		}
	case flows.JudgeBroadcast:
		return a.Code, func(ctx context.Context, d announcer, b Broadcast) (flows.Outcome, error) {
			return t.judgeBroadcast(ctx, d, b, a)
		}
	case flows.EditBroadcast:
		return a.Code, func(ctx context.Context, d announcer, b Broadcast) (flows.Outcome, error) {
			return t.editBroadcast(ctx, d, b, a)
		}
	}
	return "", func(context.Context, announcer, Broadcast) (flows.Outcome, error) {
		return flows.Outcome{}, fmt.Errorf("perform %T: not about a broadcast", a)
	}
}

// announces tells whether somebody makes broadcasts at all.
func (a actor) announces() bool { return a.ours() && (a.all || a.Answers()) }

// covers tells whether all of an audience is where somebody works.
func (a actor) covers(x Audience) bool {
	if a.all || a.Role == flows.Admin || len(a.Kecamatan) == 0 {
		return true
	}
	within := func(code string) bool {
		return slices.ContainsFunc(a.Kecamatan, func(k string) bool { return strings.HasPrefix(code, k) })
	}
	outside := func(code string) bool { return !within(code) }
	return len(x.Kecamatan) > 0 && !slices.ContainsFunc(x.Kecamatan, outside) || len(x.Kelurahan) > 0 && !slices.ContainsFunc(x.Kelurahan, outside)
}

func (d announcer) by() Who { return Who{ID: d.who.ID, Name: d.who.label} }

// draftBroadcast keeps a draft, or what has changed of one.
func (t Tx) draftBroadcast(ctx context.Context, d announcer, act Act, a flows.DraftBroadcast) (out flows.Outcome, err error) {
	b := Broadcast{Event: a.Event, Audience: meaning(a.Audience), Texts: a.Words.Texts, Choices: choicesOf(a.Words.Choices), Photo: a.Photo, Needs: needsOf(a.Words.Texts),
		Author: d.who.label, AuthorID: d.who.ID, Starts: d.at, Expires: a.Until, Opens: a.Opens, Closes: a.Closes}
	d.action = "broadcast.create"
	if !d.who.covers(b.Audience) {
		return flows.Outcome{Event: "refused"}, t.keep(d.deed, a.Code, came("refused", nil, nil))
	}
	if a.Event != "" {
		list, err := t.events(ctx, 0, `where e.code = $2`, plain(a.Event))
		if err != nil || len(list) == 0 || list[0].Cancelled || !list[0].RegisterBy.After(d.at) {
			return flows.Outcome{Event: "no_event"}, err
		}
		if by := list[0].RegisterBy; b.Expires.After(by) { // nobody is invited to what takes nobody any more
			b.Expires = by
		}
	}
	if a.Photo != 0 {
		t.keepPicture(act.MemberID, a.Photo)
	}
	code := plain(a.Code)
	if code == "" {
		if code, err = t.store().CreateBroadcast(ctx, b, d.at); err != nil {
			return out, err
		}
	} else if out, err = t.redraft(ctx, d, code, a.Version, b); err != nil || out.Event != "" {
		return out, err
	}
	if b, err = t.broadcast(ctx, code, ""); err != nil {
		return out, err
	}
	out, err = t.lookAtBroadcast(ctx, d, b)
	out.Event = "drafted"
	return out, err
}

// redraft changes a draft of one's own: it is to be tried out anew. It does not
// begin before it was to. The outcome says why not.
func (t Tx) redraft(ctx context.Context, d announcer, code string, version int, b Broadcast) (why flows.Outcome, err error) {
	was, err := t.broadcast(ctx, code, "for update of b")
	switch {
	case errors.Is(err, ErrNoBroadcast):
		return flows.Outcome{Event: "gone"}, nil
	case err != nil:
		return why, err
	case was.AuthorID != d.who.ID || was.State != BroadcastDraft:
		return t.notDone(ctx, d, code, "gone")
	case other(version, was):
		return t.notDone(ctx, d, code, "changed")
	}
	t.tx.put("change a draft", `
		update broadcasts set event_id = (select e.id from events e where e.code = nullif($2, '')), audience = $3, texts = $4, choices = nullif($5::jsonb, 'null'),
		       photo_id = nullif($6::bigint, 0), needs = $7, expires_at = $8, opens = $9, closes = $10,
		       starts_at = case when starts_at between $11 and $8::timestamptz - interval '1 minute' then starts_at else $11 end,
		       version = version + 1, tested_at = null, approved_at = null, approver = ''
		where id = $1`,
		was.ID, b.Event, asJSON(b.Audience), asJSON(b.Texts), asJSON(b.Choices), b.Photo, b.Needs, b.Expires, b.Opens, b.Closes, b.Starts)
	return why, t.keep(d.deed, code, came("changed", nil, nil))
}

// other tells that somebody has seen another version of a broadcast than there is.
func other(seen int, b Broadcast) bool { return seen != 0 && seen != b.Version }

// lookAtBroadcast shows one: what it would do, or how far it is.
func (t Tx) lookAtBroadcast(ctx context.Context, d announcer, b Broadcast) (out flows.Outcome, err error) {
	told, err := t.toldBroadcast(ctx, d, b)
	if err != nil {
		return out, err
	}
	out = flows.Outcome{Event: "found", Args: flows.Args{"Broadcast": told}}
	if b.State != BroadcastDraft && b.State != BroadcastAsked {
		return out, nil
	}
	var p Preflight
	if err := t.preflight(ctx, b, d.Way, d.at, &p); err != nil {
		return out, err
	}
	out.Event, out.Args["Forecast"] = "preview", d.forecast(p)
	return out, nil
}

func (t Tx) testBroadcast(ctx context.Context, d announcer, b Broadcast) (out flows.Outcome, err error) {
	var p Preflight
	if err := t.preflight(ctx, b, d.Way, d.at, &p); err != nil {
		return out, err
	}
	if len(p.Examples) == 0 {
		return out, NobodyMeant
	}
	if err := t.store().TestedBroadcast(ctx, b.Code, d.by(), d.at); err != nil {
		return out, err
	}
	b.Tested = d.at
	told, err := t.toldBroadcast(ctx, d, b)
	if err != nil {
		return out, err
	}
	to, err := t.chats(ctx, `s.id = $2`, 0, d.who.ID)
	if err != nil || len(to) == 0 {
		return flows.Outcome{Event: "refused"}, err
	}
	return flows.Outcome{Event: "tested", Args: flows.Args{"Broadcast": told, "Forecast": d.forecast(p), "To": to[0]}}, nil
}

// forecast is what a preflight says.
func (d announcer) forecast(p Preflight) flows.Forecast {
	f := flows.Forecast{People: p.People, OptedOut: p.OptedOut, Calls: p.Calls, Nowhere: p.Nowhere, Test: p.People > d.Limits.Test, Approve: p.People > d.Limits.Approve}
	for _, r := range p.Reach {
		f.Now, f.Next, f.Full, f.Unfilled = f.Now+r.Now, f.Next+r.Next, f.Full+r.Full, f.Unfilled+r.Unfilled
	}
	for _, m := range p.Missing {
		f.Missing = append(f.Missing, strings.TrimPrefix(m.Why, "missing_"))
	}
	if len(p.Examples) > 0 {
		if x := p.Examples[0].Fill; x != nil {
			f.Example = flows.Addressed{Text: x.Text, Lang: x.Lang, Name: x.Name, Business: x.Business, Number: x.Number, Kecamatan: x.Kecamatan, Kelurahan: x.Kelurahan}
		}
	}
	return f
}

// steer starts a broadcast, holds it, goes on with it or ends it.
func (t Tx) steer(ctx context.Context, d announcer, b Broadcast, to string) (out flows.Outcome, err error) {
	told, err := t.toldBroadcast(ctx, d, b)
	if err != nil {
		return out, err
	}
	out.Args = flows.Args{"Broadcast": told}
	switch to {
	case "start":
		return t.launch(ctx, d, b, out)
	case "pause":
		out.Event = "paused"
		return out, t.store().PauseBroadcast(ctx, b.Code, d.by(), d.at)
	case "resume":
		out.Event = "resumed"
		err = t.store().ResumeBroadcast(ctx, b.Code, d.Limits, d.by(), d.at)
		if errors.Is(err, NeedsApproval) {
			var p Preflight
			if err := t.preflight(ctx, b, d.Way, d.at, &p); err != nil {
				return out, err
			}
			return t.askApproval(ctx, d, b, p, out)
		}
		return out, err
	case "cancel":
		out.Event = "cancelled"
		out.Args["Stopped"], out.Args["Left"], err = t.store().CancelBroadcast(ctx, b.Code, d.by(), d.at)
		return out, err
	}
	return out, fmt.Errorf("steer a broadcast: there is no %s", to)
}

// launch starts a broadcast, or asks for a second person's word.
func (t Tx) launch(ctx context.Context, d announcer, b Broadcast, out flows.Outcome) (flows.Outcome, error) {
	lately, err := t.askedLately(ctx, d, b)
	if err != nil {
		return out, err
	}
	p, err := t.store().startBroadcast(ctx, b.Code, d.Way, d.Limits, d.by(), d.at)
	if err != nil {
		return out, err
	}
	now, err := t.broadcast(ctx, b.Code, "")
	if err != nil {
		return out, err
	}
	if now.State == BroadcastAsked && lately {
		out.Event, out.Args["Again"] = "asked", true
		return out, nil
	}
	if now.State == BroadcastAsked {
		return t.askApproval(ctx, d, now, p, out)
	}
	out.Event, out.Args["From"] = "started", now.NextOpen(d.at)
	return out, nil
}

// askedLately tells that a second person's word is waited for, and that they were told
// within the hour: whoever presses twice does not have them told twice.
func (t Tx) askedLately(ctx context.Context, d announcer, b Broadcast) (lately bool, err error) {
	if b.State != BroadcastAsked {
		return false, nil
	}
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &lately) }, `
		select exists (select from audit where subject = $1 and action = 'broadcast.start' and at > $2::timestamptz - interval '1 hour')`, b.Code, d.at)
	if err != nil {
		return false, fmt.Errorf("look when a broadcast was asked about: %w", err)
	}
	return lately, nil
}

// askApproval finds who may agree to a broadcast: admins and officers of all of its
// audience, but its author and whoever wrote its words. Who asks is not told.
func (t Tx) askApproval(ctx context.Context, d announcer, b Broadcast, p Preflight, out flows.Outcome) (flows.Outcome, error) {
	area := b.Audience.Kecamatan
	if area == nil {
		area = []string{}
	}
	writer, err := t.writerOf(ctx, b)
	if err != nil {
		return out, err
	}
	told, err := t.chats(ctx, `s.id not in ($2, $4, $5) and s.role in ('admin', 'officer') and (s.role = 'admin' or s.kecamatan = '{}' or $3::text[] <> '{}' and s.kecamatan @> $3::text[])`,
		0, b.AuthorID, area, writer, d.who.ID)
	out.Event, out.Args["Told"], out.Args["Forecast"] = "asked", told, d.forecast(p)
	out.Args["May"] = d.who.Plans() && d.who.ID != b.AuthorID && d.who.ID != writer
	return out, err
}

// judgeBroadcast is a second person's yes, and it goes out; or their no.
func (t Tx) judgeBroadcast(ctx context.Context, d announcer, b Broadcast, a flows.JudgeBroadcast) (out flows.Outcome, err error) {
	d.action = "broadcast.return"
	if !d.who.Plans() {
		return flows.Outcome{Event: "refused"}, t.keep(d.deed, b.Code, came("refused", nil, nil))
	}
	switch {
	case !b.State.Live():
		return out, NotInThisState
	case b.State != BroadcastAsked && b.State != BroadcastPaused || b.State == BroadcastPaused && !b.Approved.IsZero():
		return t.notDone(ctx, d, b.Code, "unasked")
	case b.AuthorID == d.who.ID:
		return out, OwnApproval
	}
	writer, err := t.writerOf(ctx, b)
	switch {
	case err != nil:
		return out, err
	case writer == d.who.ID && a.Approves:
		return out, OwnApproval
	case a.Approves && other(a.Version, b):
		return t.notDone(ctx, d, b.Code, "changed")
	case a.Weighs:
		return flows.Outcome{Event: "may"}, nil
	}
	told, err := t.toldBroadcast(ctx, d, b)
	if err != nil {
		return out, err
	}
	out.Args = flows.Args{"Broadcast": told, "To": flows.Chat{}}
	if to, err := t.chats(ctx, `s.id = $2`, 0, b.AuthorID); err != nil {
		return out, err
	} else if len(to) > 0 {
		out.Args["To"] = to[0]
	}
	if !a.Approves {
		t.tx.put("return a broadcast", `update broadcasts set state = case when state = 'asked' then 'draft' else state end where id = $1`, b.ID)
		out.Event = "returned"
		return out, t.keep(d.deed, b.Code, came("returned", nil, flows.Args{"word": clip(a.Word)}))
	}
	if err := t.store().ApproveBroadcast(ctx, b.Code, d.by(), d.at); err != nil {
		return out, err
	}
	if b.State == BroadcastPaused {
		err = t.store().ResumeBroadcast(ctx, b.Code, d.Limits, d.by(), d.at)
	} else {
		err = t.store().StartBroadcast(ctx, b.Code, d.Way, d.Limits, d.by(), d.at)
	}
	out.Event, out.Args["From"] = "approved", b.NextOpen(d.at)
	return out, err
}

func (t Tx) editBroadcast(ctx context.Context, d announcer, b Broadcast, a flows.EditBroadcast) (out flows.Outcome, err error) {
	if other(a.Version, b) {
		return t.notDone(ctx, d, b.Code, "changed")
	}
	told, err := t.toldBroadcast(ctx, d, b)
	if err != nil {
		return out, err
	}
	out = flows.Outcome{Event: "edited", Args: flows.Args{"Broadcast": told}}
	return out, t.store().EditBroadcast(ctx, b.Code, a.Words.Texts, needsOf(a.Words.Texts), d.by(), d.at)
}

// needsOf are the placeholders of texts.
func needsOf(texts map[string]string) []string {
	needs := []string{}
	for name := range lacking {
		for _, text := range texts {
			if strings.Contains(text, "{{"+name+"}}") && !slices.Contains(needs, name) {
				needs = append(needs, name)
			}
		}
	}
	slices.Sort(needs)
	return needs
}

func choicesOf(all map[string][]flows.Choice) map[string][]bot.Choice {
	if len(all) == 0 {
		return nil
	}
	list := map[string][]bot.Choice{}
	for lang, choices := range all {
		for i, c := range choices {
			list[lang] = append(list[lang], bot.Choice{ID: c.Value, Label: c.Label, Number: i + 1})
		}
	}
	return list
}

// meaning is an audience as it is kept.
func meaning(a flows.Audience) Audience {
	x := Audience{Kota: a.Kota, Kecamatan: a.Kecamatan, Kelurahan: a.Kelurahan, Fields: a.Fields, Has: a.Has, Lacks: a.Lacks, Joined: a.Joined, Skipped: a.Skipped, Channels: a.Channels, Seen: a.Seen, Unseen: a.Unseen, Segment: a.Segment}
	for _, s := range a.Stages {
		x.Stages = append(x.Stages, Stand(s))
	}
	if a.Except != nil {
		but := meaning(*a.Except)
		x.Except = &but
	}
	return x
}

// said is an audience as staff see it.
func (a Audience) said() flows.Audience {
	x := flows.Audience{Kota: a.Kota, Kecamatan: a.Kecamatan, Kelurahan: a.Kelurahan, Fields: a.Fields, Has: a.Has, Lacks: a.Lacks, Joined: a.Joined, Skipped: a.Skipped, Channels: a.Channels, Seen: a.Seen, Unseen: a.Unseen, Segment: a.Segment,
		More: a.Warm != nil}
	for _, s := range a.Stages {
		x.Stages = append(x.Stages, flows.Stand(s))
	}
	if a.Except != nil {
		but := a.Except.said()
		x.Except, x.More = &but, x.More || but.More
	}
	return x
}
