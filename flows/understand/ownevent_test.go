package understand

import (
	"strings"
	"testing"
)

func TestEventCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"BZR-003": "BZR-003", "bzr 3": "BZR-003", "mau ikut bazar bzr-011 kak": "BZR-011", "BZR1234": "BZR-1234",
		"PLT-0003": "", "bzr": "", "bzr-003 kapan dibuka pendaftarannya": "", "JKP-0000003": "",
	} {
		if got, ok := EventCode(text); got != want || ok != (want != "") {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	if code, ok := ClassCode("BZR-003"); ok {
		t.Errorf("the code of an event is read as that of class %s", code)
	}
}

func TestOwnEvents(t *testing.T) {
	t.Parallel()
	for _, text := range strings.Split("bazar saya|lihat acara saya dong|bazar yang saya ikuti|my events|my bazaars|batal ikut bazar|lapak saya|bazarku|ga jadi ikut bazar kak", "|") {
		if !OwnEvents(text) {
			t.Errorf("%q does not ask for their own", text)
		}
	}
	for _, text := range strings.Split("bazar|mau ikut bazar|bazar jaksel|kelas saya|saya jualan nasi uduk|bazar di cakung kapan|saya|batal|bazar apa saja", "|") {
		if OwnEvents(text) {
			t.Errorf("%q asks for their own", text)
		}
	}
}
