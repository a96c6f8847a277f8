package region

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

var (
	//go:embed data/kecamatan.csv
	kecamatanCSV string
	//go:embed data/kelurahan.csv
	kelurahanCSV string
	//go:embed data/aliases.csv
	aliasCSV string
	//go:embed data/abbreviations.csv
	abbreviationCSV string
)

// The tables keep the official order, which is that of the codes.
var (
	kecamatan = loadKecamatan()
	kelurahan = loadKelurahan()
	kecByCode = indexOf(len(kecamatan), func(i int) string { return kecamatan[i].Code })
	kelByCode = indexOf(len(kelurahan), func(i int) string { return kelurahan[i].Code })
	kecOfKel  = linkKelurahan() // index into kecamatan for each kelurahan
)

// rows reads an embedded table without its header. The files are part of the
// program, so a broken one is a broken build.
func rows(name, text string) [][]string {
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("read embedded %s: %v", name, err))
	}
	return all[1:]
}

func loadKecamatan() []Kecamatan {
	var all []Kecamatan
	for _, r := range rows("kecamatan.csv", kecamatanCSV) {
		all = append(all, Kecamatan{Code: r[0], Kota: r[1], Name: r[2]})
	}
	return all
}

func loadKelurahan() []Kelurahan {
	var all []Kelurahan
	for _, r := range rows("kelurahan.csv", kelurahanCSV) {
		all = append(all, Kelurahan{Code: r[0], KecamatanCode: r[1], Name: r[2], PostalCode: r[3]})
	}
	return all
}

func indexOf(n int, key func(int) string) map[string]int {
	m := make(map[string]int, n)
	for i := range n {
		m[key(i)] = i
	}
	return m
}

func linkKelurahan() []int {
	all := make([]int, len(kelurahan))
	for i, k := range kelurahan {
		all[i] = kecByCode[k.KecamatanCode]
	}
	return all
}

// KecamatanByCode looks a kecamatan up by its code (31.71.07).
func KecamatanByCode(code string) (Kecamatan, bool) {
	i, ok := kecByCode[code]
	if !ok {
		return Kecamatan{}, false
	}
	return kecamatan[i], true
}

// KelurahanByCode looks a kelurahan up by its code (31.71.07.1001).
func KelurahanByCode(code string) (Kelurahan, bool) {
	i, ok := kelByCode[code]
	if !ok {
		return Kelurahan{}, false
	}
	return kelurahan[i], true
}

// KelurahanOf lists the kelurahan of a kecamatan in official order; none for
// an unknown code.
func KelurahanOf(kecamatanCode string) []Kelurahan {
	var all []Kelurahan
	for _, k := range kelurahan {
		if k.KecamatanCode == kecamatanCode {
			all = append(all, k)
		}
	}
	return all
}

// AllKecamatan lists the 44 kecamatan in official order.
func AllKecamatan() []Kecamatan { return slices.Clone(kecamatan) }
