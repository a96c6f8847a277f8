package understand

import (
	"strings"
	"testing"
)

func TestAttends(t *testing.T) {
	t.Parallel()
	for want, texts := range map[Attendance]string{
		Comes: "hadir|hadir kak insyaallah|insya allah|insya allah hadir ya|insyaAllah|dateng|dtg kak|siap dateng|ok siap|oke|siap|ya|iya kak|👍|jadi ikut|ikut|bisa kak|" +
			"pasti datang|saya hadir|gas|i'll be there|yes coming|sure|ga jadi batal|tetap ikut|izin telat ya kak hadir kok|saya hadir, sudah di lokasi|tidak, tetap ikut|jangan, masih mau dateng|saya ga jadi batal, bisa hadir|ga ada halangan kak",
		StaysAway: "batal|batalin|batalin aja kak|ga jadi|gajadi ikut|ga jadi deh|gabisa ikut|ga bisa dateng|gak bisa kak|izin ga bisa|izin kak, anak sakit|maaf kak saya berhalangan|" +
			"ga ikut|tidak|tidak hadir|nggak dulu|belum bisa ikut|can't make it|cancel|i cannot come|tdk bisa hadir krn ada acara keluarga|mundur|ga dateng kak|ga bisa kak, lagi sakit|ga bisa ikut kak, sakit|ga kak, lagi sakit|ga dulu kak, anak sakit|tidak ikut karena sakit|ga bisa, mau batal",
		Reschedules: "pindah|pindah jadwal|pindah hari dong|bisa pindah ga?|ganti jadwal|reschedule|mau ganti hari|pindahin ke kelas lain|change date|geser ke minggu depan bisa?",
		0:           "lihat dulu|liat nanti|nanti|belum tahu|belum pasti|jam berapa?|dimana tempatnya|asdfgh|1|9|mungkin|nanti saya kabari|apa yang dibawa?||4821|mau ikut bazar|gue mau lapor pungli|mau pinjam modal",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got, why := Attends(text); got != want || got == 0 && why == "" {
				t.Errorf("%q is read as %d %s, want %d", text, got, why, want)
			}
		}
	}
}

func TestDayCode(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string]string{
		"4821 named": "hadir 4821|Hadir 4821 kak|kode 4821|absen 4821|absen dong kak 4821|4821 hadir|kode hari ini 4821|code 4821|saya hadir, kodenya 4821|HADIR ４８２１|check in 4821",
		"4821":       "4821|4821 kak| 4821 ",
		"":           "hadir|hadir 48213|hadir 482|hadir jam 0900|tahun 2019|2019 atau 2020|hadir 4821 4822|rp 5000|kode K7M4PX|0812 3456|hadir kak insyaallah",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			code, named, ok := DayCode(text)
			got := code
			if named {
				got += " named"
			}
			if ok && got != want || ok != (want != "") {
				t.Errorf("%q is read as %q %v, want %q", text, got, ok, want)
			}
		}
	}
}

func TestClassesByCodeAndOwn(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string]string{
		"PLT-0003": "PLT-0003|plt 0003|mau ikut kls plt 0003|plt0003 kak|mau ikut PLT-0003|lihat kelas plt-0003 dong",
		"BATIK-7":  "batik-7|mau ikut BATIK-7", "KLS-1001": "KLS-1001|kls1001|daftar kls-1001",
		"": "plt|0003|kls-|batal PLT-0003|batik 7|jkp-0000123",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got, ok := ClassCode(text); got != want || ok != (want != "") {
				t.Errorf("%q is read as %q, want %q", text, got, want)
			}
		}
	}
	for want, texts := range map[bool]string{
		true:  "kelas saya|KELAS SAYA|jadwal saya|lihat kelas saya dong|kelasku|jadwalku kapan|kelas yang saya ikuti|pelatihan saya apa aja|my class|my classes|show my schedule|kelas gue mana|when is my class",
		false: "kelas|jadwal|saya mau ikut kelas|i want a class|kelas jahit|pelatihan cakung|saya|jadwal bazar saya|kartu saya|kelas saya di tebet|batal kelas saya",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got := OwnClasses(text); got != want {
				t.Errorf("%q is their own class: %v", text, got)
			}
		}
	}
	for want, texts := range map[bool]string{
		true:  "batal ikut kelas|batalin kelas saya|ga jadi ikut kelas|pindah kelas|pindah jadwal kelas dong|cancel my class|mau batal kelas|gabisa ikut kelas kak|ga jadi ikut kelas kue kering kak|batalin kelas foto produk",
		false: "batal|pindah|kelas saya|ikut kelas|batal daftar bazar|kelas pindahan rumah|batal kelas yang kemarin karena anak sakit panas di rumah",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got := CallsOffClass(text); got != want {
				t.Errorf("%q calls a class off: %v", text, got)
			}
		}
	}
}
