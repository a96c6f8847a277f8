package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
	"langkah/store"
)

// daylight is the setting of a service under test for whose people it is noon when
// it begins: nobody is spoken to first at night.
func daylight(t testing.TB) string {
	t.Helper()
	now := time.Now().In(bot.WIB)
	file := filepath.Join(t.TempDir(), "clock")
	if err := os.WriteFile(file, []byte(noonOf(now).Sub(now).String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return clockFile + "=" + file
}

func noonOf(now time.Time) time.Time { return bot.Day(now).Add(12 * time.Hour) }

// botAccount is the account of the play Telegram's bot.
var botAccount = bot.Account{Channel: "telegram", Name: "7000000000"}

// residents makes members whom the bot knows from long ago. arrived is told of what
// comes to them.
func residents(t testing.TB, dsn string, tg *tgtest.Server, n int, arrived func(tgtest.Message)) (list []*tgtest.Person) {
	t.Helper()
	ids := make([]int64, n)
	for i := range n {
		p := tg.Person(fmt.Sprint("resident ", i)).Met()
		p.OnMessage(arrived)
		list, ids[i] = append(list, p), p.ID()
	}
	now := time.Now()
	execute(t, dsn, `insert into members (number, name, created_at, registered_at, kecamatan, service, announcements)
		select 'JKP-' || lpad(n::text, 7, '0'), 'Ibu ' || n, $2, $2, '31.71.07', true, true from generate_series(1, $1::int) n`, n, now.AddDate(0, -6, 0))
	execute(t, dsn, `insert into addresses (member_id, channel, account, address, created_at, heard_at)
		select m.id, $3, $4, u.id::text, $2, $2 from unnest($1::bigint[]) with ordinality as u (id, n) join members m on m.number = 'JKP-' || lpad(n::text, 7, '0') order by n`, ids, now.AddDate(0, -6, 0), botAccount.Channel, botAccount.Name)
	execute(t, dsn, `insert into conversations (member_id, flow, version, address_id, heard_at, updated_at) select member_id, 'menu', 1, id, heard_at, heard_at from addresses where channel = 'telegram' order by id`)
	execute(t, dsn, `analyze members, addresses, conversations`) // not what is empty: nowhere but in a test does the planner know that
	return list
}

// execute runs one statement on a connection of its own.
func execute(t testing.TB, dsn, sql string, args ...any) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// announcement is what a broadcast of a test says to everybody.
const announcement = "Halo {{nomor}}, bazar Jakpreneur hari Minggu di Monas."

// operator is who makes the broadcasts of tests, without limits.
var (
	operator = store.Who{Name: "Wati"}
	noLimits = store.BroadcastLimits{Test: math.MaxInt, Approve: math.MaxInt}
)

// announce has everybody told, from noon on.
func announce(t testing.TB, st *store.Store, more ...func(*store.Broadcast)) (code string) {
	t.Helper()
	at := noonOf(time.Now())
	b := store.Broadcast{Texts: map[string]string{"id": announcement}, Needs: []string{"nomor"}, Author: "Wati",
		Starts: at.Add(-time.Minute), Expires: at.Add(7 * time.Hour), Opens: 8, Closes: 20}
	for _, change := range more {
		change(&b)
	}
	code, err := st.CreateBroadcast(t.Context(), b, at)
	if err == nil {
		err = st.StartBroadcast(t.Context(), code, store.Way{WrittenFirst: []string{"whatsapp"}}, noLimits, operator, at)
	}
	if err != nil {
		t.Fatal(err)
	}
	return code
}
