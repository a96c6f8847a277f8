package tgtest

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Command is one line of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// menus are the command lists by scope and language.
type menus struct {
	mu    sync.Mutex
	lists map[menu][]Command
}

type menu struct {
	Scope string // default, all_private_chats, …; chat:{id} for one chat
	Lang  string // two letters; "": every language without its own list
}

var commandName = regexp.MustCompile(`^/?[a-z0-9_]{1,32}$`)

// Commands is the list set for a scope ("default", "all_private_chats",
// "chat:{id}", …) and a language.
func (s *Server) Commands(scope, lang string) []Command {
	s.menus.mu.Lock()
	defer s.menus.mu.Unlock()
	return s.menus.lists[menu{scope, lang}]
}

// Commands is the menu that this person sees: their chat's before private
// chats' before everybody's, in their language before any.
func (p *Person) Commands() []Command {
	lang := p.user().Language
	lang = lang[:min(2, len(lang))]
	for _, scope := range []string{"chat:" + strconv.FormatInt(p.ID(), 10), "all_private_chats", "default"} {
		for _, l := range []string{lang, ""} {
			if list := p.s.Commands(scope, l); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

func menuOf(c *call) (menu, *failure) {
	m := menu{Scope: "default", Lang: c.get("language_code")}
	if m.Lang != "" && len(m.Lang) != 2 {
		return m, badRequest("invalid language code specified")
	}
	raw := c.get("scope")
	if raw == "" {
		return m, nil
	}
	var scope struct {
		Type string          `json:"type"`
		Chat json.RawMessage `json:"chat_id"`
	}
	if json.Unmarshal([]byte(raw), &scope) != nil || scope.Type == "" {
		return m, badRequest("can't parse BotCommandScope JSON object")
	}
	if m.Scope = scope.Type; len(scope.Chat) > 0 {
		m.Scope += ":" + strings.Trim(string(scope.Chat), `"`)
	}
	return m, nil
}

func setMyCommands(s *Server, c *call) (any, *failure) {
	var list []Command
	if json.Unmarshal([]byte(c.get("commands")), &list) != nil {
		return nil, badRequest("can't parse commands JSON object")
	}
	for _, one := range list {
		if !commandName.MatchString(one.Command) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := units(one.Description); n < 1 || n > 256 {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	if len(list) > 100 {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	return s.setMenu(c, list)
}

func deleteMyCommands(s *Server, c *call) (any, *failure) { return s.setMenu(c, nil) }

func (s *Server) setMenu(c *call, list []Command) (any, *failure) {
	m, bad := menuOf(c)
	if bad != nil {
		return nil, bad
	}
	s.menus.mu.Lock()
	defer s.menus.mu.Unlock()
	if s.menus.lists == nil {
		s.menus.lists = map[menu][]Command{}
	}
	s.menus.lists[m] = list
	return true, nil
}

func getMyCommands(s *Server, c *call) (any, *failure) {
	m, bad := menuOf(c)
	if bad != nil {
		return nil, bad
	}
	return append([]Command{}, s.Commands(m.Scope, m.Lang)...), nil
}
