package watest

import (
	"net/http"
	"sync"

	"go.mau.fi/whatsmeow/types"

	"langkah/bot/doortest"
)

// Server is one WhatsApp with everybody on it.
type Server struct {
	opt       Options
	authority *authority
	door      *doortest.Door
	files     files
	faults    faults
	work      sync.WaitGroup // goroutines of connections and phones

	mu      sync.Mutex
	ids     int
	numbers map[string]*account // by phone number
	hidden  map[string]*account // by LID
	offers  map[string]*conn    // by what the QR code shows
	codes   map[string]*codeLink
	open    map[*conn]bool
	came    map[string]int // how often a linked client handed a message in, by id
	down    bool
	closed  bool
}

// New is Open for tests: it panics if it cannot listen.
func New(o Options) *Server {
	s, err := Open(o)
	if err != nil {
		panic("watest: " + err.Error())
	}
	return s
}

// Open starts a server.
func Open(o Options) (*Server, error) {
	o.defaults()
	s := &Server{
		opt:       o,
		authority: theAuthority(),
		numbers:   map[string]*account{},
		hidden:    map[string]*account{},
		offers:    map[string]*conn{},
		codes:     map[string]*codeLink{},
		open:      map[*conn]bool{},
		came:      map[string]int{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/chat", s.serveSocket)
	mux.HandleFunc("POST /mms/{kind}/{token}", s.upload)
	mux.HandleFunc("GET /file/{name}", s.download)
	var err error
	s.door, err = doortest.Open(o.Listen, mux)
	return s, err
}

// Addr is where the server listens: host and port. A client must dial it, in
// plain text, whatever host it wants.
func (s *Server) Addr() string { return s.door.Addr() }

// Root is the public key that clients must trust; that of all servers of this
// process.
func (s *Server) Root() [32]byte { return *s.authority.root.Pub }

// Close stops the server and its phones and waits for what they still do.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.Down(true)
	s.door.Release()
	s.work.Wait()
}

// Down shuts the port (connections are refused, those that stand are cut) or
// opens the same port again.
func (s *Server) Down(down bool) {
	s.mu.Lock()
	s.down = down
	s.mu.Unlock()
	s.door.Set(down)
	if down {
		s.cutAll()
	}
}

func (s *Server) cutAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.open {
		c.cut()
	}
}

// opened takes note of a connection; false: it came too late.
func (s *Server) opened(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[c] = true
	return !s.down
}

// Came says how often linked clients handed in a message of that id: also those
// that were refused, and those for one device that could not read it.
func (s *Server) Came(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.came[id]
}

// account is whoever has that address, or nil; s.mu is held.
func (s *Server) account(j types.JID) *account {
	if j.Server == types.HiddenUserServer {
		return s.hidden[j.User]
	}
	return s.numbers[j.User]
}

// device is the device of that address, or nil; s.mu is held.
func (s *Server) device(j types.JID) *device {
	if a := s.account(j); a != nil {
		return a.devices[j.Device]
	}
	return nil
}
