package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rsc.io/qr"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/cmd/langkah/demo"
	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/registration"
	"langkah/store"
	"langkah/store/storetest"
)

// atCentres are surroundings with a city, a bot and linked numbers.
func atCentres(t *testing.T, out *bytes.Buffer, numbers ...string) *surroundings {
	t.Helper()
	s, _ := onTelegram(t, out)
	s.store = storetest.New(t)
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, bot.WIB)
	if err := s.store.Within(t.Context(), func(tx store.Tx) error { return tx.PutCity(t.Context(), demo.City(now), now) }); err != nil {
		t.Fatal(err)
	}
	for _, n := range numbers {
		if err := s.store.NoteLinked(t.Context(), ofNumber(n), now); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// doorsOf is what the command prints as JSON.
func doorsOf(t *testing.T, s *surroundings, out *bytes.Buffer, args ...string) (list []doorway) {
	t.Helper()
	out.Reset()
	if code := run(s, append([]string{"centre", "qr", "--json"}, args...)); code != 0 {
		t.Fatalf("exit status %d\n%s", code, out.String())
	}
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return list
}

// Each of the 44 centres has links of its own, and what they have people write
// begins the registration with the centre known.
func TestCentreLinks(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := atCentres(t, &out, "628110000001", "628110000002")
	links, numbers := map[string]bool{}, map[string]int{}
	router := catalogue.Router()
	doors := doorsOf(t, s, &out)
	for _, d := range doors {
		links[d.WhatsApp], links[d.Telegram] = true, true
		numbers[d.Number]++
		u, err := url.Parse(d.WhatsApp)
		if err != nil || u.Host != "wa.me" || u.Path != "/"+d.Number || u.Query().Get("text") != d.Text || strings.ContainsAny(u.RawQuery, "+ ") {
			t.Errorf("%s does not carry %q: %v", d.WhatsApp, d.Text, err)
		}
		turn, err := router.Begin(flows.Session{}, flows.Input{Text: d.Text}, flows.Facts{})
		if err != nil {
			t.Fatal(err)
		}
		if got := turn.Session(); got.Via != "pusat-"+d.Code || got.Flow != registration.Flow.Name || !strings.HasSuffix(d.Telegram, "?start="+got.Via) {
			t.Errorf("%q leads to %s.%s by %q", d.Text, got.Flow, got.State, got.Via)
		}
		if d.Centre == "" || d.Address == "" || !d.Sample {
			t.Errorf("%s is nowhere", d.Kecamatan)
		}
	}
	if len(doors) != 44 || len(links) != 88 || numbers["628110000001"] != 22 || numbers["628110000002"] != 22 ||
		!links["https://t.me/langkah_play_bot?start=pusat-317406"] {
		t.Errorf("%d centres, %d different links, numbers %v", len(doors), len(links), numbers)
	}
	one := doorsOf(t, s, &out, "tanah", "abang")
	if len(one) != 1 || one[0] != doors[8] {
		t.Errorf("alone it is %+v, want %+v", one, doors[8])
	}
	if two := doorsOf(t, s, &out, "31.74.01", "Cakung", "--number", "+62 811-0000-002"); len(two) != 2 ||
		two[0].Kecamatan != "Tebet" || two[0].Number != "628110000002" || two[1].Number != "628110000002" {
		t.Errorf("got %+v", two)
	}
	out.Reset()
	if code := run(s, []string{"centre", "qr", "cilandak"}); code != 0 || strings.Count(out.String(), "\n") != 2 ||
		!strings.Contains(out.String(), "317406  Cilandak  https://wa.me/62811000000") {
		t.Errorf("exit status %d\n%s", code, out.String())
	}
}

// What cannot be done is said, with what to do.
func TestCentreRefusals(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := atCentres(t, &out, "628110000001", "628110000002")
	says := func(code int, want string, args ...string) {
		t.Helper()
		out.Reset()
		if got := run(s, append([]string{"centre", "qr"}, args...)); got != code || !strings.Contains(out.String(), want) {
			t.Errorf("%v: exit status %d, want %d and %q\n%s", args, got, code, want, out.String())
		}
	}
	says(1, "no kecamatan of Jakarta", "bekasi")
	says(1, "no kecamatan of Jakarta", "kebon kacang")
	says(1, "country code", "--number", "0811")
	says(1, "628110000003 is not linked", "--number", "628110000003")
	if err := s.store.NoteCondition(t.Context(), ofNumber("628110000001"), store.Condition{Health: bot.Health{Code: whatsapp.Banned}}); err != nil {
		t.Fatal(err)
	}
	says(1, "628110000001 is not linked, or lost", "--number", "628110000001")
	for _, d := range doorsOf(t, s, &out) {
		if d.Number != "628110000002" {
			t.Errorf("%s leads to %s, which is banned", d.Kecamatan, d.Number)
		}
	}
	if err := s.store.NoteGivenUp(t.Context(), ofNumber("628110000002")); err != nil {
		t.Fatal(err)
	}
	says(0, "for Telegram alone", "tebet")
	s.config.TelegramToken = "123:abc"
	says(1, "does not know this token")
	s.config.TelegramToken = ""
	says(1, "langkah whatsapp link", "tebet")
	if err := s.store.NoteLinked(t.Context(), ofNumber("628110000002"), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	if d := doorsOf(t, s, &out, "tebet")[0]; d.Telegram != "" || d.WhatsApp == "" {
		t.Errorf("without a bot: %+v", d)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	says(1, "draw the codes", "--out", file)
}

// TestCentrePictures: each pixel is that of the link's code, and around it is
// the quiet zone that scanners need.
func TestCentrePictures(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := atCentres(t, &out, "6281100000001")
	dir := filepath.Join(t.TempDir(), "a", "b")
	doors := doorsOf(t, s, &out, "--out", dir)
	files, err := filepath.Glob(dir + "/*.png")
	if err != nil || len(files) != 88 {
		t.Fatalf("%d pictures: %v", len(files), err)
	}
	for _, d := range doors {
		name := filepath.Join(dir, d.Code+"-"+strings.ReplaceAll(strings.ToLower(d.Kecamatan), " ", "-"))
		shows(t, name+"-whatsapp.png", d.WhatsApp)
		shows(t, name+"-telegram.png", d.Telegram)
	}
}

func shows(t *testing.T, file, link string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	want, err := qr.Encode(link, qr.Q)
	if err != nil {
		t.Fatal(err)
	}
	const quiet = 4
	side := want.Size + 2*quiet
	width := img.Bounds().Dx()
	if width != img.Bounds().Dy() || width%side != 0 || width < printed {
		t.Fatalf("%s is %v, not a multiple of %d, at least %d", file, img.Bounds(), side, printed)
	}
	module := width / side
	step := module / 3 // each module in nine places: every pixel of 88 pictures would take a minute
	for y := 0; y < width; y += step {
		for x := 0; x < width; x += step {
			r, _, _, _ := img.At(x, y).RGBA()
			if dark := r < 0x8000; dark != want.Black(x/module-quiet, y/module-quiet) {
				t.Fatalf("%s differs at %d, %d", file, x, y)
			}
		}
	}
}
