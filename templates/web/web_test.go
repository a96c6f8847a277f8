package web

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// maxWeight keeps the whole page affordable on prepaid data.
const maxWeight = 40 << 10

func TestPageIsLightAndStandsAlone(t *testing.T) {
	t.Parallel()
	page := string(Chat(false, ""))
	weight := len(page)
	err := fs.WalkDir(Static(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(Static(), path)
		weight += len(body)
		if !strings.Contains(page, "/chat/static/"+path+"?v=") {
			t.Errorf("%s is not linked with a version", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if weight >= maxWeight {
		t.Errorf("page weighs %d bytes", weight)
	}
	if got := regexp.MustCompile(`(?i)(src|href)="(https?:)?//|<style| style=| on[a-z]+=|\{version\}|<script>|\{[a-z_]+\}`).FindString(page); got != "" {
		t.Errorf("page holds %q", got)
	}
}

// A page over made-up data must not call itself official.
func TestPageSaysWhatItIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sample        bool
		as            string
		holds, spares []string
	}{
		{false, "", []string{"Resmi · Gratis", "layanan resmi Jakpreneur"}, []string{"contoh untuk", "{"}},
		{true, "", []string{"Uji coba · data contoh", "bukan sungguhan"}, []string{"Resmi", "resmi", "{"}},
		{true, "<demo-17>", []string{"Uji coba · &lt;demo-17&gt;", "bukan sungguhan"}, []string{"Resmi", "resmi", "{"}},
	} {
		page := string(Chat(c.sample, c.as))
		for _, want := range c.holds {
			if !strings.Contains(page, want) {
				t.Errorf("%+v lacks %q", c, want)
			}
		}
		for _, not := range c.spares {
			if strings.Contains(page, not) {
				t.Errorf("%+v holds %q", c, not)
			}
		}
	}
}

func TestEveryCodeHasWords(t *testing.T) {
	t.Parallel()
	for code, word := range words {
		if word == "" || Word(code) != word {
			t.Errorf("%s: %q", code, word)
		}
	}
	if Word("none") != words["unread"] {
		t.Errorf("unknown code: %q", Word("none"))
	}
}
