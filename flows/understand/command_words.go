package understand

// commonWords are one slip away from a key word and mean something else.
var commonWords = set("kembalian kembalikan ulangan bahasan bahasanya pandan paduan gadung statis lanjutan bantahan datar bakal tungku batuk jahat mulia dan satuan putusan gabungan")

func one(words string) []map[string]bool { return []map[string]bool{set(words)} }

func both(sets ...string) []map[string]bool {
	var all []map[string]bool
	for _, s := range sets {
		all = append(all, set(s))
	}
	return all
}

// grammars are tried in order: the more special before the more general.
var grammars = []grammar{
	{command: Withdraw,
		keys:    [][]map[string]bool{both("tarik cabut batalkan batal withdraw membatalkan menarik mencabut revoke narik nyabut cabutkan dicabut ditarik dibatalkan", "persetujuan persetujuannya consent setuju"), both("tarik cabut mencabut menarik", "izin"), both("tidak", "setuju", "lagi")},
		company: set("saya mau my kembali ini itu tolong data untuk to the bisa dan izin pakai pemakaian")},
	{command: DeleteData,
		keys:    [][]map[string]bool{both("hapus menghapus buang remove musnahkan erase dihapus", "data dataku datanya akun akunku account semua profil keanggotaan pendaftaran pendaftaranku nomor nomorku")},
		company: set("saya my pribadi tolong mau dari sistem the to i semua diri bisa minta dong ini kami")},
	{command: MyData,
		keys: [][]map[string]bool{
			both("data", "saya my pribadi ku diri disimpan tersimpan unduh download"), both("profil profile", "saya my"), one("dataku datasaya mydata profilku"),
		},
		company: set("lihat liat cek minta tunjukin tunjukkan perlihatkan kasih tampilkan download unduh show see view apa yang disimpan tersimpan mau tolong bisa salinan semua check tentang soal mengenai kalian kamu punya mana")},
	{command: Language,
		keys:    [][]map[string]bool{one("bahasa language basa bhs")},
		company: set("ganti ubah pilih ganti2 change pakai mau tolong pilihan lain bisa other switch the saya")},
	{command: LanguageEN,
		keys:    [][]map[string]bool{one("english inggris inggeris enggres")},
		company: set("bahasa language ganti ubah ke pakai mau bisa tolong in to use switch change pilih saya dalam yang dengan speak basa bhs versi version")},
	{command: LanguageID,
		keys:    [][]map[string]bool{both("bahasa language basa bhs", "indonesia indo indonesian"), one("indonesian")},
		company: set("ganti ubah ke pakai mau bisa tolong in to use switch change pilih saya dalam yang dengan balik kembali versi")},
	{command: Menu,
		keys:    [][]map[string]bool{one("menu menunya beranda home")},
		company: set("utama ke kembali balik lihat liat tampilkan buka mau minta awal main pilihan kasih show the back to tolong saya daftar semua go mana lagi")},
	{command: Agent, keys: agentKeys,
		company: set(`mau minta bicara chat hubungi nomor no telepon telpon telp tlp call sambungkan hubungkan sambungin dihubungkan disambungkan tanya ketemu panggil panggilin panggilkan
			dengan sama ke langsung bisa tolong saya a to an the please ada yang aja kasih perlu pengaduan live lapor wa dari i real dong manusia asli beneran sungguhan bukan bot robot butuh layanan human bantuan dibantu yang dihubungi harus`)},
	{command: Unlink, keys: [][]map[string]bool{
		one("pisahkan pisah pisahin misahin misahkan memisahkan putuskan lepas lepaskan lepasin unlink unlinking disconnect"),
		both("putus putuskan putusin batalkan batal remove", "sambungan sambung tautan link")},
		company: set("akun akunku akunnya sambungan sambungannya tautan chat nomor wa whatsapp telegram tele tg web saya my account accounts chats the dari from mau tolong bisa dua kedua lagi dan and kan bagaimana cara do to i wanna yes")},
	{command: Link, keys: [][]map[string]bool{
		one("hubungkan sambung sambungkan sambungin nyambungin nyambungkan menyambungkan menghubungkan tautkan link linking connect connecting"),
		both("gabungkan gabungin satukan satuin menggabungkan menyatukan nyatuin merge combine", "akun akunku akunnya account accounts chat chats wa whatsapp telegram tele tg")},
		company: set("akun akunku chat nomor wa whatsapp telegram tele tg web kode code saya my account accounts chats the to with dengan sama ke dan and dua two both kedua mau tolong bisa bagaimana cara hp satu lain lagi i want wanna yes jadi do akunnya dua2nya")},
	{command: Status, keys: [][]map[string]bool{
		one("status progres progress statusku statusnya"), both("sampai", "mana"), both("tahap tahapan", "mana berapa apa sampai"), both("posisi", "mana sampai dimana")},
		company: set("saya ku my sudah sampai mana cek lihat liat tahap tahapan di berapa pendaftaran pendaftaranku daftar keanggotaan anggota proses bagaimana apa jakpreneur check mau the registration sekarang dimana langkah minta tolong prosesnya ke pengajuan permohonan")},
	{command: Status, keys: [][]map[string]bool{
		both("pendaftaran pendaftaranku keanggotaan keanggotaanku", "cek lihat liat check masuk diterima berhasil diproses diverifikasi disetujui"), both("pendaftaran", "saya my", "bagaimana"), both("pendaftaranku", "bagaimana"),
		both("terdaftar diterima keterima", "apakah"), both("terdaftar", "apa", "saya"), both("terdaftar diterima keterima diproses diverifikasi disetujui", "sudah", "belum"),
		both("data", "masuk diterima terkirim tersimpan", "sudah", "belum")},
		company: set("saya my apa apakah sudah belum mau bisa tolong sekarang atau tidak kapan kabar kabarnya pendaftaran pengajuan permohonan")},
	{command: Stop, keys: [][]map[string]bool{one("stop berhenti unsubscribe unsub setop stopp hentikan brenti berenti unsubscribed"), both("opt", "out"), both("optout")},
		company: set("kirim pesan chat wa whatsapp langganan berlangganan lagi info notif notifikasi promo pengumuman broadcast bc saya mau dari sini terima semua tolong messages sending me to from opt out sms reminder pengingat spam siaran it this please now sekarang sudah ini itu dulu kabar kabarnya bazar bazarnya acara undangan")},
	{command: Stop, keys: [][]map[string]bool{
		both("jangan", "kirim hubungi chat ganggu wa whatsapp spam sms telpon telepon"),
		both("tidak", "mau usah perlu", "kirim terima hubungi chat dapat dapet diganggu dihubungi dichat diwa disms dispam ditelpon ditelepon dikontak wa whatsapp sms spam ganggu telpon telepon bales"),
		both("jangan", "pesan text", "saya"),
		both("berhenti", "kirim langganan"), both("stop setop hentikan berhenti", "kirim pesan info notif notifikasi promo broadcast bc chat wa", "dulu"),
		one("nonaktifkan blokir"), both("kirim dikirim dikirimin kirimin kirimi", "terus mulu melulu", "kenapa"), both("capek bosan bosen", "terima dapat dapet dikirim dikirimin", "terus mulu melulu"), both("matikan", "pesan info notif notifikasi promo pengumuman reminder pengingat siaran"),
		both("tidak", "langganan berlangganan", "mau lagi"), both("keluar", "langganan berlangganan")},
		company: set("stop please sudah udahan cukup pesan lagi saya kabar kabarnya berita info notif notifikasi promo pengumuman broadcast bc chat wa ke nomor ini apa2 terus semua mau usah tolong kembali dari sini lah kirim spam reminder siaran more me bazar bazarnya acara undangan ginian beginian kayak yang sih")},
	{command: Remind,
		keys:    [][]map[string]bool{one("ingatkan ingetin ingatin remind diingatkan diingetin")},
		company: set("saya aku kami me again lagi mau boleh tolong please dong bisa minta")},
	{command: Subscribe, keys: [][]map[string]bool{
		both("kabar kabarnya kabar2 berita beritanya", "mau ingin pengen pingin"), both("kabar kabarnya kabar2 berita beritanya", "lagi tetap"),
		both("kabar kabarnya kabar2 berita beritanya", "aktifkan aktifin nyalakan hidupkan langganan berlangganan"),
		both("kabari kabarin dikabari dikabarin kabarkan", "lagi tetap"), both("news", "want on keep")},
		company: set("saya aku kami tolong dong bisa boleh lagi tetap tetep dapat dapet terima kirim kirimi kirimkan masih kembali deh aja saja dari sini chat wa tentang soal please i me the turn get again send jadi mau ingin")},
	{command: Edit, numbers: true,
		keys:    [][]map[string]bool{one("ubah edit ganti koreksi perbaiki change betulkan revisi ralat ubahin gantiin edit2 mengubah rubah perbaikan benerin betulin")},
		company: set("data saya no nomor jawaban yang isian pertanyaan mau poin item pilihan ke bisa the answer my tolong lagi angka bagian dulu salah")},
	{command: Restart, keys: [][]map[string]bool{
		one("ulang ulangi restart reset ngulang mengulang"), both("dari ke from", "awal nol beginning scratch start"), both("start", "over")},
		company: set("isinya mulai dari awal pertama lagi mau saya semua isi pendaftaran daftar kembali balik ke bisa tolong over the from start")},
	{command: Cancel, keys: [][]map[string]bool{
		one("batal batalkan batalin cancel dibatalkan batalkn gajadi gakjadi nggakjadi urung keluar exit quit btl batalken dibatalin membatalkan"), both("tidak", "jadi")},
		company: set("mau saya dulu pendaftaran daftar ini itu semua lagi jadi it the proses bisa tolong isi dari tidak nya mending")},
	{command: Register, keys: [][]map[string]bool{
		one("daftar gabung gabungin gabungkan join bergabung signup pendaftaran"), both("sign", "up"), both("jadi", "anggota member"), both("ikut", "jakpreneur")},
		company: set("mau cara do bagaimana jakpreneur jadi anggota member ikut saya baru di ke program sign up bisa tolong disini sini apa untuk untuknya sebagai dengan langsung minta to i sekarang the gimana caranya warga umkm as ayo")},
	{command: Why, keys: [][]map[string]bool{
		one("kenapa"), both("untuk", "apa"), both("gunanya fungsinya tujuannya maksudnya manfaatnya", "apa"), one("alasannya")},
		company: set("harus perlu ditanya tanya itu ini begitu gitu isi untuk apa gunanya do you is it this memang emang emangnya diisi nanya ditanyakan begini ask")},
	{command: Help, keys: [][]map[string]bool{
		one("bantuan tolong panduan petunjuk bingung tutorial helpdesk bantulah bantuannya"), both("cara", "bagaimana"), one("cara carapakai bagaimana"), both("tidak kurang belum", "paham mudeng"), both("tidak gatau", "tahu gatau", "cara")},
		company: set("saya minta perlu mau bagaimana ini itu pakai pakainya pake cara me i bisa dibantu informasi info untuk nya di sini menggunakan apa")},
	{command: Back, keys: [][]map[string]bool{one("kembali balik back mundur sebelumnya")},
		company: set("ke sebelumnya tadi yang pertanyaan satu 1 langkah belakang mau bisa lagi go saya dulu to previous")},
	{command: Later, keys: [][]map[string]bool{
		one("nanti sebentar bentar bntr tunggu besok lusa capek cape lelah males malas kelamaan kepanjangan ngantuk tungguin wait udahan sudahan"),
		both("lama panjang banyak", "amat bener"),
		both("lagi masih", "sibuk rame ramai repot nyetir"),
		both("lagi masih", "di", "jalan"), both("cukup sekian istirahat", "dulu"), both("sampai", "sini segini", "dulu"), both("lain", "kali"), both("tidak jangan", "sekarang"),
		both("belum tidak", "sempat sempet")},
		company: set(`saja dulu ah aduh duh ini itu saya masih lagi sibuk rame ramai repot nyetir iya oke boleh bisa isi diisi ngisi mengisi ngisinya isinya jawab lanjut mau sore malam malem pagi siang pulang warung
			kerja jaga masak makan sholat solat dan di jalan amat banget bgt deh minggu hari depan jam lain kali kalau sempat sempet sudah karena tapi i will do it this for not maaf balik tinggal jadinya a moment minute yang nya saat daftar mungkin maybe ada pembeli pelanggan tamu`)},
	{command: Continue, keys: [][]map[string]bool{one("lanjut terus lanjutnya")},
		company: set("mau isi daftar pendaftaran tadi yang ke berikutnya ayo gas kembali lagi dari saya pengisian dari pertanyaan jawab step selanjutnya")},
	{command: Start, keys: [][]map[string]bool{one("mulai start aktifkan hidupkan nyalakan subscribe aktifin mulaii langganan berlangganan aktif aktivasi begin"),
		both("mau boleh", "terima dapat dapet", "pesan info notif notifikasi pengumuman"), both("lagi", "kirim", "pesan info notif notifikasi pengumuman")},
		company: set("lagi kembali pesan notif notifikasi mau ayo saya langganan sekarang terima info pengumuman dulu tolong bisa siap")},
	{command: Announced, keys: [][]map[string]bool{
		one("pengumuman pengumumannya pengumumanya penguman announcement announcements news"), both("kabar berita", "terbaru lain lainnya latest other ada"), both("what's whats what", "new news")},
		company: set("lihat liat cek ada apa saja yang baru terbaru lain lainnya lagi mau minta bazar dari tolong bisa kasih tahu sekali semua show me the any new saya mana dong to see is what's whats what tidak")},
}

var agentKeys = [][]map[string]bool{
	one("admin adminnya petugas cs customer operator agent agen staf staff humas"),
	both("customer call", "service care center"), both("live", "chat"),
	one("komplain complain pengaduan"),
	both("orangnya manusianya", "ada"),
	both("bicara chat hubungi tanya telepon telpon", "siapa asli beneran sungguhan"),
	both("pendamping pendampingnya orang manusia human person", "bicara chat hubungi nomor no sambungkan hubungkan sambungin tanya ketemu telepon telpon minta panggil langsung mau live real kontak call to"),
}
