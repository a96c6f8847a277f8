package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/flows"
	"langkah/flows/marketing"
	"langkah/flows/understand"
	"langkah/store"
	"langkah/templates"
)

// textFlags are what a broadcast says.
type textFlags struct {
	Text       string `help:"What it says in Indonesian. It may hold {{nama}}, {{nama_lengkap}}, {{usaha}}, {{kecamatan}}, {{kelurahan}}, {{kota}}, {{nomor}}." xor:"id"`
	TextFile   string `help:"The same, from a file." xor:"id" type:"existingfile"`
	TextEn     string `help:"In English, for who reads that. Without it they get the Indonesian." xor:"en"`
	TextEnFile string `help:"The same, from a file." xor:"en" type:"existingfile"`
}

// longestText is what fits into one bubble with a picture on every messenger, with
// how to stop.
const longestText = 1000

// texts are those that are given, by language, with how to stop under each.
func (f textFlags) texts() (texts map[string]string, err error) {
	texts = map[string]string{}
	for lang, from := range map[string][2]string{"id": {f.Text, f.TextFile}, "en": {f.TextEn, f.TextEnFile}} {
		text := from[0]
		if from[1] != "" {
			raw, err := os.ReadFile(from[1])
			if err != nil {
				return nil, fmt.Errorf("read text: %w", err)
			}
			text = string(raw)
		}
		text = strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"))
		if text == "" {
			continue
		}
		if !legible(text) {
			return nil, fmt.Errorf("the text (%s) holds letters that cannot be read: save it as UTF-8", lang)
		}
		if _, masked := understand.MaskIDs(text); masked {
			return nil, fmt.Errorf("the text (%s) holds what looks like the number of an identity card", lang)
		}
		if text, err = templates.WithStop(lang, text); err != nil {
			return nil, err
		}
		if n := len([]rune(text)); n > longestText {
			return nil, fmt.Errorf("the text (%s) has %d letters: at most %d fit below a picture, with how to stop", lang, n, longestText)
		}
		texts[lang] = text
	}
	return texts, nil
}

// legible tells whether a text is one that a messenger shows: no other encoding, no
// control characters.
func legible(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t' })
}

// needsOf are the placeholders of all languages.
func needsOf(texts map[string]string) (needs []string, err error) {
	for _, lang := range templates.Languages() {
		names, err := templates.Holds(texts[lang])
		if err != nil {
			return nil, fmt.Errorf("the text (%s): %w", lang, err)
		}
		for _, name := range names {
			if !slices.Contains(needs, name) {
				needs = append(needs, name)
			}
		}
	}
	return needs, nil
}

type broadcastCreateCommand struct {
	textFlags
	Photo   string `help:"A picture (JPEG or PNG, up to 20 MB) that goes with it." type:"existingfile"`
	Event   string `help:"The event that it is about: people can join below it." placeholder:"BZR-001"`
	Starts  string `help:"When it begins to leave, as \"2026-11-24 09:00\" in Jakarta; without it as soon as it is started."`
	Expires string `help:"When it is of no use any more; without it when signing up for the event ends, else after a week."`
	Hours   string `help:"Between which hours of Jakarta it leaves, within 8-20." default:"8-20"`
	Spend   bool   `help:"Also to who has had two unasked messages this week: for what cannot wait."`
	JSON    bool   `name:"json" help:"For other programs."`
	by
	twoAudiences
}

// Run makes a draft.
func (c broadcastCreateCommand) Run(s *surroundings) error {
	b, err := c.broadcast(s.clock()())
	if err != nil {
		return fmt.Errorf("broadcast create: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		who, err := c.who(s, st)
		if err != nil {
			return err
		}
		b.Author, b.AuthorID = who.Name, who.ID
		if err = knownIn(s, st, b.Audience); err == nil {
			err = c.about(s, st, &b)
		}
		if err != nil {
			return fmt.Errorf("broadcast create: %w", err)
		}
		code, err := st.CreateBroadcast(s.ctx, b, s.clock()())
		if err != nil {
			return err
		}
		if b, err = st.Broadcast(s.ctx, code); err != nil {
			return err
		}
		if c.JSON {
			return indented(s.out, broadcastAsJSON(b))
		}
		showBroadcast(s, b)
		fmt.Fprintf(s.out, "nothing leaves yet: langkah broadcast preview %s\n", code)
		return nil
	})
}

// broadcast reads the flags, as far as that goes without the database.
func (c broadcastCreateCommand) broadcast(now time.Time) (b store.Broadcast, err error) {
	if b.Texts, err = c.texts(); err != nil {
		return b, err
	}
	if b.Texts["id"] == "" {
		return b, errors.New("say what it says: --text or --text-file")
	}
	if b.Needs, err = needsOf(b.Texts); err != nil {
		return b, err
	}
	if b.Audience, err = c.read(); err != nil {
		return b, err
	}
	if b.Opens, b.Closes, err = hoursIn(c.Hours); err != nil {
		return b, err
	}
	if b.PhotoFile, err = pictureIn(c.Photo); err != nil {
		return b, err
	}
	if b.Starts, b.Spends = now, c.Spend; c.Starts != "" {
		if b.Starts, err = hourIn(c.Starts); err != nil {
			return b, fmt.Errorf("--starts: %w", err)
		}
		if now.Sub(b.Starts) > 24*time.Hour {
			return b, fmt.Errorf("--starts: it begins on %s, which is over", wib(b.Starts))
		}
	}
	if c.Expires != "" {
		if b.Expires, err = hourIn(c.Expires); err != nil {
			return b, fmt.Errorf("--expires: %w", err)
		}
	}
	return b, nil
}

const usualLife = 7 * 24 * time.Hour

// about is the event that a broadcast is about, and what that means for it.
func (c broadcastCreateCommand) about(s *surroundings, st *store.Store, b *store.Broadcast) error {
	now := s.clock()()
	if c.Event != "" {
		list, err := st.Events(s.ctx, "", true, now)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(e flows.Event) bool { return e.Code == upper(c.Event) })
		switch {
		case i < 0:
			return fmt.Errorf("there is no event %s; langkah event list shows those to come", upper(c.Event))
		case list[i].Cancelled:
			return fmt.Errorf("%s %s is cancelled", list[i].Code, list[i].Name)
		case !list[i].RegisterBy.After(now):
			return fmt.Errorf("nobody signs up for %s any more since %s", list[i].Code, wib(list[i].RegisterBy))
		}
		b.Event = list[i].Code
		if b.Expires.IsZero() {
			b.Expires = list[i].RegisterBy
		}
		if b.Expires.After(list[i].Ends) {
			return fmt.Errorf("it ends on %s, after %s is over on %s", wib(b.Expires), b.Event, wib(list[i].Ends))
		}
		if b.Choices, err = invitation(b.Event); err != nil {
			return err
		}
	}
	if b.Expires.IsZero() {
		b.Expires = b.Starts.Add(usualLife)
	}
	switch {
	case !b.Expires.After(now):
		return fmt.Errorf("it ends on %s, which is over", wib(b.Expires))
	case !b.Expires.After(b.Starts):
		return fmt.Errorf("it ends on %s, before it begins on %s", wib(b.Expires), wib(b.Starts))
	case !b.NextOpen(now).Before(b.Expires):
		return fmt.Errorf("it ends on %s, before its hours begin on %s", wib(b.Expires), wib(b.NextOpen(now)))
	}
	return nil
}

// invitation are the choices below what is said of an event, in every language: a text
// in another one may come later.
func invitation(event string) (map[string][]bot.Choice, error) {
	joins, shows := marketing.Invitations(event)
	all := map[string][]bot.Choice{}
	for _, lang := range templates.Languages() {
		for i, c := range [][2]string{{joins, "marketing/to_join"}, {shows, "marketing/to_conditions"}} {
			label, err := templates.Text(lang, c[1], nil)
			if err != nil {
				return nil, err
			}
			all[lang] = append(all[lang], bot.Choice{ID: c[0], Label: label, Number: i + 1})
		}
	}
	return all, nil
}

func hoursIn(words string) (opens, closes int, err error) {
	from, to, _ := strings.Cut(words, "-")
	opens, wrong := strconv.Atoi(strings.TrimSpace(from))
	closes, also := strconv.Atoi(strings.TrimSpace(to))
	if wrong != nil || also != nil || opens < 8 || closes > 20 || opens >= closes {
		return 0, 0, fmt.Errorf("--hours: %q: write them as 8-20; nothing is announced before 8 or after 20", words)
	}
	return opens, closes, nil
}

// pictureIn is a picture as messengers take it; nil without a file.
func pictureIn(file string) (*store.File, error) {
	if file == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--photo: %w", err)
	}
	content, err := files.Picture(raw)
	if errors.Is(err, files.ErrTooLarge) {
		return nil, fmt.Errorf("--photo: %s: it has more than 20 MB, or too many pixels: make it smaller (at most 1600 a side are shown)", file)
	}
	if err != nil {
		return nil, fmt.Errorf("--photo: %s: %w", file, err)
	}
	return &store.File{Kind: bot.Photo, Name: "kabar.jpg", MIME: "image/jpeg", Content: content}, nil
}

type broadcastEditCommand struct {
	oneBroadcast
	textFlags
}

// Run gives a broadcast other words; those of a language that are not given stay.
func (c broadcastEditCommand) Run(s *surroundings) error {
	fresh, err := c.texts()
	if err == nil && len(fresh) == 0 {
		err = errors.New("say what it is to say: --text, --text-en, or files")
	}
	if err != nil {
		return fmt.Errorf("broadcast edit: %w", err)
	}
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		b, err := st.Broadcast(s.ctx, c.Code)
		if err != nil {
			return done{}, err
		}
		for lang, text := range fresh {
			b.Texts[lang] = text
		}
		needs, err := needsOf(b.Texts)
		if err != nil {
			return done{}, fmt.Errorf("broadcast edit: %w", err)
		}
		said := fmt.Sprintf("changed: who has not got %s gets the new words; look and try it out again: langkah broadcast preview %s", b.Code, b.Code)
		if fresh["en"] == "" && b.Texts["en"] != "" {
			said += "; who reads English gets its English text as it was: --text-en changes that, too"
		}
		return done{Said: said},
			st.EditBroadcast(s.ctx, c.Code, b.Texts, needs, who, now)
	})
}

// showBroadcast says what a broadcast is.
func showBroadcast(s *surroundings, b store.Broadcast) {
	fmt.Fprintf(s.out, "%s, %s, by %s\n", b.Code, b.State, b.Author)
	const label = 11 // letters before what it says
	whom := strings.Join(folded(audienceInWords(b.Audience), screenWide-label, ""), "\n"+strings.Repeat(" ", label))
	fmt.Fprintf(s.out, "  for      %s\n  leaves   from %s, between %d and %d o'clock\n  until    %s\n", whom, wib(b.Starts), b.Opens, b.Closes, wib(b.Expires))
	if b.Event != "" {
		fmt.Fprintf(s.out, "  about    %s\n", b.Event)
	}
	if b.Spends {
		fmt.Fprintln(s.out, "  spends   the week's share: also to who has had two unasked messages")
	}
	if b.Photo != 0 {
		fmt.Fprintln(s.out, "  picture  goes with it")
	}
	if b.Approver != "" {
		fmt.Fprintf(s.out, "  approved by %s on %s\n", b.Approver, wib(b.Approved))
	}
}
