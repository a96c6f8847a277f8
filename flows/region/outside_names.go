package region

import "strings"

// outsideWords are single words for places outside DKI; outsidePhrases are
// those of several words, some of which hold the name of a Jakarta place.
var (
	outsideWords = set(`bekasi depok tangerang tangsel bogor bandung cimahi cirebon sukabumi cianjur garut tasik tasikmalaya karawang kerawang purwakarta subang indramayu majalengka sumedang ciamis pangandaran
		serang cilegon lebak pandeglang rangkasbitung banten jabar jateng jatim semarang solo surakarta yogyakarta jogja jogjakarta yogya diy sleman bantul magelang tegal brebes pekalongan purwokerto banyumas
		cilacap kebumen purworejo klaten boyolali sragen salatiga kudus jepara demak pati rembang blora wonogiri wonosobo temanggung pemalang surabaya sidoarjo gresik malang kediri madiun blitar jember banyuwangi
		probolinggo pasuruan mojokerto jombang tuban lamongan bojonegoro ponorogo madura bangkalan sampang pamekasan sumenep bali denpasar lombok mataram ntb ntt kupang flores medan aceh padang pekanbaru riau batam
		jambi palembang bengkulu lampung bangka belitung sumatera sumatra sumut sumbar sumsel kalimantan pontianak banjarmasin samarinda balikpapan palangkaraya sulawesi manado palu kendari gorontalo ambon maluku
		papua jayapura sorong ternate jawa sunda cikarang cibinong cileungsi citayam ciputat pamulang serpong bsd bintara cibitung tambun jatiasih jatisampurna bantargebang rawalumbu cikampek cimanggis sawangan beji
		cinere limo cilodong sukmajaya tapos bojongsari ciledug cipondoh karawaci cikupa parung cisarua puncak ciawi jonggol gunungputri bojonggede kranji pekayonjaya jatibening jatiwaringin jatikramat cisauk curug balaraja
		malaysia singapura singapore`)
	outsidePhrases = []string{"pancoran mas", "bangka belitung", "deli serdang", "serdang bedagai", "jawa barat", "jawa tengah", "jawa timur", "pondok gede", "pondok cina", "pondok aren", "pondok melati", "gunung putri",
		"bojong gede", "medan satria", "karang tengah", "tangerang selatan", "bekasi timur", "bekasi barat", "bekasi utara", "bekasi selatan", "kota bekasi", "jati asih", "rawa lumbu", "tambun selatan", "banjar baru",
		"luar jakarta", "luar kota", "luar dki", "bukan jakarta", "bukan jkt", "bukan dki", "bukan orang", "bukan warga", "kabupaten kuningan", "jatinegara tegal", "lubuk pakam", "tanjung pinang", "tanjung balai", "kebon pedes", "margonda", "harapan indah", "kota wisata"}
	// elsewhere are well-known quarters which hold a name of another place.
	elsewhere = []string{"pantai indah kapuk"}
)

// neighbours are kecamatan and well-known kelurahan around DKI, but those which
// share their name with one in it.
const neighbours = `
	bantar gebang, mustika jaya, pondok melati, rawa lumbu, jati sampurna, jati cempaka, jati makmur, jati rahayu, jati mulya, jati kramat, jati luhur, jati mekar, jati ranggon, jati warna, jati murni, jati rangga,
	kali abang, kaliabang tengah, harapan baru, harapan jaya, duren jaya, aren jaya, bekasi jaya, jaka mulya, jaka setia, jaka sampurna, jaka permai, pekayon jaya, kayu ringin, marga jaya, marga mulya, margahayu, sepanjang jaya, bojong rawalumbu, bojong menteng,
	teluk pucung, cikiwul, ciketing udik, babelan, taruma jaya, tambun utara, serang baru, cibarusah, sukatani, sukawangi, cabangbungin, muara gembong, kedungwaringin, lemah abang, grand wisata, kranji, bintara jaya, medan satria,
	cisalak, mekarsari, harjamukti, leuwinanggung, cimpaeun, jatijajar, sukamaju, kalimulya, tirtajaya, bakti jaya, mekar jaya, abadi jaya, tanah baru, kukusan, kemiri muka, rangkapan jaya, gandul, meruyung, pangkalan jati, pangkalan jati baru, duren seribu, duren mekar, pengasinan, bedahan, pasir putih,
	cikokol, batu ceper, jati uwung, kreo, larangan, larangan indah, larangan selatan, larangan utara, neglasari, cibodas, poris, poris plawad, gondrong, kunciran, peninggilan, paninggilan, sudimara, parung serab, panunggangan, cimone, karang tengah, pasar kemis, legok, pagedangan, teluk naga, paku haji, sepatan, tigaraksa, jatake,
	pondok cabe, pondok cabe ilir, pondok cabe udik, pondok ranji, pondok kacang, pondok kacang barat, pondok kacang timur, pondok betung, pondok pucung, pondok karya, pondok jaya, pondok jagung, pondok benda, rawa buntu, rawa mekar jaya, lengkong gudang, lengkong wetan, rempoa, cirendeu, jurang mangu, jurang mangu timur, jurang mangu barat, graha raya, alam sutera, kademangan, benda baru, ciater, cilenggang,
	gunung sindur, parung panjang, citeureup, sentul, babakan madang, tajur halang, klapa nunggal, ciomas, dramaga, megamendung, caringin, cigombong, rumpin, jasinga, cilebut, tanah sareal, ranca bungur, bojong baru, cimahpar, ciluar, kedung halang, kebon pedes, pabuaran`

// outsideKeys are the keys of all names of several words.
var outsideKeys = map[string]bool{}

func init() {
	for name := range strings.SplitSeq(neighbours, ",") {
		fileOutside(strings.Fields(name))
	}
	for _, name := range outsidePhrases {
		fileOutside(strings.Fields(name))
	}
}

func fileOutside(name []string) {
	if len(name) == 1 {
		outsideWords[name[0]] = true
	} else {
		outsideKeys[key(name)] = true
	}
}
