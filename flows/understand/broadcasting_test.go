package understand

import "testing"

func TestBroadcasting(t *testing.T) {
	t.Parallel()
	type got struct {
		want       Announcing
		code, word string
	}
	for text, want := range map[string]got{
		"siaran": {SeesAll, "", ""}, "Siaran": {SeesAll, "", ""}, "broadcasts": {SeesAll, "", ""}, "buat siaran": {Composes, "", ""}, "siaran baru": {Composes, "", ""}, "new broadcast": {Composes, "", ""},
		"SR-12": {Sees, "SR-12", ""}, "sr 12": {Sees, "SR-12", ""}, "setuju SR-12": {Agrees, "SR-12", ""}, "setuju": {Agrees, "", ""}, "approve sr-7": {Agrees, "SR-7", ""},
		"tolak SR-12 teksnya Keliru": {Refuses, "SR-12", "teksnya Keliru"}, "tolak sr-12": {Refuses, "SR-12", ""}, "jeda": {Holds, "", ""}, "jeda siaran": {Holds, "", ""}, "jeda SR-3": {Holds, "SR-3", ""},
		"lanjut siaran SR-3": {GoesOn, "SR-3", ""}, "batal siaran": {CallsOff, "", ""}, "batalkan siaran sr-3": {CallsOff, "SR-3", ""},
		"kirim SR-3": {Sends, "SR-3", ""}, "contoh SR-3": {Tries, "SR-3", ""}, "ubah siaran SR-3": {Sees, "SR-3", ""}, "kirim": {}, "mulai": {}, "ubah": {}, "lihat": {}, "kirim siaran": {Composes, "", ""},
		"tolong hentikan siaran sekarang": {Stops, "", ""}, "ok kirim SR-3 ya": {Sends, "SR-3", ""}, "ya": {}, "tolong": {}, "ok kak": {}, "hentikan SR-3": {Stops, "SR-3", ""}, "stop siaran sr 3 sekarang!": {Stops, "SR-3", ""}, "hentikan siarannya": {Stops, "", ""}, "stop": {Stops, "", ""}, "stop kirim saya kabar": {},
		"kirim SR-3 sekarang ya kak": {Sends, "SR-3", ""}, "kirim SR-3 besok": {}, "make a new broadcast": {Composes, "", ""}, "saya mau buat siaran dong": {Composes, "", ""},
		"saya setuju datanya dipakai": {}, "setuju dong kak": {}, "siaran radio kapan": {}, "halo": {}, "": {}, "12": {},
	} {
		var have got
		have.want, have.code, have.word = Broadcasting(text)
		if have != want {
			t.Errorf("%q: %v, want %v", text, have, want)
		}
	}
}
