package watest

import "strconv"

// hearIQ answers a client's question, or takes its answer to ours.
func (s *Server) hearIQ(c *conn, n *node) {
	if t := str(n, "type"); t == "result" || t == "error" {
		s.joined(c, n)
		return
	}
	space := str(n, "xmlns")
	if s.faultIQ(c, n, space) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.device == nil {
		if space == "md" && first(n) == "link_code_companion_reg" {
			s.hearCode(c, n)
			return
		}
		c.send(result(n))
		return
	}
	answer := s.answer(c, n, space)
	switch {
	case space == "md" && first(n) == "remove-companion-device":
		// The client says good-bye itself: WhatsApp's own "removed", which
		// follows in life, meets a race within whatsmeow.
		delete(c.device.owner.devices, c.device.id)
		c.end(answer)
	case space == "passive" && first(n) == "active":
		c.send(answer)
		c.activate()
	default:
		c.send(answer)
	}
}

// answer is what most questions get at once; s.mu is held.
func (s *Server) answer(c *conn, n *node, space string) node {
	switch space {
	case "encrypt":
		return s.keysIQ(c.device, n)
	case "usync":
		return s.usync(n)
	case "w:m":
		return result(n, with("media_conn",
			attrs{"auth": "play", "ttl": "300", "auth_ttl": "3600", "max_buckets": "12"},
			with("host", attrs{"hostname": mediaHost, "type": "primary"})))
	case "privacy":
		return result(n, with("privacy", nil, with("category", attrs{"name": "readreceipts", "value": "all"})))
	case "w:sync:app:state":
		return result(n, with("sync", nil, emptyCollections(n)...))
	}
	return result(n)
}

// emptyCollections are the settings that a client asks for: none are kept.
func emptyCollections(n *node) []node {
	var list []node
	sync := n.GetChildByTag("sync")
	for _, c := range sync.GetChildrenByTag("collection") {
		list = append(list, with("collection", attrs{"name": c.Attrs["name"], "version": "0"}))
	}
	return list
}

// keysIQ counts, takes and gives away prekeys; s.mu is held.
func (s *Server) keysIQ(d *device, n *node) node {
	list := n.GetChildByTag("list")
	switch {
	case first(n) == "count":
		count := len(d.bundle.once)
		if count == 0 && !s.opt.ManyPreKeys {
			count = 1 // a client that is told 0 uploads 812, which takes a second or two
		}
		return result(n, with("count", attrs{"value": strconv.Itoa(count)}))
	case str(n, "type") == "set" && list.Tag == "list":
		d.bundle.registration = content(n, "registration")
		d.bundle.identity = content(n, "identity")
		d.bundle.signed = n.GetChildByTag("skey")
		d.bundle.once = append(d.bundle.once, list.GetChildren()...)
	case first(n) == "key":
		var users []node
		key := n.GetChildByTag("key")
		for _, u := range key.GetChildrenByTag("user") {
			users = append(users, s.bundleOf(jid(&u, "jid")))
		}
		return result(n, with("list", nil, users...))
	case first(n) == "digest": // baileys looks whether its keys are still here
		return result(n, with("digest", nil,
			holding("registration", d.bundle.registration), holding("identity", d.bundle.identity)))
	}
	return result(n)
}
