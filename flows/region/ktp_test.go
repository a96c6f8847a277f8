package region

import (
	"strings"
	"testing"
)

func TestKTPElsewhere(t *testing.T) {
	t.Parallel()
	for text := range strings.SplitSeq("saya ktp bekasi tapi jualan di cakung|ktp saya depok, tinggal ngontrak di tebet|KTP Bogor|ktp saya masih tangerang kak|ktp bukan jakarta|ktp luar jakarta|ktp daerah, tinggal di cakung|tinggal di tebet ktp bekasi|"+
		"saya orang bekasi ktp bekasi usaha di jakarta|ktpnya depok|e-ktp saya bandung|belum ktp jakarta|ktp jawa tengah|bekasi ktp saya|ktp masih kampung|ktp bukan dki|KTP BEKASI, USAHA DI JAKARTA TIMUR|jualan di cakung tapi ktp bekasi|ktp tangsel domisili lebak bulus", "|") {
		if !KTPElsewhere(text) {
			t.Errorf("KTPElsewhere(%q) = false", text)
		}
	}
	for text := range strings.SplitSeq("ktp jakarta|saya ktp cakung|ktp saya tebet tapi tinggal di bekasi|ktp dki, jualan di depok|tinggal di bekasi, ktp jakarta timur|cakung|bekasi|saya punya ktp|ktp|sudah ada ktp|kok nanya ktp|ktp sesuai domisili tebet|ktp kelapa dua|"+
		"ktp daerah cakung|nama sesuai ktp||tinggal di bekasi|jualan di depok ktp cakung|ktp palmerah", "|") {
		if KTPElsewhere(text) {
			t.Errorf("KTPElsewhere(%q) = true", text)
		}
	}
}
