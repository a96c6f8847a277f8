package understand

import (
	"strings"
	"testing"
)

// TestCommandCompany: a greeting, thanks or an excuse beside a command takes
// nothing from it, and a verb is a command only with its object.
func TestCommandCompany(t *testing.T) {
	t.Parallel()
	for want, texts := range map[Command]string{
		Menu:     "mana menunya kak|menu lagi dong|pengen liat menu lagi",
		Help:     "saya gak tau caranya|permisi, saya bingung|halo, tolong dong",
		Stop:     "gak mau langganan lagi|saya ga mau dichat lagi|stop dulu kirimnya|stop dulu|stop dulu ya kak|berhenti dulu deh|matikan notifikasi|matiin notif|nonaktifkan|keluar dari langganan|stop terima kasih|maaf stop ya|terima kasih, jangan kirim lagi",
		Start:    "saya siap mulai",
		Back:     "balik ke belakang",
		Cancel:   "gak jadi kak maaf|mending batal aja|batal, terima kasih",
		Restart:  "ulang isinya",
		Agent:    "ada petugas yang bisa dihubungi|bisa telpon ke siapa|ngobrol sama orang beneran bisa?|ngomong sama yang asli dong|siang kak, minta nomor petugas",
		Status:   "pendaftaran saya gimana kabarnya|apa saya sudah terdaftar|pendaftaran saya diterima ga|sudah diverifikasi belum|data saya udah masuk belum|kapan pendaftaran saya diproses|siang bu, status pendaftaran saya gimana",
		Register: "ayo daftar|halo kak mau daftar|assalamualaikum mau daftar|selamat pagi saya mau daftar jakpreneur",
		Withdraw: "persetujuan saya dicabut",
		"": "pagi mulai|pagi mulai jualan|terima kasih|maaf salah|halo admin|kembali kasih|matikan kompor|keluar rumah|data sudah masuk|pendaftaran sekolah|Menu Masakan Padang|Toko Mulai Jaya|Warung Balik Kampung|Stop Snack|Kopi Restart|" +
			"Start Fresh Juice|Join Kopi|Gabung Jaya|Beranda Kopi|Bengkel Panduan|selamat ulang tahun|Kedai Kembali",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got, _, _ := Global(text); got != want {
				t.Errorf("Global(%q) = %q, want %q", text, got, want)
			}
		}
	}
}
