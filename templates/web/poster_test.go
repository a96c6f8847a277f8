package web

import (
	"strings"
	"testing"
)

func TestPostersKeepTheirShape(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	err := Posters(&b, []Poster{
		{Kecamatan: "Tebet", Code: "317401", Centre: "<Pusat & Kantor>", Address: "Jl. A", Number: "6281234567890", Bot: "langkah_bot", WhatsApp: []byte("a"), Telegram: []byte("b"),
			WhatsAppLink: "https://wa.me/6281234567890?text=Halo%20(317401)", TelegramLink: "https://t.me/langkah_bot?start=pusat-317401"},
		{Kecamatan: "Cakung", Code: "317506", Sample: true, Bot: "langkah_bot", Telegram: []byte("b")},
	})
	if err != nil {
		t.Fatal(err)
	}
	first, second, _ := strings.Cut(b.String(), `DAFTAR 317401`)
	for _, want := range []string{"0812-3456-7890", "data:image/png;base64,YQ==", "data:image/png;base64,Yg==", "Dinas PPKUKM", ", lalu kirim pesannya.", ", lalu tekan START/MULAI.",
		`<a href="https://wa.me/6281234567890?text=Halo%20%28317401%29">`, `<a href="https://t.me/langkah_bot?start=pusat-317401">`} {
		if !strings.Contains(first, want) {
			t.Errorf("the first lacks %q", want)
		}
	}
	for _, want := range []string{"&lt;Pusat &amp; Kantor&gt;", "Jl. A", "Kantor Kecamatan Cakung", "Cari <b>@langkah_bot</b>", "DAFTAR 317506", `class="sample"`, "tekan START/MULAI."} {
		if !strings.Contains(second, want) {
			t.Errorf("the second lacks %q", want)
		}
	}
	if got := b.String(); strings.Contains(strings.ReplaceAll(got, `<a href="http`, ""), "http") || strings.Contains(got, "ZgotmplZ") || strings.Count(got, `class="sample"`) != 1 {
		t.Error("a poster asks for something elsewhere, or is marked wrongly")
	}
}

func TestDial(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]string{"628110000000": "0811-0000-000", "6281234567890": "0812-3456-7890", "6591234567": "+6591234567", "62": "+62"} {
		if got := Dial(number); got != want {
			t.Errorf("%s: %s, want %s", number, got, want)
		}
	}
}
