package templates

import (
	"strings"

	"langkah/flows"
)

// atCentre are what is known while somebody has to do with a centre.
var atCentre = []flows.Answers{
	{"place": "Pusat Pendampingan, Kantor Kecamatan Tanah Abang", "open": "yes", "slots": "2026-11-24/morning 2026-11-24/afternoon 2026-11-25/morning 2026-11-25/afternoon 2026-11-26/morning"},
	{"near": "31.71.05", "place": "Pusat Pendampingan", "open": "yes", "visit": "1", "when": "2026-11-24/afternoon", "with": "Rina", "slots": "2026-11-25/morning"},
	{"near": "31.71.06", "open": "yes", "visit": "4", "when": "2026-11-24/morning", "slots": ""},
	{"near": "31.71.06", "open": "yes"}, nil,
}

// deskSamples fill the texts of talks with staff, and of visits, as long as they
// get.
func deskSamples() []map[string]any {
	said := func(text string) flows.Say {
		return flows.Say{Key: "desk/words", Args: flows.Args{"Kind": "text", "Text": text, "Shown": false}}
	}
	long := strings.Repeat("panjang ", 6) + "sekali"
	line := flows.Say{Key: "desk/line", Args: flows.Args{"N": 5, "Name": "Raden Ajeng Kusumawardh…", "Where": "Kepulauan Seribu Selatan", "Waits": true, "Today": false, "Since": opens,
		"By": "Raden Ajeng Kusumawardhani", "Said": []flows.Say{said(long)}}}
	spoken := flows.Say{Key: "desk/spoken", Args: flows.Args{"At": opens, "By": "", "Name": "Raden Ajeng", "Line": said(long)}}
	line2 := flows.Say{Key: "visits/line", Args: flows.Args{"N": 5, "Name": "Raden Ajeng Kusumawardh…", "Number": "JKP-0000123", "Day": opens, "Part": flows.Afternoon, "Today": false, "With": "Raden Ajeng Kusumawardhani"}}
	base := map[string]any{
		"Place": "Pusat Pendampingan, Kantor Kecamatan Kepulauan Seribu Selatan", "With": "Raden Ajeng Kusumawardhani", "Day": opens, "Part": flows.Morning, "Visit": true,
		"Pendamping": "Raden Ajeng Kusumawardhani, Rina Kartika", "Address": "Jl. Contoh No. 123, Pulau Tidung, Kepulauan Seribu 14520", "Hours": "Senin sampai Jumat, 08.00 sampai 16.00 WIB", "Sample": true,
		"Count": 5, "Visits": []flows.Say{line2, line2, line2, line2, line2}, "Came": true,
		"Name": "Raden Ajeng Kusumawardhani", "Number": "JKP-0000123", "Where": "Kepulauan Seribu Selatan", "Here": false, "Line": said("Jam berapa buka?"), "Question": "Jam berapa buka?",
		"Since": opens, "Talks": []flows.Say{line, line, line, line, line}, "More": true, "N": 5, "By": "", "Waits": true, "Today": true, "Said": []flows.Say{said("Halo")},
		"Earlier": 4, "Talk": []flows.Say{spoken, spoken, spoken, spoken, spoken, spoken}, "At": opens, "Kind": "text", "Text": "Besok jam 9, ya", "Shown": false, "Role": flows.Pendamping, "Staff": "Raden Ajeng Kusumawardhani",
		"Centre": "Satpel PPKUKM Kecamatan Kepulauan Seribu Selatan", "Officers": false, "Asked": false, "Open": false,
	}
	list := variants{base}
	list.with(map[string]any{"Name": "", "Number": "", "Where": "", "Here": true, "Question": "", "More": false, "Waits": false, "By": "Rina", "Said": []flows.Say(nil), "Earlier": 0,
		"Role": flows.Officer, "Officers": true, "Open": true, "With": "", "Part": flows.Afternoon, "Visit": false, "Pendamping": "", "Sample": false, "Count": 0, "Came": false, "Since": opens})
	list.with(map[string]any{"Here": true, "Asked": true, "Today": false, "Centre": ""})
	for _, kind := range []string{"pick", "contact", "voice", "lost", "photo", "document", "sticker", "location", "other", "card"} {
		list.with(map[string]any{"Kind": kind})
	}
	list.with(map[string]any{"Kind": "pick"})
	list.with(map[string]any{"Kind": "photo", "Shown": true})
	return list
}
