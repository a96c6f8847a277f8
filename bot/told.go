package bot

import (
	"errors"
	"net/url"
	"strings"
)

// refusal is what a database driver returns of PostgreSQL's own errors.
type refusal interface {
	error
	SQLState() string
}

// Told is what a log may hold of an error that came from the database or from
// a messenger. Addresses go, since a messenger's holds our key; so do messages
// of PostgreSQL that may quote a value.
func Told(err error) string {
	text := err.Error()
	var refused refusal
	if errors.As(err, &refused) && !quotesNothing(refused.SQLState()) {
		text = strings.ReplaceAll(text, refused.Error(), "SQLSTATE "+refused.SQLState())
	}
	var request *url.Error
	if errors.As(err, &request) {
		text = strings.ReplaceAll(text, request.Error(), strings.ToLower(request.Op)+": "+Told(request.Err))
	}
	return text
}

// quotesNothing: classes of Appendix A of the PostgreSQL manual whose messages
// name tables, connections and machines, never what is in a row.
func quotesNothing(state string) bool {
	switch state[:min(2, len(state))] {
	case "08", "23", "25", "40", "42", "53", "55", "57", "58":
		return true
	}
	return false
}
