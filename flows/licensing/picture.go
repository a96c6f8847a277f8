package licensing

import (
	"cmp"

	"langkah/flows"
)

// Nobody looks at a picture before staff do, so that one of an identity card may
// have been kept: we say what we took it for, and it is deleted by a word.

func dropping() flows.Option {
	return option("drop", "drop_photo", "hapus", "hapus fotonya", "salah foto", "salah kirim", "itu ktp", "ini ktp", "ktp", "delete", "delete it", "wrong photo")
}

func sending() flows.Option {
	return option("photo", "send_photo", "foto", "kirim", "kirim fotonya", "tambah foto", "photo", "send it")
}

// pictures are what can be done about the picture of a paper that they noted.
func pictures(v flows.View, o ownPaper) []flows.Option {
	switch {
	case o.Photo:
		return []flows.Option{dropping()}
	case v.Facts.Pictures && !o.By && o.Returned == "": // what staff saw need not be seen again
		return []flows.Option{sending()}
	}
	return nil
}

// asNoted are the answers of a paper that is to be noted as it was, with another
// picture.
func asNoted(o ownPaper) flows.Answers {
	return flows.Answers{digits: cmp.Or(o.Number, "-"), from: cmp.Or(o.Issued, "-"), last: cmp.Or(o.Expires, "-"), picture: ""}
}

// kept says what a picture was taken for.
var kept = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "licensing/kept", Args: flows.Args{"Kind": v.Answer(kind)}}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{dropping(), option("list", "all", "daftar izin", "izin lain", "semua", "all papers", "others")}
	},
	Keep: chosen, Else: flows.Home, Needs: []string{kind},
	Why: "licensing/photo_why", Hint: "licensing/kept_hint", Examples: "licensing/kept_examples",
}

var dropped = &flows.End{
	Say: func(v flows.View) []flows.Say {
		return []flows.Say{{Key: "licensing/dropped", Args: flows.Args{"Kind": v.Answer(kind)}}}
	},
	Go: flows.Go{To: flows.Home, Quiet: true},
}
