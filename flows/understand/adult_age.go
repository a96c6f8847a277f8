package understand

// Bounds of an age in years.
const (
	minAge = 5
	maxAge = 110
)

// ages are the numbers of an answer about one's age, as years lived. A year
// of birth gives two, before and after the birthday.
type ages struct {
	low, high, found int
	marked           bool // "tahun" or "umur" stands beside
	birth            bool
	under, over      bool // "di bawah 18", "di atas 18"
	near             bool // "mau 18"
	about            bool // "18an"
	others           bool // the age of somebody else
}

// ageMention is one number of the text and what stands beside it.
type ageMention struct {
	n                int
	decade           bool // "80an"
	marked           bool // "umur 17", "17 tahun"
	kepala, fullYear bool
}

func readAges(words []string, thisYear int) ages {
	a := ages{low: maxAge}
	var buf [8]ageMention
	born, list := a.mentions(words, thisYear, buf[:0])
	year := birthYear(list, born)
	for i, m := range list {
		switch {
		case i == year:
			a.bornIn(m, thisYear)
		case m.kepala:
			a.add(10*m.n, 10*m.n+9)
			a.marked = true
		case year < 0 || m.marked:
			a.marked, a.about = a.marked || m.marked, a.about || m.decade
			a.add(m.n, m.n)
		}
	}
	return a
}

// mentions lists the numbers and notes the words around them.
func (a *ages) mentions(words []string, thisYear int, list []ageMention) (born bool, all []ageMention) {
	theirs := 0
	for i := 0; i < len(words); {
		n, used := ageNumber(words[i:])
		if used == 0 {
			born = a.note(words[i], len(list) > 0) || born
			i++
			continue
		}
		m := ageMention{n: n, fullYear: n > thisYear-maxAge && n <= thisYear}
		if i > 0 {
			m.kepala = words[i-1] == "kepala"
			m.marked = words[i-1] == "umur" || words[i-1] == "usia" || words[i-1] == "umurku"
		}
		before := i - 1
		if i += used; i < len(words) && words[i] == "an" {
			m.decade = true
			i++
		}
		switch next := wordAt(words, i); {
		case othersWords[next] && !m.marked && !isNumberWord(wordAt(words, i+1)), othersWords[wordAt(words, before)]:
			theirs++ // "anak 2", "5 anak"
			continue
		case next == "bulan" || next == "minggu" || next == "hari":
			continue // "18 tahun 2 bulan"
		case next == "tahun":
			m.marked = true
		}
		list = append(list, m)
	}
	a.others = a.others && theirs == 0
	return born, list
}

func wordAt(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i]
}

func ageNumber(words []string) (n, used int) {
	if words[0] == "satu" {
		return 1, 1
	}
	return cardinal(words)
}

// note keeps what a word says about the numbers; it returns whether it speaks
// of a birth.
func (a *ages) note(w string, after bool) bool {
	switch {
	case underWords[w]:
		a.under = true
	case overWords[w] && (!after || w == "atas"):
		a.over = true // "17 lebih" is still 17
	case nearWords[w]:
		a.near = true
	case othersWords[w]:
		a.others = true
	}
	return bornWords[w]
}

var bornWords = set("lahir kelahiran lahiran klahiran terlahir born")

// birthYear picks the year of birth: four digits, or after "lahir" the last
// number, for days and months come before it. It is -1 when there is none.
func birthYear(list []ageMention, born bool) int {
	last := -1
	for i, m := range list {
		if m.fullYear {
			return i
		}
		if born && !m.marked && m.n < 100 {
			last = i
		}
	}
	return last
}

// bornIn counts a year of birth; "kelahiran 80-an" is any of ten years.
func (a *ages) bornIn(m ageMention, thisYear int) {
	n := m.n
	if n < 100 {
		n = century(n, thisYear)
	}
	last := n
	if m.decade {
		last += 9
	}
	a.birth = true
	a.add(thisYear-last-1, thisYear-n)
}

func (a *ages) add(low, high int) {
	if a.found == 0 {
		a.high = high
	}
	a.low, a.high = min(a.low, low), max(a.high, high)
	a.found++
}
