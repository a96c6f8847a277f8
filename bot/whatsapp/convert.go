package whatsapp

import (
	"regexp"
	"strings"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/reflect/protoreflect"

	"langkah/bot"
)

// convert reads what one person sent to us, or staff to one person; Kind "" is
// nothing for the service. Account, address and the id's owner are not in it.
func convert(e *events.Message) (in bot.Inbound, from person) {
	if elsewhere(e.Info.MessageSource) || e.Info.Category == "peer" {
		return in, from
	}
	from = personOf(e.Info.MessageSource)
	in.ExternalID, in.At, in.Phone = e.Info.ID, e.Info.Timestamp, from.phone
	if in.Name = e.Info.PushName; in.Name == "-" {
		in.Name = ""
	}
	fill(&in, open(e.Message))
	if in.Kind != "" && e.Info.IsFromMe {
		in = bot.Inbound{ExternalID: in.ExternalID, At: in.At, Kind: bot.Staff}
	}
	return in, from
}

// elsewhere tells what is no talk with one person: groups, status, channels,
// what staff write to themselves, WhatsApp's own notes and its bots.
func elsewhere(s types.MessageSource) bool {
	server := s.Chat.Server
	return s.IsGroup || s.IsIncomingBroadcast() || s.Sender.IsBot() || s.Chat.IsBot() || s.Chat.User == "0" ||
		server != types.DefaultUserServer && server != types.HiddenUserServer ||
		s.IsFromMe && s.Chat.User == s.Sender.User
}

// open takes a message out of its wrappers, whatever their order.
func open(m *waE2E.Message) *waE2E.Message {
	for range 8 {
		inner := wrapped(m)
		if inner == nil {
			return m
		}
		m = inner
	}
	return m
}

func wrapped(m *waE2E.Message) *waE2E.Message {
	for _, w := range []*waE2E.FutureProofMessage{
		m.GetEphemeralMessage(), m.GetViewOnceMessage(), m.GetViewOnceMessageV2(), m.GetViewOnceMessageV2Extension(), m.GetEditedMessage(),
		m.GetDocumentWithCaptionMessage(), m.GetLottieStickerMessage(), m.GetAssociatedChildMessage(), m.GetGroupMentionedMessage(), m.GetSpoilerMessage(),
	} {
		if inner := w.GetMessage(); inner != nil {
			return inner
		}
	}
	return m.GetDeviceSentMessage().GetMessage()
}

// fill sets the kind of a message, and what belongs to it.
func fill(in *bot.Inbound, m *waE2E.Message) {
	if text := written(m); text != "" {
		in.Kind, in.Text = bot.Text, text
		return
	}
	if p := m.GetProtocolMessage(); p != nil {
		if p.GetType() == waE2E.ProtocolMessage_MESSAGE_EDIT {
			edited := open(p.GetEditedMessage())
			in.Kind, in.Text = bot.Edited, written(edited)+caption(edited)
		}
		return
	}
	if s := m.GetSecretEncryptedMessage(); s != nil { // that it was changed is all that matters
		if s.GetSecretEncType() == waE2E.SecretEncryptedMessage_MESSAGE_EDIT {
			in.Kind = bot.Edited
		}
		return
	}
	if card, ok := card(m); ok {
		in.Kind, in.Phone = bot.Contact, card
		return
	}
	in.Kind, in.Media = attached(m)
	in.Text = caption(m)
}

// written is what somebody typed, or picked in a menu of another program.
func written(m *waE2E.Message) string {
	for _, text := range []string{
		m.GetConversation(), m.GetExtendedTextMessage().GetText(),
		m.GetButtonsResponseMessage().GetSelectedDisplayText(), m.GetTemplateButtonReplyMessage().GetSelectedDisplayText(),
		m.GetListResponseMessage().GetTitle(), m.GetInteractiveResponseMessage().GetBody().GetText(),
	} {
		if text != "" {
			return text
		}
	}
	return ""
}

func caption(m *waE2E.Message) string {
	return m.GetImageMessage().GetCaption() + m.GetDocumentMessage().GetCaption() + m.GetVideoMessage().GetCaption()
}

// attached tells what else a message holds. What is new to us is Other; what
// only accompanies a talk is nothing.
func attached(m *waE2E.Message) (bot.Kind, *bot.Media) {
	switch {
	case m.GetImageMessage() != nil:
		return bot.Photo, handle(m)
	case m.GetDocumentMessage() != nil:
		return bot.Document, handle(m)
	case m.GetAudioMessage() != nil:
		return bot.Voice, handle(m)
	case m.GetVideoMessage() != nil, m.GetPtvMessage() != nil:
		return bot.Other, handle(m)
	case m.GetStickerMessage() != nil:
		return bot.Sticker, nil
	case m.GetLocationMessage() != nil:
		return bot.Location, nil
	case m.GetLiveLocationMessage() != nil:
		if m.GetLiveLocationMessage().GetSequenceNumber() > 1 { // it moves all the time
			return "", nil
		}
		return bot.Location, nil
	case says(m):
		return bot.Other, nil
	}
	return "", nil
}

// beside are parts of a message that say nothing by themselves.
var beside = map[protoreflect.Name]bool{
	"messageContextInfo": true, "senderKeyDistributionMessage": true, "fastRatchetKeySenderKeyDistributionMessage": true, "protocolMessage": true,
	"conversation": true, "extendedTextMessage": true, // empty ones
	"reactionMessage": true, "encReactionMessage": true, "pollUpdateMessage": true, "keepInChatMessage": true, "pinInChatMessage": true,
	"stickerSyncRmrMessage": true, "call": true, "callLogMesssage": true, "albumMessage": true, "messageHistoryBundle": true, "messageHistoryNotice": true,
	"encEventResponseMessage": true, "placeholderMessage": true, "statusMentionMessage": true, "groupStatusMentionMessage": true,
	"secretEncryptedMessage": true, "limitSharingMessage": true, "groupRootKeyShare": true, "rootSecretDistributeMessage": true,
}

// says tells whether a message holds more than what accompanies a talk.
func says(m *waE2E.Message) (more bool) {
	m.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		more = !beside[f.Name()]
		return !more
	})
	return more || len(m.ProtoReflect().GetUnknown()) > 0
}

var (
	cardID  = regexp.MustCompile(`waid=([0-9]{6,15})`)
	cardTel = regexp.MustCompile(`(?im)^(?:item[0-9]+\.)?TEL[^:\n]*:([^\r\n]+)`)
	notTel  = regexp.MustCompile(`[^0-9]`)
)

// card is the number on a visiting card that was sent, the first of several. ""
// where it has none.
func card(m *waE2E.Message) (phone string, ok bool) {
	contact := m.GetContactMessage()
	if list := m.GetContactsArrayMessage(); contact == nil && list != nil {
		if len(list.GetContacts()) == 0 {
			return "", true
		}
		contact = list.GetContacts()[0]
	}
	if contact == nil {
		return "", false
	}
	if id := cardID.FindStringSubmatch(contact.GetVcard()); id != nil {
		return "+" + id[1], true
	}
	tel := cardTel.FindStringSubmatch(contact.GetVcard())
	if tel == nil {
		return "", true
	}
	digits := notTel.ReplaceAllString(tel[1], "")
	switch {
	case len(digits) < 8 || len(digits) > 15:
		return "", true
	case strings.HasPrefix(digits, "0"):
		return "+62" + digits[1:], true
	}
	return "+" + digits, true
}
