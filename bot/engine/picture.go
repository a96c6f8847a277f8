package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/flows"
	"langkah/store"
)

// A picture that a question asks for is fetched between two turns: the first
// finds that it is wanted and leaves the message waiting, the second has it. The
// person's other messages wait behind it; nobody else does.
const (
	fetching    = 4                // pictures at once
	fetchFor    = 25 * time.Second // longest for one try
	fetchLease  = 2 * fetchFor     // a picture in hand is nobody else's for so long
	fetchTries  = 3
	fetchPause  = 2 * time.Second // after a failed try, and twice as long after the next
	fetchSweep  = time.Second     // finds what another replica wants from an account of ours
	fetchNobody = 2 * time.Minute // then it is told that it cannot be fetched: no replica has its account
	mostPicture = 20 << 20        // bytes: more is not asked for
	pictureFor  = 24 * time.Hour  // people's time; who needs it longer says so
)

// wantsAgain: waiting once more for what is settled would never end.
type wantsAgain struct{}

func (wantsAgain) Error() string { return "a picture is wanted whose fate is known" }

// want leaves the message and all behind it to the time when its picture is here.
func (j *job) want(m *store.Message) error {
	if m.Picture != "" || m.Media == nil {
		return wantsAgain{}
	}
	j.part()
	j.apart, j.wants = false, m.ID
	return nil
}

// drawings are what we can read.
var drawings = []string{"image/jpeg", "image/jpg", "image/png"}

// pictured adds to an input what became of the picture. One that is sent as a
// document is a picture, too.
func pictured(in *flows.Input, m *store.Message) {
	if m.Media == nil {
		if m.Kind == bot.Photo || m.Kind == bot.Document { // the chat page only tells that one was attached
			in.Trouble = flows.PictureNever
		}
		return
	}
	if in.Named = m.Media.Name; m.Kind == bot.Document && slices.Contains(drawings, m.Media.MIME) {
		in.Media = string(bot.Photo)
	}
	if id, here := (&bot.Media{Ref: m.Picture}).File(); here {
		in.Picture = id
	} else if m.Picture != store.PictureWanted {
		in.Trouble = m.Picture
	}
}

func (e *Engine) wantPictures(tx store.Tx, jobs []*job) {
	for _, j := range jobs {
		if j.wants != 0 {
			tx.WantPicture(j.wants, e.Machine())
		}
	}
}

func (e *Engine) ringFor(jobs []*job) {
	for _, j := range jobs {
		if j.wants != 0 {
			e.wanted.Ring()
			return
		}
	}
}

// pictures fetches until ctx ends.
func (e *Engine) pictures(ctx context.Context) {
	for ctx.Err() == nil {
		ring := e.wanted.Wait()
		n, err := e.fetch(ctx)
		e.tellPictures(err)
		if n == 0 {
			bot.Rest(ctx, ring, fetchSweep)
		}
	}
}

// tellPictures logs what is wrong; that the database is away, turns tell.
func (e *Engine) tellPictures(err error) {
	if err == nil {
		_, _ = e.bring.Over(e.Machine())
	} else if _, tell := e.bring.Met(e.Machine()); tell && !store.Passing(err) {
		e.Log.Warn().Str("err", bot.Told(err)).Msg("pictures wait")
	}
}

// fetch brings some of the pictures that are wanted, and returns of how many it
// is known now what became of them.
func (e *Engine) fetch(ctx context.Context) (int, error) {
	now := e.Machine()
	list, given, err := e.Store.TakePictures(ctx, store.Fetching{
		From: e.Desk.Fetchers(), Limit: fetching, Now: now, Until: now.Add(fetchLease), Nobody: now.Add(-fetchNobody),
	})
	if err != nil {
		return 0, err
	}
	var g errgroup.Group
	settled := make([]bool, len(list))
	for i, w := range list {
		g.Go(func() (err error) { settled[i], err = e.fetchOne(ctx, w); return err })
	}
	err = g.Wait()
	for _, is := range settled {
		if is {
			given++
		}
	}
	if given > 0 {
		e.wake(given)
	}
	return given, err
}

// fetchOne brings a picture, or notes that it cannot be had.
func (e *Engine) fetchOne(ctx context.Context, w store.Wanted) (settled bool, err error) {
	got := store.Fetched{InboxID: w.InboxID, Expires: e.Now().Add(pictureFor)}
	var raw []byte
	if w.Media.Size <= mostPicture {
		raw, err = e.read(ctx, w)
	}
	switch {
	case w.Media.Size > mostPicture:
		got.Trouble = flows.PictureLarge
	case ctx.Err() != nil: // at a stop: whoever looks next has it
		return false, nil
	case err != nil && w.Tries < fetchTries && !errors.Is(err, bot.ErrNoFile):
		return false, e.Store.PutOffPicture(ctx, w.InboxID, e.Machine().Add(fetchPause<<(w.Tries-1)))
	case err != nil:
		got.Trouble = flows.PictureAway
	default:
		got.Content, got.Trouble = e.redraw(raw)
	}
	return true, e.Store.SettlePicture(ctx, got, e.Now())
}

func (e *Engine) read(ctx context.Context, w store.Wanted) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchFor)
	defer cancel()
	return e.Desk.Fetch(ctx, w.Account, w.Media)
}

// redraw makes the picture small and leaves out what was written beside it.
func (e *Engine) redraw(raw []byte) (content []byte, trouble string) {
	e.draw.Lock()
	defer e.draw.Unlock()
	content, err := files.Picture(raw)
	switch {
	case errors.Is(err, files.ErrTooLarge):
		return nil, flows.PictureLarge
	case err != nil:
		return nil, flows.PictureUnread
	}
	return content, ""
}
