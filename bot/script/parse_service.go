package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// parseService reads what stands behind "$".
func parseService(s string) (step, error) {
	rest := strings.TrimSpace(strings.TrimLeft(s, "<?!"))
	switch {
	case strings.HasPrefix(s, "<"):
		want, err := parsePattern(rest)
		return output{want}, err
	case strings.HasPrefix(s, "?"):
		code, err := strconv.Atoi(rest)
		if err != nil {
			return nil, fmt.Errorf("expected an exit status after $?, not %q", rest)
		}
		return status{code}, nil
	case strings.HasPrefix(s, "!"):
		return parseControl(strings.Fields(rest))
	}
	args, err := split(s)
	if err == nil && len(args) == 0 {
		err = fmt.Errorf("expected a command after $")
	}
	return &command{args: args}, err
}

func parseControl(words []string) (step, error) {
	n := len(words)
	up := n > 0 && words[n-1] == "up"
	switch {
	case n == 1 && words[0] == "restart":
		return restart{}, nil
	case n == 2 && words[0] == "database" && words[1] == "restored":
		return restored{}, nil
	case n == 2 && words[0] == "database" && upDown(words[1]):
		return database{up}, nil
	case n == 3 && words[0] == "channel" && slices.Contains(channels, words[1]) && upDown(words[2]):
		return channel{words[1], up}, nil
	}
	return nil, fmt.Errorf("expected restart, database down|up|restored or channel %s down|up after $!, not %q",
		strings.Join(channels, "|"), strings.Join(words, " "))
}

func upDown(s string) bool { return s == "up" || s == "down" }

// split cuts a line into words; quotes keep words together.
func split(s string) ([]string, error) {
	var words []string
	var word strings.Builder
	open, started := rune(0), false
	for _, r := range s {
		switch {
		case open != 0 && r == open:
			open = 0
		case open == 0 && (r == '"' || r == '\''):
			open, started = r, true
		case open == 0 && (r == ' ' || r == '\t'):
			if started {
				words = append(words, word.String())
				word.Reset()
			}
			started = false
		default:
			word.WriteRune(r)
			started = true
		}
	}
	if open != 0 {
		return nil, fmt.Errorf("expected a closing %c", open)
	}
	if started {
		words = append(words, word.String())
	}
	return words, nil
}
