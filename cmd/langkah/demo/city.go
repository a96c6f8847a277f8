package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/calendar"
	"langkah/flows/region"
	"langkah/store"
)

// City is what the programme offers. The tables are of one winter: they are
// moved by whole weeks, so that the first date is the next one to come.
func City(now time.Time) store.City {
	c := store.City{Centres: centres(), Classes: classes(), Events: events(), Hosts: hosts()}
	first := c.Classes[0].Starts
	for _, x := range c.Classes {
		first = earlier(first, x.Starts)
	}
	for _, x := range c.Events {
		first = earlier(first, x.RegisterBy)
	}
	days := 7 * weeks(first, now)
	for i := range c.Classes {
		hold(&c.Classes[i], days)
	}
	for i := range c.Events {
		move(days, &c.Events[i].Starts, &c.Events[i].Ends, &c.Events[i].RegisterBy)
	}
	return c
}

// hold puts a class on the days that are worked, so many days later: holidays
// are not moved with it.
func hold(c *flows.Class, days int) {
	c.Days = calendar.Shift(calendar.Days(c.Starts, c.Ends), c.Starts.AddDate(0, 0, days))
	c.Starts, c.Ends = c.Days[0].Starts, c.Days[len(c.Days)-1].Ends
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// weeks is how many first has to be moved by to be the next after now.
func weeks(first, now time.Time) int {
	const week = 7 * 24 * time.Hour
	n := int(now.Sub(first) / week)
	for !first.Add(time.Duration(n) * week).After(now) {
		n++
	}
	for first.Add(time.Duration(n-1) * week).After(now) {
		n--
	}
	return n
}

func move(days int, dates ...*time.Time) {
	for _, d := range dates {
		*d = d.AddDate(0, 0, days)
	}
}

// plain says in words what the tables say in signs.
var plain = strings.NewReplacer(" - ", ", ").Replace

func classes() (list []flows.Class) {
	for _, r := range rows("classes.csv") {
		c := flows.Class{Code: r[0], Title: plain(r[1]), Kind: r[2], Kecamatan: r[3], Venue: r[4], Starts: at(r[5]), Ends: at(r[6]),
			Capacity: number(r[7]), Organiser: r[8], Sample: true}
		if strings.HasPrefix(c.Venue, "Daring") {
			c.Kecamatan = ""
		}
		list = append(list, c)
	}
	return list
}

func events() (list []flows.Event) {
	kota := map[string]string{}
	for _, k := range region.AllKecamatan() {
		kota[k.Kota] = k.Code[:5]
	}
	for _, r := range rows("bazaars.csv") {
		list = append(list, flows.Event{Code: r[0], Name: plain(r[1]), Kind: r[2], Kota: kota[r[3]], Kecamatan: r[4], Venue: r[5],
			Starts: at(r[6]), Ends: at(r[7]), Slots: number(r[8]), Conditions: r[9], RegisterBy: at(r[10]), Organiser: r[11], Curated: true, Sample: true})
	}
	return list
}

// hours differ, as they do.
var hours = []string{
	"Senin–Jumat 08.00–15.30 WIB", "Senin–Kamis 07.30–16.00, Jumat 07.30–11.30 WIB", "Senin–Jumat 09.00–15.00 WIB", "Selasa–Jumat 08.00–15.00 WIB",
}

// centres are at the office of each kecamatan, in a street that does not exist.
func centres() (list []flows.Centre) {
	for i, k := range region.AllKecamatan() {
		seat := region.KelurahanOf(k.Code)[0]
		list = append(list, flows.Centre{
			Kecamatan: k.Code, Name: "Pusat Pendampingan, Kantor Kecamatan " + k.Name,
			Address: fmt.Sprintf("Jl. Contoh No. %d, %s, %s %s", i%30+1, seat.Name, k.Kota, seat.PostalCode),
			Hours:   hours[i%len(hours)], Sample: true,
		})
	}
	return list
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}
