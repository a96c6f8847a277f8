package understand

// countNoise may stand around a number of people or days.
var countNoise = set("hari orang peserta kursi kapasitas untuk sekitar kira2 kira total maksimal maks max selama saja cuma days day people persons seats participants about for maximum the")

// Count reads the one number of a text, below a thousand: "40", "4 hari", "empat
// puluh orang".
func Count(s string) (n int, ok bool) {
	var buf [24]string
	words := splitDigits(split(Normalise(s), buf[:0]), nil)
	for i := 0; i < len(words); {
		m, used := cardinal(words[i:])
		switch {
		case used > 0 && ok:
			return 0, false
		case used > 0:
			n, ok = m, true
			i += used
		case countNoise[words[i]] || fillers[words[i]]:
			i++
		default:
			return 0, false
		}
	}
	return n, ok
}
