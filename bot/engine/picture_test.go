package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/bot/outbox"
	"langkah/flows"
)

// shelf is a messenger that keeps files; each fetch is answered in turn, the last
// answer again and again.
type shelf struct {
	mu      sync.Mutex
	account string
	answers []any // []byte or error
	asked   []string
}

func (s *shelf) Account() bot.Account { return bot.Account{Channel: "telegram", Name: s.account} }
func (s *shelf) Caps() bot.Caps       { return bot.Caps{Files: true} }
func (s *shelf) Health() bot.Health   { return bot.Health{Code: "ok"} }

func (s *shelf) Run(context.Context, bot.Sink) error                { return nil }
func (s *shelf) Send(context.Context, bot.Outbound) (string, error) { return "x", nil }

func (s *shelf) Fetch(_ context.Context, m bot.Media) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, m.Ref)
	answer := s.answers[min(len(s.asked), len(s.answers))-1]
	if err, failed := answer.(error); failed {
		return nil, err
	}
	return answer.([]byte), nil
}

func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 2000, 8)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pictured asks for a picture and says which it has.
func pictured(t *testing.T) *flows.Router {
	t.Helper()
	ask := &flows.Ask{
		Prompt: func(flows.View) flows.Say { return flows.Say{Key: "talk/go_on"} },
		Read: func(flows.Input, flows.View) flows.Reading {
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "talk/hello"}}}
		},
		Picture: func(in flows.Input, _ flows.View) flows.Reading {
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "common/plain", Args: flows.Args{"Text": "foto " + strconv.FormatBool(in.Picture > 0) + " " + in.Text}, File: flows.Picture{ID: in.Picture}}}}
		},
	}
	u := flows.Understanding{
		Global: func(string) (flows.Word, int, bool) { return "", 0, false }, Choose: func(string, [][]string) (int, string) { return 0, "UNCLEAR" },
		Greeting: func(string) bool { return false }, Aside: func(string) (string, bool) { return "", false }, WithoutIDs: func(text string) string { return text },
	}
	r, err := flows.NewRouter(flows.Abilities{Hears: u}, &flows.Flow{Name: "talk", Version: 2, States: []flows.State{{Name: "home", Ask: ask}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// photographs is an engine that fetches from s by a wall clock of its own.
func (w *world) photographs(t *testing.T, s *shelf) (e *engine.Engine, clock *time.Time) {
	t.Helper()
	now := people
	desk := &outbox.Desk{}
	outbox.New(outbox.Config{Store: w.db, Sender: s, Desk: desk, Machine: func() time.Time { return now }, People: func() time.Time { return people }, Log: zerolog.Nop()})
	return engine.New(engine.Config{
		Store: w.db, Router: pictured(t), Now: func() time.Time { return people }, Machine: func() time.Time { return now }, Log: zerolog.Nop(), Out: &bot.Bell{}, Desk: desk,
		Caps: func(string) bot.Caps { return bot.Caps{Buttons: true, Files: true} },
		Texts: func(lang, key string, args map[string]any) (string, error) {
			if key == "common/plain" {
				return args["Text"].(string), nil
			}
			if strings.HasPrefix(key, "common/picture_") {
				return key, nil
			}
			return texts(lang, key, args)
		},
	}), &now
}

func sends(name, caption string, kind bot.Kind, mime string) []bot.Inbound {
	list := says(name, caption)
	list[0].Kind, list[0].Media = kind, &bot.Media{Ref: "ref-" + name, MIME: mime}
	return list
}

// The picture is fetched between two turns; what is written behind it waits, and
// nobody else does.
func TestPictureIsFetchedBeforeItsTurn(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := &shelf{account: "langkah_bot", answers: []any{photo(t)}}
	e, _ := w.photographs(t, s)
	w.meet(t, e, "siti", "budi")
	accept(t, e, append(sends("siti", "NIB saya", bot.Photo, "image/jpeg"), says("siti", "lagi")...), says("budi", "halo"),
		sends("budi", "", bot.Document, "image/png"))
	drain(t, e)
	w.want(t, "0", pending)
	w.want(t, "foto true NIB saya, talk/hello", answers, "siti")
	w.want(t, "talk/hello, foto true ", answers, "budi")
	w.want(t, "2 true true true", `select count(*) || ' ' || bool_and(substring(content for 3) = '\xFFD8FF') || ' ' || bool_and(expires_at = $1) || ' ' || bool_and(member_id is not null) from files`,
		people.Add(24*time.Hour))
	w.want(t, "2", `select count(*)::text from outbox o join files f on o.media ->> 'ref' = 'file:' || f.id and f.member_id = o.member_id`)
	if len(s.asked) != 2 {
		t.Errorf("fetched %v", s.asked)
	}
}

func TestPictureThatDoesNotCome(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := &shelf{account: "langkah_bot", answers: []any{errors.New("away")}}
	e, clock := w.photographs(t, s)
	w.meet(t, e, "siti")
	accept(t, e, sends("siti", "", bot.Photo, "image/jpeg"), says("siti", "lagi"))
	for tries := 1; tries <= 3; tries++ {
		w.want(t, "", answers, "siti")
		drain(t, e)
		drain(t, e) // not before its time
		if len(s.asked) != tries {
			t.Fatalf("asked %d times, want %d", len(s.asked), tries)
		}
		*clock = clock.Add(5 * time.Second)
	}
	w.want(t, "common/picture_away, talk/hello", answers, "siti")
	w.want(t, "0", `select count(*)::text from files`)
}

// What the messenger has no more is not asked for again.
func TestPictureThatIsGone(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := &shelf{account: "langkah_bot", answers: []any{fmt.Errorf("fetch: %w", bot.ErrNoFile)}}
	e, _ := w.photographs(t, s)
	w.meet(t, e, "siti")
	accept(t, e, sends("siti", "", bot.Photo, "image/jpeg"), says("siti", "lagi"))
	drain(t, e)
	w.want(t, "common/picture_away, talk/hello", answers, "siti")
	if len(s.asked) != 1 {
		t.Errorf("asked %v", s.asked)
	}
}

func TestPictureThatIsNone(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := &shelf{account: "langkah_bot", answers: []any{[]byte("%PDF-1.7")}}
	e, _ := w.photographs(t, s)
	w.meet(t, e, "siti")
	accept(t, e, sends("siti", "", bot.Photo, "image/jpeg"))
	drain(t, e)
	w.want(t, "common/picture_unread", answers, "siti")
}

// Nobody serves the account any more: the person is told so, and not for ever.
func TestPictureThatNobodyCanFetch(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := &shelf{account: "another_bot", answers: []any{photo(t)}}
	e, clock := w.photographs(t, s)
	w.meet(t, e, "siti")
	accept(t, e, sends("siti", "", bot.Photo, "image/jpeg"))
	drain(t, e)
	w.want(t, "wanted", `select picture from inbox`)
	*clock = clock.Add(3 * time.Minute)
	drain(t, e)
	w.want(t, "common/picture_away", answers, "siti")
	if len(s.asked) != 0 {
		t.Errorf("asked %v", s.asked)
	}
}

// The chat page only tells that a photo was attached: nobody waits for it, nor
// behind it, not even where an older release had it wait.
func TestPictureThatNeverComes(t *testing.T) {
	t.Parallel()
	w := build(t)
	e, _ := w.photographs(t, &shelf{account: "another_bot"})
	w.meet(t, e, "siti", "budi")
	for _, name := range []string{"siti", "budi"} {
		list := append(sends(name, "", bot.Photo, ""), says(name, "lagi")...)
		list[0].Media = nil
		accept(t, e, list)
	}
	w.exec(t, `update inbox i set picture = 'away' from addresses a where a.id = i.address_id and a.address = 'budi' and i.kind = 'photo'`)
	drain(t, e)
	w.want(t, "0", pending)
	w.want(t, "common/picture_never, talk/hello", answers, "siti")
	w.want(t, "common/picture_never, talk/hello", answers, "budi")
}
