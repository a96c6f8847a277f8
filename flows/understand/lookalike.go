package understand

// lookalike is the digit a letter is written for, or 0.
func lookalike(c byte) byte {
	switch c {
	case 'o', 'O':
		return '0'
	case 'l', 'I':
		return '1'
	}
	return 0
}

// lettersToDigits writes O as 0 and l or I as 1 in words which hold nothing
// else but digits and their signs: "O8l2-3456", and not "no 8".
func lettersToDigits(s string) string {
	var b []byte
	for i := 0; i < len(s); {
		end, digits, letters := numberRun(s, i)
		if digits > 0 && letters > 0 && digits+letters >= 4 && !letterAt(s, i-1) && !letterAt(s, end) {
			if b == nil {
				b = []byte(s)
			}
			for j := i; j < end; j++ {
				if d := lookalike(b[j]); d != 0 {
					b[j] = d
				}
			}
		}
		i = max(end, i+1)
	}
	if b == nil {
		return s
	}
	return string(b)
}

// numberRun follows digits, letters like them, and dots and dashes between.
func numberRun(s string, from int) (end, digits, letters int) {
	end = from
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			digits++
		case lookalike(c) != 0:
			letters++
		case c == '-' || c == '.':
			continue
		default:
			return end, digits, letters
		}
		end = i + 1
	}
	return end, digits, letters
}

func letterAt(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i] | 0x20
	return c >= 'a' && c <= 'z'
}
