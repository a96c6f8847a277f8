package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Scratch makes a fresh, migrated database beside the one of dsn, and a
// function that removes it again: for conversation scripts.
func Scratch(ctx context.Context, dsn string) (*Store, func() error, error) {
	name := "scratch_" + strings.ToLower(rand.Text()[:16])
	if err := Admin(ctx, dsn, "create database "+name); err != nil {
		return nil, nil, err
	}
	drop := func() error {
		return Admin(context.WithoutCancel(ctx), dsn, "drop database if exists "+name+" with (force)")
	}
	s, err := openNamed(ctx, dsn, name)
	if err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	remove := func() error { s.Close(); return drop() }
	if err := s.Migrate(ctx); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("prepare scratch database: %w", err), remove())
	}
	return s, remove, nil
}

// Admin runs one statement that cannot run inside a transaction.
func Admin(ctx context.Context, dsn, sql string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	return nil
}
