package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// campaign is a broadcast under kills of the service.
type campaign struct {
	t       *testing.T
	random  *rand.Rand
	service *supervised
	db      *pgx.Conn // of the test
	looks   *pgx.Conn // between two services

	mu      sync.Mutex
	arrived int
	news    chan struct{} // closed when something arrived

	flying []int         // rows in flight, at each kill
	at     map[int64]int // of each row, at how many kills it was
}

func newCampaign(t *testing.T, data string, env ...string) *campaign {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("LANGKAH_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("LANGKAH_SEED=%d", seed)
	c := &campaign{t: t, random: rand.New(rand.NewPCG(seed, 0)), db: connect(t, data), looks: connect(t, data), news: make(chan struct{}), at: map[int64]int{}}
	c.service = superviseIn(t, data, append(env, daylight(t))...)
	c.service.mu.Lock()
	c.service.between = c.look
	c.service.mu.Unlock()
	return c
}

// note counts what arrives at a phone.
func (c *campaign) note() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.arrived++
	close(c.news)
	c.news = make(chan struct{})
}

func (c *campaign) await(ctx context.Context, n int) error {
	for {
		c.mu.Lock()
		reached, news := c.arrived >= n, c.news
		c.mu.Unlock()
		if reached {
			return nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return fmt.Errorf("wait for %d to arrive: %w", n, ctx.Err())
		}
	}
}

// look notes what was in flight at a kill, once nothing of the service's commits any
// more.
func (c *campaign) look() {
	for single(c.t.Context(), c.t, c.looks, `select count(*)::text from pg_stat_activity where application_name = 'langkah' and datname = current_database()`) != "0" {
		if rest(c.t.Context(), time.Millisecond) != nil {
			return
		}
	}
	rows, err := c.looks.Query(c.t.Context(), `select id from outbox where state = 'leased' and broadcast_id is not null`)
	if err != nil {
		c.t.Error(err)
		return
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		c.t.Error(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.flying = append(c.flying, len(ids))
	for _, id := range ids {
		c.at[id]++
	}
}

// strike kills the service so often, at random moments of a broadcast to so many:
// from its first rows until most have it.
func (c *campaign) strike(ctx context.Context, kills, people int) error {
	type blow struct {
		arrived int
		later   time.Duration
	}
	var blows []blow
	for range kills {
		blows = append(blows, blow{max(0, c.random.IntN(people*8/10)-people/20), time.Duration(c.random.IntN(60)) * time.Millisecond})
	}
	slices.SortFunc(blows, func(a, b blow) int { return a.arrived - b.arrived })
	for _, b := range blows {
		if err := c.await(ctx, b.arrived); err != nil {
			return err
		}
		if err := rest(ctx, b.later); err != nil {
			return err
		}
		if err := c.service.kill(ctx); err != nil {
			return err
		}
	}
	return nil
}

// over waits until the broadcast is, and a service that was started since has said so.
func (c *campaign) over(ctx context.Context) error {
	for _, left := range []string{
		`select (not expanded)::text from broadcasts`,
		`select (count(*) > 0)::text from outbox where broadcast_id is not null and state in ('queued', 'leased')`,
	} {
		for single(ctx, c.t, c.db, left) == "true" {
			if err := rest(ctx, 50*time.Millisecond); err != nil {
				return err
			}
		}
	}
	if err := c.service.kill(ctx); err != nil {
		return err
	}
	if _, err := newGuest(ctx, c.service.base, nil); err != nil { // it answers: what it took over is settled
		return err
	}
	for single(ctx, c.t, c.db, `select state from broadcasts`) != "done" {
		if err := rest(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// run has the blows fall until all is over.
func (c *campaign) run(kills, people int) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Minute)
	defer cancel()
	began := time.Now()
	err := c.strike(ctx, kills, people)
	if err == nil {
		err = c.over(ctx)
	}
	if err != nil {
		c.t.Fatalf("%v\n%s\n%s", err, single(c.t.Context(), c.t, c.db, `select json_agg(b)::text from broadcasts b`), c.service.log())
	}
	c.t.Logf("%d people in %s, %d kills, rows in flight at each: %v", people, time.Since(began).Round(time.Second), kills+1, c.flying)
}

// holds compares figures of the database with what they must be.
func (c *campaign) holds(figures map[string]string) {
	c.t.Helper()
	for sql, want := range figures {
		if got := single(c.t.Context(), c.t, c.db, sql); got != want {
			c.t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
}

// told is how each person's row ended, by the address.
func (c *campaign) told() (rows map[string]toldRow) {
	c.t.Helper()
	found, err := c.db.Query(c.t.Context(), `
		select a.address, o.id, o.state, coalesce(o.external_id, ''), m.number from outbox o join addresses a on a.id = o.address_id join members m on m.id = o.member_id
		where o.broadcast_id is not null`)
	if err != nil {
		c.t.Fatal(err)
	}
	rows = map[string]toldRow{}
	var address string
	var r toldRow
	if _, err := pgx.ForEachRow(found, []any{&address, &r.id, &r.state, &r.external, &r.number}, func() error { rows[address] = r; return nil }); err != nil {
		c.t.Fatal(err)
	}
	return rows
}

type toldRow struct {
	id                      int64
	state, external, number string
}

// says is the announcement as the person of the row reads it.
func (r toldRow) says() string {
	return "Halo " + r.number + ", bazar Jakpreneur hari Minggu di Monas."
}
