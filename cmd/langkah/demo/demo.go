// Package demo makes a city up, so that whoever tries the service finds it
// inhabited: centres, classes, bazaars and people. It is the same city every
// time; only the calendar follows the clock.
package demo

import (
	"embed"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"time"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/region"
	"langkah/flows/reminder"
	"langkah/store"
)

//go:embed *.csv
var files embed.FS

// Bounds of a city: there are a million made-up phone numbers.
const (
	Usual = 200
	Most  = 900_000
)

// underway: of twenty who register, one more is on the way.
const underway = 20

// sample stands behind the name of whoever and whatever is made up.
const sample = " (contoh)"

// wib is Asia/Jakarta: no summer time.
var wib = time.FixedZone("WIB", 7*60*60)

// New is a city of so many members at that time.
func New(members int, now time.Time) (store.Demo, error) { return made(members, now, nil) }

func made(members int, now time.Time, parts []stretch) (store.Demo, error) {
	people := census{numbers: readNumbers(now.Add(-time.Hour)), now: now, kelurahan: byKota(), parts: parts}
	r := rehearsal{router: catalogue.Router(), now: now}
	var err error
	if people.home, err = r.registered(people.anybody(1)); err != nil {
		return store.Demo{}, fmt.Errorf("rehearse a registration: %w", err)
	}
	// Where an invitation leaves whoever has not answered it.
	people.invited, people.invitation, err = r.remind(people.home, store.Reminded{Reminder: flows.Reminder{Kind: reminder.Training, Step: 1}, State: "said"})
	if err != nil {
		return store.Demo{}, err
	}
	visitors := max(1, members/underway)
	g := guests{rehearsal: r, people: people, after: map[string]reminded{}}
	if g.list, err = r.visitors(people, min(visitors, rehearsed)); err != nil {
		return store.Demo{}, fmt.Errorf("rehearse a visit: %w", err)
	}
	return store.Demo{City: City(now), Members: members, Member: people.member, Visitors: visitors, Visitor: g.visitor}, nil
}

// rows reads an embedded table without its header. The files are part of the
// program, so a broken one is a broken build.
func rows(name string) [][]string {
	f, err := files.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("read embedded %s: %v", name, err))
	}
	return all[1:]
}

// seed makes the city; another seed makes another one.
const seed = 20261123

// dice of the n-th person, for one purpose: always the same throws.
func (census) dice(n int, purpose uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed+purpose, uint64(n)))
}

// byKota lists the kelurahan of each kota by its Kemendagri code.
func byKota() map[string][]region.Kelurahan {
	list := map[string][]region.Kelurahan{}
	for _, k := range region.AllKecamatan() {
		list[k.Code[:5]] = append(list[k.Code[:5]], region.KelurahanOf(k.Code)...)
	}
	return list
}
