package watest

// Number is the phone on which the service's number is registered: a person's
// phone to which clients are linked. It has a copy of all that they write.
type Number struct{ *Person }

// Number is the phone of that number (digits, no plus), made on first use.
func (s *Server) Number(phone, name string) *Number { return &Number{s.Person(phone, name)} }

// Unlink takes all clients off the number, as the phone's list of linked
// devices can.
func (n *Number) Unlink() {
	n.s.mu.Lock()
	defer n.s.mu.Unlock()
	for _, d := range n.account.sorted() {
		if d.phone == nil {
			d.unlink()
		}
	}
}

// Linked says how many clients the number has.
func (n *Number) Linked() int {
	n.s.mu.Lock()
	defer n.s.mu.Unlock()
	return len(n.account.devices) - 1
}

// Online says how many of them are there and take messages.
func (n *Number) Online() int {
	n.s.mu.Lock()
	defer n.s.mu.Unlock()
	count := 0
	for _, d := range n.account.devices {
		if d.conn != nil && d.conn.active {
			count++
		}
	}
	return count
}
