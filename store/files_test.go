package store_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

func kelas(content string) store.File {
	return store.File{Kind: bot.Document, Name: "kelas-PLT-0001.ics", MIME: "text/calendar", Content: []byte(content), Expires: people.AddDate(0, 0, 30)}
}

// put keeps files of their own and returns the ids.
func (h house) keep(t *testing.T, list ...store.File) (ids []int64) {
	t.Helper()
	h.within(t, func(tx store.Tx) (err error) { ids, err = tx.PutFiles(t.Context(), list, people); return err })
	return ids
}

// sent is a row of the ledger with a file, and its id.
func (h house) sent(t *testing.T, to bot.Address, f store.File) (row int64, m *bot.Media) {
	t.Helper()
	member, address := h.member(t, to)
	h.within(t, func(tx store.Tx) error {
		return tx.Say(t.Context(), []store.Bubble{{MemberID: member, AddressID: address, Text: "ini", File: &f}}, people)
	})
	var ref string
	if err := h.sql.QueryRow(t.Context(), `select id, media ->> 'ref' from outbox order by id desc limit 1`).Scan(&row, &ref); err != nil {
		t.Fatal(err)
	}
	return row, &bot.Media{Ref: ref}
}

func TestFilesAreKeptInTheirOrder(t *testing.T) {
	t.Parallel()
	h := open(t)
	var list []store.File
	for i := range 20 {
		list = append(list, kelas(fmt.Sprintf("%d \x00\xff", i)))
	}
	list[3] = store.File{Kind: bot.Photo, Name: "peta.jpg", MIME: "image/jpeg", Content: []byte("jpeg")}
	for i, id := range h.keep(t, list...) {
		f, err := h.File(t.Context(), id)
		if err != nil || f.Kind != list[i].Kind || f.Name != list[i].Name || f.MIME != list[i].MIME || !bytes.Equal(f.Content, list[i].Content) {
			t.Errorf("the %dth came back as %+v, %v", i, f, err)
		}
	}
	if _, err := h.File(t.Context(), 999); !errors.Is(err, store.ErrNoFile) {
		t.Errorf("no file: %v", err)
	}
}

func TestAFileIsAMegabyteAtMost(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.keep(t, kelas(strings.Repeat("x", store.MaxFile)))
	err := h.Within(t.Context(), func(tx store.Tx) error {
		_, err := tx.PutFiles(t.Context(), []store.File{kelas(strings.Repeat("x", store.MaxFile+1))}, people)
		return err
	})
	if err == nil {
		t.Error("one byte more was kept")
	}
}

// What is said with a file keeps it in the same transaction; who shares a
// statement does not share files.
func TestABubbleKeepsItsFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	m, a := h.member(t, siti)
	m2, a2 := h.member(t, budi)
	one, two := kelas("satu"), kelas("dua")
	list := []store.Bubble{{MemberID: m, AddressID: a, Text: "a", File: &one}, {MemberID: m, AddressID: a, Text: "b"}, {MemberID: m2, AddressID: a2, Text: "c", File: &two}}
	boom := errors.New("boom")
	err := h.Within(t.Context(), func(tx store.Tx) error {
		return errors.Join(tx.Say(t.Context(), list, people), boom)
	})
	if !errors.Is(err, boom) {
		t.Fatal(err)
	}
	h.want(t, "0 0", `select (select count(*) from files), (select count(*) from outbox)`)
	h.within(t, func(tx store.Tx) error { return tx.Say(t.Context(), list, people) })
	h.want(t, fmt.Sprintf("a satu 4 %d; b <nil> <nil> <nil>; c dua 3 %d", m, m2), `
		select o.text, convert_from(f.content, 'UTF8'), o.media ->> 'size', f.member_id
		from outbox o left join files f on 'file:' || f.id = o.media ->> 'ref' order by o.id`)
	if one.MemberID != 0 || list[0].Media != nil {
		t.Error("the caller's bubbles were changed")
	}
}

// A file is there for as long as its bubble may still leave, and be linked.
func TestAFileOutlivesItsBubble(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	for days, want := range map[int]int{10: 30, 100: 103} {
		f := kelas("isi")
		if err := h.Notice(t.Context(), siti, store.Bubble{Text: "ini", File: &f, UsefulUntil: people.AddDate(0, 0, days)}, people); err != nil {
			t.Fatal(err)
		}
		h.want(t, "true", `select expires_at = $1 from files order by id desc limit 1`, people.AddDate(0, 0, want))
	}
}

// The claim hands over the reference alone: what a file holds is read when it
// leaves.
func TestAClaimedFileIsAReference(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	_, m := h.sent(t, siti, kelas("isi"))
	rows := h.turn(t, h.own(t, h.Store), nil)
	if len(rows) != 1 || rows[0].Media == nil || rows[0].Media.Content != nil {
		t.Fatalf("claimed %+v", rows)
	}
	got := rows[0].Media
	if got.Ref != m.Ref || got.Kind != bot.Document || got.Name != "kelas-PLT-0001.ics" || got.MIME != "text/calendar" || got.Size != 3 {
		t.Errorf("claimed %+v", got)
	}
}

// TestSentBringsTheFile: a device that could not read a message is shown it as
// it was.
func TestSentBringsTheFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	row, m := h.sent(t, siti, kelas("isi"))
	h.exec(t, `update outbox set external_id = 'E1' where id = $1`, row)
	out, found, err := h.Sent(t.Context(), tg, "E1")
	if err != nil || !found || out.Media == nil || out.Media.Ref != m.Ref || string(out.Media.Content) != "isi" {
		t.Errorf("%+v, %v, %v", out, found, err)
	}
	h.exec(t, `delete from files`)
	if out, found, err = h.Sent(t.Context(), tg, "E1"); err != nil || !found || out.Text != "ini" || out.Media == nil || out.Media.Content != nil {
		t.Errorf("without the file: %+v, %v, %v", out, found, err)
	}
}

func (h house) linked(t *testing.T, row int64, m *bot.Media) (token, text string) {
	t.Helper()
	token = store.NewToken()
	text, err := h.LinkFile(t.Context(), store.FileLine{Row: row, Ref: m.Ref, Token: token, Text: "di /d/" + token}, people)
	if err != nil {
		t.Fatal(err)
	}
	return token, text
}

func TestALinkLeadsToItsFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	row, m := h.sent(t, tab, kelas("isi"))
	token, text := h.linked(t, row, m)
	if text != "ini\ndi /d/"+token || len(token) != 26 {
		t.Errorf("%q", text)
	}
	sum := sha256.Sum256([]byte(token))
	h.want(t, "1 true", `select count(*), bool_and(hash = $1) from file_links`, sum[:])
	for i := range 6 {
		f, err := h.Fetch(t.Context(), token, people.Add(time.Hour))
		if i < 5 && (err != nil || string(f.Content) != "isi" || f.Name != "kelas-PLT-0001.ics") {
			t.Errorf("fetched for the %dth time: %+v, %v", i+1, f, err)
		}
		if i == 5 && !errors.Is(err, store.ErrNoFile) {
			t.Errorf("once too often: %v", err)
		}
	}
	for _, other := range []string{"", store.NewToken(), strings.ToLower(token), token + " "} {
		if _, err := h.Fetch(t.Context(), other, people); !errors.Is(err, store.ErrNoFile) {
			t.Errorf("by %q: %v", other, err)
		}
	}
}

func TestALinkEnds(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	row, m := h.sent(t, tab, kelas("isi"))
	token, _ := h.linked(t, row, m)
	if _, err := h.Fetch(t.Context(), token, people.Add(store.LinkFor-time.Second)); err != nil {
		t.Errorf("a second before: %v", err)
	}
	if _, err := h.Fetch(t.Context(), token, people.Add(store.LinkFor)); !errors.Is(err, store.ErrNoFile) {
		t.Errorf("then: %v", err)
	}
	h.want(t, "1", `select fetched from file_links`)
}

// Whoever finds a link that was used has nothing.
func TestALinkIsForOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	row, m := h.sent(t, tab, kelas("isi"))
	token, _ := h.linked(t, row, m)
	for after, want := range map[time.Duration]error{0: nil, 10*time.Minute - time.Second: nil, 10 * time.Minute: store.ErrNoFile} {
		h.exec(t, `update file_links set fetched = 0, expires_at = $1`, people.Add(store.LinkFor))
		if _, err := h.Fetch(t.Context(), token, people); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Fetch(t.Context(), token, people.Add(after)); !errors.Is(err, want) {
			t.Errorf("after %s: %v, want %v", after, err, want)
		}
	}
}

// Two tabs see the same bubble first: it has one link, and both show that.
func TestTwoTabsMakeOneLink(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	row, m := h.sent(t, tab, kelas("isi"))
	var mu sync.Mutex
	texts := map[string]bool{}
	var tabs sync.WaitGroup
	for range 8 {
		tabs.Go(func() {
			token := store.NewToken()
			text, err := h.LinkFile(t.Context(), store.FileLine{Row: row, Ref: m.Ref, Token: token, Text: token}, people)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			texts[text] = true
		})
	}
	tabs.Wait()
	if len(texts) != 1 {
		t.Errorf("shown as %v", texts)
	}
	h.want(t, "1", `select count(*) from file_links`)
}

func TestATextWithoutItsFileIsAsItStands(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	row, m := h.sent(t, tab, kelas("isi"))
	h.exec(t, `delete from files`)
	if _, text := h.linked(t, row, m); text != "ini" {
		t.Errorf("%q", text)
	}
	h.want(t, "0", `select count(*) from file_links`)
}

func TestFilesAreClearedAway(t *testing.T) {
	t.Parallel()
	for at, want := range map[time.Time]string{people.Add(store.LinkFor - 1): "2 1", people.Add(store.LinkFor): "2 0", people.AddDate(0, 0, 30): "1 0"} {
		h := open(t)
		h.write(t, tab)
		row, m := h.sent(t, tab, kelas("isi"))
		h.linked(t, row, m)
		kept := kelas("tetap")
		kept.Expires = time.Time{}
		h.keep(t, kept)
		if err := h.ClearFiles(t.Context(), at); err != nil {
			t.Fatal(err)
		}
		h.want(t, want, `select (select count(*) from files), (select count(*) from file_links)`)
	}
}

// An erased person's files go with them, and so do the links.
func TestErasedFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab, budi)
	row, m := h.sent(t, tab, kelas("isi"))
	token, _ := h.linked(t, row, m)
	_, his := h.sent(t, budi, kelas("Budi's"))
	h.act(t, tab, flows.EraseMember{})
	if _, err := h.Fetch(t.Context(), token, people); !errors.Is(err, store.ErrNoFile) {
		t.Errorf("fetched: %v", err)
	}
	h.want(t, his.Ref, `select 'file:' || id from files`)
}

// A notice that goes by another channel, or is handed over where its person has
// just written, has its file there, too; where none is carried, it can be linked.
func TestFilesGoAlong(t *testing.T) {
	t.Parallel()
	h := open(t)
	f := kelas("isi")
	h.two(t, "siti")
	err := h.Notice(t.Context(), onWhatsApp("siti"), store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: "ini", File: &f}, people)
	if err != nil {
		t.Fatal(err)
	}
	h.failOver(t, people.Add(patience+time.Minute))
	h.want(t, "whatsapp skipped file:1; telegram queued file:1", `select channel, state, media ->> 'ref' from outbox order by id`)

	h.hears(t, tab, people)
	member, _ := h.member(t, onWhatsApp("siti"))
	_, address := h.member(t, tab)
	h.exec(t, `update addresses set member_id = $1 where id = $2`, member, address)
	h.exec(t, `update outbox set state = 'waiting', reason = 'next_contact' where channel = 'telegram'`)
	h.within(t, func(tx store.Tx) error {
		return tx.HandOver(t.Context(), store.Handing{MemberID: member, AddressID: address, News: 2}, people)
	})
	rows, err := h.Pull(t.Context(), tab, 0, people, bot.LaneBroadcast)
	if err != nil || len(rows) != 1 || rows[0].Media == nil {
		t.Fatalf("pulled %+v, %v", rows, err)
	}
	token, _ := h.linked(t, rows[0].ID, rows[0].Media)
	if got, err := h.Fetch(t.Context(), token, people); err != nil || string(got.Content) != "isi" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	member, _ := h.member(t, budi)
	h.exec(t, `update conversations set lang = 'en' where member_id = $1`, member)
	for who, want := range map[bot.Address]string{siti: "id", budi: "en", tab: ""} {
		if got, err := h.Language(t.Context(), who); got != want || err != nil {
			t.Errorf("%v: %q, %v", who, got, err)
		}
	}
}
