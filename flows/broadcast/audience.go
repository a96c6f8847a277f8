package broadcast

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// audience is said in words: places, fields, papers, events, parted by commas.
var audience = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "announce/audience", Args: flows.Args{"Area": area(v)}}
	},
	Answer: aAudience, First: unchanged,
	Options: func(v flows.View) []flows.Option {
		label := "announce/everybody"
		if len(v.Facts.Person.Staff.Kecamatan) > 0 {
			label = "announce/everybody_there"
		}
		return []flows.Option{{Value: "all", Label: flows.Say{Key: label}, Words: []string{"semua", "semua anggota", "semuanya", "all", "everybody", "everyone"}}}
	},
	Read: readAudience,
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "all" {
			got.Value = flows.Pack(flows.Audience{Kecamatan: v.Facts.Person.Staff.Kecamatan})
		}
		return got
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "announce/understood", Args: flows.Args{"For": whomOf(value)}}
	},
	Line: "announce/line_audience", Show: func(value string) flows.Say {
		return flows.Say{Key: "announce/whom", Args: flows.Args{"For": whomOf(value)}}
	},
	Why: "announce/audience_why", Hint: "announce/audience_hint", Examples: "announce/audience_examples",
}

func whomOf(value string) []flows.Say {
	all := flows.Unpack[flows.Audience](flows.View{Session: flows.Session{Answers: flows.Answers{aAudience: value}}}, aAudience)
	return whom(append(all, flows.Audience{})[0])
}

var parted = regexp.MustCompile(`(?i)\s*[,;\n+]\s*|\s+(?:dan|and|yang|yg|sama|&)\s+`)

// readAudience understands each part by itself. What it does not is said back, if
// anything was understood.
func readAudience(in flows.Input, v flows.View) flows.Reading {
	var a flows.Audience
	understood, unknown := 0, ""
	for _, part := range parted.Split(strings.TrimSpace(in.Text), -1) {
		switch {
		case strings.Trim(part, " .!") == "":
		case add(&a, part):
			understood++
		case unknown == "":
			unknown = part
		}
	}
	theirs := v.Facts.Person.Staff.Kecamatan
	switch {
	case understood == 0:
		return flows.Reading{Reason: "UNCLEAR"}
	case unknown != "":
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "announce/unknown", Args: flows.Args{"Part": flows.Short(unknown, 40)}}}}
	case len(theirs) == 0 || v.Facts.Person.Staff.Role == flows.Admin:
	case len(a.Kota) > 0 || slices.ContainsFunc(a.Kecamatan, func(k string) bool { return !slices.Contains(theirs, k) }):
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "announce/theirs", Args: flows.Args{"Area": area(v)}}}}
	case len(a.Kecamatan) == 0:
		a.Kecamatan = theirs
	}
	return flows.Reading{Value: flows.Pack(a)}
}

var (
	everyone = regexp.MustCompile(`^(?:untuk |ke |for |to )?(?:semua|semuanya|all|everybody|everyone)(?: (?:anggota|orang|warga|member|members|jakarta|kak))*$`)
	lead     = regexp.MustCompile(`^(?:(?:untuk|buat|ke|semua|smua|semuanya|seluruh|anggota|member|members|warga|orang|pelaku|umkm|yang|yg|all|for|to|in|of) )+`)
	sides    = regexp.MustCompile(`^(?:warga |se |di |kota |untuk |for |all of )*(?:jakarta |jak|jkt ?)(pusat|utara|barat|selatan|timur|pus|ut|bar|sel|tim|central|north|west|south|east)$|^(?:warga |di )?(?:kepulauan|pulau) seribu$`)
	noPaper  = regexp.MustCompile(`^(?:belum|blm|tidak|gak|ga|nggak|tanpa|without|no)\b(?: (?:punya|ada|memiliki|have|has|a))*`)
	hasPaper = regexp.MustCompile(`^(?:(?:sudah|sdh|udah|yang|punya|ada|ber|memiliki|with|have|has|already)\b ?)*`)
	joined   = regexp.MustCompile(`^(belum |tidak |never )?(?:pernah |sudah |yang )?(?:ikut|peserta|joined|in)\b`)
	days     = regexp.MustCompile(`^(tidak aktif|diam|tidak menulis|silent|inactive|aktif|menulis|active)(?: (?:dalam|selama|for|in|within))? ([0-9]{1,3}) (?:hari|days)(?: terakhir)?$`)
	silence  = regexp.MustCompile(`^(?:tidak|diam|silent|inactive)`)
)

// trades are the fields of business, with what they are also called.
var trades = map[string]string{
	"kuliner": "kuliner", "makanan": "kuliner", "minuman": "kuliner", "food": "kuliner", "fesyen": "fesyen", "fashion": "fesyen", "pakaian": "fesyen", "baju": "fesyen", "clothes": "fesyen",
	"kriya": "kriya", "kerajinan": "kriya", "crafts": "kriya", "craft": "kriya", "kecantikan": "kecantikan", "beauty": "kecantikan", "jasa": "jasa", "services": "jasa",
	"dagang": "dagang", "warung": "dagang", "toko": "dagang", "shop": "dagang", "shops": "dagang", "lainnya": "lainnya",
}

// papers are the kinds of licences, with what they are also called.
var papers = map[string]string{
	"nib": "nib", "halal": "halal", "sertifikat halal": "halal", "pirt": "pirt", "p irt": "pirt", "p-irt": "pirt", "bpom": "bpom", "merek": "merek", "merk": "merek", "npwp": "npwp",
}

// channels are the messengers.
var channels = map[string]string{"telegram": "telegram", "whatsapp": "whatsapp", "wa": "whatsapp", "webchat": "webchat", "web": "webchat"}

// add takes one part of what somebody says; false: it is not understood.
func add(a *flows.Audience, part string) bool {
	words := strings.Trim(understand.Normalise(part), " .!")
	if everyone.MatchString(words) {
		return true
	}
	words = lead.ReplaceAllString(words, "")
	if m := days.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(m[2])
		if silence.MatchString(m[1]) {
			a.Unseen = n
		} else {
			a.Seen = n
		}
		return n > 0
	}
	if code, ok := understand.EventCode(joined.ReplaceAllString(words, "")); ok {
		if m := joined.FindStringSubmatch(words); m != nil && m[1] != "" {
			a.Skipped = code
		} else {
			a.Joined = code
		}
		return true
	}
	return addBusiness(a, words) || addPlace(a, words)
}

// addBusiness takes a field, a paper or a messenger.
func addBusiness(a *flows.Audience, words string) bool {
	plainly := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(words, "usaha "), "bidang "), "pengguna ")
	if trade := trades[plainly]; trade != "" {
		a.Fields = append(a.Fields, trade)
		return true
	}
	if channel := channels[plainly]; channel != "" {
		a.Channels = append(a.Channels, channel)
		return true
	}
	if no := noPaper.FindString(words); no != "" {
		kind := papers[strings.TrimSpace(words[len(no):])]
		a.Lacks = append(a.Lacks, kind)
		return kind != ""
	}
	kind := papers[strings.TrimSpace(words[len(hasPaper.FindString(words)):])]
	if kind == "" {
		return false
	}
	a.Has = append(a.Has, kind)
	return true
}

func addPlace(a *flows.Audience, words string) bool {
	if sides.MatchString(words) {
		a.Kota = append(a.Kota, region.KotaIn(words))
		return true
	}
	m := region.FindKecamatan(words)
	if m.Reason != "" || !m.Exact {
		return false
	}
	a.Kecamatan = append(a.Kecamatan, m.Kecamatan.Code)
	return true
}

// whom is an audience in words.
func whom(a flows.Audience) (all []flows.Say) {
	for _, k := range a.Kota {
		all = append(all, plain(region.KotaName(k)))
	}
	for _, k := range a.Kecamatan {
		all = append(all, plain(region.KecamatanName(k)))
	}
	for _, f := range a.Fields {
		all = append(all, flows.Say{Key: "registration/" + "field_" + f})
	}
	for _, c := range a.Channels {
		all = append(all, plain(strings.ToUpper(c[:1])+c[1:]))
	}
	of := func(key, value string) {
		if value != "" {
			all = append(all, flows.Say{Key: "announce/for_" + key, Args: flows.Args{"Of": value}})
		}
	}
	for _, p := range a.Has {
		of("has", p)
	}
	for _, p := range a.Lacks {
		of("lacks", p)
	}
	of("joined", a.Joined)
	of("skipped", a.Skipped)
	if a.Seen > 0 {
		of("seen", strconv.Itoa(a.Seen))
	}
	if a.Unseen > 0 {
		of("unseen", strconv.Itoa(a.Unseen))
	}
	if a.More {
		all = append(all, flows.Say{Key: "announce/for_more"})
	}
	if len(all) == 0 {
		all = append(all, flows.Say{Key: "announce/everybody"})
	}
	return all
}
