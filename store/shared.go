package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// Touches lists whose rows an action would change beside its person's own: they
// must be locked, too.
func (t Tx) Touches(ctx context.Context, act Act) ([]int64, error) {
	switch a := act.Action.(type) {
	case flows.LinkAccounts:
		c, err := t.look(ctx, act, a.Code)
		if err != nil || c.event != "found" {
			return nil, err
		}
		return []int64{c.owner}, nil
	case flows.UnlinkAccounts:
		m, found, err := t.latestMerge(ctx, act, false)
		if err != nil || !found {
			return nil, err
		}
		return []int64{m.gone}, nil
	case flows.SamePerson:
		return t.twins(ctx, act)
	case flows.TakeTalk:
		return t.talkWith(ctx, a.ID)
	case flows.AnswerTalk:
		return t.talkWith(ctx, a.ID)
	case flows.CloseTalk:
		return t.talkWith(ctx, a.ID)
	case flows.NoteVisit, flows.NoteWalkIn:
		return t.visitor(ctx, act.Action)
	case flows.JudgePaper:
		return t.paperOf(ctx, a.ID)
	case flows.EraseMember:
		list, err := t.everyoneOf(ctx, act.MemberID)
		return slices.DeleteFunc(list, func(id int64) bool { return id == act.MemberID }), err
	}
	return nil, nil
}

// ClaimWith locks a person as ClaimOne does, and others with them, in the order
// of their ids. It waits for the others, who may be being answered.
func (t Tx) ClaimWith(ctx context.Context, member int64, others []int64, versions map[string]int) (bool, error) {
	before := slices.DeleteFunc(slices.Clone(others), func(id int64) bool { return id >= member })
	behind := slices.DeleteFunc(slices.Clone(others), func(id int64) bool { return id <= member })
	if err := t.hold(ctx, before); err != nil {
		return false, err
	}
	free, err := t.ClaimOne(ctx, member, versions)
	if err != nil || !free {
		return false, err
	}
	return true, t.hold(ctx, behind)
}

// hold locks conversations, and waits for them.
func (t Tx) hold(ctx context.Context, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := t.tx.Exec(ctx, `select from conversations where member_id = any($1) order by member_id for update`, ids)
	if err != nil {
		return fmt.Errorf("lock conversations: %w", err)
	}
	return nil
}

// Owners tells whose addresses are.
func (t Tx) Owners(ctx context.Context, addresses []int64) (map[int64]int64, error) {
	owners := map[int64]int64{}
	var address, member int64
	err := t.tx.read(ctx, func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&address, &member}, func() error { owners[address] = member; return nil })
		return err
	}, `select id, member_id from addresses where id = any($1)`, addresses)
	if err != nil {
		return nil, fmt.Errorf("find owners of addresses: %w", err)
	}
	return owners, nil
}

// everyoneOf lists a person and all who go on as them.
func (t Tx) everyoneOf(ctx context.Context, member int64) (ids []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, `
		with recursive down as (
		    select $1::bigint as id
		    union select m.id from down join members m on m.merged_into = down.id
		)
		select id from down order by id`, member)
	if err != nil {
		return nil, fmt.Errorf("find who goes on as a person: %w", err)
	}
	return ids, nil
}
