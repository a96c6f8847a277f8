package main

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"langkah/flows/region"
	"langkah/flows/understand"
)

// parsers are the kinds of answer, each with how it is read and written.
var parsers = map[string]func(understander, string) (string, understand.Reason){
	"yesno":       func(_ understander, s string) (string, understand.Reason) { return answer(understand.YesNo(s)) },
	"consent":     func(_ understander, s string) (string, understand.Reason) { return answer(understand.Consent(s)) },
	"menu_choice": understander.choice,
	"kecamatan": func(_ understander, s string) (string, understand.Reason) {
		m := region.FindKecamatan(s)
		if m.Reason != "" {
			return "", understand.Reason(m.Reason)
		}
		return m.Kecamatan.Code, ""
	},
	"kelurahan": func(_ understander, s string) (string, understand.Reason) {
		m := region.FindKelurahan(s, "")
		if m.Reason != "" {
			return "", understand.Reason(m.Reason)
		}
		return m.Kelurahan.Code, ""
	},
	"date": func(u understander, s string) (string, understand.Reason) {
		d, why := understand.Date(s, u.today)
		return d.Format(time.DateOnly), why
	},
	"time": func(_ understander, s string) (string, understand.Reason) {
		minutes, why := understand.Clock(s)
		return time.Time{}.Add(time.Duration(minutes) * time.Minute).Format("15:04"), why
	},
	"datetime": func(u understander, s string) (string, understand.Reason) {
		t, why := understand.Moment(s, u.today)
		return t.Format("2006-01-02 15:04"), why
	},
	"money": func(_ understander, s string) (string, understand.Reason) {
		n, why := understand.Money(s)
		return strconv.FormatInt(n, 10), why
	},
	"nik":            func(u understander, s string) (string, understand.Reason) { return understand.NIK(s, u.today) },
	"phone":          func(_ understander, s string) (string, understand.Reason) { return understand.Phone(s) },
	"nib":            func(_ understander, s string) (string, understand.Reason) { return understand.NIB(s) },
	"npwp":           func(u understander, s string) (string, understand.Reason) { return understand.NPWP(s, u.today) },
	"name":           func(_ understander, s string) (string, understand.Reason) { return understand.Name(s) },
	"global_command": global,
}

func kinds() []string { return slices.Sorted(maps.Keys(parsers)) }
