package region

import "strings"

var (
	// noise words stand around a place and name none.
	noise = set(`saya aku ane gw gue sy kami tinggal tinggalnya tgl domisili domisilinya rumah rumahku rmh alamat alamatnya alamatku daerah wilayah kawasan lokasi usaha warung toko
		di dari dr ke ada adanya itu ini nya dri yang yg kak kaka kakak ka kk min admin bu pak bang mas mbak ya iya dong deh sih nih aja saja kok lah mah oke ok
		kec kecamatan kel kelurahan kelurahannya kecamatannya desa ds sebelah sekitar sekitaran sekitarnya dekat deket dkt arah samping belakang depan seberang lapangan jl jln jalan gang gg raya rt rw no nomor
		kota kotamadya administrasi adm kotip kab kabupaten provinsi prov tepatnya persisnya termasuk masuk orang warga asli asal ktp dki indonesia indo namanya area bagian nama sini situ sana kos ngekos kontrak kontrakan jualan jual
		live in at near my i the from home address is and dan juga tapi sekarang dulu pindah perum perumahan komplek kompleks kampus halte stasiun terminal rs masjid mall gedung apartemen rusun rusunawa pertigaan perempatan pusat # tidak gak ga nggak tau tahu kurang dengan hari senin jual mau ingin pengen daftar ikut bisa sudah udah lagi banget bgt jg`)
	// sellsIn words tell of a place where somebody sells, livesIn of their home.
	sellsIn = set("jualan jual dagang berdagang jualannya usaha usahanya warung toko kios lapak mangkal")
	livesIn = set("tinggal tinggalnya tgl domisili domisilinya rumah rumahku rmh alamat alamatnya alamatku warga orang asli ktp kos ngekos kontrak kontrakan live home address")
	// landmark words make what follows a guess.
	landmark = set("dekat deket dkt sekitar sekitaran sekitarnya sebelah samping belakang depan seberang arah jl jln jalan gang gg raya stasiun terminal halte mall near")
	// generic words begin or end many names and name no place alone.
	generic = set(`utara selatan barat timur tengah dalam baru lama besar sari tinggi dua lima tiga kota kebon tanah pasar pondok kampung rawa pulau gunung pulo jati karang kali muara taman
		batu atas kelapa tanjung sungai bukit panjang putih kepulauan seribu mas ujung jaya jembatan kopi jeruk kacang
		bunga sawah kayu bambu sirih pala besi sumur manggis melati`)
	// directions alone are no answer, not even an ambiguous one.
	directions = set("utara selatan barat timur tengah dalam baru lama besar atas dua lima tiga sari kota seribu mas jaya")
	// plainNames are kelurahan which are everyday words; inside a sentence
	// they name nothing.
	plainNames = set("baru tengah gunung jati karet pulo harapan setu bangka kenari kartini guntur serdang gelora")

	// commonNames are so common that "di" before them says nothing.
	commonNames = set("baru tengah gunung jati pulo harapan")
	placeLeads  = set("di warga daerah wilayah dari tinggal orang in")

	// plainCompany may stand beside such a word when it is the answer.
	plainCompany = set("kel kelurahan kec kecamatan di saya kak tinggal daerah ya nama namanya")

	vocabulary = map[string]bool{}
	bySkeleton = map[string][]string{}
	byLetter   [256][]string // the vocabulary by first letter
	shortForms = map[string]string{}
)

// moreShortForms add to the table of abbreviations.
const moreShortForms = `tnh=tanah tjng=tanjung pndk=pondok pdok=pondok kmp=kampung kmpg=kampung kpng=kampung sltn=selatan slatan=selatan utra=utara bart=barat timr=timur
	jkt=jakarta jak=jakarta hutan=utan gng=gunung dlem=dalam bsr=besar kebyoran=kebayoran kbyrn=kebayoran kbyoran=kebayoran kusumah=kusuma cpk=cempaka jakrta=jakarta jkarta=jakarta jakata=jakarta jakarat=jakarta jakara=jakarta
	sgi=sungai sg=sungai sei=sungai krg=karang bks=bekasi bgr=bogor tgr=tangerang tng=tangerang dpk=depok bdg=bandung tanggerang=tangerang tangrang=tangerang`

func loadLexicon() {
	for _, r := range rows("abbreviations.csv", abbreviationCSV) {
		if !isNumber(r[0]) {
			shortForms[strings.TrimSuffix(r[0], ".")] = r[1]
		}
	}
	for pair := range strings.FieldsSeq(moreShortForms) {
		if short, long, ok := strings.Cut(pair, "="); ok {
			shortForms[short] = long
		}
	}
	shortForms["kbj"] = "kebon jeruk"
	shortForms["cemput"] = "cempaka putih"
	for _, k := range kecamatan {
		learn(k.Name)
	}
	for _, k := range kelurahan {
		learn(k.Name)
	}
}

// learn takes the words of a name into the vocabulary.
func learn(name string) {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if vocabulary[w] {
			continue
		}
		vocabulary[w] = true
		byLetter[w[0]] = append(byLetter[w[0]], w)
		if s := skeleton(w); len(s) >= 2 {
			bySkeleton[s] = append(bySkeleton[s], w)
		}
	}
}
