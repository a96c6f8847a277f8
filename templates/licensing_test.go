package templates

import (
	"maps"
	"slices"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/licensing/licensingtest"
)

// drawer are the papers of whoever is a member and has begun with P4.
func drawer(f flows.Facts) []flows.Paper {
	if f.Person.Number == "" || f.Person.Stages[flows.Licensing-1] == flows.NotStarted {
		return nil
	}
	return licensingtest.Papers
}

// inPapers are conversations that stand in each question about papers.
func inPapers(r *flows.Router) (list []flows.Session) {
	all := circumstances()
	fresh := all["member"]
	fresh.Person.Stages[flows.Licensing-1] = flows.NotStarted
	for _, kind := range []string{"nib", "halal", "pirt", "bpom", "merek", "npwp"} {
		list = append(list, after(r, all["member"], "izin", kind), after(r, fresh, "izin", kind), after(r, fresh, "izin", kind, "sudah punya"))
	}
	for _, way := range []string{"izin", "izin,nib,sudah punya,1299000000017", "izin,pirt,sudah punya,206317101000126", "izin,pirt,sudah punya,206317101000126,12 mei 2024",
		"izin,pirt,sudah punya,206317101000126,12 mei 2024,betul", "izin,pirt,sudah punya,206317101000126,12 mei 2020,betul", "izin,npwp,sudah punya,1"} {
		list = append(list, after(r, fresh, strings.Split(way, ",")...))
	}
	list = append(list, after(r, all["member"], "izin"), after(r, all["visitor"], "izin"), after(r, all["visitor"], "izin", "nib"), after(r, all["visitor"], "izin", "halal"))
	for _, of := range [][2]string{{flows.PaperEnds, "pirt:2027-02-12:30"}, {flows.PaperEnds, "bpom:2026-02-12:30"}, {flows.PaperReturned, "halal"}, {flows.PaperReturned, "nib"}, {flows.PaperCard, "nib"}, {flows.PaperCard, "pirt"}, {flows.PaperMissing, "halal"}} {
		list = append(list, must(play(r, flows.Session{Flow: "menu", State: "home", Version: 2}, news(of[0], of[1]), all["member"])).Session())
	}
	asked := after(r, fresh, "izin", "nib", "sudah punya", "1299000000017")
	return append(list, must(play(r, asked, flows.Input{Kind: flows.Media, Media: "photo"}, fresh)).Session())
}

// paperSaid are what people write and send about papers.
func paperSaid() (list []flows.Input) {
	for text := range strings.SplitSeq("izin|sudah punya|tidak perlu|lewati|betul|bukan|tidak ingat|hapus foto|kirim foto|1299000000017|129900000001|12990000O0017|1111111111111|1299000000017123|206317101000126|01.234.567.8-999.000|1234567890123456789012|"+
		"ID31110000123450920|12 mei 2024|12 mei 2020|12 mei 2019|12 mei 2027|12 mei|iya difoto dulu", "|") {
		list = append(list, flows.Input{Text: text})
	}
	for _, trouble := range []string{flows.PictureAway, flows.PictureUnread, flows.PictureLarge, flows.PictureNever} {
		list = append(list, flows.Input{Kind: flows.Media, Media: "photo", Trouble: trouble})
	}
	return append(list, flows.Input{Kind: flows.Media, Media: "photo", Text: "ktp saya"})
}

// licensingSamples are all that a text about papers may have to say, the longest
// of each.
func licensingSamples() (list []map[string]any) {
	long := time.Date(2027, 9, 28, 0, 0, 0, 0, time.UTC)
	returned := "nomornya tidak sama dengan yang ada di foto, tolong dicek lagi ya"
	base := map[string]any{"Name": "Raden Ajeng Kusumawardhani", "N": 3, "Number": "ID31110000123450920", "Expires": long, "Day": long, "Since": long, "Returned": returned, "Months": 6, "Years": 10,
		"Link": "https://coretaxdjp.pajak.go.id", "Ends": true, "Must": true, "Member": true, "Checked": true, "First": true, "Done": true, "Photo": true, "Remind": true, "Answer": "not_yet", "Count": 3, "Card": false, "Reopened": true}
	for _, kind := range []string{"nib", "halal", "pirt", "bpom", "merek", "npwp"} {
		for _, state := range []string{"safe", "soon", "over", "returned", "not_yet", "not_needed", "later", "unknown"} {
			m := maps.Clone(base)
			m["Kind"], m["State"] = kind, state
			row := maps.Clone(m)
			m["Papers"] = slices.Repeat([]flows.Say{{Key: "licensing/row", Args: flows.Args(row)}}, 6)
			few := maps.Clone(m)
			maps.Copy(few, map[string]any{"Number": "", "Ends": false, "Must": false, "Member": false, "Checked": false, "First": false, "Done": false, "Photo": false, "Remind": false, "Card": true, "Reopened": false,
				"Answer": state, "Months": 0, "Name": "", "Papers": m["Papers"].([]flows.Say)[:1]})
			one := maps.Clone(m)
			one["Months"], one["Answer"], one["Number"] = 1, state, "-"
			list = append(list, m, few, one)
		}
	}
	return list
}
