package training

import (
	"regexp"

	"langkah/flows"
	"langkah/flows/understand"
)

// class is the card of one class. What can be done depends on how its person
// stands with it.
var class = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		args := one(v, shown).args(v)
		args["Instead"] = v.Answer(instead) != ""
		return flows.Say{Key: "training/class_card", Args: args}
	},
	Options: classOptions,
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		c := one(v, shown)
		switch {
		case v.Answer(instead) != "":
			return decided(in, v, choice("change", c.Code, v.Answer(instead)), "keep", "")
		case c.State == flows.Offered:
			return decided(in, v, choice("take", c.Code), choice("leave", c.Code), "")
		case c.held():
			return decided(in, v, staying(c), choice("cancel", c.Code), choice("move", c.Code))
		}
		return decided(in, v, classOptions(v)[0].Value, aside, "")
	},
	Takes: map[flows.Word]string{"CANCEL": aside},
	Keep:  chosen, Else: flows.Home, Needs: []string{shown},
	Why: "training/why", Hint: "training/class_hint", Examples: "training/class_examples",
}

// staying is what "hadir" means to whoever has a seat, or waits: for one that is
// free in the end, too.
func staying(c seen) string {
	switch {
	case c.State == flows.Booked:
		return choice("confirm", c.Code)
	case c.Left > 0:
		return choice("queue", c.Code)
	}
	return "keep"
}

func classOptions(v flows.View) []flows.Option {
	c := one(v, shown)
	others := option("list", "kelas lain", "lainnya", "lihat kelas lain", "other")
	switch {
	case c.State == flows.Attended || c.State == flows.Absent || c.begun(v):
		return []flows.Option{others}
	case c.State == flows.Offered:
		return []flows.Option{taking(c), leaving(c)}
	case c.State == flows.Waiting && c.Left > 0: // it is offered to nobody any more: there is no time left
		return []flows.Option{
			labelled(choice("queue", c.Code), "to_take", "ambil", "mau", "ya", "ikut", "take", "yes"),
			labelled(choice("cancel", c.Code), "to_unqueue", "keluar", "batal", "leave"),
		}
	case c.State == flows.Waiting:
		return []flows.Option{labelled(choice("cancel", c.Code), "to_unqueue", "keluar", "batal", "leave"), others}
	case c.State == flows.Booked:
		return []flows.Option{calling(c), moving(c)}
	case v.Answer(instead) != "":
		return []flows.Option{
			option(choice("change", c.Code, v.Answer(instead)), "pindah", "ya", "move", "yes"),
			option("keep", "tetap", "tidak jadi", "tidak", "keep", "no"),
		}
	case c.Left == 0:
		return []flows.Option{option(choice("queue", c.Code), "tunggu", "antre", "antri", "daftar tunggu", "wait", "queue"), others}
	}
	return []flows.Option{option(choice("book", c.Code), "daftar", "ikut", "mau", "ya", "antre", "antri", "join", "book", "yes"), others}
}

func taking(c seen) flows.Option {
	return option(choice("take", c.Code), "ambil", "mau", "ya", "take", "yes")
}

func leaving(c seen) flows.Option {
	return option(choice("leave", c.Code), "tidak", "tidak usah", "no")
}

func calling(c seen) flows.Option {
	return option(choice("cancel", c.Code), "batal", "batalkan", "tidak bisa", "cancel")
}

func moving(c seen) flows.Option {
	return option(choice("move", c.Code), "pindah", "pindah jadwal", "ganti", "move", "reschedule")
}

// sure asks before a seat is given away.
var sure = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "training/sure", Args: one(v, shown).args(v)} },
	Options: func(v flows.View) []flows.Option {
		yes, keep := "to_yes", "to_stay"
		if one(v, shown).State == flows.Waiting {
			yes, keep = "to_unqueue", "to_wait"
		}
		return []flows.Option{
			labelled(choice("yes", v.Answer(code)), yes, "lepas", "lepaskan", "keluar"), labelled("keep", keep, "tetap", "tetap ikut", "tetap menunggu", "keep"),
		}
	},
	First: readSure,
	Keep:  chosen, Else: flows.Home, Needs: []string{shown},
	Why: "training/sure_why", Hint: "training/sure_hint", Examples: "training/sure_examples",
}

// lets is the word of the choice itself, which elsewhere parts two chats.
var lets = regexp.MustCompile(`(?i)^\W*((ya|iya|yes|ok|oke)\W+)?(lepas|lepasin|lepaskan)( saja| aja| kak| deh| dong)*\W*$`)

// readSure: "ga jadi" turns the leaving down, "ga jadi ikut" and "batal" insist
// on it.
func readSure(in flows.Input, v flows.View) (got flows.Reading, ok bool) {
	yes := choice("yes", v.Answer(code))
	if lets.MatchString(in.Text) {
		return flows.Reading{Value: yes}, true
	}
	if elsewhere(in.Text) {
		return got, false
	}
	said, _ := understand.Attends(in.Text)
	leaves := said == understand.Comes // a plain yes to the question
	if understand.OfAttending(in.Text) {
		leaves = said == understand.StaysAway
	}
	switch {
	case said == 0:
		return got, false
	case said == understand.Reschedules:
		return flows.Reading{Value: choice("move", v.Answer(code))}, true
	case leaves:
		return flows.Reading{Value: yes}, true
	}
	return flows.Reading{Value: "keep"}, true
}
