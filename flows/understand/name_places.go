package understand

import "strings"

// placeNames are kecamatan and kelurahan of Jakarta, whole or cut short, and
// quarters known to everybody, without their blanks,
// which have no word of quarters and are nobody's name. People are named
// Kartini, Guntur, Kamal and Setia Budi.
var placeNames = set(`sawahbesar senen cempakaputih joharbaru tamansari tambora palmerah makasar pulaupanggang pulauharapan pulauuntungjawa pulautidung pulaupari cideng
		karanganyar serdang cempakabaru sumurbatu utanpanjang paseban kramat kwitang cempakaputihtimur rawasari pegangsaan cikini gondangdia gelora
		bendunganhilir karettengsin galur kamalmuara kapukmuara pejagalan pluit sunterjaya papanggo sungaibambu sunteragung warakas lagoa sukapura marunda
		kalibaru sempertimur rorotan ancol pegangsaandua durikosambi kedaungkaliangke kapuk tomang jelambar jelambarbaru krukut maphar tangki manggabesar
		keagungan glodok pinangsia kalianyar krendang jembatanbesi jembatanlima pekojan roamalaka durikepa semanan tegalalur pegadungan slipi jatipulo
		kemanggisan srengseng bukitduri manggarai karetsemanggi karetkuningan karet kuningantimur bangka tegalparang jatipadang ragunan pejatentimur
		kebagusan cipulir lebakbulus melawai kramatpela selong senayan petogogan kalibata rawajati pengadegan cikoko srengsengsawah cipedak bintaro ulujami
		pisanganbaru kayumanis palmeriam pisangantimur kayuputih bidaracina balimester tengah dukuh batuampar balekambang cililitan cawang gedong baru
		cijantung kalisari pekayon penggilingan malakasari malakajaya pinangranti cibubur susukan rambutan cilangkap munjul setu bambuapus lubangbuaya ceger
		sunter semper kedoya meruya petojo pejaten gandaria cipete kuningan pisangan petukangan utankayu kemang senopati blokm monas joglo angke bungur gunung`)

// isPlace: a name is asked for, and a place is told: "kali bata", "di slipi".
func isPlace(words []string) bool {
	return placeNames[trimWord(strings.Join(words, ""))] || words[0] == "di" && len(words) > 1
}
