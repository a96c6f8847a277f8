package understand

// appendSign keeps a sign which joins numbers or words. A point, comma or
// colon must touch the numbers on both sides, else it is a pause.
func appendSign(buf dateWords, s string, i, end int) dateWords {
	last := buf.at(len(buf) - 1)
	next := end
	for next < len(s) && s[next] == ' ' {
		next++
	}
	number, more := allDigits(last), next < len(s)
	switch sign := s[i:end]; sign {
	case ".", ":", ",", ";":
		if number && i > 0 && isDigit(s[i-1]) && end < len(s) && isDigit(s[end]) {
			return append(buf, sign)
		}
		if last == "" || last == pause {
			return buf
		}
		return append(buf, pause)
	case "/":
		if number && more && isDigit(s[next]) || !number && last != "" && last != "s" && more {
			return append(buf, "/")
		}
	case "-", "–", "—", "~":
		if number && more && inWord(runeAt(s, next)) || !number && last != "" && sign != "~" && more {
			return append(buf, "-")
		}
	case "&":
		return append(buf, "dan")
	case "+":
		if last == "h" {
			return append(buf, "+")
		}
	}
	return buf
}
