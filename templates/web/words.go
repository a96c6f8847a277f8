package web

// Words by code, as the webchat says them itself; everything else comes from
// the flows.
var words = map[string]string{
	"away":      "Sebentar ya, Kak. Layanan sedang tersambung lagi; pesan Kakak tetap tersimpan.",
	"slow":      "Sebentar ya, Kak. Pesannya datang terlalu rapat; kami terima lagi beberapa detik lagi.",
	"tabs":      "Halaman ini sudah terbuka di beberapa tab. Tutup salah satu, ya, Kak.",
	"stranger":  "Muat ulang halaman ini dulu, ya, Kak.",
	"elsewhere": "Pesan ini datang dari situs lain, jadi tidak kami terima. Buka halaman chat kami langsung, ya, Kak.",
	"empty":     "Pesannya masih kosong. Tulis sesuatu dulu, ya, Kak.",
	"long":      "Pesannya terlalu panjang untuk sekali kirim: paling banyak 16.000 huruf. Potong dulu, lalu kirim lagi, ya, Kak.",
	"unread":    "Pesan ini tidak bisa kami baca. Muat ulang halaman ini, lalu coba lagi, ya, Kak.",

	"terminal_hint": "Tulis pesan lalu Enter. /quit untuk keluar.",
}

// Word is what people read for a code; an unknown code reads as "unread".
func Word(code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return words["unread"]
}
