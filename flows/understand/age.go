package understand

// Bounds of an age in years.
const (
	minAge = 5
	maxAge = 110
)

var ageNoise = set(`umur umurku umurnya usia usiaku saya tahun sudah baru genap jalan hampir mau masih sekitar kira aku ini ya am old i'm my age is years kurang lebih sekarang lagi iya lah kok kak di atas diatas lebih dari`)

// Age reads an age in whole years: "25", "umur 25 th", "dua puluh lima".
func Age(s string) (int, Reason) {
	s = Normalise(s)
	if s == "" {
		return 0, Empty
	}
	var buf, parted [24]string
	words := splitDigits(split(s, buf[:0]), parted[:0])
	age, found, other := 0, 0, false
	for i := 0; i < len(words); {
		n, used := cardinal(words[i:])
		if used > 0 {
			age, found, i = n, found+1, i+used
			continue
		}
		other = other || !ageNoise[words[i]] && !fillers[words[i]] && words[i][0] < 0x80
		i++
	}
	return judgeAge(age, found, other, asks(s, words))
}

func judgeAge(age, found int, other, question bool) (int, Reason) {
	switch {
	case question:
		return 0, IsQuestion
	case found > 1:
		return 0, Multiple
	case found == 0 || other:
		return 0, Unclear
	case age < minAge || age > maxAge:
		return 0, OutOfRange
	}
	return age, ""
}
