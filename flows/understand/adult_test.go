package understand

import "testing"

func TestAdult(t *testing.T) {
	t.Parallel()
	adult := func(s string) (Answer, Reason) { return Adult(s, 2026) }
	answers(t, "Adult", adult, map[string]string{
		"YES": "ya|iya kak|sudah|sudah dong|1|1️⃣|satu|no 1|18|sudah 18|ya 25 tahun|saya 45|umur 60 thn|lahir 1972|1963|kelahiran 80|lahir tahun 85|kelahiran 05|lahir 12-05-1980|lahir 5 mei 1990|12 mei 1990|20an|umur 40an|50-an|dewasa|sudah dewasa|udah tua|" +
			"kepala 5|kepala tiga|dua puluh lima|twenty five|18+|di atas 18|lebih dari 18 tahun|18 ke atas|born in 1990|kelahiran 90an ya|sudah cukup umur|delapan belas|umur saya 31 tahun kak|👍|saya sudah lansia|nenek2 umur 70|over 18|I'm 30|duapuluh tahun|udah 18 tahun lebih|46|sudah 18 th 2 bulan|44 thn punya 2 anak|umur 30 anak 2|saya 25 anak 1",
		"NO": "sudah 17|ya 17|udah 16 tahun|iya saya 17 tahun|17 tahun sudah punya ktp|17|umur 15|5|tujuhbelas|tujuh belas tahun|under 18|di bawah 18|dibawah 18 tahun|belum 18|belum 18 tahun kak|kurang dari 18|belum, baru 17|ya saya 16|17 tahun lebih|17 setengah|belum|belum kak|tidak|gak|2|2️⃣|no|" +
			"lahir 2010|kelahiran 2012|2015|lahir 15|belum cukup umur|masih di bawah umur|di bawah umur|belum dewasa|I'm 16|sixteen|belum 17|masih 17 kak|<18|👎|seventeen years old",
		string(Unsure): "masih sma|pelajar|kuliah|saya mahasiswa|masih kuliah kak|sudah punya ktp|punya ktp|sudah ada KTP|lahir 2008|2008|kelahiran 2008|di atas 17|lebih dari 17 tahun|17+|mau 18|hampir 18|jalan 18|sudah, anak saya 5|anak saya 17 tahun|belum 20|tidak tahu|belum tua|gatau|sudah nikah|18an|" +
			"belum, saya 45|masih muda|baru lulus sekolah|lulusan sma 2010|anak 5",
		string(IsQuestion): "minimal berapa?|kenapa tanya umur|17 boleh gak?|harus 18?",
		string(Unclear):    "maaf salah|salah|yang tadi salah|saya ga bisa baca|males|gak mau|gak bisa|3|warung nasi|haha|udah ah|saya belum ada NIB|sudah makan",
		string(OutOfRange): "150|999",
		string(Empty):      "| ",
	})
}
