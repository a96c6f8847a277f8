package files

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/store"
	"langkah/templates/web"
)

// Path is where links to files begin; a token follows.
const Path = "/d/"

const (
	together = 4               // look-ups at once: links must not take the database from the chats
	patience = 5 * time.Second // for one, with its turn
)

// DoorConfig is what a Door needs, all of it.
type DoorConfig struct {
	Store   *store.Store
	People  func() time.Time // people's time: how long a link leads somewhere
	Machine func() time.Time // wall clock: how long a trouble lasts
	Log     zerolog.Logger
}

// Door hands out files by their links. Whoever has a link gets its file, so
// neither the log nor another site is told what it is.
type Door struct {
	DoorConfig
	room    chan struct{}
	reading bot.Trouble
}

// NewDoor makes the handler of everything under Path.
func NewDoor(c DoorConfig) *Door { return &Door{DoorConfig: c, room: make(chan struct{}, together)} }

var token = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// ServeHTTP gives a file away to be kept. A link that leads nowhere is answered
// alike whether it never led anywhere or does no more. To ask for its head is
// refused: that is what programs do that look before a person does.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", web.NoticePolicy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	if r.Method != http.MethodGet {
		h.Set("Allow", http.MethodGet)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	f, err := d.fetch(r.Context(), strings.TrimPrefix(r.URL.Path, Path))
	switch {
	case errors.Is(err, store.ErrNoFile):
		d.say(w, http.StatusNotFound, "link_over")
	case err != nil:
		h.Set("Retry-After", "5")
		d.say(w, http.StatusServiceUnavailable, "link_later")
	default:
		h.Set("Content-Type", f.MIME)
		if strings.HasPrefix(f.MIME, "text/") {
			h.Set("Content-Type", f.MIME+"; charset=utf-8")
		}
		h.Set("Content-Disposition", disposition(f.Name))
		h.Set("Content-Length", strconv.Itoa(len(f.Content)))
		_, _ = w.Write(f.Content) // the browser is gone
	}
}

func (d *Door) fetch(ctx context.Context, by string) (f store.File, err error) {
	if !token.MatchString(by) {
		return f, store.ErrNoFile
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case d.room <- struct{}{}:
		defer func() { <-d.room }()
	case <-ctx.Done():
		return f, ctx.Err()
	}
	f, err = d.Store.Fetch(ctx, by, d.People())
	switch {
	case err == nil, errors.Is(err, store.ErrNoFile):
		if lasted, tell := d.reading.Over(d.Machine()); tell {
			d.Log.Info().Dur("lasted", lasted).Msg("files are handed out again")
		}
	case ctx.Err() == nil || errors.Is(ctx.Err(), context.DeadlineExceeded): // else the browser is gone
		if lasted, tell := d.reading.Met(d.Machine()); tell {
			d.Log.Warn().Str("err", bot.Told(err)).Dur("lasted", lasted).Msg("files cannot be handed out")
		}
	}
	return f, err
}

func (d *Door) say(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(web.Notice(code)) // the browser is gone
}

// disposition has a browser keep a file under its name, without folders.
func disposition(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`/\"`, r) {
			return '-'
		}
		return r
	}, name)
	if d := mime.FormatMediaType("attachment", map[string]string{"filename": name}); d != "" && name != "" {
		return d
	}
	return "attachment"
}
