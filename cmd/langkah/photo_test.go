package main

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/telegram"
	"langkah/bot/telegram/tgtest"
	"langkah/bot/whatsapp"
	"langkah/bot/whatsapp/watest"
	"langkah/cmd/langkah/demo"
	"langkah/flows"
	"langkah/store"
	"langkah/store/storetest"
)

// camera is somebody with a phone on a play messenger.
type camera interface {
	says(text string)
	shows(caption string, picture []byte)
	attaches(name, mime string, file []byte)
	// next is the next bubble on the screen, with its picture.
	next(wait time.Duration) (text string, picture []byte, ok bool)
}

type onTelegramPhone struct {
	*tgtest.Person
	server *tgtest.Server
}

func (p onTelegramPhone) says(text string)                        { p.Say(text) }
func (p onTelegramPhone) shows(caption string, picture []byte)    { p.SendPhoto(caption, picture) }
func (p onTelegramPhone) attaches(name, mime string, file []byte) { p.SendDocument(name, mime, file) }
func (p onTelegramPhone) next(wait time.Duration) (string, []byte, bool) {
	got := p.Read(1, wait)
	if len(got) == 0 {
		return "", nil, false
	}
	return got[0].Text + got[0].Caption, p.server.Contents(got[0].File.ID), true
}

type onWhatsAppPhone struct{ *watest.Person }

func (p onWhatsAppPhone) says(text string) { p.Say(officePhone, text) }
func (p onWhatsAppPhone) shows(caption string, picture []byte) {
	p.Photo(officePhone, caption, picture)
}
func (p onWhatsAppPhone) attaches(name, mime string, file []byte) {
	p.Document(officePhone, name, mime, file)
}
func (p onWhatsAppPhone) next(wait time.Duration) (string, []byte, bool) {
	got := p.Read(1, wait)
	if len(got) == 0 {
		return "", nil, false
	}
	return got[0].Text, got[0].File.Data, true
}

// studio is the service on a play messenger, on a Monday morning, with a member
// and an officer of her kecamatan.
type studio struct {
	t          *testing.T
	store      *store.Store
	sql        *pgx.Conn
	siti, rina camera
}

var thatMorning = time.Date(2026, 11, 23, 10, 0, 0, 0, bot.WIB)

// serving runs the service on an account until the test ends.
func serving(t *testing.T, st *store.Store, ch bot.Sender, channel string, caps bot.Caps) {
	t.Helper()
	began := time.Now()
	now := func() time.Time { return thatMorning.Add(time.Since(began)) }
	svc := newService(st, zerolog.Nop(), now, map[string]bot.Caps{channel: caps})
	pump := outbox.New(outbox.Config{Store: st, Sender: ch, Sink: svc.engine, Replica: replica(), People: now, Machine: machineClock, Out: svc.out, Desk: svc.desk,
		Log: zerolog.Nop(), Elsewhere: svc.elsewhere})
	ctx, cancel := context.WithCancel(context.Background())
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return pump.Run(ctx) })
	g.Go(func() error { return svc.engine.Run(ctx) })
	g.Go(func() error { return svc.timers.Run(ctx) })
	t.Cleanup(sync.OnceFunc(func() {
		cancel()
		if err := g.Wait(); err != nil {
			t.Error(err)
		}
		st.Close()
	}))
}

// opened has both write for the first time, and makes them who they are.
func (s *studio) opened(dsn string) {
	s.t.Helper()
	conn, err := pgx.Connect(s.t.Context(), dsn)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close(context.Background()) })
	s.sql = conn
	city := store.City{Events: demo.City(thatMorning).Events}
	err = s.store.Within(s.t.Context(), func(tx store.Tx) error { return tx.PutCity(s.t.Context(), city, thatMorning) })
	if err != nil {
		s.t.Fatal(err)
	}
	s.siti.says("halo")
	s.hears(s.siti, "Mau mulai dari mana")
	_, err = conn.Exec(s.t.Context(), `update members set number = 'JKP-0000001', name = 'Siti Aminah', kecamatan = '31.71.07', service = true, registered_at = $1,
		profile = '{"name": "Siti Aminah", "field": "kuliner", "kecamatan": "31.71.07", "status": "trading"}'`, thatMorning)
	if err != nil {
		s.t.Fatal(err)
	}
	_, code, err := s.store.AddStaff(s.t.Context(), flows.Staff{Name: "Rina", Role: flows.Officer, Kecamatan: []string{"31.71.07"}}, thatMorning)
	if err != nil {
		s.t.Fatal(err)
	}
	s.rina.says(code)
	s.hears(s.rina, "petugas")
}

// hears reads on until the answer, and gives its picture.
func (s *studio) hears(p camera, want string) []byte {
	s.t.Helper()
	var seen []string
	for end := time.Now().Add(time.Minute); ; {
		text, picture, ok := p.next(time.Until(end))
		if !ok {
			s.t.Fatalf("waited in vain for %q, and read %q", want, seen)
		}
		if bytes.Contains([]byte(text), []byte(want)) {
			return picture
		}
		seen = append(seen, text)
	}
}

// talk is what somebody writes, each with what the answer holds.
func (s *studio) talk(p camera, turns ...string) {
	s.t.Helper()
	for i := 0; i < len(turns); i += 2 {
		p.says(turns[i])
		s.hears(p, turns[i+1])
	}
}

func (s *studio) wants(want, sql string) {
	s.t.Helper()
	var got string
	if err := s.sql.QueryRow(s.t.Context(), sql).Scan(&got); err != nil || got != want {
		s.t.Errorf("%s: %q, want %q: %v", sql, got, want, err)
	}
}

const whereShot = "GPS 6.1754S 106.8272E"

// shot is what a phone sends that was held upright: a picture that lies on its
// side, with the place where it was taken.
func shot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 80, 40)), nil); err != nil {
		t.Fatal(err)
	}
	tag := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	body := append(append([]byte("Exif\x00\x00"), tag...), whereShot...)
	head := append([]byte("\xFF\xD8\xFF\xE1"), byte((len(body)+2)>>8), byte(len(body)+2))
	return append(append(head, body...), b.Bytes()[2:]...)
}

// stripped tells that a picture stands upright and says nothing of where it was taken.
func (s *studio) stripped(picture []byte) {
	s.t.Helper()
	size, err := jpeg.DecodeConfig(bytes.NewReader(picture))
	if err != nil || size.Width != 40 || size.Height != 80 {
		s.t.Errorf("the picture is %d × %d: %v", size.Width, size.Height, err)
	}
	if bytes.Contains(picture, []byte("Exif")) || bytes.Contains(picture, []byte(whereShot)) {
		s.t.Error("what the camera wrote beside it is still there")
	}
}

// pictures plays all that becomes of a photo: of papers, of a product, in a talk.
// fails has the messenger fail once; lost tells that the picture is lost by that.
func (s *studio) pictures(fails func(), lost bool) {
	s.t.Helper()
	photo := shot(s.t)
	s.talk(s.siti, "izin", "P4 Perizinan", "nib", "13 angka", "sudah punya", "Tulis nomor NIB", "1299000000017", "foto NIB")
	for _, sent := range []struct {
		caption string
		picture []byte
		want    string
	}{{"", []byte("not a picture"), "belum bisa kami buka"}, {"", make([]byte, 21<<20), "terlalu besar"}, {"ini ktp saya kak", photo, "tidak kami buka"}} {
		s.siti.shows(sent.caption, sent.picture)
		s.hears(s.siti, sent.want)
	}
	s.siti.attaches("nib.pdf", "application/pdf", []byte("%PDF-1.7"))
	s.hears(s.siti, "belum bisa kami buka")
	fails()
	s.siti.shows("ini NIB saya", photo)
	if lost {
		s.hears(s.siti, "belum bisa kami ambil")
		s.siti.shows("ini NIB saya", photo)
	}
	s.hears(s.siti, "Tercatat: NIB 1299000000017. Fotonya tersimpan")
	s.talk(s.siti, "izin", "P4 Perizinan", "halal", "ptsp.halal.go.id", "sudah punya", "nomor sertifikat", "ID31110000123450920", "foto sertifikat halal")
	s.siti.attaches("IMG_0001.jpg", "image/jpeg", photo)
	s.hears(s.siti, "Tercatat: sertifikat halal")
	s.wants("2 false", `select count(*) || ' ' || bool_or(position('GPS'::bytea in content) > 0) from files`)

	s.talk(s.rina, "petugas", "Mau apa, Rina", "surat izin", "1 NIB, Siti Aminah")
	s.rina.says("1")
	s.stripped(s.hears(s.rina, "NIB: 1299000000017"))
	s.talk(s.rina, "ktp", "sudah dihapus di sini")
	s.hears(s.siti, "ternyata KTP atau KK")
	s.wants("1", `select count(*)::text from files`)

	s.talk(s.siti, "BZR-001", "Mau ikut?", "mau", "Produk apa", "keripik singkong", "Harganya", "15rb", "sanggup", "40", "Kirim satu foto")
	s.siti.attaches("keripik.jpg", "image/jpeg", photo)
	s.hears(s.siti, "4 Foto: ada")
	s.talk(s.siti, "ya", "Sekarang dinilai dulu")
	s.talk(s.rina, "petugas", "Mau apa, Rina")
	s.rina.says("kurasi")
	s.stripped(s.hears(s.rina, "keripik singkong, Rp15.000"))

	s.talk(s.siti, "petugas", "kami sambungkan")
	s.siti.shows("ini kuenya", photo)
	s.stripped(s.hears(s.rina, "(foto) ini kuenya"))
}

func TestPicturesOnTelegram(t *testing.T) {
	t.Parallel()
	server, dsn := playTelegram(t), storetest.DSN(t)
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	ch, err := telegram.New(telegram.Config{Token: server.Token(), API: server.URL(), Now: machineClock, Log: zerolog.Nop(), Rate: 1000, ChatRate: 1000})
	if err != nil {
		t.Fatal(err)
	}
	serving(t, st, ch, "telegram", ch.Caps())
	s := &studio{t: t, store: st, siti: onTelegramPhone{server.Person("Siti"), server}, rina: onTelegramPhone{server.Person("Rina"), server}}
	s.opened(dsn)
	s.pictures(func() { server.Fault(tgtest.Fault{Kind: tgtest.BadGateway, Method: "file", Times: 1}) }, false)
}

func TestPicturesOnWhatsApp(t *testing.T) {
	t.Parallel()
	of := newOffice(t, watest.Options{}, storetest.DSN(t))
	st, d := of.devices(zerolog.Nop())
	serving(t, st, d.Channel(officePhone), "whatsapp", whatsapp.Abilities)
	s := &studio{t: t, store: st, siti: onWhatsAppPhone{of.server.Person("6281200000001", "Siti")}, rina: onWhatsAppPhone{of.server.Person("6281200000002", "Rina")}}
	s.opened(of.dsn)
	s.pictures(func() { of.server.Fault(watest.Fault{Kind: watest.RefuseMedia, Code: 410, Times: 1}) }, true)
}
