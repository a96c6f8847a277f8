package understand

// chatter are words of a chat which name nobody and nothing: "gas", "yaelah",
// "kok gitu". Beside another word they may be part of a name: Tan Kok Liong.
var chatter = set(`gas gass gasin gaskan gaskeun kuy cus cuss yaelah elah ealah oalah yah siap siapp kok koq gitu gtu begitu gini begini wah waduh aduh duh haduh hadeh
	buset busyet astaga ampun mantap mantul asik asyik woi woy oi hey eh ehh oh ooh lho loh lah nah wow ih idih cie anu ngapain masak serius seriusan sumpah pasti
	mungkin bingung ragu ayo yuk yok yoi cuy coy bosku bosq bosque juragan santai woles biasa aja saja wes monggo silakan silahkan okeh okey hayuk anjay ikut gokil keren hmm
	umm emm hihi huhu xixi kemarin tadi penting mikir pikir dulu sudah yang itu ini memang emang masih juga lagi ya sebentar bentar bntr nanti ntar tunggu`)

// livings are what people do; "ojek" answers another question than a name.
var livings = set(`ojek ojol grab gojek online driver supir sopir angkot bajaj guru honorer sd dosen satpam karyawan karyawati swasta buruh pabrik harian lepas pns asn irt mahasiswa
	mahasiswi pelajar kuli bangunan petani nelayan penjahit montir wiraswasta wirausaha pensiunan pengangguran pembantu art pengusaha umkm kurir kasir freelance freelancer`)

// idle: every word is chatter, or one of others.
func idle(words []string, others map[string]bool) bool {
	for _, w := range words {
		w = trimWord(w)
		if c := canon(w); w != "" && !chatter[c] && !chatter[w] && !fillers[w] && !others[w] {
			return false
		}
	}
	return len(words) > 0
}
