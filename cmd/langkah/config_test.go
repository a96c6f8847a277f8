package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestConfigHidesPasswords(t *testing.T) {
	t.Setenv("DATABASE_URL", "postgres://langkah:geheim99@db.example:5432/langkah")
	c, err := readConfig()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	printConfig(&out, c)
	if strings.Contains(out.String(), "geheim99") {
		t.Errorf("the password is shown:\n%s", out.String())
	}
	if !strings.Contains(out.String(), "langkah@db.example:5432/langkah") {
		t.Errorf("the database is not shown:\n%s", out.String())
	}
}

func TestConfigRefuses(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"LANGKAH_LOG", "loud", "LANGKAH_LOG"},
		{"LANGKAH_PUBLIC_URL", "chat.example", "LANGKAH_PUBLIC_URL"},
		{"LANGKAH_WEBCHAT", "maybe", "LANGKAH_WEBCHAT must be 0 or 1"},
		{"LANGKAH_DEMO", "yes", `LANGKAH_DEMO must be 0 or 1, not "yes"`},
		{"DATABASE_URL", "postgres://u:geheim99@:bad/x", "DATABASE_URL"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv(c.name, c.value)
			_, err := readConfig()
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "geheim99") {
				t.Errorf("got %v, want an error that names %s and no secret", err, c.want)
			}
		})
	}
}
