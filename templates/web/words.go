package web

import "fmt"

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

	// On the page itself; with _sample where all is made up.
	"description":        "Chat resmi Jakpreneur, program wirausaha Jakarta. Gratis.",
	"description_sample": "Uji coba chat Jakpreneur, dengan data contoh.",
	"subtitle":           "Resmi · Gratis",
	"subtitle_sample":    "Uji coba · data contoh",
	"subtitle_as":        "Uji coba · %s",
	"welcome":            "Ini layanan resmi Jakpreneur untuk wirausaha Jakarta.",
	"welcome_sample":     "Ini kota contoh untuk mencoba. Jadwal dan alamatnya bukan sungguhan.",
	"not_here_title":     "Tidak ada orang itu di sini",
	"not_here":           "Di kota contoh ini tidak ada orang dengan nama itu. Kembali ke chat Kakak: buka /chat?person=",

	// Where a link to a file leads, when it does not lead to the file.
	"link_over_title":  "Tautan ini sudah tidak berlaku",
	"link_over":        "Tautan berkas hanya berlaku 3 hari dan untuk sekali buka. Jadwal kelas Kakak tetap ada di chat Jakpreneur: tulis KELAS SAYA, ya, Kak.",
	"link_later_title": "Sebentar ya, Kak",
	"link_later":       "Layanan sedang tersambung lagi. Buka tautannya sekali lagi beberapa menit lagi; tautannya masih berlaku.",

	// What a poster has people write; flows/registration reads it.
	"first_words": "Halo Langkah, saya mau daftar di %s (%s)",

	// In the terminal.
	"terminal_member":  "%s, anggota %s, %s",
	"terminal_visitor": "%s (contoh), belum terdaftar",
	"terminal_staff":   "%s (contoh), petugas: tulis meja untuk menjawab",
	"terminal_hint":    "Tulis pesan lalu Enter. /quit untuk keluar.",
}

// Word is what people read for a code; an unknown code reads as "unread".
func Word(code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return words["unread"]
}

// Introduction says who somebody is that the terminal talks as.
func Introduction(id, name, number, place string) string {
	if number == "" {
		return fmt.Sprintf(Word("terminal_visitor"), id)
	}
	return fmt.Sprintf(Word("terminal_member"), "Kak "+name, number, place)
}
