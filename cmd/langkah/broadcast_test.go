package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/store"
)

// newsDesk is a desk with members who want news: a to n on Telegram, o with no
// kelurahan, p without consent.
func newsDesk(t *testing.T) *desk {
	t.Helper()
	o := newDesk(t)
	o.config.TelegramRate = 30
	for i, name := range strings.Split("a b c d e f g h i j k l m n o p", " ") {
		m := store.Enrolment{Address: bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint(i)}, Stage: 1, Service: true, Announcements: name != "p",
			Profile: map[string]string{"name": strings.ToUpper(name) + "ni Wati", "field": "kuliner", "kecamatan": "31.71.07", "kelurahan": "31.71.07.1002"}}
		if name == "o" {
			delete(m.Profile, "kelurahan")
		}
		if err := o.store.Enrol(t.Context(), m, o.now.AddDate(0, 0, -1)); err != nil {
			t.Fatal(err)
		}
	}
	o.says(t, 0, []string{"event", "import", sampleEvents, "--apply"}, "written")
	return o
}

func (o *desk) leave(t *testing.T, rows int, state string) {
	t.Helper()
	own, err := o.store.Own(t.Context(), bot.Account{Channel: "telegram", Name: "langkah_bot"}, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	defer own.Release()
	for range 2 {
		if _, _, err := o.store.Expand(t.Context(), way(), o.now); err != nil {
			t.Fatal(err)
		}
	}
	due := store.Due{Limit: 64, MaxLane: bot.LaneReply, People: o.now, Machine: time.Unix(9e9, 0), Lease: time.Minute}
	trials, err := o.store.Turnover(t.Context(), own.Lease, nil, due)
	if err != nil {
		t.Fatal(err)
	}
	var done []store.Result
	for _, x := range trials {
		done = append(done, store.Result{ID: x.ID, State: "sent", At: o.now})
	}
	due.Limit, due.MaxLane = rows, bot.LaneBroadcast
	out, err := o.store.Turnover(t.Context(), own.Lease, done, due)
	if err != nil {
		t.Fatal(err)
	}
	done = nil
	for _, x := range out {
		text, err := fill(*x.Fill)
		if err != nil {
			t.Fatal(err)
		}
		said := x.Filled(text)
		done = append(done, store.Result{ID: x.ID, State: state, Reason: map[string]string{"failed": "boom", "unknown": "owner_lost"}[state], At: o.now, Said: &said})
	}
	if _, err := o.store.Turnover(t.Context(), own.Lease, done, store.Due{}); err != nil {
		t.Fatal(err)
	}
}

// An operator makes a broadcast, looks, tries it out, has it approved and started,
// follows it, holds it, edits it and ends it.
func TestBroadcastByOperators(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.says(t, 0, []string{"staff", "add", "Rina", "--role", "officer"}, "staff 1")
	o.says(t, 0, []string{"staff", "add", "Dewi", "--role", "pendamping"}, "staff 2")
	o.says(t, 0, []string{"broadcast", "list"}, "there is no broadcast under way")
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo Kak {{nama}} di {{kelurahan}}. Bazar buka. Balas BERHENTI untuk berhenti.", "--event", "bzr-001", "--kota", "Jakarta Pusat", "--field", "kuliner"},
		"SR-1, draft, by command line", "for      of Jakarta Pusat; in kuliner", "about    BZR-001", "langkah broadcast preview SR-1")
	o.says(t, 0, []string{"broadcast", "preview", "sr-1"}, "15 people want news and are meant", "telegram/langkah_bot: 14 now, 1 not, their text cannot be made", "14 leave by Mon 23 Nov 2026 09.0",
		"1 more are meant and want no news", "1 texts cannot be made", "nothing is known for {{kelurahan}}: JKP-0000015", "   | Halo Kak Ani di Bendungan Hilir", "Ikut · Lihat syarat", "next: send it to yourself")
	var p previewJSON
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"broadcast", "preview", "SR-1", "--json"})), &p); err != nil || p.People != 15 || p.Reach[0].Now != 14 || p.Reach[0].By == nil || len(p.Examples) != 3 || len(p.Failures) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	o.says(t, 1, []string{"broadcast", "start", "SR-1"}, "send it to yourself first; langkah broadcast test SR-1")
	o.says(t, 1, []string{"broadcast", "test", "SR-1", "--staff", "1"}, "has not written their code")
	o.says(t, 1, []string{"broadcast", "test", "SR-1"}, "name who gets it")
	o.says(t, 0, []string{"broadcast", "test", "SR-1", "JKP-0000003"}, "on its way by telegram/langkah_bot", "Halo Kak Cni")
	o.says(t, 1, []string{"broadcast", "start", "SR-1"}, "a second person has to approve it; langkah broadcast approve SR-1 --by STAFF")
	o.says(t, 1, []string{"broadcast", "approve", "SR-1"}, "say who approves it")
	o.says(t, 1, []string{"broadcast", "approve", "SR-1", "--by", "Dewi"}, "Dewi is pendamping: here admins and officers announce")
	o.says(t, 0, []string{"broadcast", "approve", "SR-1", "--by", "Rina"}, "approved by Rina, officer")
	o.says(t, 0, []string{"broadcast", "start", "SR-1"}, "started: SR-1 leaves from Mon 23 Nov 2026 09.00 WIB")
	o.says(t, 0, []string{"explain", "JKP-0000001"}, "broadcasts\n  SR-1 about BZR-001  is for them; its rows are being written")
	o.says(t, 0, []string{"explain", "JKP-0000016"}, "SR-1 about BZR-001  is not sent to them: they want no announcements")
	o.leave(t, 5, "sent")
	o.says(t, 0, []string{"broadcast", "status", "SR-1"}, "15 people have a row of it, as of", "telegram/langkah_bot  5  sent", "telegram/langkah_bot  9  queued", "1  failed  nothing is known of them for {{kelurahan}}", "5 left in the last minute, 5 in the last ten", "9 leave by")
	o.says(t, 0, []string{"broadcast", "pause", "SR-1"}, "paused: SR-1")
	o.says(t, 0, []string{"explain", "JKP-0000014"}, "in the queue on telegram; it is paused")
	o.leave(t, 5, "sent")
	o.says(t, 0, []string{"broadcast", "edit", "SR-1", "--text", "Kak {{nama}}, bazar buka. Balas BERHENTI untuk berhenti.", "--text-en", "{{nama}}, the bazaar is open. Reply STOP to stop."}, "changed: who has not got SR-1")
	o.says(t, 1, []string{"broadcast", "resume", "SR-1"}, "send it to yourself first")
	o.says(t, 0, []string{"broadcast", "test", "SR-1", "JKP-0000003", "--lang", "en"}, "Cni, the bazaar is open")
	o.says(t, 0, []string{"broadcast", "approve", "SR-1", "--by", "1"}, "approved by Rina, officer; langkah broadcast resume SR-1 goes on with it")
	o.says(t, 0, []string{"broadcast", "resume", "SR-1"}, "goes on: SR-1")
	o.leave(t, 4, "failed")
	o.says(t, 0, []string{"broadcast", "retry", "SR-1"}, "5 go again") // one of them is not called by a place any more
	o.leave(t, 2, "unknown")
	o.says(t, 1, []string{"broadcast", "retry", "SR-1", "--unknown"}, "JKP-00000", "in doubt: the service stopped", "2 may have got it already", "nothing is sent again")
	o.says(t, 0, []string{"broadcast", "retry", "SR-1", "--unknown", "--yes"}, "2 go again")
	o.says(t, 0, []string{"broadcast", "cancel", "SR-1"}, "cancelled: SR-1; 10 never leave, 5 had left")
	o.says(t, 1, []string{"broadcast", "resume", "SR-1"}, "not in this state: it is cancelled; langkah broadcast status SR-1")
	file := filepath.Join(t.TempDir(), "kabar.csv")
	o.says(t, 0, []string{"broadcast", "export", "SR-1", "--file", file, "--by", "Rina"}, "15 rows in "+file)
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 16 || rows[1][0] != "JKP-0000001" || rows[1][3] != "sent" || rows[1][6] != "2026-11-23 09:00:00" {
		t.Errorf("%v, %v", rows, err)
	}
	o.says(t, 0, []string{"staff", "log", "--action", "broadcast"}, "Rina, officer", "broadcast.export SR-1", "broadcast.cancel", "broadcast.retry")
	var list []broadcastJSON
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"broadcast", "list", "--all", "--json"})), &list); err != nil || len(list) != 1 || list[0].State != "cancelled" || list[0].Version != 2 {
		t.Errorf("%+v, %v", list, err)
	}
}

// Each wrong value is named.
func TestBroadcastErrors(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	wrong := filepath.Join(t.TempDir(), "foto.png")
	if err := os.WriteFile(wrong, []byte("bukan foto"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"--text-en=Hi", "say what it says"},
		{"--text=Halo {{umur}}", "there is no {{umur}}, only {{nama}}"},
		{"--text=Halo {{nama", "braces that are not closed"},
		{"--text=Halo {nama}", "two on either side, as {{nama}}"},
		{"--text=NIK 3171074508859901", "the number of an identity card"},
		{"--text=" + strings.Repeat("a", 1001), "at most 1000 fit"},
		{"--text=x --photo=" + wrong, "not a JPEG or PNG"},
		{"--text=x --event=BZR-999", "there is no event BZR-999"},
		{"--text=x --kota=Bekasi", `"Bekasi" is no kota of Jakarta`},
		{"--text=x --kota=Bekasi Timur", `"Bekasi Timur" is no kota of Jakarta`},
		{"--text=x --kota=semua", "all of Jakarta is meant where no kota is named"},
		{"--text=x --kecamatan=Bekasi", `"Bekasi" is no kecamatan`},
		{"--text=x --kelurahan=Bekasi", `"Bekasi" is no kelurahan`},
		{"--text=x --stage=P9=done", `"P9=done" is no step`},
		{"--text=x --stage=P4=lulus", `"P4=lulus" is no step`},
		{"--text=x --field=roti", `there is no field "roti"`},
		{"--text=x --has=ktp", `there is no paper "ktp"`},
		{"--text=x --has=nib --lacks=nib", "nobody has nib and lacks it"},
		{"--text=x --joined=BZR-999", "there is no event BZR-999"},
		{"--text=x --joined=BZR-001 --not-joined=BZR-001", "had a place in BZR-001 and had none"},
		{"--text=x --channel=sms", `there is no channel "sms"`},
		{"--text=x --warm --cold", "nobody is warm and cold"},
		{"--text=x --seen-within=7 --not-seen-for=9", "nobody wrote within 7 days and has not written for 9"},
		{"--text=x --segment=lama", `there is no segment "lama"`},
		{"--text=x --except-segment=lama", `there is no segment "lama"`},
		{"--text=x --except-kota=Bekasi", `except: "Bekasi" is no kota`},
		{"--text=x --hours=6-20", "nothing is announced before 8 or after 20"},
		{"--text=x --hours=pagi", "write them as 8-20"},
		{"--text=x --starts=besok", `--starts: "besok" is no day and hour`},
		{"--text=x --expires=2026-11-20_09:00", "which is over"},
		{"--text=x --starts=2026-11-24_21:00 --expires=2026-11-25_07:00", "before its hours begin"},
		{"--text=x --starts=2025-11-24_09:00 --expires=2026-11-25_09:00", "--starts: it begins on Mon 24 Nov 2025 09.00 WIB, which is over"},
		{"--text=x --event=BZR-001 --expires=2027-06-01_09:00", "after BZR-001 is over on"},
		{"--text=caf\xe9 buka", "holds letters that cannot be read: save it as UTF-8"},
		{"--text=Halo \x00 Kak", "holds letters that cannot be read"},
		{"--text=x --by=Siapa", `nobody who works is known by "Siapa"`},
	} {
		args := []string{"broadcast", "create"}
		for a := range strings.SplitSeq(c.args, " --") {
			a = "--" + strings.TrimPrefix(a, "--")
			if strings.HasPrefix(a, "--starts") || strings.HasPrefix(a, "--expires") {
				a = strings.ReplaceAll(a, "_", " ")
			}
			args = append(args, a)
		}
		o.says(t, 1, args, c.want)
	}
	o.says(t, 1, []string{"broadcast", "preview", "SR-9"}, "there is no such broadcast: SR-9")
	o.says(t, 0, []string{"broadcast", "list"}, "there is no broadcast under way")
}

// A segment is saved, used and kept from changes; a picture goes with the text.
func TestBroadcastSegmentsAndPictures(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.says(t, 0, []string{"broadcast", "segment", "list"}, "no audience is saved")
	o.says(t, 1, []string{"broadcast", "segment", "save", " ", "--kota", "jakpus"}, "give it a name")
	o.says(t, 1, []string{"broadcast", "segment", "save", "semua"}, "say whom it means")
	o.says(t, 0, []string{"broadcast", "segment", "save", "Pusat Kuliner", "--kecamatan", "tanah abang", "--field", "kuliner", "--except-has", "nib"},
		"saved: pusat kuliner: of Kecamatan Tanah Abang; in kuliner; but for those with nib")
	file := filepath.Join(t.TempDir(), "foto.png")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, image.NewRGBA(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	f.Close()
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo", "--segment", "pusat kuliner", "--photo", file, "--except-stage", "P4=done"},
		"of the segment pusat kuliner; but for those P4 done", "picture  goes with it")
	o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "15 people want news", "   | Halo\n   | Balas STOP untuk berhenti dapat kabar dan pengingat.")
	o.says(t, 1, []string{"broadcast", "segment", "delete", "pusat kuliner"}, "a broadcast that is not over means it: SR-1")
	o.says(t, 0, []string{"broadcast", "cancel", "SR-1"})
	o.says(t, 0, []string{"broadcast", "segment", "delete", "pusat kuliner"}, "deleted")
}

// What is foretold of an account is what a second by second play of it gives.
func TestForetell(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 18, 30, 0, 0, bot.WIB)
	rapid.Check(t, func(rt *rapid.T) {
		r := road{perSecond: 1, begun: rapid.IntRange(0, 30).Draw(rt, "begun")}
		budget := rapid.IntRange(0, 200).Draw(rt, "budget")
		if rapid.Bool().Draw(rt, "counted") {
			r.begins = func(time.Time) int { return budget }
		}
		var loads []load
		for i := range rapid.IntRange(1, 3).Draw(rt, "broadcasts") {
			l := load{Broadcast: store.Broadcast{ID: int64(i), Code: fmt.Sprint(i), Opens: rapid.IntRange(8, 18).Draw(rt, "opens"), Closes: 20}}
			l.Starts = now.Add(time.Duration(rapid.IntRange(-60, 200).Draw(rt, "starts")) * time.Minute)
			l.Expires = l.Starts.Add(time.Duration(rapid.IntRange(1, 40*60).Draw(rt, "life")) * time.Minute)
			l.left = rapid.IntRange(1, 6000).Draw(rt, "left")
			l.begins = rapid.IntRange(0, l.left).Draw(rt, "begins")
			loads = append(loads, l)
		}
		got := r.foretell(loads, "0", now)
		at, late := played(r, loads, now)
		if late != got.Late || late == 0 && got.At.Sub(at).Abs() > 2*time.Second {
			rt.Fatalf("%d late, by %v; played: %d, %v", got.Late, got.At, late, at)
		}
	})
}

// played sends one row a second, as the claim takes it.
func played(r road, loads []load, now time.Time) (at time.Time, late int) {
	loads = append([]load{}, loads...)
	begun := r.begun
	for at = now; loads[0].left > 0 && at.Before(loads[0].Expires); at = at.Add(time.Second) {
		if at.In(bot.WIB).Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
			begun = 0
		}
		var next *load
		for i := range loads {
			l := &loads[i]
			stuck := l.left == l.begins && r.begins != nil && begun >= r.begins(at)
			if l.sends(at) && !stuck && (next == nil || l.Expires.Before(next.Expires) || l.Expires.Equal(next.Expires) && l.ID < next.ID) {
				next = l
			}
		}
		if next == nil {
			continue
		}
		if next.left == next.begins {
			next.begins, begun = next.begins-1, begun+1
		}
		next.left--
	}
	return at, loads[0].left
}

// On WhatsApp the new chats of a day, and not the pace, say when all have left; who
// has not written for four weeks gets it when they write.
func TestPreviewOnWhatsApp(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	o.config.WhatsAppRate, o.config.WhatsAppChats = 5, 5
	for i := range 14 {
		at := o.now.AddDate(0, 0, -2)
		if i >= 12 {
			at = o.now.AddDate(0, 0, -40)
		}
		m := store.Enrolment{Address: bot.Address{Channel: "whatsapp", Account: "628110000000", ID: fmt.Sprint(i)}, Stage: 1, Service: true, Announcements: true,
			Profile: map[string]string{"name": "Siti"}}
		if err := o.store.Enrol(t.Context(), m, at); err != nil {
			t.Fatal(err)
		}
		word := store.Received{Inbound: bot.Inbound{From: m.Address, ExternalID: fmt.Sprint(i), Kind: bot.Text, Text: "halo", At: at}}
		if err := o.store.Accept(t.Context(), []store.Received{word}, at); err != nil {
			t.Fatal(err)
		}
	}
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo Kak {{nama}}. Balas BERHENTI untuk berhenti."}, "for      all members")
	o.says(t, 0, []string{"broadcast", "preview", "SR-1"}, "14 people want news", "whatsapp/628110000000: 12 now (12 of them new chats), 2 when they write next",
		"12 leave by Wed 25 Nov 2026 08.01 WIB (5 a minute, 5 new chats a day; nobody serves it now)")
	o.says(t, 0, []string{"broadcast", "create", "--text", "Halo Kak {{nama}}. Balas BERHENTI untuk berhenti.", "--expires", "2026-11-24 10:00"})
	o.says(t, 0, []string{"broadcast", "preview", "SR-2"}, "2 of 12 do not leave before it ends")
}
