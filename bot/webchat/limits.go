package webchat

import (
	"net/http"
	"net/netip"
	"sync"

	"langkah/bot/pace"
)

const (
	personRate, personBurst = 2, 20
	ipRate, ipBurst         = 20, 100
	tabs                    = 4   // streams of one person
	hall                    = 400 // streams of one network: a market hall behind one address
	maxKeys                 = 20_000
)

// limits keeps one browser, or one network, from taking everybody's room.
type limits struct {
	people, ips              *pace.Rates
	personStreams, ipStreams *slots
}

func newLimits() limits {
	return limits{
		people:        &pace.Rates{Limit: personRate, Burst: personBurst, Keys: maxKeys},
		ips:           &pace.Rates{Limit: ipRate, Burst: ipBurst, Keys: maxKeys},
		personStreams: &slots{max: tabs},
		ipStreams:     &slots{max: hall},
	}
}

// slots counts what is open at once for a key.
type slots struct {
	max  int
	mu   sync.Mutex
	open map[string]int
}

func (s *slots) take(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[key] >= s.max {
		return false
	}
	if s.open == nil {
		s.open = make(map[string]int)
	}
	s.open[key]++
	return true
}

func (s *slots) give(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[key]--; s.open[key] == 0 {
		delete(s.open, key)
	}
}

// network is the part of the client's address that one household holds: all
// of IPv4, the first 64 bits of IPv6.
func (c *Channel) network(r *http.Request) string {
	ip, err := netip.ParseAddr(c.cfg.ClientIP(r))
	if err != nil {
		return "unknown"
	}
	if ip = ip.Unmap(); ip.Is4() {
		return ip.String()
	}
	block, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return "unknown"
	}
	return block.String()
}

func peer(r *http.Request) string {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	return at.Addr().String()
}

// seat takes room for one more stream of a person.
func (l *limits) seat(who, network string) bool {
	if !l.personStreams.take(who) {
		return false
	}
	if !l.ipStreams.take(network) {
		l.personStreams.give(who)
		return false
	}
	return true
}

func (l *limits) leave(who, network string) {
	l.personStreams.give(who)
	l.ipStreams.give(network)
}
