package demo

import (
	"strings"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/region"
	"langkah/store"
)

// hosts are an officer for all of Jakarta, and a pendamping for each centre:
// whoever asks for somebody finds them. They stand in the menu of staff.
func hosts() []store.Host {
	host := func(i int, as string, role string, area ...string) store.Host {
		name := firstNames[i%len(firstNames)].name + " " + lastNames[i*7%len(lastNames)] + sample
		return store.Host{As: as, Staff: flows.Staff{Name: name, Role: role, Kecamatan: area},
			Session: flows.Session{Flow: "staff", State: "menu", Version: catalogue.Router().Versions()["staff"], Answers: flows.Answers{}}}
	}
	list := []store.Host{host(2, store.HostName, flows.Officer)}
	for i, k := range region.AllKecamatan() {
		list = append(list, host(i+3, store.HostName+"-"+strings.ReplaceAll(k.Code, ".", ""), flows.Pendamping, k.Code))
	}
	return list
}
