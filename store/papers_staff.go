package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// wordUseful is how long it is of use to tell a member what is wrong with a paper.
const wordUseful = 14 * 24 * time.Hour

// notedPapers ends in what narrows it down.
const notedPapers = `
	select l.id, l.kind, l.number, l.issued_on, l.expires_on, coalesce(l.picture, 0), l.by_whom, l.returned, l.member_id, coalesce(m.name, ''), coalesce(m.number, ''),
	       coalesce(m.kecamatan, ''), l.at
	from licences l join members m on m.id = l.member_id
	where m.merged_into is null and l.by_whom = '' and l.returned = '' and `

func scanNoted(row pgx.CollectableRow) (p flows.NotedPaper, err error) {
	var issued, expires *time.Time
	err = row.Scan(&p.ID, &p.Kind, &p.Number, &issued, &expires, &p.Picture, &p.By, &p.Returned, &p.Whose, &p.Name, &p.Member, &p.Kecamatan, &p.At)
	p.Issued, p.Expires = dayAt(issued), dayAt(expires)
	return p, err
}

// staffPapers lists what members of somebody's kecamatan noted and nobody has
// looked at, the oldest first.
func (t Tx) staffPapers(ctx context.Context, d deed, a flows.StaffPapers) (out flows.Outcome, err error) {
	d.action = "paper.list"
	if !d.who.ours() {
		r := came("refused", flows.Args{"Class": flows.Class{}}, nil)
		return r.Outcome, t.keep(d, "", r)
	}
	everywhere := d.who.all || d.who.Role == flows.Admin || len(d.who.Kecamatan) == 0
	var list []flows.NotedPaper
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanNoted); return err },
		notedPapers+`($1 or m.kecamatan = any($2)) order by l.at, l.id limit $3`, everywhere, d.who.Kecamatan, a.Limit)
	if err != nil {
		return out, fmt.Errorf("list papers: %w", err)
	}
	event := "none"
	if len(list) > 0 {
		event = "some"
	}
	r := came(event, flows.Args{"Papers": list}, nil)
	return r.Outcome, t.keep(d, "", r)
}

// noted is a paper that nobody has looked at, if somebody may.
func (t Tx) noted(ctx context.Context, d deed, id int64) (p flows.NotedPaper, event string, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { p, err = pgx.CollectExactlyOneRow(rows, scanNoted); return err }, notedPapers+`l.id = $1`, id)
	switch {
	case !d.who.ours():
		return p, "refused", nil
	case errors.Is(err, pgx.ErrNoRows):
		return p, "gone", nil
	case err != nil:
		return p, "", fmt.Errorf("read a paper: %w", err)
	case !d.who.may(false, p.Kecamatan):
		return flows.NotedPaper{}, "refused", nil
	}
	return p, "found", nil
}

func (t Tx) lookAtNoted(ctx context.Context, d deed, a flows.LookAtNoted) (flows.Outcome, error) {
	d.action = "paper.look"
	p, event, err := t.noted(ctx, d, a.ID)
	if err != nil {
		return flows.Outcome{}, err
	}
	r := came(event, flows.Args{"Paper": p, "Class": flows.Class{}}, nil)
	return r.Outcome, t.keep(d, paperSubject(a.ID), r)
}

// judgePaper confirms a paper, or returns it with a word for its member.
func (t Tx) judgePaper(ctx context.Context, d deed, a flows.JudgePaper) (flows.Outcome, error) {
	d.action = "paper.confirm"
	switch {
	case a.Card:
		d.action = "paper.card"
	case a.Word != "":
		d.action = "paper.return"
	}
	p, event, err := t.noted(ctx, d, a.ID)
	if err != nil {
		return flows.Outcome{}, err
	}
	r := came(event, flows.Args{"Paper": p, "Class": flows.Class{}}, nil)
	if event == "found" {
		still, err := t.carryOut(ctx, d, p, a)
		if err != nil {
			return flows.Outcome{}, err
		}
		if r = came("gone", nil, nil); still {
			r = came("judged", flows.Args{"Paper": p}, flows.Args{"kind": p.Kind, "member": p.Member})
		}
	}
	return r.Outcome, t.keep(d, paperSubject(a.ID), r)
}

// carryOut changes the paper, unless its member has noted another meanwhile, and
// has them told what is wrong with it.
func (t Tx) carryOut(ctx context.Context, d deed, p flows.NotedPaper, a flows.JudgePaper) (still bool, err error) {
	if a.Card {
		wiped, err := t.wipePicture(ctx, `id = $1 and at = $2 and by_whom = '' and returned = ''`, p.ID, p.At)
		if err != nil || !wiped {
			return false, err
		}
		return true, t.tellOfPaper(ctx, d, p, flows.PaperCard)
	}
	by := d.who.label
	if a.Word != "" {
		by = ""
	}
	tag, err := t.tx.Exec(ctx, `update licences set by_whom = $3, returned = $4 where id = $1 and at = $2 and by_whom = '' and returned = ''`, p.ID, p.At, by, plain(a.Word))
	if err != nil {
		return false, fmt.Errorf("judge a paper: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return false, nil
	}
	if a.Word == "" {
		t.tx.put("note who confirmed a step", `update stages set by_whom = $3 where `+restsOn+` and by_whom = ''`, p.Whose, p.Kind, d.who.Name)
		return true, nil
	}
	t.tx.put("let its picture go", `update files set expires_at = $2 where id = (select picture from licences where id = $1)`, p.ID, d.at)
	t.tx.put("let its picture go", `update licences set picture = null where id = $1`, p.ID)
	t.tx.put("take a step up again", `update stages set status = 'in_progress', evidence = '', by_whom = $3, at = $4 where `+restsOn, p.Whose, p.Kind, d.who.Name, d.at)
	return true, t.tellOfPaper(ctx, d, p, flows.PaperReturned)
}

// restsOn holds for the step of somebody ($1) that is done by a kind of paper ($2).
// What was noted of the step before stays in its log.
const restsOn = `member_id = $1 and status = 'done' and source = 'paper' and split_part(evidence, ' ', 1) = upper($2)`

// tellOfPaper has its member told, instead of all else that was to be said of it.
func (t Tx) tellOfPaper(ctx context.Context, d deed, p flows.NotedPaper, news string) error {
	if news == flows.PaperReturned {
		t.silencePaper(p.Whose, p.Kind, "returned", d.at)
	}
	return t.Remind(ctx, []Pending{{MemberID: p.Whose, Reminder: flows.Reminder{Kind: news, Ref: p.Kind, Step: 1}, Class: flows.Requested,
		Due: bot.FirstAllowed(d.at), Until: d.at.Add(wordUseful)}}, d.at)
}

// wipePicture deletes the picture of a paper, and by what a messenger would give
// it once more. It tells whether there was one.
func (t Tx) wipePicture(ctx context.Context, which string, args ...any) (was bool, err error) {
	tag, err := t.tx.Exec(ctx, `
		with gone as (
		    delete from files where id = (select picture from licences where `+which+`) returning id, member_id
		), forgotten as (
		    update inbox i set picture = '', media = null from gone where i.member_id = gone.member_id and i.picture = 'file:' || gone.id -- a bot.FileRef
		)
		select from gone`, args...)
	if err != nil {
		return false, fmt.Errorf("delete the picture of a paper: %w", err)
	}
	return tag.RowsAffected() > 0, nil
}

// dropPicture deletes the picture that somebody sent of their own paper.
func (t Tx) dropPicture(ctx context.Context, act Act, a flows.DropPicture) (flows.Outcome, error) {
	was, err := t.wipePicture(ctx, `member_id = $1 and kind = $2`, act.MemberID, a.Kind)
	if err != nil || !was {
		return flows.Outcome{Event: "gone"}, err
	}
	return flows.Outcome{Event: "dropped"}, nil
}

// paperOf is whose rows a judgement changes.
func (t Tx) paperOf(ctx context.Context, id int64) (members []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { members, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err },
		`select member_id from licences where id = $1`, id)
	if err != nil {
		return nil, fmt.Errorf("find whose paper it is: %w", err)
	}
	return members, nil
}

func paperSubject(id int64) string { return "paper " + strconv.FormatInt(id, 10) }
