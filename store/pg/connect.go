package pg

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	superuser = "app"
	database  = "langkah"
)

// Errors of PostgreSQL (Appendix A of its manual) that say how far a server is.
const (
	noSuchDatabase     = "3D000"
	duplicateDatabase  = "42P04"
	tooManyConnections = "53300"
	operatorClass      = "57" // starting, recovering, stopping
)

var errUnsafe = errors.New("the server there was started for tests, without fsync: close what uses it first")

// dsn is a connection string in keywords, which can name any directory that is nameable.
func (p place) dsn(db string) string {
	quote := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	return fmt.Sprintf("host='%s' port=5432 user=%s dbname=%s sslmode=disable", quote.Replace(p.socket), superuser, db)
}

// nameable tells whether a connection string can name dir: it takes a comma for the end of a host.
func nameable(dir string) bool {
	return !strings.ContainsFunc(dir, func(r rune) bool { return r == ',' || unicode.IsControl(r) })
}

// probe tells whether the server is ready and has our database. An error means that waiting will not help.
func (s *Server) probe(ctx context.Context) (ready bool, err error) {
	err = s.connect(ctx, database, "")
	if sqlState(err) == noSuchDatabase {
		err = s.connect(ctx, "postgres", "create database "+database)
		if sqlState(err) == duplicateDatabase {
			err = nil
		}
	}
	state := sqlState(err)
	switch {
	case err == nil, state == tooManyConnections:
		return true, nil
	case errors.Is(err, errUnsafe):
		return false, err
	case state != "" && !strings.HasPrefix(state, operatorClass):
		return false, fmt.Errorf("connect to postgres in %s: %w", s.at.home, err)
	}
	return false, nil
}

// connect runs sql, if any, on a connection of its own.
func (s *Server) connect(ctx context.Context, db, sql string) error {
	conn, err := pgconn.Connect(ctx, s.at.dsn(db)+" connect_timeout=5") // seconds; a stopped server would never answer
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if !s.cfg.FastAndUnsafe {
		got, err := conn.Exec(ctx, "select current_setting('fsync')").ReadAll()
		if err != nil {
			return err
		}
		if string(got[0].Rows[0][0]) != "on" {
			return errUnsafe
		}
	}
	if sql == "" {
		return nil
	}
	_, err = conn.Exec(ctx, sql).ReadAll()
	return err
}

// sqlState is the code of PostgreSQL's answer, "" when it was not PostgreSQL that failed.
func sqlState(err error) string {
	var answer *pgconn.PgError
	if errors.As(err, &answer) {
		return answer.Code
	}
	return ""
}
