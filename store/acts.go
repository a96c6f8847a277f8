package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// Act is an action with whose it is and the message that asked for it.
type Act struct {
	MemberID   int64
	InboxID    int64     // the message that asked for it; 0: none did
	ExternalID string    // and the messenger's id of it
	At         time.Time // people's time
	Action     flows.Action

	Announcing Announcing // how broadcasts go; of who makes them

	commandLine bool // with all rights; see Command
}

// Perform carries an action out. Actions without an outcome return an empty one.
func (t Tx) Perform(ctx context.Context, act Act) (flows.Outcome, error) {
	switch a := act.Action.(type) {
	case flows.Register:
		return t.register(ctx, act, a)
	case flows.RecordConsent:
		return flows.Outcome{}, t.consent(ctx, act, a)
	case flows.StopMessages:
		return flows.Outcome{}, t.stop(ctx, act, a)
	case flows.ResumeMessages:
		return flows.Outcome{}, t.resume(ctx, act, a)
	case flows.StopReminders:
		return flows.Outcome{}, t.stopAdvised(ctx, act)
	case flows.ResumeReminders:
		t.tx.put("resume reminders", `update members set advised = true where id = $1`, act.MemberID)
		return flows.Outcome{}, nil
	case flows.Remind:
		return flows.Outcome{}, t.Remind(ctx, []Pending{{MemberID: act.MemberID, Reminder: flows.Reminder{Kind: a.Kind, Ref: a.Ref, Step: 1},
			Class: a.Class, Due: a.Due, Until: a.Until}}, act.At)
	case flows.Reach:
		return flows.Outcome{}, t.reach(ctx, act, a)
	case flows.MarkStage:
		t.MarkStage(act.MemberID, a, act.At)
		return flows.Outcome{}, nil
	case flows.MyPapers:
		return t.myPapers(ctx, act)
	case flows.NotePaper:
		return t.notePaper(act, a)
	case flows.AnswerPaper:
		t.answerPaper(act, a)
		return flows.Outcome{}, nil
	case flows.LookAtPaper:
		return t.lookAtPaper(ctx, act, a)
	case flows.DropPicture:
		return t.dropPicture(ctx, act, a)
	case flows.UnmarkStage:
		t.unmarkStage(act, a)
		return flows.Outcome{}, nil
	case flows.KeepDiagnosis:
		return t.keepDiagnosis(act, a)
	case flows.EraseMember:
		return t.eraseAll(ctx, act)
	case flows.GiveLinkCode:
		return t.giveCode(ctx, act)
	case flows.CheckLinkCode:
		return t.checkCode(ctx, act, a)
	case flows.LinkAccounts:
		return t.linkAccounts(ctx, act, a)
	case flows.UnlinkAccounts:
		return t.unlinkAccounts(ctx, act)
	case flows.SamePerson:
		return flows.Outcome{}, t.mergeTwins(ctx, act)
	case flows.BecomeStaff:
		return t.becomeStaff(ctx, act, a)
	case flows.StaffClasses, flows.PlanClass, flows.LookAtRoll, flows.GiveDayCode, flows.MarkRoll, flows.MoveClass, flows.CancelClass,
		flows.StaffPapers, flows.LookAtNoted, flows.JudgePaper:
		return t.byStaff(ctx, act)
	case flows.NextProduct, flows.GradeProduct:
		return t.byJudge(ctx, act)
	case flows.DraftBroadcast, flows.StaffBroadcasts, flows.FindSegments, flows.LookAtBroadcast, flows.TestBroadcast, flows.SteerBroadcast, flows.JudgeBroadcast, flows.EditBroadcast:
		return t.byAnnouncer(ctx, act)
	case flows.ReadTray:
		return t.readTray(ctx, act, a)
	case flows.FindClasses:
		return t.findClasses(ctx, act, a)
	case flows.FindCentre:
		return t.findCentre(ctx, a)
	case flows.LookAtBooks:
		return t.lookAtBooks(ctx, act, a)
	case flows.ReportOmzet:
		return t.reportOmzet(ctx, act, a)
	case flows.LookAtStanding:
		return t.lookAtStanding(ctx, act, a)
	case flows.LookAtInterest:
		return t.lookAtInterest(ctx, act, a)
	case flows.NoteInterest:
		return t.noteInterest(ctx, act, a)
	}
	return t.performMentoring(ctx, act)
}

func (t Tx) performTraining(ctx context.Context, act Act) (flows.Outcome, error) {
	switch a := act.Action.(type) {
	case flows.LookAtClass:
		return t.lookAtClass(ctx, act, a)
	case flows.MyClasses:
		return t.myClasses(ctx, act, a)
	case flows.BookClass:
		return t.book(ctx, act, a)
	case flows.QueueForClass:
		return t.queue(ctx, act, a)
	case flows.AnswerOffer:
		return t.answerOffer(ctx, act, a)
	case flows.CancelBooking:
		return t.cancel(ctx, act, a)
	case flows.MoveBooking:
		return t.moveBooking(ctx, act, a)
	case flows.ConfirmBooking:
		return t.confirm(ctx, act, a)
	case flows.CheckIn:
		return t.checkIn(ctx, act, a)
	case flows.LookAtNotice:
		return t.lookAtNotice(ctx, act, a)
	}
	return t.performMarketing(ctx, act)
}

func (t Tx) performMarketing(ctx context.Context, act Act) (flows.Outcome, error) {
	switch a := act.Action.(type) {
	case flows.FindEvents:
		return t.findEvents(ctx, act, a)
	case flows.LookAtEvent:
		return t.lookAtEvent(ctx, act, a)
	case flows.MyEvents:
		return t.myEvents(ctx, act, a)
	case flows.SignUp:
		return t.signUp(ctx, act, a)
	case flows.LeaveEvent:
		return t.leaveEvent(ctx, act, a)
	case flows.ConfirmEvent:
		return t.confirmEvent(ctx, act, a)
	case flows.ReportSales:
		return t.reportSales(ctx, act, a)
	case flows.LookAtEventNews:
		return t.lookAtEventNews(ctx, act, a)
	}
	return flows.Outcome{}, fmt.Errorf("perform %T: nobody carries this out", act.Action)
}

func (t Tx) consent(_ context.Context, act Act, c flows.RecordConsent) error {
	t.tx.put("record consent", `
		with proof as (
		    insert into consents (member_id, purpose, given, text, external_id, at) values ($1, $2, $3, $4, $5, $6)
		)
		update members set service = case when $2 = 'service' then $3 else service end,
		       announcements = case when $2 = 'announcements' then $3 else announcements end,
		       advised = advised or ($2 = 'announcements' and $3)
		where id = $1`, act.MemberID, string(c.Purpose), c.Given, c.Text, act.ExternalID, act.At)
	return nil
}

// stop ends what we start ourselves, what is queued already too.
func (t Tx) stop(ctx context.Context, act Act, a flows.StopMessages) error {
	err := t.consent(ctx, act, flows.RecordConsent{Purpose: flows.Announcements, Text: a.Text})
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, `
		update members set profile = jsonb_set(profile, '{news}', '"no"') where id = $1 and profile ? 'news'`, act.MemberID)
	if err != nil {
		return fmt.Errorf("note the stop: %w", err)
	}
	if err := t.stopAdvised(ctx, act); err != nil {
		return err
	}
	return t.skipQueued(ctx, act.MemberID, bot.LaneNotice, "stopped")
}

// resume is the way back from a stop: that consent lets people be reminded, too.
func (t Tx) resume(ctx context.Context, act Act, a flows.ResumeMessages) error {
	t.tx.put("note that news are wanted", `
		update members set profile = jsonb_set(profile, '{news}', '"yes"') where id = $1 and profile ? 'news'`, act.MemberID)
	return t.consent(ctx, act, flows.RecordConsent{Purpose: flows.Announcements, Given: true, Text: a.Text})
}

// skipQueued takes back what has not left, from a lane on, except what the
// person asked for themselves. What is in flight may arrive, but is of no use
// any more if it has to be sent again.
func (t Tx) skipQueued(ctx context.Context, member int64, from bot.Lane, reason string) error {
	_, err := t.tx.Exec(ctx, skipOpen, member, int16(from), reason)
	if err != nil {
		return fmt.Errorf("skip queued messages: %w", err)
	}
	return nil
}

const skipOpen = `
update outbox set useful_until = '-infinity',
       state = case when state = 'leased' then state else 'skipped' end,
       reason = case when state = 'leased' and $3 <> 'erased' then reason else $3 end
where member_id = $1 and (lane >= $2 or class in ('advised', 'announced')) and ($2 = 0 or class is distinct from 'requested')
  and (state in ('queued', 'leased') or state || '' = 'waiting')`

// eraseAll erases a person and all who go on as them.
func (t Tx) eraseAll(ctx context.Context, act Act) (out flows.Outcome, err error) {
	all, err := t.everyoneOf(ctx, act.MemberID)
	if err == nil {
		err = t.leaveAll(ctx, act, all)
	}
	for _, id := range all {
		if err != nil {
			return out, err
		}
		its := act
		its.MemberID = id
		out, err = t.erase(ctx, its)
	}
	return out, err
}

// erase removes what is known of a person: the card, the steps and every text
// of the conversation up to the message that asked, said or not yet said. What
// remains: the address to answer to, the proof of consents, and the note that
// it was done (UU 27/2022 art. 43).
func (t Tx) erase(ctx context.Context, act Act) (flows.Outcome, error) {
	out := flows.Outcome{Event: "erased"}
	_, err := t.tx.Exec(ctx, `
		update conversations set flow = '', state = '', version = 0, session = '{}' where member_id = $1`, act.MemberID)
	if err == nil {
		err = t.consent(ctx, act, flows.RecordConsent{Purpose: flows.Announcements, Text: "erased"})
	}
	if err == nil {
		err = t.consent(ctx, act, flows.RecordConsent{Purpose: flows.Service, Text: "erased"})
	}
	if err == nil {
		err = t.skipQueued(ctx, act.MemberID, bot.LaneReply, "erased")
	}
	if err != nil {
		return out, err
	}
	b := &pgx.Batch{}
	b.Queue(`insert into erasures (member_id, number, at) select id, number, $2 from members where id = $1`, act.MemberID, act.At)
	b.Queue(`
		update members set number = null, name = null, phone = null, profile = '{}', kecamatan = null, kelurahan = null,
		       claims_member = false, registered_at = null, erased_at = $2, advised = true
		where id = $1`, act.MemberID, act.At)
	b.Queue(`update addresses set phone = null where member_id = $1`, act.MemberID)
	for _, table := range []string{"visits", "stages", "stage_log", "diagnoses", "licences", "paper_answers", "products", "omzets", "interests"} {
		b.Queue(`delete from `+table+` where member_id = $1`, act.MemberID)
	}
	eraseTalks(b, act.MemberID)
	b.Queue(`delete from calls where member_id = $1 or outbox_id in (select id from outbox where member_id = $1)`, act.MemberID)
	b.Queue(`delete from link_codes where member_id = $1`, act.MemberID)
	b.Queue(`delete from link_misses where member_id = $1`, act.MemberID)
	b.Queue(`delete from files where member_id = $1`, act.MemberID)
	b.Queue(`delete from day_misses where member_id = $1`, act.MemberID)
	b.Queue(`
		update reminders set state = 'dropped', reason = 'erased', settled_at = $2
		where member_id = $1 and state in ('due', 'fired', 'waiting')`, act.MemberID, act.At)
	b.Queue(`
		update inbox set kind = 'erased', text = '', pick = '', phone = '', media = null, picture = ''
		where member_id = $1 and ($2 = 0 or id <= $2)`, act.MemberID, act.InboxID)
	b.Queue(`update outbox set text = '', choices = null, media = null where member_id = $1`, act.MemberID)
	if err := t.tx.SendBatch(ctx, b).Close(); err != nil {
		return out, fmt.Errorf("erase member: %w", err)
	}
	return out, nil
}

func (t Tx) reach(_ context.Context, act Act, a flows.Reach) error {
	t.tx.put("note reach of address", `
		update addresses set blocked_at = case when $2 then $3::timestamptz end where id = $1`, a.AddressID, a.Blocked, act.At)
	return nil
}
