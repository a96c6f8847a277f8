package benchtest

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"langkah/bot"
	"langkah/store"
)

// Keeper does the least that a bot can do to lose nothing, in bare SQL, as
// pgbench's script has it: a commit before a message is acknowledged, one for
// its turn, and, behind the answer, one that settles how it ended. It claims
// nothing, runs no flow and leases nothing: nothing durable can be quicker.
type Keeper struct {
	pool *pgxpool.Pool
	turn Turn
}

// Keeper makes a database ready in which so many people have written before.
func (y *Yard) Keeper(b *testing.B, t Turn, chats []int64) *Keeper {
	b.Helper()
	s, dsn := y.Place(b, "keeper")
	var batch []store.Received
	for _, chat := range chats {
		from := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: strconv.FormatInt(chat, 10)}
		batch = append(batch, store.Received{Inbound: bot.Inbound{From: from, ExternalID: "first:" + from.ID, Kind: bot.Text, Text: "halo"}})
	}
	if err := s.Accept(b.Context(), batch, time.Now()); err != nil {
		b.Fatal(err)
	}
	if err := store.Admin(b.Context(), dsn, `update inbox set state = 'done'`); err != nil {
		b.Fatal(err)
	}
	pool, err := pgxpool.New(b.Context(), dsn+" options='-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off'")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(pool.Close)
	return &Keeper{pool: pool, turn: t}
}

// Accept keeps a message.
func (k *Keeper) Accept(ctx context.Context, chat int64, message int, text string) error {
	_, err := k.pool.Exec(ctx, `
		insert into inbox (channel, account, external_id, member_id, address_id, kind, text, at)
		select channel, account, $2, member_id, id, 'text', $3, '2026-11-23'
		from addresses where (channel, account, address) = ('telegram', 'langkah_bot', $1)
		on conflict do nothing`, strconv.FormatInt(chat, 10), external(chat, message), text)
	return err
}

func external(chat int64, message int) string {
	return "m:" + strconv.FormatInt(chat, 10) + ":" + strconv.Itoa(message)
}

// Turn answers it, in the two round trips that it needs at least, and returns
// the answer's row.
func (k *Keeper) Turn(ctx context.Context, chat int64, message int) (row int64, err error) {
	conn, err := k.pool.Acquire(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Release()
	var member int64
	load := &pgx.Batch{}
	load.Queue(`begin`)
	load.Queue(`select c.member_id from conversations c join inbox i using (member_id)
		where (i.channel, i.account, i.external_id) = ('telegram', 'langkah_bot', $1) for update of c`, external(chat, message)).
		QueryRow(func(r pgx.Row) error { return r.Scan(&member) })
	load.Queue(`select m.id, c.session, m.profile, i.id, i.text from members m join conversations c on c.member_id = m.id
		join inbox i on i.member_id = m.id where (i.channel, i.account, i.external_id) = ('telegram', 'langkah_bot', $1)`, external(chat, message))
	if err := conn.SendBatch(ctx, load).Close(); err != nil {
		return 0, err
	}
	save := &pgx.Batch{}
	save.Queue(`update conversations set flow = 'registration', state = 'kind', version = 1, lang = 'id', session = $2::text::jsonb, updated_at = '2026-11-23'
		where member_id = $1`, member, k.turn.session)
	save.Queue(`insert into outbox (member_id, address_id, channel, account, lane, text, choices, inbox_id, created_at)
		select i.member_id, a.id, a.channel, a.account, 0, $2, $3::text::jsonb, i.id, '2026-11-23'
		from inbox i join addresses a on a.id = i.address_id where i.member_id = $1 and i.state = 'pending' returning id`, member, k.turn.answer, k.turn.choices).
		QueryRow(func(r pgx.Row) error { return r.Scan(&row) })
	save.Queue(`update inbox set state = 'done', done_at = '2026-11-23' where member_id = $1 and state = 'pending'`, member)
	save.Queue(`commit`)
	return row, conn.SendBatch(ctx, save).Close()
}

// Settle notes that the answer has arrived.
func (k *Keeper) Settle(ctx context.Context, row int64) error {
	_, err := k.pool.Exec(ctx, `update outbox set state = 'sent', sent_at = '2026-11-23' where id = $1`, row)
	return err
}
