package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/store"
	"langkah/templates"
)

// rehearsed is how many unfinished registrations there are of a kind each;
// more visitors than that share them.
const rehearsed = 240

// rehearsal plays conversations without a service, so that what is stored of
// them is what the flows make of them.
type rehearsal struct {
	router *flows.Router
	now    time.Time
}

// registered is where the conversation stands after a whole registration.
func (r rehearsal) registered(profile flows.Answers) (flows.Session, error) {
	s, _, err := r.play(append(said(profile), "tidak usah", "ya"))
	return s, err
}

// visitors are people who stopped in the middle, each somewhere else; every
// third looked at the menu instead.
func (r rehearsal) visitors(c census, n int) (list []store.Resident, err error) {
	for i := range n {
		words := said(c.anybody(i))
		words = words[:2+i%(len(words)-1)]
		if i%3 == 2 {
			words = append(words, "menu")
		}
		v := store.Resident{}
		if v.Session, v.Consents, err = r.play(words); err != nil {
			return nil, err
		}
		for _, form := range []*flows.Session{&v.Session, v.Session.Parked} {
			if form != nil && form.Answers[registration.Name] != "" {
				form.Answers[registration.Name] += sample
			}
		}
		list = append(list, v)
	}
	return list, nil
}

// said is what somebody writes who answers like this.
func said(p flows.Answers) []string {
	digits := strings.NewReplacer("+62", "0").Replace(p[registration.Phone])
	return []string{
		"daftar", "setuju", "35 tahun", map[string]string{"no": "belum pernah", "yes": "pernah", "unsure": "lupa"}[p[registration.Before]],
		p[registration.Name], "sudah jalan", or(p[registration.Business], "belum ada nama"), field(p[registration.Field]),
		or(p[registration.Since], "lupa"), or(p[registration.Omzet], "tidak tahu"), map[string]string{"no": "belum", "unsure": "tidak tahu"}[p[registration.NIB]],
		kecamatan(p[registration.Kecamatan]), kelurahan(p[registration.Kelurahan]), digits,
	}
}

func or(answer, without string) string {
	if answer == "-" {
		return without
	}
	return answer
}

// field is the number under which the question offers it.
func field(name string) string {
	for i, t := range trades {
		if t.field == name {
			return strconv.Itoa(i + 1)
		}
	}
	return name
}

func kecamatan(code string) string {
	k, _ := region.KecamatanByCode(code)
	return "Kecamatan " + k.Name
}

func kelurahan(code string) string {
	k, _ := region.KelurahanByCode(code)
	return k.Name
}

func (r rehearsal) play(words []string) (s flows.Session, consents []flows.RecordConsent, err error) {
	facts := flows.Facts{Now: r.now}
	for _, text := range words {
		turn, err := r.router.Begin(s, flows.Input{Text: text}, facts)
		for err == nil && turn.Act != nil {
			err = act(turn, &facts)
		}
		if err == nil {
			err = show(turn)
		}
		if err != nil {
			return s, nil, err
		}
		for _, do := range turn.Do {
			if c, ok := do.(flows.RecordConsent); ok {
				consents = append(consents, c)
			}
		}
		if s = turn.Session(); s.Misses > 0 {
			return s, nil, fmt.Errorf("nothing understands %q in %s.%s", text, s.Flow, s.State)
		}
	}
	return s, consents, nil
}

// act does what the store would.
func act(turn *flows.Turn, facts *flows.Facts) error {
	a, ok := turn.Act.(flows.Register)
	if !ok {
		return fmt.Errorf("nobody carries %T out here", turn.Act)
	}
	facts.Person = flows.Person{Number: "JKP-0000001", Name: a.Profile[registration.Name], Profile: a.Profile}
	return turn.Resume(flows.Outcome{Event: "registered", Args: flows.Args{"Number": facts.Person.Number}}, *facts)
}

// show remembers the choices in the words in which they stand on the screen.
func show(turn *flows.Turn) error {
	var offer []flows.Choice
	for _, o := range turn.Options {
		label, err := templates.Text("", o.Label.Key, o.Label.Args)
		if err != nil {
			return err
		}
		offer = append(offer, flows.Choice{Value: o.Value, Label: strings.TrimSpace(label)})
	}
	turn.Shown(offer)
	return nil
}
