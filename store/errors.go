package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Passing tells a bad moment of the database from a fault of ours: away,
// starting, full, handed over, or two that met in a deadlock. It will pass;
// nothing is counted against the message.
func Passing(err error) bool {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) { // whatever the server said, nothing was asked of it yet
		return true
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return passingCode(pg.Code)
	}
	var network net.Error
	return errors.As(err, &network) || pgconn.SafeToRetry(err) || pgconn.Timeout(err) || isAny(err, errShut, errLost,
		context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed)
}

// passingCode knows the classes of Appendix A of the PostgreSQL manual.
func passingCode(code string) bool {
	switch code {
	case "25006", "25P03": // read-only while a standby takes over; idle in a transaction for too long
		return true
	}
	switch class(code) {
	case "08", "40", "53", "55", "57", "58":
		return true
	}
	return false
}

// discreet keeps what the server quotes out of logs: a value that it refuses may
// be what somebody wrote.
func discreet(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || passingCode(pg.Code) {
		return err
	}
	return &refused{err: err, pg: pg}
}

// refused reads as its error does, with the code in place of the server's words.
type refused struct {
	err error
	pg  *pgconn.PgError
}

func (r *refused) Unwrap() error { return r.err }

func (r *refused) Error() string {
	said := strings.TrimSpace(fmt.Sprintf("SQLSTATE %s %s", r.pg.Code, r.pg.ConstraintName))
	return strings.ReplaceAll(r.err.Error(), r.pg.Error(), said)
}

func class(code string) string { return code[:min(2, len(code))] }

// collided: the server rolled back one of two that waited for each other. The
// same again will do.
func collided(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && class(pg.Code) == "40"
}

func isAny(err error, targets ...error) bool {
	for _, t := range targets {
		if errors.Is(err, t) {
			return true
		}
	}
	return false
}
