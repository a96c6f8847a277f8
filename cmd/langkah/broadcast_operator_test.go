package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// hires has somebody who is no member become one of the staff, in a chat of theirs.
func (o *desk) hires(t *testing.T, name string) {
	t.Helper()
	said := o.says(t, 0, []string{"staff", "add", name, "--role", "officer"}, "code: ")
	_, code, _ := strings.Cut(said, "code: ")
	code, _, _ = strings.Cut(code, "\n")
	from := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: name}
	if err := o.store.Accept(t.Context(), []store.Received{{Inbound: bot.Inbound{From: from, ExternalID: name, Kind: bot.Text, Text: code, At: o.now}}}, o.now); err != nil {
		t.Fatal(err)
	}
	err := o.store.Within(t.Context(), func(tx store.Tx) error {
		member, err := o.store.At(t.Context(), from)
		if err != nil {
			return err
		}
		out, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: o.now, Action: flows.BecomeStaff{Code: code}})
		if err == nil && out.Event != "staff" {
			t.Errorf("become staff: %+v", out)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Of staff nothing is known that a text could say: they get it as one member does.
// Who wants no news gets no trial, either.
func TestTrialOfABroadcast(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.hires(t, "Rina")
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo Kak {{nama}} di {{kelurahan}}. Balas BERHENTI untuk berhenti."})
	o.says(t, 1, []string{"broadcast", "test", "SR-1", "JKP-0000016"}, "they want no news: try it out on yourself (--staff)")
	o.says(t, 1, []string{"broadcast", "test", "SR-1", "JKP-0000015"}, "nothing is known for {{kelurahan}}")
	o.says(t, 0, []string{"broadcast", "test", "SR-1", "--staff", "Rina"}, "on its way by telegram/langkah_bot, as JKP-0000001 gets it", "Halo Kak Ani di Bendungan Hilir")
	o.says(t, 0, []string{"broadcast", "test", "SR-1", "JKP-0000002"}, "on its way by telegram/langkah_bot, and noted", "Halo Kak Bni")
}

// A text from a file loses the mark that says UTF-8; kota are known by their short
// names.
func TestBroadcastFromAFile(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	file := filepath.Join(t.TempDir(), "kabar.txt")
	if err := os.WriteFile(file, []byte("\ufeffHalo Kak {{nama}}\r\n\r\nBalas BERHENTI untuk berhenti.\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var b broadcastJSON
	said := o.says(t, 0, []string{"broadcast", "create", "--text-file", file, "--kota", "jakpus", "--kota", "Jakarta Timur", "--event", "BZR-001", "--json"})
	if err := json.Unmarshal([]byte(said), &b); err != nil || b.Texts["id"] != "Halo Kak {{nama}}\n\nBalas BERHENTI untuk berhenti." || b.For != "of Jakarta Pusat, Jakarta Timur" {
		t.Errorf("%+v, %v", b, err)
	}
	kept, err := o.store.Broadcast(t.Context(), "SR-1")
	if err != nil || len(kept.Choices["id"]) != 2 || len(kept.Choices["en"]) != 2 { // a text in English may come later
		t.Errorf("%+v, %v", kept.Choices, err)
	}
}

// What cannot be done now is refused with how the broadcast stands, and what can.
func TestBroadcastInTheWrongState(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo. Balas BERHENTI untuk berhenti."})
	refused := func(state string, commands ...string) {
		t.Helper()
		for _, c := range commands {
			args := []string{"broadcast", c, "SR-1"}
			if c == "edit" {
				args = append(args, "--text", "Lain")
			}
			o.says(t, 1, args, c+" SR-1: not in this state: it is "+state+"; langkah broadcast ")
		}
	}
	refused("draft", "pause", "resume", "retry")
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "status", "SR-1"}, "0 people have a row", "15 more are to be written", "it is draft: langkah broadcast start SR-1 has it go out; if it ran now:")
	o.says(t, 0, []string{"broadcast", "start", "SR-1"}, "started")
	refused("running", "start", "resume", "edit")
	o.says(t, 0, []string{"broadcast", "pause", "SR-1"}, "paused")
	refused("paused", "start", "pause")
	o.says(t, 0, []string{"broadcast", "resume", "SR-1"}, "goes on")
	o.now = o.now.AddDate(0, 0, 7)
	o.says(t, 0, []string{"broadcast", "list"}, "SR-1  running, its time is over")
	o.says(t, 0, []string{"broadcast", "cancel", "SR-1"}, "cancelled: SR-1; nothing of it had left")
	refused("cancelled", "start", "pause", "resume", "edit", "retry", "cancel")
}

// What commands do is told to other programs, too.
func TestBroadcastForPrograms(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.hires(t, "Rina")
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo {{nama}}. Balas BERHENTI untuk berhenti."})
	for _, c := range []struct{ command, state string }{
		{"edit --text Kabar{{nama}}", "draft"}, {"test --staff Rina", "draft"}, {"approve --by Rina", "draft"}, {"start", "running"},
		{"pause", "paused"}, {"resume", "running"}, {"retry", "running"}, {"cancel", "cancelled"},
	} {
		words := strings.Fields(c.command)
		args := append([]string{"broadcast", words[0], "SR-1", "--json"}, words[1:]...)
		var got struct {
			Code    string `json:"id"`
			State   string `json:"state"`
			Said    string `json:"said"`
			Stopped *int   `json:"never_leave"`
			Again   *int   `json:"go_again"`
		}
		if err := json.Unmarshal([]byte(o.says(t, 0, args)), &got); err != nil || got.Code != "SR-1" || got.State != c.state || got.Said == "" ||
			(got.Again != nil) != (words[0] == "retry") || (got.Stopped != nil) != (words[0] == "cancel") {
			t.Errorf("%s: %+v, %v", c.command, got, err)
		}
		if words[0] == "start" {
			o.leave(t, 5, "unknown")
			o.says(t, 1, []string{"broadcast", "retry", "SR-1", "--unknown", "--json"}, "with --json nobody is asked")
			var rows []broadcastRowJSON
			if err := json.Unmarshal([]byte(o.says(t, 0, []string{"broadcast", "export", "SR-1", "--json"})), &rows); err != nil || len(rows) != 15 || rows[0].State != "unknown" || rows[14].Sent != nil {
				t.Errorf("%+v, %v", rows, err)
			}
		}
	}
}

// While it is under way a preview tells of who is to get it yet, and of their texts.
func TestPreviewOfTheRest(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo Kak {{nama}}. Balas BERHENTI untuk berhenti."})
	o.says(t, 0, []string{"broadcast", "start", "SR-1"})
	o.leave(t, 5, "sent")
	o.says(t, 0, []string{"broadcast", "pause", "SR-1"})
	o.says(t, 0, []string{"broadcast", "edit", "SR-1", "--text", "Kak {{nama}} di {{kelurahan}}. Balas BERHENTI untuk berhenti."})
	o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "10 people are to get it yet", "telegram/langkah_bot: 9 now, 1 not, their text cannot be made", "10 leave by",
		"1 texts cannot be made", "JKP-0000015", "Kak Fni di Bendungan Hilir", "it is paused: langkah broadcast resume SR-1")
	o.says(t, 0, []string{"broadcast", "cancel", "SR-1"})
	if said := o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "SR-1, cancelled", "nobody gets it any more: langkah broadcast status SR-1"); strings.Contains(said, "now") {
		t.Error(said)
	}
	o.says(t, 0, []string{"broadcast", "status", "SR-1"}, "it ended on Mon 23 Nov 2026 09.00 WIB")
}

// Whose time is over, or which was called off half-way, is foretold to nobody: the rest
// of its audience never gets it.
func TestPreviewOfWhatIsOver(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo. Balas BERHENTI untuk berhenti.", "--expires", "2026-11-23 12:00"})
	o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "15 people want news", "next: langkah broadcast start SR-1")
	o.now = o.now.Add(4 * time.Hour)
	var p previewJSON
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"broadcast", "preview", "SR-1", "--json"})), &p); err != nil || p.People != 0 || len(p.Reach) != 0 {
		t.Errorf("%+v, %v", p, err)
	}
	o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "SR-1, draft", "nobody gets it any more: its time is over; make another one: langkah broadcast create")
	o.says(t, 1, []string{"broadcast", "start", "SR-1"}, "its time is over; make another one")
}

// Half a table does not stay, and none is written over.
func TestExportOfABroadcast(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	file := filepath.Join(t.TempDir(), "kabar.csv")
	said := o.says(t, 1, []string{"broadcast", "export", "SR-9", "--file", file}, "there is no such broadcast: SR-9")
	if _, err := os.Stat(file); !os.IsNotExist(err) || said != "langkah: there is no such broadcast: SR-9\n" {
		t.Errorf("%v\n%s", err, said)
	}
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo"})
	o.says(t, 0, []string{"broadcast", "export", "SR-1", "--file", file}, "0 rows in "+file)
	o.says(t, 0, []string{"broadcast", "export", "SR-1", "--json"}, "[]")
	o.says(t, 1, []string{"broadcast", "export", "SR-1", "--file", file}, file+" is there already")
}

// Whom no chat reaches can be called: a table says who, and where.
func TestCallsAboutABroadcast(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	shut := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: "q"}
	m := store.Enrolment{Address: shut, Stage: 1, Service: true, Announcements: true, Profile: flows.Answers{"name": "=Qni", "phone": "+6281234567890", "kecamatan": "31.71.07"}}
	if err := o.store.Enrol(t.Context(), m, o.now); err != nil {
		t.Fatal(err)
	}
	err := o.store.Within(t.Context(), func(tx store.Tx) error {
		member, err := o.store.At(t.Context(), shut)
		if err != nil {
			return err
		}
		_, err = tx.Perform(t.Context(), store.Act{MemberID: member, At: o.now, Action: flows.Reach{AddressID: 17, Blocked: true}}) // the last of so many
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo"})
	o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "16 people want news", "1 have no open chat: they can be called: langkah broadcast calls SR-1")
	o.says(t, 0, []string{"broadcast", "calls", "SR-1"}, "JKP-0000017;'=Qni;0812-3456-7890;Tanah Abang")
	o.says(t, 0, []string{"staff", "log", "--action", "broadcast"}, "broadcast.calls SR-1")
}

// Whoever watches ends it by Ctrl-C, which is no fault; what is shown fits a terminal.
func TestWatchOfABroadcast(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo {{kelurahan}}", "--field", "kuliner", "--except-kecamatan", "Gambir", "--except-kecamatan", "Menteng", "--except-kecamatan", "Senen"})
	o.says(t, 0, []string{"broadcast", "start", "SR-1"})
	o.leave(t, 5, "unknown")
	o.says(t, 2, []string{"broadcast", "status", "SR-1", "--watch", "--json"}, "can't be used together")
	ctx, cancel := context.WithCancel(t.Context())
	var out strings.Builder
	s := &surroundings{ctx: ctx, config: o.config, out: shown(func(p []byte) { out.Write(p); cancel() }), err: &out, store: o.store, now: func() time.Time { return o.now }}
	if code := run(s, []string{"broadcast", "status", "SR-1", "--watch"}); code != 0 || strings.Contains(out.String(), "langkah:") {
		t.Errorf("exit status %d\n%s", code, out.String())
	}
	said := o.says(t, 0, []string{"broadcast", "status", "SR-1"}, "telegram/langkah_bot  5  unknown  in doubt: the service stopped")
	for line := range strings.SplitSeq(said, "\n") {
		if n := len([]rune(line)); n > screenWide {
			t.Errorf("%d letters: %s", n, line)
		}
	}
}

// shown is what is written to a screen.
type shown func([]byte)

func (w shown) Write(p []byte) (int, error) { w(p); return len(p), nil }

// Whoever has no row of a broadcast is told why, also when it is over.
func TestExplainWithoutARow(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Bazar buka. Balas BERHENTI untuk berhenti.", "--kelurahan", "Bendungan Hilir"})
	o.says(t, 0, []string{"explain", "JKP-0000016"}, "broadcasts\n  none") // a draft is nobody's
	o.says(t, 0, []string{"broadcast", "start", "SR-1"})
	o.leave(t, 64, "sent")
	told := func() {
		t.Helper()
		o.says(t, 0, []string{"explain", "JKP-0000001"}, "SR-1  sent on telegram, Mon 23 Nov 2026 09.00 WIB\n    \"Bazar buka. Balas BERHENTI")
		o.says(t, 0, []string{"explain", "JKP-0000015"}, "SR-1  is not for them, as it is now")
		o.says(t, 0, []string{"explain", "JKP-0000016"}, "SR-1  is not sent to them: they want no announcements")
	}
	told()
	o.says(t, 0, []string{"broadcast", "cancel", "SR-1"})
	told()
}

// What goes again of a broadcast that is paused leaves when that goes on.
func TestRetryOfWhatIsPaused(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Bazar buka. Balas BERHENTI untuk berhenti."})
	o.says(t, 0, []string{"broadcast", "start", "SR-1"})
	o.leave(t, 3, "failed")
	o.says(t, 0, []string{"broadcast", "pause", "SR-1"})
	o.says(t, 0, []string{"broadcast", "retry", "SR-1"}, "3 go again", "they leave once it goes on: langkah broadcast resume SR-1")
	if said := o.says(t, 0, []string{"broadcast", "retry", "SR-1"}, "0 go again"); strings.Contains(said, "they leave") {
		t.Error(said)
	}
}

// In a restored copy nothing is foretold as if it left.
func TestBroadcastInARestoredCopy(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	m := store.Enrolment{Address: bot.Address{Channel: "webchat", Account: "web", ID: "q"}, Stage: 1, Service: true, Announcements: true, Profile: flows.Answers{"name": "Qni"}}
	if err := o.store.Enrol(t.Context(), m, o.now); err != nil {
		t.Fatal(err)
	}
	o.says(t, 0, []string{"broadcast", "create", "--text", "Bazar buka. Balas BERHENTI untuk berhenti."})
	o.says(t, 0, []string{"broadcast", "start", "SR-1"})
	o.leave(t, 5, "sent")
	if err := o.store.AsRestored(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := o.store.Recognise(t.Context(), o.now); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"status", "preview"} {
		o.says(t, 0, []string{"broadcast", command, "SR-1"}, "held, for this is a restored copy: langkah broadcast thaw", "1 as people look in; held, for")
	}
	o.says(t, 0, []string{"explain", "JKP-0000010"}, "SR-1  in the queue on telegram; held: this is a restored copy")
	o.says(t, 0, []string{"broadcast", "create", "--text", "Bazar lain. Balas BERHENTI untuk berhenti."})
	o.says(t, 0, []string{"broadcast", "start", "SR-2"}, "it is held: this is a restored copy; langkah broadcast thaw")
}

// Who changes the words is told of those that stay, in another language.
func TestBroadcastEditLeavesTheEnglish(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.says(t, 0, []string{"broadcast", "create", "--text", "Bazar buka.", "--text-en", "The bazaar is open."})
	o.says(t, 0, []string{"broadcast", "edit", "SR-1", "--text", "Bazar pindah."}, "gets its English text as it was: --text-en changes that, too")
	if said := o.says(t, 0, []string{"broadcast", "edit", "SR-1", "--text", "Bazar buka.", "--text-en", "It is open."}); strings.Contains(said, "as it was") {
		t.Error(said)
	}
}
