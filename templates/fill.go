package templates

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Addressee is what a broadcast may say of whoever gets it.
type Addressee struct {
	Name, Business, Number     string
	Kecamatan, Kelurahan, Kota string // their names
}

// Placeholders are what a broadcast's text may hold, "{{nama}}", in the order in
// which they are offered.
var Placeholders = []string{"nama", "nama_lengkap", "usaha", "kecamatan", "kelurahan", "kota", "nomor"}

var placeholder = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)

// Holds lists the placeholders of a text, each once. It refuses names that there
// are not, and braces that hold nothing: "{nama}" would be read by everybody.
func Holds(text string) (names []string, err error) {
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(Placeholders, m[1]) {
			return nil, fmt.Errorf("fill %q: there is no {{%s}}, only {{%s}}", m[0], m[1], strings.Join(Placeholders, "}} {{"))
		}
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	if rest := placeholder.ReplaceAllString(text, ""); strings.ContainsAny(rest, "{}") {
		return nil, fmt.Errorf("fill the text: braces that are not closed, or not opened; two on either side, as {{nama}}")
	}
	return names, nil
}

// Missing is a placeholder for which nothing is known of a person.
type Missing string

// Error names it.
func (m Missing) Error() string { return "nothing is known for {{" + string(m) + "}}" }

// Fill puts into a text what is known of a person; Missing where that is nothing:
// never "Halo ,".
func Fill(text string, who Addressee) (string, error) {
	var missing Missing
	filled := placeholder.ReplaceAllStringFunc(text, func(held string) string {
		name := placeholder.FindStringSubmatch(held)[1]
		value := strings.TrimSpace(who.value(name))
		if value == "" && missing == "" {
			missing = Missing(name)
		}
		return value
	})
	if missing != "" {
		return "", missing
	}
	return filled, nil
}

// letter is an announcement in another text, as one person reads it: its lines are
// staff's own, and stay.
func letter(of interface {
	Letter() (text string, known map[string]string)
}) (string, error) {
	text, known := of.Letter()
	return Fill(text, Addressee{Name: known["nama"], Business: known["usaha"], Number: known["nomor"],
		Kecamatan: known["kecamatan"], Kelurahan: known["kelurahan"], Kota: known["kota"]})
}

func (w Addressee) value(name string) string {
	switch name {
	case "nama":
		return first(w.Name)
	case "nama_lengkap":
		return w.Name
	case "usaha":
		return w.Business
	case "kecamatan":
		return w.Kecamatan
	case "kelurahan":
		return w.Kelurahan
	case "kota":
		return w.Kota
	case "nomor":
		return w.Number
	}
	return ""
}
