package flows

// Picture is one of somebody's that we keep, shown again.
type Picture struct{ ID int64 } // an Input.Picture

func (Picture) file() {}

// NotTaken says why a picture was not taken, by its trouble; where there was none,
// it was said to be of an identity card.
func NotTaken(trouble string) Say { return Say{Key: refused[trouble]} }

var refused = map[string]string{
	"": "common/card_refused", PictureAway: "common/picture_away", PictureUnread: "common/picture_unread", PictureLarge: "common/picture_large",
	PictureNever: "common/picture_never",
}

// pictured tells whether a picture, or what may be meant for one, was sent where
// one is an answer: here, or in the form under a reminder.
func (t *Turn) pictured(in Input) bool {
	return (in.Media == "photo" || in.Media == "document") && t.takes() != nil
}

// takes is the question that a picture would answer; nil if there is none.
func (t *Turn) takes() *Ask {
	ask := t.state().Ask
	if p := t.s.Parked; ask.Else == Resume && p != nil && t.router.machines[p.Flow].states[p.State] != nil {
		ask = t.router.machines[p.Flow].states[p.State].Ask
	}
	if ask == nil || ask.Picture == nil {
		return nil
	}
	return ask
}

// picture answers with what was sent. An identity card is refused before anybody
// has fetched it.
func (t *Turn) picture(in Input) error {
	ask := t.state().Ask
	switch {
	case ask.Picture == nil:
		return t.pass(in)
	case t.idCard(in):
		return t.again(NotTaken(""))
	case in.Trouble != "":
		return t.again(NotTaken(in.Trouble))
	case in.Media == "document":
		return t.again(NotTaken(PictureUnread))
	case in.Picture == 0:
		t.Wants = true
		return nil
	}
	got := ask.Picture(in, t.view())
	if got.Reason != "" {
		return t.unread(got.Reason)
	}
	return t.answer(ask, got)
}

// idCard tells that a picture is said to be of an identity card: by its caption, by
// its name, or by the number that stood with it.
func (t *Turn) idCard(in Input) bool {
	says := t.router.hears.IDCard
	return in.Masked || says != nil && (says(in.Text) || says(in.Named))
}
