package store

import (
	"context"
	"errors"
	"io"
	"net"

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
	return errors.As(err, &network) || pgconn.SafeToRetry(err) || pgconn.Timeout(err) || isAny(err, errShut,
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
