package bot

// Address is one mailbox in which a person can be reached. It is never the
// person: one person may have several, and a person keeps their own id when
// an address changes (protocols: phone numbers and JIDs both move).
type Address struct {
	Channel string // "webchat", "telegram", "whatsapp"
	Account string // ours: the bot's name, our WhatsApp number, "web"
	ID      string // theirs: chat id, JID, browser id; opaque to all but the channel
}

// Account names one of our own ends of a channel: a bot token or a WhatsApp
// number. One replica owns it at a time.
type Account struct {
	Channel string
	Name    string
}

func (a Account) String() string { return a.Channel + "/" + a.Name }
