package watest

import (
	"strconv"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
)

type (
	node  = waBinary.Node
	attrs = waBinary.Attrs
)

// with is a stanza with others inside.
func with(tag string, a attrs, children ...node) node {
	n := node{Tag: tag, Attrs: a}
	if len(children) > 0 {
		n.Content = children
	}
	return n
}

func holding(tag string, content []byte) node { return node{Tag: tag, Content: content} }

func str(n *node, name string) string {
	v, _ := n.Attrs[name].(string)
	return v
}

func jid(n *node, name string) types.JID {
	v, _ := n.Attrs[name].(types.JID)
	return v
}

// content is the bytes inside the first child of that name.
func content(n *node, tag string) []byte {
	child := n.GetChildByTag(tag)
	b, _ := child.Content.([]byte)
	return b
}

// first is the name of the first child.
func first(n *node) string {
	if list := n.GetChildren(); len(list) > 0 {
		return list[0].Tag
	}
	return ""
}

func (s *Server) stamp() string { return strconv.FormatInt(s.opt.Now().Unix(), 10) }

// fromServer are the marks of what the server itself asks or tells; s.mu is held.
func (s *Server) fromServer(more attrs) attrs {
	s.ids++
	a := attrs{"from": types.ServerJID, "id": "play-" + strconv.Itoa(s.ids), "t": s.stamp()}
	for k, v := range more {
		a[k] = v
	}
	return a
}

// result answers a question.
func result(q *node, children ...node) node {
	return with("iq", attrs{"type": "result", "from": types.ServerJID, "id": q.Attrs["id"]}, children...)
}

// refusals are the words that go with a code: clients compare both.
var refusals = map[int]string{
	400: "bad-request", 401: "not-authorized", 403: "forbidden", 404: "item-not-found", 405: "not-allowed",
	406: "not-acceptable", 410: "gone", 419: "resource-limit", 423: "locked", 429: "rate-overlimit",
	500: "internal-server-error", 503: "service-unavailable",
}

// refusal answers a question with an error.
func refusal(q *node, code int) node {
	return with("iq", attrs{"type": "error", "from": types.ServerJID, "id": q.Attrs["id"]},
		with("error", attrs{"code": strconv.Itoa(code), "text": or(refusals[code], "refused")}))
}
