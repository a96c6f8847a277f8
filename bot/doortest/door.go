// Package doortest is the listener of the play messengers.
package doortest

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"
)

// Door is a listener on loopback that can be shut and opened again on the same
// port.
type Door struct {
	addr    string
	handler http.Handler
	keep    int // a socket bound to the port that never listens: nobody else gets the port meanwhile

	mu   sync.Mutex
	http *http.Server // nil: shut
	busy sync.RWMutex // read-held by everything that is being handled
}

// Open listens; "127.0.0.1:0" takes a free port.
func Open(listen string, handler http.Handler) (*Door, error) {
	keep, addr, err := reserve(listen)
	if err != nil {
		return nil, fmt.Errorf("take %s: %w", listen, err)
	}
	d := &Door{addr: addr, handler: handler, keep: keep}
	if err := d.open(); err != nil {
		d.Release()
		return nil, err
	}
	return d, nil
}

// Addr is the host and port.
func (d *Door) Addr() string { return d.addr }

// reserve binds a socket to the address without listening on it.
func reserve(listen string) (fd int, addr string, err error) {
	at, err := net.ResolveTCPAddr("tcp4", listen)
	if err != nil {
		return 0, "", err
	}
	if !at.IP.IsLoopback() {
		return 0, "", errors.New("not an address of this machine alone")
	}
	syscall.ForkLock.RLock()
	fd, err = syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return 0, "", err
	}
	err = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	if err == nil {
		err = syscall.Bind(fd, &syscall.SockaddrInet4{Port: at.Port, Addr: [4]byte(at.IP.To4())})
	}
	var name syscall.Sockaddr
	if err == nil {
		name, err = syscall.Getsockname(fd)
	}
	if err != nil {
		_ = syscall.Close(fd)
		return 0, "", err
	}
	at.Port = name.(*syscall.SockaddrInet4).Port
	return fd, at.String(), nil
}

// Release waits until nothing is being handled any more and gives the port back.
func (d *Door) Release() {
	d.busy.Lock()
	defer d.busy.Unlock()
	_ = syscall.Close(d.keep)
}

// open listens; d.mu is held or d is new.
func (d *Door) open() error {
	l, err := net.Listen("tcp4", d.addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	d.http = &http.Server{
		Handler:           http.HandlerFunc(d.serve),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	go func(h *http.Server) { _ = h.Serve(l) }(d.http)
	return nil
}

func (d *Door) serve(w http.ResponseWriter, r *http.Request) {
	d.busy.RLock()
	defer d.busy.RUnlock()
	d.handler.ServeHTTP(w, r)
}

// Set shuts or opens. What is being handled goes on; its answer is lost.
func (d *Door) Set(down bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case down && d.http != nil:
		_ = d.http.Close()
		d.http = nil
	case !down && d.http == nil:
		if err := d.open(); err != nil {
			panic("doortest: " + err.Error())
		}
	}
}
