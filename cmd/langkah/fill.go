package main

import (
	"langkah/bot"
	"langkah/flows/region"
	"langkah/templates"
)

// fill makes the text of a broadcast for one person.
func fill(f bot.Fill) (string, error) {
	k, _ := region.KecamatanByCode(f.Kecamatan)
	l, _ := region.KelurahanByCode(f.Kelurahan)
	return templates.Fill(f.Text, templates.Addressee{
		Name: f.Name, Business: f.Business, Number: f.Number, Kecamatan: k.Name, Kelurahan: l.Name, Kota: k.Kota,
	})
}
