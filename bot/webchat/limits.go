package webchat

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
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
	people, ips              *rates
	personStreams, ipStreams *slots
}

func newLimits() limits {
	return limits{
		people:        &rates{limit: personRate, burst: personBurst, keys: maxKeys},
		ips:           &rates{limit: ipRate, burst: ipBurst, keys: maxKeys},
		personStreams: &slots{max: tabs},
		ipStreams:     &slots{max: hall},
	}
}

// rates is a token bucket a key, in two generations: when the young one is
// full it becomes the old one and the old one is forgotten. So it never holds
// more than twice keys, and drops only who has long been quiet or who came in
// such a crowd that a fresh bucket makes no difference.
type rates struct {
	limit rate.Limit
	burst int
	keys  int

	mu         sync.Mutex
	young, old map[string]*rate.Limiter
}

// wait takes a token; above zero there is none before that time has passed.
func (r *rates) wait(key string, now time.Time) time.Duration {
	taken := r.bucket(key).ReserveN(now, 1)
	wait := taken.DelayFrom(now)
	if wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

func (r *rates) bucket(key string) *rate.Limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	if b := r.young[key]; b != nil {
		return b
	}
	b := r.old[key]
	if b == nil {
		b = rate.NewLimiter(r.limit, r.burst)
	}
	if r.young == nil || len(r.young) >= r.keys {
		r.young, r.old = make(map[string]*rate.Limiter), r.young
	}
	r.young[key] = b
	return b
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
