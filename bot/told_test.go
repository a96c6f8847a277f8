package bot_test

import (
	"errors"
	"fmt"
	"net/url"
	"testing"

	"langkah/bot"
)

// answer is an error of PostgreSQL.
type answer struct{ state, text string }

func (a answer) Error() string    { return "ERROR: " + a.text + " (SQLSTATE " + a.state + ")" }
func (a answer) SQLState() string { return a.state }

func TestToldKeepsPeopleAndKeysOut(t *testing.T) {
	t.Parallel()
	refused := errors.New("dial tcp 127.0.0.1:443: connection refused")
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("plain"), "plain"},
		{fmt.Errorf("accept 1 messages: %w", answer{"22P02", `invalid input syntax for type bigint: "Siti"`}), "accept 1 messages: SQLSTATE 22P02"},
		{fmt.Errorf("accept 1 messages: %w", answer{"53100", "no space left on device"}), "accept 1 messages: ERROR: no space left on device (SQLSTATE 53100)"},
		{fmt.Errorf("poll: %w", &url.Error{Op: "Get", URL: "https://api.example/bot123:geheim/getUpdates", Err: refused}), "poll: get: " + refused.Error()},
		{errors.Join(errors.New("a"), answer{"22000", "Siti"}), "a\nSQLSTATE 22000"},
		{&url.Error{Op: "Get", URL: "https://a/geheim", Err: &url.Error{Op: "dial", URL: "geheim", Err: refused}}, "get: dial: " + refused.Error()},
	} {
		if got := bot.Told(c.err); got != c.want {
			t.Errorf("told %q, want %q", got, c.want)
		}
	}
}
