package templates

import (
	"strings"
	"testing"
)

// TestEveryAnnouncementSaysHowToStop: once, in its own language, whatever else is
// in it.
func TestEveryAnnouncementSaysHowToStop(t *testing.T) {
	t.Parallel()
	for _, lang := range Languages() {
		foot, err := Text(lang, "broadcast/stop", nil)
		if err != nil {
			t.Fatal(err)
		}
		for text, says := range map[string]bool{
			"Bazar buka": false, "Bazar nonstop dua hari, jangan berhenti jualan": false, "Non-stop! Kumpul di halte bus STOP": false, "Tulis namanya, jangan berhenti": false,
			"Bazar buka. Balas STOP untuk berhenti": true, "Mau berhenti? ketik \"berhenti\"": true, "Balas dengan STOP": true, "Reply STOP to end this": true,
		} {
			once, err := WithStop(lang, text)
			if err != nil || says != (once == text) || !strings.HasPrefix(once, text) || !says && !strings.HasSuffix(once, "\n"+foot) {
				t.Errorf("%s %q: %q, %v", lang, text, once, err)
			}
			if again, _ := WithStop(lang, once); again != once {
				t.Errorf("%s %q: twice: %q", lang, text, again)
			}
		}
	}
}
