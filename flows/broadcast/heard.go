package broadcast

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

var (
	parted   = regexp.MustCompile(`(?i)(?:\s*[,;\n+/&]\s*|\s+)(?:dan|and|sama|serta|tapi|tetapi|namun|but)\s+|\s*[,;\n+/&]\s*`)
	everyone = regexp.MustCompile(`^(?:untuk |buat |ke |for |to )*(?:semua|smua|seluruh|semuanya|all|everybody|everyone)(?: (?:para|anggota|orang|warga|member|members|umkm|pelaku|usaha|pengusaha|jakpreneur|di|se|dki|jakarta|of|in|kak|ya|saja|aja|wilayah saya|wilayah kami|my area))*$`)
	sides    = regexp.MustCompile(`^(?:kota )?(?:jakarta |jak|jkt ?)(pusat|utara|barat|selatan|timur|pus|ut|bar|sel|tim|central|north|west|south|east)$|^(?:kepulauan|pulau) seribu$`)
	noPaper  = regexp.MustCompile(`^(?:belum|blm|tidak|gak|ga|nggak|tanpa|without|no)\b(?: (?:punya|pny|ada|memiliki|have|has|a))*`)
	hasPaper = regexp.MustCompile(`^(?:(?:sudah|sdh|udah|punya|pny|ada|ber|memiliki|with|have|has|already)\b ?)+`)
	joined   = regexp.MustCompile(`^(belum |tidak |never )?(?:pernah |sudah )?(?:ikut|peserta|joined|in)\b`)
	days     = regexp.MustCompile(`^(tidak aktif|diam|tidak menulis|silent|inactive|aktif|menulis|active)(?: (?:dalam|selama|for|in|within))? ([0-9]{1,3}) (?:hari|days)(?: terakhir)?$`)
	silence  = regexp.MustCompile(`^(?:tidak|diam|silent|inactive)`)
)

// trades are the fields of business, with what they are also called.
var trades = map[string]string{
	"kuliner": "kuliner", "makanan": "kuliner", "minuman": "kuliner", "makanan minuman": "kuliner", "food": "kuliner", "fesyen": "fesyen", "fashion": "fesyen", "pakaian": "fesyen", "baju": "fesyen", "clothes": "fesyen",
	"kriya": "kriya", "kerajinan": "kriya", "crafts": "kriya", "craft": "kriya", "kecantikan": "kecantikan", "beauty": "kecantikan", "jasa": "jasa", "services": "jasa",
	"dagang": "dagang", "warung": "dagang", "toko": "dagang", "shop": "dagang", "shops": "dagang", "lainnya": "lainnya",
}

// papers are the kinds of licences, with what they are also called.
var papers = map[string]string{
	"nib": "nib", "halal": "halal", "sertifikat halal": "halal", "pirt": "pirt", "p irt": "pirt", "p-irt": "pirt", "bpom": "bpom", "merek": "merek", "merk": "merek", "npwp": "npwp",
}

// channels are the messengers.
var channels = map[string]string{"telegram": "telegram", "whatsapp": "whatsapp", "wa": "whatsapp", "webchat": "webchat", "web": "webchat"}

func words(list string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		all[w] = true
	}
	return all
}

var (
	// idle words of a part narrow nothing down: all members have a business in Jakarta.
	idle = words("semua smua semuanya seluruh all every everyone everybody business businesses para anggota member members warga orang umkm pelaku usaha pengusaha jakpreneur untuk buat ke for to the of in di se dari yang yg wilayah daerah kecamatan kec kota those who are that people mereka jakarta dki pengguna kak ya saja aja")
	// sellers say that what follows is made or sold.
	sellers = words("usaha bidang pelaku pengusaha umkm pedagang penjual jualan jual berjualan dagang produsen pembuat perajin pengrajin tukang warung toko kedai kios lapak jasa shop shops sellers seller selling sell")
)

// What a phrase may say of an audience. Of the first three members need one only.
const (
	saysField   = "field"
	saysPlace   = "place"
	saysChannel = "channel"
	saysPaper   = "paper"
	saysOther   = "other"
)

// hearing is an audience as it is understood.
type hearing struct {
	flows.Audience
	all, found bool
	unknown    []string
	wider      []flows.Say // what only its whole field stands for
	lacking    bool        // "belum punya NIB dan halal"
	either     string      // before "atau" stood this
	mixed      bool        // who is left out is of several sorts
}

// hear understands what somebody says of an audience, part by part.
func hear(text string) (h hearing) {
	if at := leftOut.FindStringIndex(text); at != nil {
		h = hear(text[:at[0]])
		h.leaveOut(text[at[1]:])
		return h
	}
	for _, part := range parted.Split(strings.TrimSpace(text), -1) {
		said := strings.Trim(understand.Normalise(part), " .!")
		if everyone.MatchString(said) {
			h.all = true
			continue
		}
		if h.segment(said) {
			continue
		}
		h.part(strings.Fields(said))
	}
	return h
}

// part goes from left to right, the longest phrase first. A word in it that is not
// understood may turn all of it around: "kecuali Tebet".
func (h *hearing) part(said []string) {
	last, field := "", false
	for len(said) > 0 {
		n, kind := h.phrase(said, field)
		switch {
		case kind != "" && (h.either == "" || h.either == kind):
			last, h.found, h.either = kind, true, ""
			field = kind == saysField
		case kind == "" && h.either == "" && (said[0] == "atau" || said[0] == "or") && (last == saysField || last == saysPlace || last == saysChannel):
			h.either, field, n = last, false, 1
		case kind == "" && h.either == "" && idle[said[0]]:
			h.all = h.all || everyone.MatchString(said[0])
			n = 1
		case kind == "" && idle[said[0]]:
			n = 1
		default:
			n = max(n, 1)
			h.unknown = append(h.unknown, said[:n]...)
		}
		said = said[n:]
	}
	if h.either != "" {
		h.unknown, h.either = append(h.unknown, "atau"), ""
	}
}

const longest = 6 // words of a phrase

// phrase is how many words in front are understood, and of what they speak. Two
// trades beside each other are one that is not known: "warung yang jual kopi".
func (h *hearing) phrase(said []string, field bool) (n int, kind string) {
	for n := min(longest, len(said)); n > 0; n-- {
		text := strings.Join(said[:n], " ")
		if kind := h.takes(text, field); kind != "" {
			return n, kind
		}
	}
	return 0, ""
}

func (h *hearing) takes(text string, field bool) string {
	switch {
	case h.days(text), h.event(text), h.step(text):
		return saysOther
	case h.paper(text):
		return saysPaper
	case channels[text] != "":
		h.Channels = append(h.Channels, channels[text])
		return saysChannel
	case !field && h.trade(strings.Fields(text)):
		return saysField
	case h.place(strings.Fields(text)):
		return saysPlace
	}
	return ""
}

func (h *hearing) days(text string) bool {
	m := days.FindStringSubmatch(text)
	if m == nil || h.Seen+h.Unseen > 0 {
		return false
	}
	n, _ := strconv.Atoi(m[2])
	if silence.MatchString(m[1]) {
		h.Unseen = n
	} else {
		h.Seen = n
	}
	return n > 0
}

// event takes one that they were in, or not: there is room for one of each.
func (h *hearing) event(text string) bool {
	m := joined.FindStringSubmatch(text)
	code, ok := understand.EventCode(joined.ReplaceAllString(text, ""))
	switch {
	case !ok, m == nil && h.Joined+h.Skipped != "":
		return false
	case m != nil && m[1] != "":
		ok, h.Skipped = h.Skipped == "" || h.Skipped == code, code
	default:
		ok, h.Joined = h.Joined == "" || h.Joined == code, code
	}
	return ok
}

// paper takes one that they have, or lack. Behind one that they lack the name alone
// means another one of these.
func (h *hearing) paper(text string) bool {
	no, has := noPaper.FindString(text), hasPaper.FindString(text)
	kind := papers[strings.TrimSpace(text[len(no)+len(has):])]
	if kind == "" || no != "" && has != "" {
		return false
	}
	h.lacking = no != "" || h.lacking && has == ""
	if h.lacking {
		h.Lacks = append(h.Lacks, kind)
	} else {
		h.Has = append(h.Has, kind)
	}
	return true
}

// trade takes a field of business, or what is sold in one: that is not kept by
// itself, and it is said that the whole field gets it.
func (h *hearing) trade(said []string) bool {
	for len(said) > 1 && sellers[said[0]] {
		said = said[1:]
	}
	name := strings.Join(said, " ")
	of := trades[name]
	if of == "" {
		if of = registration.FieldOf(name); of == "" {
			return false
		}
		h.wider = append(h.wider, flows.Say{Key: "announce/wider", Args: flows.Args{"Part": name, "Field": fieldSay(of)}})
	}
	h.lacking, h.Fields = false, append(h.Fields, of)
	return true
}

func fieldSay(of string) flows.Say { return flows.Say{Key: "registration/" + "field_" + of} }

// ward is the name behind "kelurahan": some kecamatan are called like one elsewhere.
func ward(text string) (name string, ok bool) {
	for _, said := range []string{"kelurahan ", "kel. ", "kel ", "desa "} {
		if name, ok = strings.CutPrefix(text, said); ok {
			return name, true
		}
	}
	return "", false
}

func wardCalled(name string) string {
	plain := strings.NewReplacer(" ", "", ".", "", "-", "")
	for _, k := range region.AllKecamatan() {
		for _, l := range region.KelurahanOf(k.Code) {
			if strings.EqualFold(plain.Replace(l.Name), plain.Replace(name)) {
				return l.Code
			}
		}
	}
	return ""
}

// place takes a city, a kecamatan or a kelurahan. A word more than its name says
// something else: "rusun Tebet".
func (h *hearing) place(said []string) bool {
	text := strings.Join(said, " ")
	if name, ok := ward(text); ok {
		code := wardCalled(name)
		if code != "" {
			h.Kelurahan, h.lacking = append(h.Kelurahan, code), false
		}
		return code != ""
	}
	if sides.MatchString(text) {
		h.Kota, h.lacking = append(h.Kota, region.KotaIn(text)), false
		return true
	}
	m := region.FindKecamatan(text)
	if m.Reason != "" || !m.Exact || text == "baru" || sameWithout(said, m) { // "anggota baru", not the kelurahan
		return false
	}
	h.lacking = false
	if m.Kelurahan != nil {
		h.Kelurahan = append(h.Kelurahan, m.Kelurahan.Code)
	} else {
		h.Kecamatan = append(h.Kecamatan, m.Kecamatan.Code)
	}
	return true
}

// sameWithout tells that a place is found as well without the first word, or the last,
// unless that is of its name.
func sameWithout(said []string, m region.Match) bool {
	name := strings.Fields(strings.ToLower(m.Kecamatan.Name))
	if m.Kelurahan != nil {
		name = strings.Fields(strings.ToLower(m.Kelurahan.Name))
	}
	last := len(said) - 1
	return slices.ContainsFunc([]int{0, last}, func(i int) bool {
		if last == 0 || slices.Contains(name, said[i]) {
			return false
		}
		f := region.FindKecamatan(strings.Join(slices.Delete(slices.Clone(said), i, i+1), " "))
		same := f.Kelurahan == nil && m.Kelurahan == nil || f.Kelurahan != nil && m.Kelurahan != nil && f.Kelurahan.Code == m.Kelurahan.Code
		return f.Reason == "" && f.Exact && f.Kecamatan.Code == m.Kecamatan.Code && same
	})
}
