package watest

import (
	"strconv"
	"strings"

	"go.mau.fi/whatsmeow/types"
)

// usync answers who asks about people: whether they are here, their devices,
// their LID; s.mu is held.
func (s *Server) usync(n *node) node {
	q := n.GetChildByTag("usync")
	query, list := q.GetChildByTag("query"), q.GetChildByTag("list")
	asked := map[string]bool{}
	for _, part := range query.GetChildren() {
		asked[part.Tag] = true
		asked["hidden"] = asked["hidden"] || str(&part, "addressing_mode") == "lid"
	}
	var users []node
	for _, u := range list.GetChildrenByTag("user") {
		users = append(users, s.about(&u, asked))
	}
	return result(n, with("usync",
		attrs{"sid": q.Attrs["sid"], "index": "0", "last": "true", "mode": q.Attrs["mode"], "context": q.Attrs["context"]},
		with("result", nil), with("list", nil, users...)))
}

func (s *Server) about(u *node, asked map[string]bool) node {
	j, number := jid(u, "jid"), content(u, "contact")
	if j.IsEmpty() {
		digits, _, _ := strings.Cut(strings.TrimPrefix(string(number), "+"), "@")
		j = types.NewJID(digits, types.DefaultUserServer)
	}
	a := s.account(j)
	known := attrs{"jid": j.ToNonAD()}
	if a == nil {
		var say []node
		if asked["contact"] {
			say = []node{{Tag: "contact", Attrs: attrs{"type": "out"}, Content: number}}
		}
		return with("user", known, say...)
	}
	if asked["hidden"] {
		known = attrs{"jid": types.NewJID(a.lid, types.HiddenUserServer), "pn_jid": types.NewJID(a.number, types.DefaultUserServer)}
	}
	var say []node
	if asked["contact"] {
		say = append(say, node{Tag: "contact", Attrs: attrs{"type": "in"}, Content: number})
	}
	if asked["devices"] {
		say = append(say, a.deviceList(s.stamp()))
	}
	if asked["lid"] {
		say = append(say, with("lid", attrs{"val": types.NewJID(a.lid, types.HiddenUserServer)}))
	}
	return with("user", known, say...)
}

func (a *account) deviceList(stamp string) node {
	var list []node
	for _, d := range a.sorted() {
		at := attrs{"id": strconv.Itoa(int(d.id))}
		if d.id > 0 {
			at["key-index"] = strconv.Itoa(int(d.id))
		}
		list = append(list, with("device", at))
	}
	return with("devices", nil, with("device-list", nil, list...), with("key-index-list", attrs{"ts": stamp}))
}
