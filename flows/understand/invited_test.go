package understand

import "testing"

func TestInvited(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Invitee{
		"ikut": Joins, "mau ikut kak": Joins, "Ikut dong kak": Joins, "1": Joins, "no 1": Joins, "ya": Joins, "gas": Joins, "saya mau ikutan": Joins, "join": Joins, "yes": Joins,
		"2": Looks, "syarat": Looks, "lihat syarat": Looks, "syaratnya apa kak": Looks, "info": Looks, "conditions": Looks,
		"syarat?": Looks, "syaratnya apa?": Looks, "masih buka ga": Looks, "masih ada tempat?": Looks, "jauh ga dari tebet": Looks, "lokasinya dmn ya kak? jauh ga?": Looks, "buat umum?": Looks,
		"siap ikut kak, bawa apa aja?": Looks, "ikut dong kak, gratis kan?": Looks, "caranya gmn": Looks, "gimana caranya kak": Looks, "link daftarnya mana": Looks, "how much is it": Looks,
		"saya sudah ikut": Looks, "sudah daftar": Looks, "udah daftar kak": Looks, "makasih infonya kak": 0, "okee siap makasih infonya": 0, "makasih kak, mau ikut": Joins,
		"ga bisa kak, lagi sakit": Declines, "tidak ikut": Declines, "ga bisa kak": Declines, "nggak": Declines, "can't": Declines,
		"menu": 0, "harganya berapa": Looks, "brp biayanya": Looks, "bayar ga kak": Looks, "kapan ya kak": Looks, "tempatnya dimana": Looks, "jam brp mulainya": Looks, "how much does it cost": Looks,
		"nanti aja": Declines, "nanti dulu kak": Declines, "mau dong kak": Joins, "ga ikut": Declines, "kapan pelatihan": 0, "ikut BZR-002": 0, "setuju SR-1": 0, "mau plt 3": 0, "alamat kantor": 0, "harga keripik saya 5000": 0, "3": 0, "halo": 0, "mau ikut pelatihan": 0, "mau ikut bazarnya": Joins, "nasi uduk": 0, "": 0,
	} {
		if got := Invited(text, true); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]Invitee{"ikut": Joins, "mau ikut kak": Joins, "1": 0, "2": 0, "no 1": 0, "yang pertama": 0, "ya": 0, "oke": 0, "syarat": Looks, "tidak": 0, "brp biayanya": 0, "nanti aja": 0, "ga ikut": Declines, "mau ikut bazar": 0, "saya sudah ikut": Looks, "masih buka ga": 0, "caranya gmn": 0} {
		if got := Invited(text, false); got != want {
			t.Errorf("later, %q: %d, want %d", text, got, want)
		}
	}
}
