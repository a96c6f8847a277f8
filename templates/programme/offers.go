package programme

import (
	"regexp"
	"strconv"
	"unicode/utf8"
)

// Offer is a way to capital (P7), and what it asks for as far as it is known.
type Offer struct {
	Code, Name   string
	Papers       []string // kinds of papers.csv
	Bring        string
	Reports      int               // months of omzet in a row; 0: none
	Months       int               // in business
	Age          int               // or married
	Where, About map[string]string // by language
}

// Offers reads the table of them.
func Offers() ([]Offer, error) {
	kinds, err := Values("papers.csv", "kind")
	if err != nil {
		return nil, err
	}
	rows, err := Table("offers.csv", offerColumns...)
	if err != nil {
		return nil, err
	}
	return readOffers(rows, kinds)
}

var offerColumns = []string{"code", "name", "papers", "bring", "reports", "months", "age", "where", "where_en", "about", "about_en"}

// longestText is what a card has room for.
const longestText = 160

var codes = regexp.MustCompile(`^[a-z_]{2,20}$`)

func readOffers(rows []Row, kinds map[string]bool) (list []Offer, err error) {
	seen := map[string]bool{}
	for _, r := range rows {
		o, err := readOffer(r, kinds)
		if err != nil {
			return nil, err
		}
		if seen[o.Code] {
			return nil, r.Wrong("code", "%s stands here twice", o.Code)
		}
		seen[o.Code] = true
		list = append(list, o)
	}
	return list, nil
}

func readOffer(r Row, kinds map[string]bool) (o Offer, err error) {
	o = Offer{Code: r.Is("code"), Name: r.Is("name"), Papers: r.List("papers"), Bring: r.Is("bring"),
		Where: map[string]string{"id": r.Is("where"), "en": r.Is("where_en")}, About: map[string]string{"id": r.Is("about"), "en": r.Is("about_en")}}
	if !codes.MatchString(o.Code) {
		return o, r.Wrong("code", "%q is not of small letters and _, 2 to 20 of them", o.Code)
	}
	if n := utf8.RuneCountInString(o.Name); n < 2 || n > 20 {
		return o, r.Wrong("name", "%q has %d letters, want 2 to 20", o.Name, n)
	}
	for _, kind := range o.Papers {
		if !kinds[kind] {
			return o, r.Wrong("papers", "%q is no kind of papers.csv", kind)
		}
	}
	for _, column := range []string{"bring", "where", "where_en", "about", "about_en"} {
		if n := utf8.RuneCountInString(r.Is(column)); n == 0 || n > longestText {
			return o, r.Wrong(column, "it has %d letters, want 1 to %d", n, longestText)
		}
	}
	for _, c := range []struct {
		column string
		most   int
		into   *int
	}{{"reports", 12, &o.Reports}, {"months", 120, &o.Months}, {"age", 99, &o.Age}} {
		if r.Is(c.column) == "" {
			continue
		}
		n, err := strconv.Atoi(r.Is(c.column))
		if err != nil || n < 1 || n > c.most {
			return o, r.Wrong(c.column, "%q is no number from 1 to %d", r.Is(c.column), c.most)
		}
		*c.into = n
	}
	return o, nil
}
