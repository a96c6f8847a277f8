package engine_test

import (
	"strings"
	"testing"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows/catalogue"
	"langkah/templates"
)

// traces lists the columns, of every table there is, in which a word stands.
func (w *world) traces(t *testing.T, word string) (found []string) {
	t.Helper()
	columns := w.read(t, `select string_agg(table_name || ' ' || column_name, ';' order by 1) from information_schema.columns
		where table_schema = 'public' and data_type in ('text', 'jsonb', 'character varying')`)
	for _, line := range strings.Split(columns, ";") {
		table, column, _ := strings.Cut(line, " ")
		if w.read(t, `select count(*)::text from `+table+` where strpos(lower(`+column+`::text), lower($1)) > 0`, word) != "0" {
			found = append(found, line)
		}
	}
	return found
}

const nik = "3171074504920001"

func TestNIKIsNotWritten(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	batch := says("siti", "NIK saya "+nik, "3171 0745 0492 0001", "3171\x000745\xff04920001", "", "")
	batch[3].Kind, batch[3].Pick = bot.Pick, nik
	batch[4].Kind, batch[4].Media = bot.Photo, &bot.Media{Ref: "r", Name: "KTP " + nik + ".jpg"}
	accept(t, e, batch)
	if batch[4].Media.Name != "KTP "+nik+".jpg" {
		t.Error("the channel's own batch was changed")
	}
	for _, part := range []string{nik, "07450492", "0745 0492"} {
		if got := w.traces(t, part); len(got) != 0 {
			t.Errorf("%q stands in %v", part, got)
		}
	}
	w.want(t, "KTP 3171********0001.jpg", `select media ->> 'name' from inbox where media is not null`)
	w.want(t, "NIK saya 3171********0001", `select text from inbox where masked order by id limit 1`)
	drain(t, e)
	w.want(t, "0", `select count(*)::text from inbox where state <> 'done'`)
}

func TestOddTexts(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	long := strings.Repeat("é", 10_000)
	rtl := "\u202eمرحبا\u202c שלום"
	accept(t, e, says("siti", long, "a\x00b", "\xff\xfe", rtl, "👩‍👩‍👧 \U0010ffff", " \n\t "))
	drain(t, e)
	w.want(t, "4096", `select length(text)::text from inbox order by id limit 1`)
	w.want(t, "ab|\uFFFD|"+rtl+"|👩‍👩‍👧 \U0010ffff| \n\t ", `select string_agg(text, '|' order by id) from inbox where length(text) < 100`)
	w.want(t, "6", `select count(distinct inbox_id)::text from outbox`)
	w.want(t, "0", `select sum(tries)::text from inbox`)
}

// Every kind of message that a channel can bring is answered, by the real
// flows and texts.
func TestEveryKindIsAnswered(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.real(t)
	kinds := []bot.Kind{bot.Start, bot.Text, bot.Pick, bot.Contact, bot.Photo, bot.Document, bot.Voice, bot.Sticker, bot.Location, bot.Other, "unheard of"}
	for _, kind := range kinds {
		in := says("siti", "")
		in[0].Kind, in[0].Pick, in[0].Phone = kind, "menu", "+6281234567890"
		accept(t, e, in)
	}
	drain(t, e)
	w.want(t, "11", `select count(distinct inbox_id)::text from outbox where text <> ''`)
	w.want(t, "0", `select count(*)::text from inbox where state <> 'done' or tries > 0`)
}

// real is a replica with the service's own flows and texts.
func (w *world) real(t *testing.T) *engine.Engine {
	t.Helper()
	config := w.engine(t, w.db, catalogue.Router()).Config
	config.Texts = templates.Text
	return engine.New(config)
}

// Somebody registers, asks for everything to be erased, and nothing of them is
// left, though the answers of the last hour had not all been sent.
func TestErasedInTheChat(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.real(t)
	registration := []string{
		"halo", "mau daftar", "setuju", "ya", "blm pernah", "Zubaidah Kusumawardani", "udah jualan", "nasi uduk zubaidah", "makanan",
		"3 tahun lalu", "5jtan", "blm punya", "tn abang", "kb kacang", "0812 3456 7890", "boleh", "ya",
	}
	for _, text := range registration {
		accept(t, e, says("siti", text))
		drain(t, e)
	}
	if w.read(t, `select count(number)::text from members`) != "1" || len(w.traces(t, "zubaidah")) < 4 {
		t.Fatalf("not registered: the name stands in %v", w.traces(t, "zubaidah"))
	}
	w.exec(t, `update outbox set state = 'sent' where id % 2 = 0`)
	// All in one breath: the card, with the name, is answered in the same commit.
	accept(t, e, says("siti", "data saya", "hapus data", "ya, saya setuju"))
	drain(t, e)
	w.want(t, "1", `select count(*)::text from erasures`)
	for _, word := range []string{"zubaidah", "kusumawardani", "6281234567890", "nasi uduk"} {
		if got := w.traces(t, word); len(got) != 0 {
			t.Errorf("%q stands in %v", word, got)
		}
	}
	w.want(t, "1", `select count(*)::text from outbox where state = 'queued' and text <> ''`)
	accept(t, e, says("siti", "halo"))
	drain(t, e)
	w.want(t, "2", `select count(*)::text from outbox where state = 'queued' and text <> ''`)
}
