package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/registration"
	"langkah/store"
)

// books enrols people and has each of them ask for a class.
func (o *desk) books(t *testing.T, code string, names ...string) {
	t.Helper()
	for _, name := range names {
		a := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: name}
		err := o.store.Enrol(t.Context(), store.Enrolment{Address: a, Stage: 1, Service: true,
			Profile: flows.Answers{registration.Name: name, registration.Status: "trading", registration.Kecamatan: "31.71.07"}}, o.now)
		if err != nil {
			t.Fatal(err)
		}
		err = o.store.Within(t.Context(), func(tx store.Tx) error {
			member, err := o.store.At(t.Context(), a)
			if err != nil {
				return err
			}
			out, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: o.now, Action: flows.BookClass{Code: code}})
			if out.Event == "full" {
				out, err = tx.Perform(t.Context(), store.Act{MemberID: member, At: o.now, Action: flows.QueueForClass{Code: code}})
			}
			if err == nil && out.Event != "booked" && out.Event != "waiting" {
				err = fmt.Errorf("%s: %s", name, out.Event)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (o *desk) at(t *testing.T, when string) {
	t.Helper()
	var err error
	if o.now, err = time.ParseInLocation("2006-01-02 15:04", when, bot.WIB); err != nil {
		t.Fatal(err)
	}
}

// A class from its plan to its certificates, as an operator sees it.
func TestAClassOnTheCommandLine(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	row := strings.Replace(with("capacity", "3"), ",2026-12-02 12:00,", ",2026-12-02 12:00,", 1)
	file := table(t, columns, row)
	o.says(t, 0, []string{"training", "import", file, "--apply"}, "1 new")
	o.books(t, "K-1", "Ani", "Budi", "Citra", "Dewi")
	o.says(t, 0, []string{"training", "list"}, "3 of 3 seats taken, 1 wait")
	o.says(t, 1, []string{"training", "import", table(t, columns, with("capacity", "2"))}, "kelas.csv:2:capacity: 3 seats are taken already", "1 wrong")
	o.says(t, 0, []string{"training", "import", table(t, columns, strings.Replace(row, "Aula", "RPTRA", 1)), "--apply"},
		"venue: Aula -> RPTRA", "3 have a seat, 1 wait: they are told", "written")
	later := strings.NewReplacer("2026-12-01", "2026-12-03", "2026-12-02", "2026-12-04", "Aula", "RPTRA").Replace(row)
	o.says(t, 0, []string{"training", "import", table(t, columns, later)},
		"days: 2026-12-01 09.00-12.00, 2026-12-02 09.00-12.00 -> 2026-12-03 09.00-12.00, 2026-12-04 09.00-12.00", "3 have a seat, 1 wait: they are told", "note: Fri 4 Dec goes over")
	o.says(t, 1, []string{"training", "move", "K-1", "besok"}, `"besok" is no day and hour`)
	o.says(t, 1, []string{"training", "move", "K-1", "2026-12-25 09:00"}, "training move: A class of several days begins on a working day")
	o.says(t, 1, []string{"training", "move", "K-2", "2026-12-23 09:00"}, "there is no class K-2")
	o.at(t, "2026-11-23 21:00")
	o.says(t, 0, []string{"training", "move", "k-1", "2026-12-23 09:00", "--reason", "Aula dipakai"},
		"moved: K-1 Roti begins on Wed 23 Dec 2026 09.00 WIB, 2 days; 4 people are told from Tue 24 Nov 2026 08.00 WIB on; who must know before has to be called",
		"note: Thu 24 Dec is a holiday (Cuti bersama Natal), so that day is left out.", "note: Fri 25 Dec is a holiday")
	o.says(t, 0, []string{"training", "show", "K-1"}, "when       Wed 23 Dec 2026 09.00 to 12.00 WIB", "             Mon 28 Dec 2026", "replies    0 come, 3 have not said so",
		"JKP-0000001  Ani    - -  booked", "JKP-0000004  Dewi   - -  no. 1 in the queue")
	o.says(t, 1, []string{"training", "code", "K-1"}, "K-1 Roti is not on 2026-11-23; its days are 2026-12-23, 2026-12-28")
	code := o.says(t, 0, []string{"training", "code", "K-1", "--day", "2026-12-23"}, "Say it in the room of K-1 Roti on Wed 23 Dec 2026")
	o.at(t, "2026-12-23 07:00")
	o.says(t, 1, []string{"training", "attend", "K-1", "--all"}, "begins on Wed 23 Dec 2026 09.00 WIB; who came is noted from an hour before")
	o.says(t, 1, []string{"training", "attend", "K-1"}, "who? Name them")
	o.at(t, "2026-12-23 11:00")
	if again := o.says(t, 0, []string{"training", "code", "K-1"}); again != code {
		t.Errorf("another code the same day: %s, then %s", code, again)
	}
	o.says(t, 0, []string{"training", "attend", "K-1", "--all", "--absent", "jkp-0000003"}, "noted: 2 of 3 were at K-1 Roti on Wed 23 Dec 2026; 0 have their certificate")
	o.says(t, 1, []string{"training", "attend", "K-1", "--present", "JKP-0000003,JKP-0000004"}, "noted: 3 of 3", "without a seat in it, and left out: JKP-0000004")
	o.says(t, 1, []string{"training", "move", "K-1", "2027-01-11 09:00"}, "K-1 Roti has begun on Wed 23 Dec 2026 09.00 WIB")
	o.at(t, "2026-12-28 11:00")
	o.says(t, 1, []string{"training", "attend", "K-1", "--day", "2026-12-24", "--all"}, "is not on 2026-12-24")
	o.says(t, 0, []string{"training", "attend", "K-1", "--present", "JKP-0000001", "--present", "JKP-0000002"}, "noted: 2 of 3", "2 have their certificate")
	o.says(t, 0, []string{"training", "show", "K-1", "--json"}, `"state": "attended"`, `"came": [`, `"reason": "Aula dipakai"`)
	o.says(t, 2, []string{"training", "cancel", "K-1"}, "reason")
	o.says(t, 0, []string{"training", "cancel", "K-1", "--reason", "Banjir"}, "cancelled: K-1 Roti; ")
	o.says(t, 1, []string{"training", "cancel", "K-1", "--reason", "Banjir"}, "K-1 Roti is cancelled")
	o.says(t, 0, []string{"training", "show", "K-1"}, "cancelled  Banjir")
	o.says(t, 0, []string{"training", "list", "--all", "--json"}, `"cancelled": true`)
	o.says(t, 0, []string{"training", "import", file, "--apply"}, "1 rows: 1 cancelled\nwritten")
	o.says(t, 0, []string{"staff", "log", "--about", "K-1", "--limit", "2"}, "class.cancel K-1: gone", "class.cancel K-1: cancelled, reason Banjir, told ")
}

func TestStaffOnTheCommandLine(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	o.says(t, 0, []string{"staff", "list"}, "there is no staff yet")
	o.says(t, 2, []string{"staff", "add", "Rina", "--role", "boss"}, "must be one of")
	o.says(t, 1, []string{"staff", "add", "Rina", "--role", "officer", "--kecamatan", "Bekasi"}, "no kecamatan of Jakarta")
	said := o.says(t, 0, []string{"staff", "add", "Rina", "Kartika", "--role", "officer", "--kecamatan", "tanah abang", "--kecamatan", "31.71.08"},
		"staff 1: Rina Kartika, officer, Kecamatan Tanah Abang, Johar Baru\ncode: ", "before Mon 30 Nov 2026 09.00 WIB", "It is shown only now")
	o.says(t, 0, []string{"staff", "add", "Rina S.", "--role", "trainer"}, "staff 2: Rina S., trainer, all of Jakarta")
	o.says(t, 0, []string{"staff", "list"}, "1  Rina Kartika  officer  Kecamatan Tanah Abang, Johar Baru  has not written their code yet")
	_, rest, _ := strings.Cut(said, "code: ")
	code, _, _ := strings.Cut(rest, "\n")
	a := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: "rina"}
	if err := o.store.Enrol(t.Context(), store.Enrolment{Address: a, Stage: 1, Profile: flows.Answers{registration.Name: "Rina"}}, o.now); err != nil {
		t.Fatal(err)
	}
	if err := o.store.Accept(t.Context(), []store.Received{{Inbound: bot.Inbound{From: a, ExternalID: "m1", Kind: bot.Text, Text: code}}}, o.now); err != nil {
		t.Fatal(err)
	}
	err := o.store.Within(t.Context(), func(tx store.Tx) error {
		out, err := tx.Perform(t.Context(), store.Act{MemberID: 1, InboxID: 1, At: o.now, Action: flows.BecomeStaff{Code: code}})
		if err == nil && out.Event != "staff" {
			err = fmt.Errorf("%q: %s", code, out.Event)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	o.says(t, 0, []string{"staff", "list"}, "on telegram since Mon 23 Nov 2026 09.00 WIB")
	o.says(t, 0, []string{"staff", "list", "--json"}, `"channel": "telegram"`, `"31.71.07",`)
	o.says(t, 1, []string{"staff", "disable", "rina"}, `"rina" may be any of these; ask again with the number:`, "  2 Rina S., trainer, all of Jakarta")
	o.says(t, 1, []string{"staff", "code", "joko"}, "nobody who works is known by")
	o.says(t, 0, []string{"staff", "code", "kartika"}, "their chat on telegram has no rights any more\ncode: ")
	o.says(t, 0, []string{"staff", "disable", "1"}, "disabled: staff 1, Rina Kartika, officer")
	o.says(t, 1, []string{"staff", "disable", "1"}, "nobody who works is known by")
	o.at(t, "2026-12-01 09:00")
	o.says(t, 0, []string{"staff", "list"}, "disabled Mon 23 Nov 2026 09.00 WIB", "their code ran out: langkah staff code 2")
	o.says(t, 0, []string{"staff", "log"}, "command line  staff.disable staff 1\n", "Rina Kartika, officer  staff.link staff 1")
	o.says(t, 0, []string{"staff", "log", "--staff", "1", "--since", "2026-11-23", "--json"}, `"action": "staff.link"`)
	o.says(t, 0, []string{"staff", "log", "--since", "2026-11-24"}, "nothing was done")
	o.says(t, 1, []string{"staff", "log", "--since", "kemarin"}, "is no day")
}
