package understand

import "testing"

// TestAnswersAreNoCommands: a plain yes, and a name, one letter away from a
// command is not a slip of it.
func TestAnswersAreNoCommands(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"benar", "sudah benar", "bener", "iya benar", "BENAR", "benarr", "udah bener kak", "ya benar semua", "correct", "all correct",
		"betul", "Bintar", "Benar", "Bentara", "Sebastian", "cocok", "sip", "sudah", "belum", "tidak ada", "data benar",
	} {
		if c, _, ok := Global(s); ok {
			t.Errorf("%q is taken for %s", s, c)
		}
	}
	for s, want := range map[string]Command{"bentar": Later, "bentar ya kak": Later, "tunggu sebentar": Later, "nanti aja": Later} {
		if c, _, _ := Global(s); c != want {
			t.Errorf("%q is %q, want %s", s, c, want)
		}
	}
}
