package flows

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Number is an answer that is one; 0 where there is none.
func (v View) Number(name string) int {
	n, _ := strconv.Atoi(v.Answer(name))
	return n
}

// Pack keeps a list in an answer; one of nothing is no answer.
func Pack[T any](list ...T) string {
	if len(list) == 0 {
		return ""
	}
	text, err := json.Marshal(list)
	if err != nil { // a flow keeps texts and numbers
		panic(err)
	}
	return string(text)
}

// Unpack is the list of an answer; what cannot be read was never there.
func Unpack[T any](v View, name string) (list []T) {
	if err := json.Unmarshal([]byte(v.Answer(name)), &list); err != nil {
		return nil
	}
	return list
}

// Short leaves a text as many letters as there is room for.
func Short(text string, room int) string {
	if r := []rune(text); len(r) > room {
		return strings.TrimRight(string(r[:room-1]), " .,") + "…"
	}
	return text
}
