package main

import "testing"

// TestUsage: what is wrong with a command line is said in plain words, with what was
// meant.
func TestUsage(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"broadcast", "test-send"}, `there is no "test-send" here; did you mean langkah broadcast test?`},
		{[]string{"broadcast", "foo"}, `there is no "foo" here, only create, list, preview, test`},
		{[]string{"broadcast", "statsu"}, `did you mean "status"?`},
		{[]string{"broadcast"}, "say what to do: create, list"},
		{[]string{"broadcast", "status"}, "say which, as langkah broadcast status CODE: The broadcast, as SR-12."},
		{[]string{"broadcast", "status", "SR-1", "SR-2"}, "unexpected argument SR-2"},
		{[]string{"broadcast", "create", "--photo", "/nope"}, "--photo: there is no file /nope"},
		{[]string{"broadcast", "create", "--seen-within", "lama"}, `--seen-within: "lama" is no whole number`},
		{[]string{"broadcast", "create", "--text"}, "--text: say which, behind it"},
		{[]string{"broadcast", "create", "--text", "Halo", "--kecamatan", ""}, "--kecamatan says nothing: leave it out, or say which"},
		{[]string{"broadcast", "create", "--text", "Halo", "--segment", " "}, "--segment says nothing"},
		{[]string{"broadcast", "create", "--text", "Halo", "--except-lacks", ""}, "--except-lacks says nothing"},
		{[]string{"broadcast", "create", "--text", "Halo", "--starts", ""}, "--starts says nothing"},
	} {
		o.says(t, 2, c.args, c.want)
	}
	o.says(t, 1, []string{"broadcast", "create", "--text", "Halo", "--seen-within", "0"}, "days are counted from 1")
	for _, args := range [][]string{{"broadcast", "export", "SR-99"}, {"broadcast", "calls", "SR-99"}} {
		if said := o.says(t, 1, args); said != "langkah: there is no such broadcast: SR-99\n" {
			t.Errorf("%v: %q", args, said)
		}
	}
}
