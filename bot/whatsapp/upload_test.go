package whatsapp

import (
	"strings"
	"testing"

	"go.mau.fi/whatsmeow/types"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
)

func kelas(out bot.Outbound) bot.Outbound {
	out.Media = &bot.Media{Kind: bot.Document, Ref: bot.FileRef(7), Name: "kelas-PLT-0001.ics", MIME: "text/calendar", Content: []byte("isi")}
	return out
}

// TestAFileOfOursIsUploadedOnce: another try of the bubble has the same file
// under the same id, and is shown once; so have others, for a day.
func TestAFileOfOursIsUploadedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	w.server.Fault(watest.Fault{Kind: watest.RefuseMedia, Code: 507, Times: 1})
	out := kelas(w.to(p, "Sampai jumpa"))
	e := w.fails(out)
	if e.Class != bot.Retry || strings.Contains(e.Error(), siti) {
		t.Errorf("not uploaded: %v", e)
	}
	if got := p.All(); len(got) != 0 {
		t.Fatalf("shown %+v", got)
	}
	w.sends(out)
	refuse := w.server.Fault(watest.Fault{Kind: watest.RefuseMedia, Code: 507})
	w.sends(out)
	other := kelas(w.to(w.meet(budi, "Budi"), "Sampai jumpa"))
	w.sends(other)
	refuse.Lift()
	w.sends(w.to(p, "selesai"))
	got := p.Read(2, soon)
	if len(got) != 2 || got[0].ID != out.ExternalID || got[0].Text != "Sampai jumpa" || got[0].File.Name != "kelas-PLT-0001.ics" ||
		got[0].File.MIME != "text/calendar" || string(got[0].File.Data) != "isi" || got[1].Text != "selesai" {
		t.Errorf("shown %+v", got)
	}
	w.passes(uploadFor)
	empty := kelas(w.to(p, "lagi"))
	empty.Media.Content = nil
	if e := w.fails(empty); e.Class != bot.Permanent || e.Code != "empty_file" {
		t.Errorf("a day later, without what it holds: %v", e)
	}
	w.sends(kelas(w.to(p, "lagi")))
}

// TestAFileOfOursIsShownAgain, after a restart, too; and it can be taken back.
func TestAFileOfOursIsShownAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		w.tell(store.Bubble{Text: "Sampai jumpa", File: &store.File{Kind: bot.Document, Name: "kelas.ics", MIME: "text/calendar", Content: []byte("isi")}})
		got := p.Read(1, soon)
		if len(got) != 1 || string(got[0].File.Data) != "isi" {
			t.Fatalf("shown %+v", got)
		}
		w.stop()
		w.Channel = hurried(w.devices.Channel(office)) // another process knows of no upload
		w.run().is(OK)
		m := w.current().again(types.EmptyJID, types.NewJID(siti, types.DefaultUserServer), got[0].ID)
		if m.GetDocumentMessage().GetFileName() != "kelas.ics" || m.GetDocumentMessage().GetCaption() != "Sampai jumpa" {
			t.Fatalf("again it is %v", m)
		}
		raw, err := w.Fetch(t.Context(), *handle(m))
		if err != nil || string(raw) != "isi" {
			t.Errorf("again it holds %q, %v", raw, err)
		}
		back := w.to(p, "")
		back.Recalls, back.Lane = got[0].ID, bot.LaneNotice
		w.sends(back)
		w.until("taken back", func() bool { all := p.All(); return all[len(all)-1].Recalled })
	})
}

// What was uploaded once is shown by its handle, by another process as well, without
// what it holds.
func TestAFileOfOursIsShownByItsHandle(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	first := kelas(w.to(w.meet(siti, "Siti"), "satu"))
	w.sends(first)
	w.stop()
	w.Channel = hurried(w.devices.Channel(office))
	w.run().is(OK)
	refuse := w.server.Fault(watest.Fault{Kind: watest.RefuseMedia, Code: 507})
	defer refuse.Lift()
	p := w.meet(budi, "Budi")
	second := kelas(w.to(p, "dua"))
	second.Media.Content, second.Media.Handle = nil, first.Media.Handle
	w.sends(second)
	got := p.Read(1, soon)
	if len(got) != 1 || got[0].Text != "dua" || got[0].File.Name != "kelas-PLT-0001.ics" || string(got[0].File.Data) != "isi" {
		t.Errorf("shown %+v", got)
	}
}
