package tgtest

import "time"

// Message is one bubble of a chat as the person sees it.
type Message struct {
	ID        int
	By        string // the person's name; "": the bot
	Kind      string // of what a person sent: one of Kinds; "": the bot's
	Text      string
	Caption   string
	ParseMode string // as the bot asked; nothing is parsed

	Buttons         [][]Button // inline, below the bubble
	Keyboard        [][]string // labels of the keyboard that came with it
	ContactLabel    string     // the one of them that shares the own contact
	RemovedKeyboard bool

	File    File
	At      time.Time
	Paid    bool // sent with allow_paid_broadcast
	Silent  bool // sent with disable_notification
	Edits   int
	Deleted bool
}

// entry is a message as it is kept.
type entry struct {
	Message
	body *wireMessage // sender and whatever it carries besides text
}

// Button is one inline button: Data comes back when it is pressed, a URL is
// opened.
type Button struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"`
	URL  string `json:"url,omitempty"`
}

// File is what a message carries; the zero value is none.
type File struct {
	ID   string
	Kind string // photo document voice sticker video audio animation video_note
	Name string
	MIME string
	Size int
}

// wireOf is a message as the API shows it; c.mu is held.
func (c *chat) wireOf(m *entry) wireMessage {
	w := *m.body
	w.MessageID, w.Chat, w.Date = m.ID, c.wire(), m.At.Unix()
	w.Text, w.Caption, w.Entities = m.Text, m.Caption, commands(m.Text)
	if m.Edits > 0 {
		w.EditDate = c.s.opt.Now().Unix()
	}
	if len(m.Buttons) > 0 {
		w.Markup = &wireMarkup{Inline: m.Buttons}
	}
	return w
}
