package demo

import (
	"math"
	"math/rand/v2"
	"sort"
	"strings"
	"time"

	"langkah/flows"
)

// numbers are the programme's own, as published.
type numbers struct {
	kota   []share
	done   [7]float64 // who is through with P1 … P7, of those who registered
	growth []total    // by day, the last one is now
}

// share of the businesses that a kota and those before it have; the last is 1.
type share struct {
	kota string
	upTo float64
}

// total is how many members there were.
type total struct {
	at      time.Time
	members float64
}

// kotaOf are the Kemendagri codes of the published figures' names.
var kotaOf = map[string]string{
	"umkm_jakpus": "31.71", "umkm_jakut": "31.72", "umkm_jakbar": "31.73", "umkm_jaksel": "31.74", "umkm_jaktim": "31.75", "umkm_kepseribu": "31.01",
}

// The funnel of one day, and the day on which the programme began to count.
var (
	funnelDay = "2021-10-27"
	beginning = time.Date(2018, 1, 2, 0, 0, 0, 0, wib)
)

func readNumbers(now time.Time) (n numbers) {
	businesses := 0.0
	for _, r := range rows("numbers.csv") {
		value := float64(number(r[2]))
		day, err := time.ParseInLocation(time.DateOnly, r[0], wib)
		switch code, metric := kotaOf[r[1]], r[1]; {
		case err != nil:
			panic(err)
		case code != "":
			businesses += value
			n.kota = append(n.kota, share{code, businesses})
		case r[0] == funnelDay && strings.HasPrefix(metric, "P"):
			n.done[metric[1]-'1'] = value
		case metric == "members_total":
			n.growth = append(n.growth, total{day, value})
		}
	}
	for i := range n.kota {
		n.kota[i].upTo /= businesses
	}
	for i := len(n.done) - 1; i >= 0; i-- { // P1, which the others are shares of, comes last
		n.done[i] /= n.done[0]
	}
	n.until(now)
	return n
}

// even spreads people evenly over [0, 1), however many there are: the
// fractional parts of the multiples of an irrational number.
func even(n int, irrational float64) float64 {
	_, u := math.Modf(float64(n) * irrational)
	return u
}

func (n numbers) home(u float64) (kota string) {
	i := sort.Search(len(n.kota)-1, func(i int) bool { return u < n.kota[i].upTo })
	return n.kota[i].kota
}

// until ends the growth today: what was published later is left out, and a
// tenth has come since the last figure.
func (n *numbers) until(now time.Time) {
	last := 1.0
	for i, t := range n.growth {
		if !t.at.Before(now) {
			n.growth = n.growth[:i]
			break
		}
		last = t.members
	}
	n.growth = append(n.growth, total{now, last * 1.1})
}

// registered is when the share u of today's members was reached.
func (n numbers) registered(u float64) time.Time {
	before := total{at: beginning}
	u *= n.growth[len(n.growth)-1].members
	for _, t := range n.growth {
		if u < t.members {
			way := (u - before.members) / (t.members - before.members)
			return before.at.Add(time.Duration(way * float64(t.at.Sub(before.at))))
		}
		before = t
	}
	return before.at
}

// stages follow the funnel one by one, but mostly the same people go far: a
// throw of their own decides only now and then.
func (n numbers) stages(u float64, d *rand.Rand) (list [7]flows.StageStatus) {
	list[0] = flows.Done
	for i := 1; i < len(list); i++ {
		if d.Float64() < 0.2 {
			u = d.Float64()
		}
		if u < n.done[i] {
			list[i] = flows.Done
			continue
		}
		list[i] = otherwise(d.Float64())
	}
	return list
}

// standing is where somebody stands who got to these steps.
func standing(reached [7]time.Time, d *rand.Rand) (list [7]flows.StageStatus) {
	for i, at := range reached {
		if list[i] = flows.Done; at.IsZero() {
			list[i] = otherwise(d.Float64())
		}
	}
	return list
}

// otherwise is where people stand who are not through with a step: most have
// not begun, because all but the first are optional.
func otherwise(u float64) flows.StageStatus {
	switch {
	case u < 0.12:
		return flows.InProgress
	case u < 0.15:
		return flows.Stuck
	case u < 0.20:
		return flows.NotNeeded
	}
	return flows.NotStarted
}
