package main

import (
	"fmt"
	"net/url"
	"strings"

	"langkah/bot/telegram"
	"langkah/bot/whatsapp"
	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/store"
	"langkah/templates/web"
)

// doorway is how people of a kecamatan come to write to us first.
type doorway struct {
	Code      string `json:"code"` // 317107
	Kecamatan string `json:"kecamatan"`
	Kota      string `json:"kota"`
	Centre    string `json:"centre"` // "" where none is known
	Address   string `json:"address"`
	Hours     string `json:"hours"`
	Sample    bool   `json:"sample"`   // made up
	Text      string `json:"text"`     // what stands in people's box on WhatsApp
	Number    string `json:"number"`   // of WhatsApp; "" none
	WhatsApp  string `json:"whatsapp"` // links; "" none
	Bot       string `json:"bot"`
	Telegram  string `json:"telegram"`
}

// kecamatanOf finds the kecamatan that are named; all if none is.
func kecamatanOf(words []string) ([]region.Kecamatan, error) {
	if len(words) == 0 {
		return region.AllKecamatan(), nil
	}
	var list []region.Kecamatan
	for _, w := range words {
		if k, ok := kecamatanNamed(w); ok {
			list = append(list, k)
		}
	}
	if len(list) == len(words) {
		return list, nil
	}
	all := strings.Join(words, " ")
	if k, ok := kecamatanNamed(all); ok { // tanah abang, without quotes
		return []region.Kecamatan{k}, nil
	}
	return nil, fmt.Errorf("%q is no kecamatan of Jakarta, nor several: write each name in quotes, or its code, as 31.71.07", all)
}

func kecamatanNamed(text string) (region.Kecamatan, bool) {
	m := region.FindKecamatan(text)
	return m.Kecamatan, m.Reason == "" && m.Exact && m.Kelurahan == nil
}

// lost is a number that will answer nobody again.
func lost(n store.Number) bool {
	switch n.Code {
	case whatsapp.LoggedOut, whatsapp.Locked:
		return true
	case whatsapp.Banned:
		return n.Until.IsZero()
	}
	return false
}

// share gives each kecamatan one of the numbers, in the official order of all:
// the same again whichever are asked for. A member stays with the number that
// they first wrote to.
func share(numbers []string) map[string]string {
	of := map[string]string{}
	for i, k := range region.AllKecamatan() {
		if len(numbers) > 0 {
			of[k.Code] = numbers[i%len(numbers)]
		}
	}
	return of
}

func doorways(places []region.Kecamatan, numbers map[string]string, username string, centres []flows.Centre) ([]doorway, error) {
	at := map[string]flows.Centre{}
	for _, c := range centres {
		at[c.Kecamatan] = c
	}
	var list []doorway
	for _, k := range places {
		c := at[k.Code]
		d := doorway{Code: registration.CentreDigits(k.Code), Kecamatan: k.Name, Kota: k.Kota,
			Centre: c.Name, Address: c.Address, Hours: c.Hours, Sample: c.Sample, Number: numbers[k.Code], Bot: username}
		if d.Number != "" {
			d.Text = web.FirstWords(k.Name, d.Code)
			d.WhatsApp = whatsAppLink(d.Number, d.Text)
		}
		if username != "" {
			var err error
			if d.Telegram, err = telegram.Link(username, registration.CentreCode(k.Code)); err != nil {
				return nil, err
			}
		}
		list = append(list, d)
	}
	return list, nil
}

// whatsAppLink opens a chat with the number and puts the text into the box.
func whatsAppLink(number, text string) string {
	return "https://wa.me/" + number + "?text=" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}
