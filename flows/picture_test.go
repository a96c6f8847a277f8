package flows

import "testing"

// album asks for a picture of a stall, and then for another.
func album(t *testing.T) *Router {
	t.Helper()
	text := func(key string) func(View) Say { return func(View) Say { return Say{Key: key} } }
	h := hears
	h.IDCard = func(text string) bool { return text == "ktp" }
	r, err := NewRouter(Abilities{Hears: h}, &Flow{Name: "album", Version: 1,
		Moves: []Row{{"home", Next, "more"}, {"more", Next, "home"}},
		States: []State{
			{Name: "home", Ask: &Ask{Prompt: text("album/home"), Hint: "album/hint", Picture: func(in Input, _ View) Reading {
				return Reading{Set: Answers{"caption": in.Text}, Value: "taken"}
			}, Answer: "photo"}},
			{Name: "more", Ask: &Ask{Prompt: text("album/more"), Hint: "album/hint", Read: func(Input, View) Reading { return Reading{Reason: "UNCLEAR"} }}},
		}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPicture(t *testing.T) {
	t.Parallel()
	photo := Input{Kind: Media, Media: "photo"}
	with := func(change func(*Input)) Input { in := photo; change(&in); return in }
	for name, c := range map[string]struct {
		in    Input
		at    string
		wants bool
		says  string
	}{
		"is fetched first":          {photo, "home", true, ""},
		"answers once it is here":   {with(func(in *Input) { in.Picture = 7 }), "more", false, "album/more"},
		"is fetched with a caption": {with(func(in *Input) { in.Text = "warung" }), "home", true, ""},
		"of an identity card":       {with(func(in *Input) { in.Text = "ktp" }), "home", false, "common/card_refused"},
		"named so":                  {with(func(in *Input) { in.Named = "ktp" }), "home", false, "common/card_refused"},
		"with a number masked":      {with(func(in *Input) { in.Text, in.Masked = "3171********9901", true }), "home", false, "common/card_refused"},
		"that does not come":        {with(func(in *Input) { in.Trouble = PictureAway }), "home", false, "common/picture_away"},
		"that is none":              {with(func(in *Input) { in.Trouble = PictureUnread }), "home", false, "common/picture_unread"},
		"that is too large":         {with(func(in *Input) { in.Trouble = PictureLarge }), "home", false, "common/picture_large"},
		"that never comes":          {with(func(in *Input) { in.Trouble = PictureNever }), "home", false, "common/picture_never"},
		"file that never comes":     {with(func(in *Input) { in.Media, in.Trouble = "document", PictureNever }), "home", false, "common/picture_never"},
		"sent as another file":      {with(func(in *Input) { in.Media = "document" }), "home", false, "common/picture_unread"},
		"is no sticker":             {with(func(in *Input) { in.Media = "sticker" }), "home", false, "common/not_text"},
	} {
		turn, err := album(t).Begin(Session{Flow: "album", State: "home", Version: 1}, c.in, Facts{})
		if err != nil {
			t.Fatal(err)
		}
		s := turn.Session()
		first := ""
		if len(turn.Says) > 0 {
			first = turn.Says[0].Key
		}
		if s.State != c.at || turn.Wants != c.wants || first != c.says || s.Misses != 0 {
			t.Errorf("a picture %s: at %s, wants %v, says %v, misses %d", name, s.State, turn.Wants, turn.Says, s.Misses)
		}
		if s.State == "more" && (s.Answers["photo"] != "taken" || s.Answers["caption"] != c.in.Text) {
			t.Errorf("a picture %s: answers %v", name, s.Answers)
		}
	}
	turn, err := album(t).Begin(Session{Flow: "album", State: "more", Version: 1}, photo, Facts{})
	if err != nil || turn.Wants || turn.Says[0].Key != "common/not_text" {
		t.Errorf("where none is asked for: %+v %v", turn, err)
	}
}
