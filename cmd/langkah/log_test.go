package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLogsHoldNobody: somebody registers at the most talkative level of the
// log, through a refusing database and a killed one. Neither log holds a name, a
// number or a text.
func TestLogsHoldNobody(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	s := supervise(t, "LANGKAH_LOG=trace")
	r := newRegistrant(0, 1)
	r.person = person{first: "Zubaidah", last: "Kusumawardani", business: "Seblak Meledak", phone: "081299887766"}
	if err := r.register(ctx, s.base, func(time.Time) {}); err != nil {
		t.Fatal(err)
	}
	db := connect(t, s.data)
	refuseAnswers(t, db)
	if _, err := r.guest.write(ctx, "Zubaidah lagi"); err != nil {
		t.Fatal(err)
	}
	for single(ctx, t, db, `select count(*)::text from inbox where state = 'quarantined'`) != "1" {
	}
	if _, err := db.Exec(ctx, `drop trigger refuse on outbox`); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.crash(ctx), s.restarted(ctx)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.guest.write(ctx, "Zubaidah kembali"); err != nil {
		t.Fatal(err)
	}
	s.stop()
	raw, err := os.ReadFile(filepath.Join(s.data, "postgres.log"))
	if err != nil {
		t.Fatal(err)
	}
	said := s.log() + string(raw)
	for _, word := range []string{"zubaidah", "kusumawardani", "seblak", "81299887766", "1299-8877", "lagi", "kembali"} {
		if strings.Contains(strings.ToLower(said), word) {
			t.Errorf("the logs hold %q:\n%s", word, said)
		}
	}
	for _, want := range []string{"message set aside", `"message":"turn"`, "postgres is gone"} {
		if !strings.Contains(said, want) {
			t.Errorf("the logs do not say %q:\n%s", want, said)
		}
	}
}
