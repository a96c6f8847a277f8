package tgtest

import "regexp"

// methods are what a bot can call, in lower case: names are not case-sensitive.
var methods map[string]func(*Server, *call) (any, *failure)

func init() {
	methods = map[string]func(*Server, *call) (any, *failure){
		"getme":                  getMe,
		"getupdates":             getUpdates,
		"setwebhook":             setWebhook,
		"deletewebhook":          deleteWebhook,
		"getwebhookinfo":         getWebhookInfo,
		"sendmessage":            sendMessage,
		"sendphoto":              sendPhoto,
		"senddocument":           sendDocument,
		"sendchataction":         sendChatAction,
		"editmessagetext":        editMessageText,
		"editmessagereplymarkup": editMessageReplyMarkup,
		"deletemessage":          deleteMessage,
		"answercallbackquery":    answerCallbackQuery,
		"getfile":                getFile,
		"getchat":                getChat,
		"leavechat":              leaveChat,
		"setmycommands":          setMyCommands,
		"getmycommands":          getMyCommands,
		"deletemycommands":       deleteMyCommands,
	}
}

func getMe(s *Server, _ *call) (any, *failure) {
	return struct {
		wireUser
		CanJoin bool `json:"can_join_groups"`
		ReadAll bool `json:"can_read_all_group_messages"`
		Inline  bool `json:"supports_inline_queries"`
	}{s.bot, true, true, false}, nil
}

func getChat(s *Server, c *call) (any, *failure) {
	ch, bad := s.chatOf(c)
	if bad != nil {
		return nil, bad
	}
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if !ch.member && !ch.blocked && ch.movedTo == 0 {
		return nil, badRequest("chat not found")
	}
	return ch.wire(), nil
}

func sendChatAction(s *Server, c *call) (any, *failure) {
	ch, bad := s.chatOf(c)
	if bad != nil {
		return nil, bad
	}
	if !chatAction.MatchString(c.get("action")) {
		return nil, badRequest("wrong parameter action in request")
	}
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if bad := ch.shut(); bad != nil {
		return nil, bad
	}
	ch.doing = c.get("action")
	ch.changed()
	return true, nil
}

var chatAction = regexp.MustCompile(`^(typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location)$`)
