package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"langkah/bot"
	"langkah/bot/engine"
)

// Thirty-two people share a batch; one of them makes a flow panic.
func TestAPanicIsOnePersonsTrouble(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, crowd(32)...)
	for _, name := range crowd(32) {
		if name == "p13" {
			accept(t, e, says("p13", "before", "boom 0812", "after", "more"))
			continue
		}
		accept(t, e, says(name, "one", "two"))
	}
	drain(t, e)
	drain(t, e)
	w.want(t, "before, common/sorry, after, more", answers, "p13")
	w.want(t, "one, two", answers, "p12")
	w.want(t, "boom 0812 quarantined 3 talk.home: panic: string",
		`select text || ' ' || state || ' ' || tries || ' ' || fault from inbox where tries > 0`)
	w.want(t, fmt.Sprint(31*2+4), `select count(*)::text from outbox`)
	accept(t, e, says("p13", "later"))
	drain(t, e)
	if got := w.read(t, answers, "p13"); !strings.HasSuffix(got, ", later") {
		t.Errorf("a later message was answered with %s", got)
	}
}

// The panic comes after something was done in the world: it is undone, and the
// process lives.
func TestAPanicAfterAnActUndoesIt(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti", "budi")
	accept(t, e, says("siti", "act boom", "act"), says("budi", "act"))
	drain(t, e)
	got := w.read(t, answers, "siti")
	if !strings.HasPrefix(got, "common/sorry, JKP-") {
		t.Errorf("answers %s", got)
	}
	w.want(t, "2", `select count(number)::text from members`)
	w.want(t, "1", `select count(*)::text from inbox where state = 'quarantined'`)
}

// Every message of a person panics: each is set aside on its own account.
func TestManyPanics(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	accept(t, e, says("siti", "boom1", "boom2", "ok", "boom3"))
	drain(t, e)
	w.want(t, "common/sorry, common/sorry, ok, common/sorry", answers, "siti")
	w.want(t, "3 9", `select count(*) || ' ' || sum(tries) from inbox where state = 'quarantined'`)
}

// What is stored cannot be read: nobody is to blame but the oldest message.
func TestASessionThatCannotBeRead(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti", "budi")
	w.exec(t, `update conversations set session = '{"a": 7}' where member_id = (select member_id from addresses where address = 'siti')`)
	accept(t, e, says("siti", "x"), says("budi", "x"))
	drain(t, e)
	w.want(t, "common/sorry", answers, "siti")
	w.want(t, "x", answers, "budi")
}

// Even the apology fails: the message is set aside all the same.
func TestNoWordsForTheApology(t *testing.T) {
	t.Parallel()
	w := build(t)
	plain := w.engine(t, w.db, nil)
	config := plain.Config
	config.Texts = func(lang, key string, args map[string]any) (string, error) {
		if key == "common/sorry" {
			return "", errNoText
		}
		return texts(lang, key, args)
	}
	e := engine.New(config)
	w.meet(t, e, "siti")
	accept(t, e, says("siti", "boom", "x"))
	drain(t, e)
	w.want(t, "x", answers, "siti")
	w.want(t, "1", `select count(*)::text from inbox where state = 'quarantined'`)
}

// The failure cannot even be counted: that is an error, and everybody else of
// the batch has their answer.
func TestAFailureThatCannotBeCounted(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, crowd(5)...)
	w.exec(t, `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
	w.exec(t, `create trigger refuse before update of tries on inbox for each row execute function refuse()`)
	accept(t, e, says("p00", "boom"), says("p01", "x"), says("p02", "x"), says("p03", "x"), says("p04", "x"))
	if err := e.Drain(t.Context()); err == nil {
		t.Error("no error")
	}
	w.want(t, "1", pending)
	w.want(t, "4", `select count(*)::text from outbox where text like 'x%'`)
}

// A text that is missing is a fault like any other.
func TestATextThatIsMissing(t *testing.T) {
	t.Parallel()
	w := build(t)
	config := w.engine(t, w.db, nil).Config
	config.Texts = func(lang, key string, args map[string]any) (string, error) {
		if args["Text"] == "x" {
			return "", errNoText
		}
		return texts(lang, key, args)
	}
	e := engine.New(config)
	w.meet(t, e, "siti")
	accept(t, e, says("siti", "x", "y"))
	drain(t, e)
	w.want(t, "common/sorry, y", answers, "siti")
	w.want(t, "talk.home: *errors.errorString", `select fault from inbox where tries > 0`)
}

// Two engines meet the same poison: three tries altogether, one apology.
func TestTwoEnginesOnOnePoison(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, crowd(10)...)
	var batch []bot.Inbound
	for _, name := range crowd(10) {
		batch = append(batch, says(name, "boom", "x")...)
	}
	accept(t, e, batch)
	for range 2 {
		running(t, w.engine(t, w.store(t), nil))
	}
	w.until(t, "0", pending)
	w.want(t, "10 30", `select count(*) || ' ' || sum(tries) from inbox where state = 'quarantined'`)
	w.want(t, "10", `select count(*)::text from outbox where text = 'common/sorry'`)
	for _, name := range crowd(10) {
		w.want(t, "common/sorry, x", answers, name)
	}
}
