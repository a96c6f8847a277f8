package understand

var (
	deathWords = set("mati bunuh mengakhiri suicide")
	lifeWith   = set("saya diri hidup rasanya mau saja ingin pengen bunuh mati mengakhiri kill myself suicide sudah lebih baik capek cape ah want to die lelah banget")

	bribeWords    = set("pungli dipungli dipalak palak pemerasan diperas calo sogok nyogok korupsi suap")
	moneyAsked    = set("minta diminta dimintain dimintai disuruh ditagih narik ditarik nagih")
	moneyAskedFor = set("uang duit biaya transfer setoran admin administrasi otp")
	moneyGiver    = set("saya orang petugas pendamping ada oknum dia katanya mengaku ngaku")
	sayWords      = set("lapor laporin melapor melaporkan ngadu mengadu aduan pengaduan report")

	sorryWords = set("maaf maap sori sorry maafin maafkan")
	sorryWith  = set("ya tadi saya soal yang sudah kasar marah emosi marah2 banget atas kata2 ngomong bicara maksud for i am about that karena khilaf lama salah balas")

	awayWords = set("brb afk otw gtg bbl")
	byeWords  = set("dadah dah bye babay dadaa goodbye byebye")
	byeWith   = set("sudah makasih thank you ya sampai jumpa ketemu lagi nanti good day see oke terima kasih dulu")

	nextWords = set("lanjut terus trus trs abis habis selanjutnya berikutnya what's what")
	nextWith  = set("apa lagi apalagi sekarang ini bagaimana ya tadi habis abis dong saya apa2 harus what's next is now to do selanjutnya berikutnya setelah langkah kemana")

	keepWords = set("simpan simpen nyimpan nyimpen disimpan disimpen tersimpan kesimpen menyimpan keep kept store stored")
	keepWho   = set("lihat liat melihat ngeliat baca akses see sees pegang")
	eraseAsk  = set("hapus dihapus ilangin hilang terhapus")
	laterTo   = set("bisa boleh kalau nanti can could")
	dataWords = set("data datanya dataku ktp nomor info informasi")

	kinWords  = set("istri suami anak ibu bapak ayah mama emak adik adek kakak mertua saudara ponakan keponakan keluarga teman temen tetangga wife husband mother father daughter son sister brother friend orang")
	onePhone  = set("hp chat wa handphone akun nomor phone account")
	twoWords  = set("dua 2 berdua satu 1 sama bareng lain two one same berapa")
	enrolling = set("daftar daftarnya didaftarin daftarkan didaftarkan mendaftarkan daftarin daftarkannya gabung ikut join ikutan dipakai pakai")

	joinTerms = set("syarat syaratnya persyaratan persyaratannya requirement requirements kriteria kriterianya")
	joinMeans = set("daftar daftarnya gabung ikut ikutan join anggota member jakpreneur")
	joinWho   = set("siapa umur usia ktp kk domisili warga wni asing foreigner kitas luar bekasi depok bogor tangerang tangsel bodetabek punya usaha ber-ktp pemula age old foreign resident ngontrak kontrak")
	joinAbout = set("bisa boleh harus wajib perlu syarat minimal maksimal batas apakah oke allowed")

	gainWords = set("untungnya keuntungannya keuntungan manfaat manfaatnya benefit benefits faedahnya gunanya")
	gainGet   = set("dapat dapet dpt get")
	gainOf    = set("daftar gabung ikut ikutan join anggota member jakpreneur kalau")

	aidWords = set("bansos blt banpres bpum hibah gerobak grobak etalase kompor tenda santunan sembako")
	aidHelp  = set("bantuan bantuannya dibantu bantuin grant aid")
	aidMoney = set("uang duit dana tunai alat peralatan barang turun cair mana ada dapat dapet kapan money cash")
)
