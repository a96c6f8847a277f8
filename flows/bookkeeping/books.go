package bookkeeping

import (
	"langkah/flows"
	"langkah/flows/understand"
)

// confirm says back what was understood before it is kept.
var confirm = ask("confirm", flows.Ask{
	Needs: []string{which, sales, spent},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{
			option("save", "save", "ya", "simpan", "betul", "benar", "yes", "save"),
			option("omzet", "omzet", "omzet", "omset", "ganti omzet", "perbaiki omzet", "sales"),
			option("costs", "costs", "biaya", "biayanya", "ganti biaya", "costs"),
			option("month", "month", "bulan lain", "ganti bulan", "another month"),
		}
	},
	Takes: map[flows.Word]string{"CANCEL": "drop", flows.Ubah: "omzet"},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		answer, why := understand.YesNo(in.Text)
		if why != "" {
			return flows.Reading{Reason: string(why)}
		}
		return flows.Reading{Value: map[understand.Answer]string{understand.Yes: "save", understand.No: "omzet"}[answer]}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch got.Event = got.Value; got.Value {
		case "drop":
			home := back(v)
			return flows.Reading{Say: []flows.Say{{Key: "bookkeeping/dropped"}}, Go: &home}
		case "omzet":
			got.Set = flows.Answers{sales: "", spent: v.Answer(spent)}
		case "costs":
			got.Set = flows.Answers{spent: ""}
		case "month":
			got.Set = flows.Answers{which: "", sales: "", spent: ""}
		}
		return got
	},
})

// books shows the year: what was just reported, or how it stands.
var books = ask("books", flows.Ask{
	Prompt: shown,
	Again:  func(flows.View) flows.Say { return flows.Say{Key: "bookkeeping/books_again"} },
	Options: func(v flows.View) (list []flows.Option) {
		if len(seen(v).Awaited(v.Facts.Now)) > 0 {
			list = append(list, option("look", "report", "lapor", "lapor omzet", "report"))
		}
		list = append(list, option("month", "month", "bulan lain", "perbaiki", "bulan yang lain", "another month"))
		if len(seen(v)) > 0 {
			list = append(list, option("table", "table", "unduh", "download", "excel", "tabel", "csv"))
		}
		return list
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if m, why := said12(in.Text, v); why == "" {
			return flows.Reading{Event: "look", Set: flows.Answers{which: m.String()}}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Takes: map[flows.Word]string{flows.Ubah: "month"},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		got.Event, got.Set = got.Value, flows.Answers{which: ""}
		return got
	},
	Else: flows.Home,
})

// shown is the card of the year, with its picture.
func shown(v flows.View) flows.Say {
	b, now := seen(v), v.Facts.Now
	args := facts(v)
	args["Fresh"], args["Run"], args["Reached"] = v.Answer(fresh) != "", v.Number(run), v.Answer(done) != ""
	if len(b) == 0 {
		return flows.Say{Key: "bookkeeping/empty_card", Args: args}
	}
	to := b[0].Month
	size, yearly := b.Size(to)
	_, months := b.Year(to)
	args["Size"], args["Yearly"], args["Months"] = string(size), yearly, months
	args["Waits"] = len(b.Awaited(now)) > 0
	if o, ok := b.Of(inHand(v)); ok {
		args["Omzet"], args["Costs"], args["Counted"] = o.Sales, max(0, o.Costs), o.Costs >= 0
		args["Left"], args["Loss"] = max(o.Sales-o.Costs, o.Costs-o.Sales), o.Sales < o.Costs
	}
	return flows.Say{Key: "bookkeeping/books_card", Args: args, File: flows.ChartFile{Books: b, To: max(to, flows.MonthOf(now)-1)}}
}

// table hands out all that was ever reported.
func table(v flows.View) []flows.Say {
	b, _ := v.Outcome.Args["Books"].(flows.Books)
	if len(b) == 0 {
		return []flows.Say{{Key: "bookkeeping/nothing_yet"}}
	}
	return []flows.Say{{Key: "bookkeeping/table", Args: flows.Args{"Count": len(b)}, File: flows.BooksFile{Books: b}}}
}
