package main

import (
	"fmt"
	"strconv"
	"strings"

	"langkah/bot/script"
	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/store"
)

// enrolment reads what a script says of a member: kecamatan=31.71.07 or
// kota=31.71, field=kuliner, business=Kue, stage=P2 (done up to there), consent=all|service|announcements|none,
// name="Siti Aminah". n spreads the members of a kota over its kecamatan.
func enrolment(p script.Person, attrs map[string]string, n int) (store.Enrolment, error) {
	m := store.Enrolment{
		Address: p.Address, Phone: p.Phone, Stage: 1, Service: true,
		Profile: flows.Answers{registration.Name: capitalised(p.Name), registration.Status: "trading", registration.Phone: p.Phone},
	}
	for key, value := range attrs {
		var err error
		switch key {
		case "name":
			m.Profile[registration.Name] = value
		case "field":
			m.Profile[registration.Field] = value
		case "business":
			m.Profile[registration.Business] = value
		case "kecamatan":
			err = live(&m, value)
		case "kota":
			err = live(&m, spread(value, n))
		case "stage":
			m.Stage, err = stageNumber(value)
		case "consent":
			m.Service = value == "all" || value == "service"
			m.Announcements = value == "all" || value == "announcements"
		default:
			err = fmt.Errorf("given: a member has no %s", key)
		}
		if err != nil {
			return m, err
		}
	}
	return m, nil
}

func live(m *store.Enrolment, kecamatan string) error {
	if _, ok := region.KecamatanByCode(kecamatan); !ok {
		return fmt.Errorf("given: no kecamatan %q", kecamatan)
	}
	m.Profile[registration.Kecamatan] = kecamatan
	if list := region.KelurahanOf(kecamatan); len(list) > 0 {
		m.Profile[registration.Kelurahan] = list[0].Code
	}
	return nil
}

// spread is the n-th kecamatan of a kota, beginning again after the last.
func spread(kota string, n int) string {
	var codes []string
	for _, k := range region.AllKecamatan() {
		if strings.HasPrefix(k.Code, kota+".") {
			codes = append(codes, k.Code)
		}
	}
	if len(codes) == 0 {
		return kota
	}
	return codes[n%len(codes)]
}

func stageNumber(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "P"))
	if err != nil || n < 1 || n > 7 {
		return 0, fmt.Errorf("given: no stage %q, only P1 to P7", s)
	}
	return n, nil
}

func capitalised(name string) string {
	if name == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
