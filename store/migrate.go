package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationLock is held by whoever migrates, whatever the tables: ours, and
// those of the libraries that bring their own.
const migrationLock = 0x6c616e676b6168 // "langkah"

// NewerError says that the database was migrated by a newer release.
type NewerError struct{ Database, Binary int64 }

func (e *NewerError) Error() string {
	return fmt.Sprintf("database is at version %d, this langkah knows %d: install the newer langkah", e.Database, e.Binary)
}

// Migrate brings the database forward to this release. Processes that start
// together take turns; a newer database is refused.
func (s *Store) Migrate(ctx context.Context) error {
	if done, err := s.migrated(ctx); done || err != nil {
		return err
	}
	return s.alone(ctx, func() error {
		// Whoever had the lock before may have been a newer release.
		if done, err := s.migrated(ctx); done || err != nil {
			return err
		}
		return s.up(ctx)
	})
}

// alone runs fn while no other process migrates.
func (s *Store) alone(ctx context.Context, fn func() error) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("acquire connection: %w", err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, `select pg_advisory_lock($1)`, migrationLock); err != nil {
		return fmt.Errorf("lock migrations: %w", err)
	}
	defer conn.Exec(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, migrationLock)
	return fn()
}

func (s *Store) migrated(ctx context.Context) (bool, error) {
	have, err := s.version(ctx)
	want := latest()
	if err == nil && have > want {
		err = &NewerError{have, want}
	}
	return have == want, err
}

func (s *Store) up(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	db := stdlib.OpenDBFromPool(s.pool)
	defer db.Close()
	p, err := goose.NewProvider(goose.DialectPostgres, db, dir)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// version is the database's, 0 for an empty one.
func (s *Store) version(ctx context.Context) (int64, error) {
	var there bool
	if err := s.pool.QueryRow(ctx, `select to_regclass('goose_db_version') is not null`).Scan(&there); err != nil {
		return 0, fmt.Errorf("look for migrations: %w", err)
	}
	if !there {
		return 0, nil
	}
	var v int64
	err := s.pool.QueryRow(ctx, `select coalesce(max(version_id), 0) from goose_db_version`).Scan(&v)
	if err != nil && err != pgx.ErrNoRows {
		return 0, fmt.Errorf("read version: %w", err)
	}
	return v, nil
}

// Versions are the database's and this release's.
func (s *Store) Versions(ctx context.Context) (database, binary int64, err error) {
	database, err = s.version(ctx)
	return database, latest(), err
}

// Schema is a name for exactly the migrations of this binary: it changes
// whenever one of them does.
func Schema() string {
	h := sha256.New()
	for _, n := range migrationFiles() {
		raw, _ := migrations.ReadFile(n) // embedded: cannot fail
		h.Write(raw)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func migrationFiles() []string {
	names, _ := fs.Glob(migrations, "migrations/*.sql") // the pattern is well formed: cannot fail
	return names
}

func latest() int64 {
	var newest int64
	for _, n := range migrationFiles() {
		digits, _, _ := strings.Cut(strings.TrimPrefix(n, "migrations/"), "_")
		if v, err := strconv.ParseInt(digits, 10, 64); err == nil && v > newest {
			newest = v
		}
	}
	return newest
}
