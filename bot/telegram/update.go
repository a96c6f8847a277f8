package telegram

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

// wanted are the kinds of update that we ask for.
const wanted = `["message","edited_message","callback_query","my_chat_member"]`

// update is one update as we use it.
type update struct {
	id       int
	in       bot.Inbound // Kind "": nothing for the service
	callback string      // id of the press that must be answered
	group    int64       // a chat of several people, which we leave
}

// read converts an update. One that cannot be decoded keeps its id, so that it
// holds up nobody.
func (c *Channel) read(raw json.RawMessage) (update, error) {
	var u tgbotapi.Update
	if err := json.Unmarshal(raw, &u); err != nil {
		var only struct {
			ID int `json:"update_id"`
		}
		_ = json.Unmarshal(raw, &only) // 0 passes nothing
		return update{id: only.ID}, fmt.Errorf("decode update %d: %w", only.ID, err)
	}
	out := c.convert(u)
	out.id = u.UpdateID
	if out.in.Kind != "" {
		out.in.Seq = int64(u.UpdateID)
	}
	return out, nil
}

func (c *Channel) convert(u tgbotapi.Update) update {
	switch {
	case u.Message != nil:
		return c.message(u.Message)
	case u.EditedMessage != nil:
		return c.edited(u.EditedMessage)
	case u.CallbackQuery != nil:
		return c.press(u.CallbackQuery)
	case u.MyChatMember != nil:
		return c.member(u.MyChatMember)
	}
	return update{}
}

func (c *Channel) from(chat int64, user *tgbotapi.User) bot.Inbound {
	in := bot.Inbound{From: bot.Address{Channel: "telegram", Account: c.name, ID: strconv.FormatInt(chat, 10)}}
	if user != nil {
		in.Name, in.Lang = strings.TrimSpace(user.FirstName+" "+user.LastName), user.LanguageCode
	}
	return in
}

// message takes what somebody wrote to us alone.
func (c *Channel) message(m *tgbotapi.Message) update {
	if u, ok := elsewhere(m); ok {
		return u
	}
	in := c.from(m.Chat.ID, m.From)
	in.ExternalID = fmt.Sprintf("m:%d:%d", m.Chat.ID, m.MessageID)
	in.At = time.Unix(int64(m.Date), 0)
	in.Text = m.Text
	fill(&in, m)
	return update{in: in}
}

// elsewhere takes what does not come from one person: groups, channels, bots.
func elsewhere(m *tgbotapi.Message) (update, bool) {
	switch {
	case m.Chat == nil:
		return update{}, true
	case m.Chat.Type == "group" || m.Chat.Type == "supergroup":
		if m.MigrateToChatID != 0 || m.LeftChatMember != nil { // of a group that is no more, or of our leaving
			return update{}, true
		}
		return update{group: m.Chat.ID}, true
	}
	return update{}, m.Chat.Type != "private" || m.From != nil && m.From.IsBot
}

// edited: what was written before was read already; the flows say so. A live
// location edits itself all the time.
func (c *Channel) edited(m *tgbotapi.Message) update {
	if u, ok := elsewhere(m); ok || m.Location != nil {
		return update{group: u.group}
	}
	in := c.from(m.Chat.ID, m.From)
	in.ExternalID = fmt.Sprintf("m:%d:%d:%d", m.Chat.ID, m.MessageID, m.EditDate)
	in.At = time.Unix(int64(m.EditDate), 0)
	in.Kind, in.Text = bot.Edited, m.Text+m.Caption
	return update{in: in}
}

// press: under which message it was pressed is of no matter, its data says
// which question it answers. A message may be too old to be shown, or from
// another bot's keyboard in a group.
func (c *Channel) press(q *tgbotapi.CallbackQuery) update {
	if q.From == nil || q.Message != nil && q.Message.Chat != nil && q.Message.Chat.Type != "private" {
		return update{callback: q.ID}
	}
	in := c.from(q.From.ID, q.From)
	in.ExternalID, in.Kind, in.Pick = "c:"+q.ID, bot.Pick, q.Data
	return update{in: in, callback: q.ID}
}

// member: the person shut the chat or opened it again.
func (c *Channel) member(m *tgbotapi.ChatMemberUpdated) update {
	if m.Chat.Type != "private" {
		if m.NewChatMember.Status == "member" || m.NewChatMember.Status == "administrator" {
			return update{group: m.Chat.ID}
		}
		return update{}
	}
	in := c.from(m.Chat.ID, &m.From)
	in.At = time.Unix(int64(m.Date), 0)
	switch m.NewChatMember.Status {
	case "kicked":
		in.Kind = bot.Blocked
	case "member":
		in.Kind = bot.Reopened
	default:
		return update{}
	}
	in.ExternalID = fmt.Sprintf("b:%d:%d:%s", m.Chat.ID, m.Date, in.Kind)
	return update{in: in}
}
