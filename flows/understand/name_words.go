package understand

var (
	nameLeads = set(`iya biasa nama namaku namanya namasaya saya aku sy gue gw perkenalkan perkenalken kenalkan kenalin panggil dipanggil panggilan
		lengkap adalah ialah yaitu nma nmaku namax is my name i'm im am this it's its call me oh halo hai hello hi dengan atas bernama ini nm asli kenalan aja saja jenengku`)
	// selfLeads open what follows a greeting.
	selfLeads = set("nama namaku namanya saya sy aku gue gw perkenalkan kenalkan kenalin my i'm")
	// ownNames and nameWord with one of selves say that one's own name follows.
	ownNames = set("namaku jenengku")
	nameWord = set("nama nma nm name jeneng")
	selves   = set("saya aku gue gw sy lengkap is")
	// pairLeads open only together: "I" alone is Balinese, and Nami a name.
	pairLeads  = map[string]bool{"i am": true, "nama ku": true, "nami kulo": true, "nami kula": true, "nami abdi": true, "ngaran abdi": true, "jeneng kulo": true, "jeneng kula": true, "jeneng aku": true, "maksud saya": true, "maksud aku": true}
	honorifics = set("bapak pak ibu bu mas mbak mba bang abang kak kakak bpk sdr sdri saudara saudari mpok teteh pakde bude tante tn ny nyonya tuan mr mrs ms miss")
	nameTails  = set("kak kakak kaka ka kk ya yah dong deh sih nih min mimin saja aja ajah makasih mksh gan bos sis bang pak bu mbak")
	// notNames are words no name has; one of them makes the text a sentence.
	notNames = set(`ya ok okay sip yup jalan jl gang rt rw gak ga udh udah yg sy tidak belum sudah yang apa kenapa bagaimana berapa kapan siapa dimana mau punya ada tahu tanya gatau lupa rahasia sama seperti kayak kaya
		ktp kk nama anonim anonymous hamba cv pt perempuan laki-laki noname test tes testing terserah bebas nanti besok kalau karena tapi untuk dengan jangan bisa boleh setuju oke yes iya lanjut benar
		betul salah daftar jualan jual tukang pedagang penjual usaha warung toko dagang bisnis kerja tinggal rumah umur tahun alamat nomor hp assalamualaikum waalaikumsalam
		selamat pagi siang sore malam makasih terima kasih halo hai hello punten permisi maaf tolong bantu bantuan dan atau bukan juga lagi masih
		privasi perlu penting emang memang harus isi data asal ngasal pokoknya hehe haha wkwk wkwkwk hahaha
		www http https com suami istri anak saya mending lihat liat cek intip the you your what why who how no none nothing same sdh blm tdk gk gada dari
		maksudnya tadi kemarin ingin pengen skip lewat lewatin lewati males malas capek cape lama bentar sebentar tunggu kartu hah heh hmm ribet gratis looks good great fine nice
		jakarta jaksel jakbar jakpus jaktim jakut dki indonesia bekasi depok tangerang tangsel bogor bandung kota utara selatan barat pusat
		nasi uduk bakso soto gorengan kue catering katering laundry bengkel makanan minuman kuliner
		ignore previous instructions instruction system prompt drop table select insert delete script alert`)
	insults = set("anjing anjir anjrit bangsat goblok goblog tolol babi kontol memek ngentot asu kampret bego brengsek bajingan jancok jancuk cuk tai monyet setan sialan fuck shit stupid bodoh")
	// placeOpeners end a name: "Rina dari Cakung".
	placeOpeners = set("dari from asal di tinggal sesuai")
	// quarters are words of places in Jakarta that are nobody's name.
	quarters = set(`tebet cakung koja kemayoran gambir menteng cengkareng kalideres kembangan palmerah grogol petamburan penjaringan pademangan priok cilincing jagakarsa
		cilandak pesanggrahan kebayoran pancoran mampang jatinegara kramatjati ciracas cipayung matraman pulogadung cipinang condet ciganjur lenteng rawamangun klender
		pondok kampung kampong kebon kelapa pasar duren rawa tanah pulo kelurahan kecamatan`)
	lowerInNames = set("bin binti van von de der al")
)
