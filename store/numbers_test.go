package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

// number is what any process sees of the bot.
func (h house) number(t *testing.T) store.Number {
	t.Helper()
	list, err := h.Numbers(t.Context(), tg.Channel)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	return list[0]
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	h := open(t)
	if err := h.NoteLinked(t.Context(), tg, people); err != nil {
		t.Fatal(err)
	}
	lease, err := h.Own(t.Context(), tg, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer lease.Release()
	told := store.Condition{
		Health: bot.Health{Code: "banned", Since: people.Add(time.Hour)}, Detail: "104",
		Until: people.Add(2 * time.Hour), Held: people.Add(3 * time.Hour), HeardAt: people.Add(time.Minute),
		Paused: people.Add(4 * time.Hour), Pause: "too_much", NewChats: store.Allowance{Counted: true, Most: 80, Whole: people.Add(5 * time.Hour)},
	}
	if err := h.NoteCondition(t.Context(), tg, told); err != nil {
		t.Fatal(err)
	}
	if err := h.LetGo(t.Context(), tg, people.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	want := store.Number{Owner: store.Owner{Account: tg, Replica: "a", Held: true}, Condition: told, LinkedAt: people, LetGo: people.Add(time.Second)}
	if diff := cmp.Diff(want, h.number(t)); diff != "" {
		t.Error(diff)
	}
	if got, err := h.Number(t.Context(), tg); err != nil || !cmp.Equal(want, got) {
		t.Errorf("by its name it is %+v, %v", got, err)
	}
	told.HeardAt = time.Time{} // not known: what was known stays
	if err := h.NoteCondition(t.Context(), tg, told); err != nil {
		t.Fatal(err)
	}
	if got := h.number(t).HeardAt; !got.Equal(want.HeardAt) {
		t.Errorf("heard at %v", got)
	}
}

// A number that was given up, or linked anew, has no past; its epoch stays.
func TestNumbersBeginAnew(t *testing.T) {
	t.Parallel()
	h := open(t)
	lease, err := h.Own(t.Context(), tg, "a")
	if err != nil {
		t.Fatal(err)
	}
	lease.Release()
	if err := h.NoteCondition(t.Context(), tg, store.Condition{Health: bot.Health{Code: "logged_out", Since: people}, HeardAt: people,
		Paused: people, Pause: "no_answer", NewChats: store.Allowance{Counted: true, Whole: people}}); err != nil {
		t.Fatal(err)
	}
	if err := h.NoteGivenUp(t.Context(), tg); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(store.Number{Owner: store.Owner{Account: tg, Replica: "a"}}, h.number(t)); diff != "" {
		t.Error(diff)
	}
	if err := h.NoteLinked(t.Context(), tg, people); err != nil {
		t.Fatal(err)
	}
	if got := h.number(t); !got.LinkedAt.Equal(people) || got.Code != "" {
		t.Errorf("%+v", got)
	}
	h.want(t, "1", `select epoch from accounts`)
	if n, err := h.Number(t.Context(), bot.Account{Channel: "whatsapp", Name: "628"}); err != nil || n.Name != "628" || !n.LinkedAt.IsZero() {
		t.Errorf("a number of nobody is %+v, %v", n, err)
	}
	if list, err := h.Numbers(t.Context(), "whatsapp"); err != nil || len(list) != 0 {
		t.Errorf("another channel has %v, %v", list, err)
	}
	if err := h.LetGo(t.Context(), tg, time.Time{}); err != nil || !h.number(t).LetGo.IsZero() {
		t.Errorf("let go until %v, %v", h.number(t).LetGo, err)
	}
}
