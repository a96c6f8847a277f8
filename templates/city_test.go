package templates

import (
	"time"

	"langkah/flows"
)

// The longest of what the city may hold.
var (
	centre = flows.Centre{Name: "Pusat Pendampingan Kecamatan Kepulauan Seribu Selatan", Hours: "Senin–Kamis 08.00–15.30, Jumat 08.00–11.00 WIB",
		Address: "Jl. Contoh No. 12, Cempaka Putih Timur, Kepulauan Seribu Selatan, Kepulauan Seribu 14520", Sample: true}
	opens = time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)
)

// found is a full city for members and an empty one for visitors.
func found(f flows.Facts) flows.Outcome {
	out := flows.Outcome{Event: flows.Next}
	if f.Person.Number != "" {
		out.Args = flows.Args{"Centre": centre}
	}
	return out
}

// cityArgs fill the texts about the city.
func cityArgs() map[string]any {
	return map[string]any{"Named": true, "Title": "Jakpreneur Goes to Mall, Lippo Plaza Kramat Jati", "Venue": "Halaman Kantor Kecamatan Kepulauan Seribu Selatan", "Online": false,
		"Where": "Kepulauan Seribu Selatan", "Starts": opens, "Ends": opens.AddDate(0, 0, 5), "RegisterBy": opens, "Now": opens.AddDate(-1, 0, 0), "Head": "kota", "Kecamatan": "Kepulauan Seribu Selatan", "Sample": true,
		"Places": "Cempaka Putih Timur (Cempaka Putih), Cempaka Putih Barat (Cempaka Putih), Cempaka Putih", "Form": true,
		"Centre": centre.Name, "Address": centre.Address, "Hours": centre.Hours}
}
