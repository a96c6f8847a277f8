package main

import (
	"errors"
	"fmt"
	"time"

	"langkah/store"
)

type broadcastRetryCommand struct {
	oneBroadcast
	Unknown bool `help:"Also what may have arrived, or not: it is listed first, and asked for. Some get it twice."`
	Yes     bool `help:"Do not ask: you have read the list."`
}

// Run sends again what failed. What is in doubt goes by a word of staff only.
func (c broadcastRetryCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		var doubtful []int64
		if c.Unknown {
			b, err := st.Broadcast(s.ctx, c.Code)
			if err != nil {
				return done{}, err
			}
			if doubtful, err = c.doubtful(s, st, b); err != nil {
				return done{}, err
			}
		}
		n, err := st.RetryBroadcast(s.ctx, c.Code, doubtful, who, now)
		if err != nil {
			return done{}, err
		}
		b, err := st.Broadcast(s.ctx, c.Code)
		said := fmt.Sprintf("%d go again; what cannot be filled in, whose chat is shut, and who has had two this week stay as they are", n)
		if b.State == store.BroadcastPaused && n > 0 {
			said += fmt.Sprintf("; they leave once it goes on: langkah broadcast resume %s", b.Code)
		}
		return done{Said: said, Again: &n}, err
	})
}

// doubtful lists each, and takes a yes.
func (c broadcastRetryCommand) doubtful(s *surroundings, st *store.Store, b store.Broadcast) (ids []int64, err error) {
	list, err := st.Doubtful(s.ctx, b)
	switch {
	case err != nil || len(list) == 0:
		return nil, err
	case c.JSON && !c.Yes:
		return nil, errors.New("broadcast retry: with --json nobody is asked: look at them without it, then give --yes")
	}
	for _, r := range list {
		ids = append(ids, r.ID)
		if c.JSON {
			continue
		}
		fmt.Fprintf(s.out, "  %s %s, %s, written %s: %s\n", r.Number, r.Name, r.Channel, wib(r.Written), reasons(r.Reason))
	}
	if c.Yes {
		return ids, nil
	}
	fmt.Fprintf(s.out, "%d may have got it already: send it to them again? Write yes: ", len(list))
	var word string
	if s.in != nil {
		_, _ = fmt.Fscanln(s.in, &word) // nothing is no yes
	}
	if ok, err := yes(word); err != nil || !ok {
		return nil, errors.New("broadcast retry: nothing is sent again")
	}
	return ids, nil
}
