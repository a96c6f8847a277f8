package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/flows/broadcast"
	"langkah/templates"
)

// TestPlaceholdersAreTheSame: the chat takes what can be filled in, and nothing else.
func TestPlaceholdersAreTheSame(t *testing.T) {
	if diff := cmp.Diff(templates.Placeholders, broadcast.Placeholders()); diff != "" {
		t.Error(diff)
	}
}
