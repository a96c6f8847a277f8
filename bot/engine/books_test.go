package engine_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/templates"
)

// member is an engine of the real flows on which Siti has reported two months;
// at is where people reach its pages.
func member(t *testing.T, at string) (*world, *engine.Engine) {
	t.Helper()
	w := build(t)
	e := engine.New(engine.Config{
		Store: w.db, Router: catalogue.Router(), Texts: templates.Text, Now: func() time.Time { return people }, Log: zerolog.Nop(), Out: &bot.Bell{}, PublicURL: at,
		Caps: func(channel string) bot.Caps { return bot.Caps{Buttons: true, Files: channel == "telegram"} },
	})
	if err := w.db.Enrol(t.Context(), store.Enrolment{Address: address("siti"), Profile: flows.Answers{"name": "Siti"}, Stage: 1, Service: true}, people); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"lapor september 4jt, belanja 1jt", "ya", "lapor oktober 5jt", "lewati", "ya", "unduh"} {
		accept(t, e, says("siti", text))
		drain(t, e)
	}
	return w, e
}

const table = "\ufeffBulan;Omzet (Rp);Biaya (Rp);Sisa (Rp)\r\n2026-10;5000000;;\r\n2026-09;4000000;1000000;3000000\r\n"

// A month brings a picture, and the table of all goes along where no page can be
// reached from a phone.
func TestBooksAsFiles(t *testing.T) {
	t.Parallel()
	w, _ := member(t, "http://127.0.0.1:8080")
	w.want(t, "photo omzet-2026-10.png image/png, photo omzet-2026-10.png image/png, document omzet-jakpreneur.csv text/csv",
		`select string_agg(concat_ws(' ', media ->> 'kind', media ->> 'name', media ->> 'mime'), ', ' order by id) from outbox where media is not null`)
	f, err := w.db.File(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := png.Decode(bytes.NewReader(f.Content)); err != nil || p.Bounds().Dx() < 720 {
		t.Errorf("the picture: %v", err)
	}
	if f, err = w.db.File(t.Context(), 3); err != nil || string(f.Content) != table {
		t.Errorf("the table is %q: %v", f.Content, err)
	}
}

// Where one can, the table lies behind a link that works for one person, also on
// a channel that carries files.
func TestBooksByALink(t *testing.T) {
	t.Parallel()
	w, _ := member(t, "https://chat.example.id")
	var text, media string
	if err := w.sql.QueryRow(t.Context(), `select text, coalesce(media::text, '') from outbox order by id desc limit 1`).Scan(&text, &media); err != nil {
		t.Fatal(err)
	}
	found := fileLink.FindStringSubmatch(text)
	if found == nil || media != "" || !strings.Contains(text, "Excel") || !strings.Contains(text, "\nTabelnya: https") {
		t.Fatalf("said %q with %s", text, media)
	}
	f, err := w.db.Fetch(t.Context(), found[1], people)
	if err != nil || string(f.Content) != table || f.Name != "omzet-jakpreneur.csv" {
		t.Errorf("leads to %+v: %v", f, err)
	}
	if _, err := w.db.Fetch(t.Context(), found[1], people.Add(time.Hour)); err == nil {
		t.Error("it leads there an hour later")
	}
}
