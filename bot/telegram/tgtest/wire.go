package tgtest

// The Bot API's objects, as far as they are played.

type wireUser struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	Username  string `json:"username,omitempty"`
	Language  string `json:"language_code,omitempty"`
}

type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	Username  string `json:"username,omitempty"`
}

type wireMessage struct {
	MessageID int           `json:"message_id"`
	From      *wireUser     `json:"from,omitempty"`
	Chat      wireChat      `json:"chat"`
	Date      int64         `json:"date"`
	EditDate  int64         `json:"edit_date,omitempty"`
	Text      string        `json:"text,omitempty"`
	Entities  []wireEntity  `json:"entities,omitempty"`
	Caption   string        `json:"caption,omitempty"`
	Photo     []wireFile    `json:"photo,omitempty"`
	Document  *wireFile     `json:"document,omitempty"`
	Voice     *wireFile     `json:"voice,omitempty"`
	Sticker   *wireFile     `json:"sticker,omitempty"`
	Video     *wireFile     `json:"video,omitempty"`
	Audio     *wireFile     `json:"audio,omitempty"`
	Animation *wireFile     `json:"animation,omitempty"`
	VideoNote *wireFile     `json:"video_note,omitempty"`
	Location  *wireLocation `json:"location,omitempty"`
	Contact   *wireContact  `json:"contact,omitempty"`
	Poll      *wirePoll     `json:"poll,omitempty"`
	Markup    *wireMarkup   `json:"reply_markup,omitempty"`

	NewMembers  []wireUser `json:"new_chat_members,omitempty"`
	LeftMember  *wireUser  `json:"left_chat_member,omitempty"`
	MigrateTo   int64      `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom int64      `json:"migrate_from_chat_id,omitempty"`
}

// wireGone is a message that the bot can no longer see: its date is 0.
type wireGone struct {
	Chat      wireChat `json:"chat"`
	MessageID int      `json:"message_id"`
	Date      int64    `json:"date"`
}

type wireEntity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"` // UTF-16 units
	Length int    `json:"length"`
}

// wireFile is every kind of file; which fields are set depends on the kind.
type wireFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Size     int    `json:"file_size,omitempty"`
	Path     string `json:"file_path,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Length   int    `json:"length,omitempty"`
	Duration int    `json:"duration,omitempty"` // seconds
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Emoji    string `json:"emoji,omitempty"`
	Set      string `json:"set_name,omitempty"`
	Type     string `json:"type,omitempty"`
	Animated *bool  `json:"is_animated,omitempty"`
	Moving   *bool  `json:"is_video,omitempty"`
}

type wireLocation struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type wireContact struct {
	Phone     string `json:"phone_number"`
	FirstName string `json:"first_name"`
	UserID    int64  `json:"user_id,omitempty"`
}

type wirePoll struct {
	ID       string       `json:"id"`
	Question string       `json:"question"`
	Options  []wireOption `json:"options"`
	Type     string       `json:"type"`
	Total    int          `json:"total_voter_count"`
	Closed   bool         `json:"is_closed"`
	Secret   bool         `json:"is_anonymous"`
	Multiple bool         `json:"allows_multiple_answers"`
}

type wireOption struct {
	Text   string `json:"text"`
	Voters int    `json:"voter_count"`
}

// wireMarkup is the only markup that a message shows back: inline buttons.
type wireMarkup struct {
	Inline [][]Button `json:"inline_keyboard"`
}

type wireCallback struct {
	ID       string   `json:"id"`
	From     wireUser `json:"from"`
	Message  any      `json:"message"` // wireMessage or wireGone
	Instance string   `json:"chat_instance"`
	Data     string   `json:"data"`
}

type wireMember struct {
	User   wireUser `json:"user"`
	Status string   `json:"status"`
	Until  *int64   `json:"until_date,omitempty"`
}

type wireMembership struct {
	Chat wireChat   `json:"chat"`
	From wireUser   `json:"from"`
	Date int64      `json:"date"`
	Old  wireMember `json:"old_chat_member"`
	New  wireMember `json:"new_chat_member"`
}
