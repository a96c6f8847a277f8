package templates

import "regexp"

// howToStop is what a text says that tells its reader how to stop: what to write.
var howToStop = regexp.MustCompile(`(?i)\b(?:balas|ketik|tulis|kirim|jawab|reply|send|write|type|text)\b\W+(?:\w+\W+)?(?:stop|berhenti)\b`)

// WithStop puts under an announcement how to stop such news, unless it says so.
func WithStop(lang, text string) (string, error) {
	if howToStop.MatchString(text) {
		return text, nil
	}
	foot, err := Text(lang, "broadcast/stop", nil)
	return text + "\n" + foot, err
}
