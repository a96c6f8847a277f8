// Package templates holds the only words that people read, in Indonesian (the
// reference) and English. A text is found by its key and filled with plain
// values; files under id/ and en/ hold one prefix each.
package templates

import (
	"bytes"
	"embed"
	"fmt"
	"sort"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
)

//go:embed id/*.tmpl en/*.tmpl
var files embed.FS

// reference is the language that speaks where another is not known.
const reference = "id"

var languages = map[string]*language{"id": load("id"), "en": load("en")}

// language is every text of one language.
type language struct {
	name  string
	texts map[string]text
}

// text is one template; one that has nothing to fill in is kept as it reads.
type text struct {
	plain string
	fill  *template.Template // nil: plain is the whole of it
}

// Text fills the text called key in the language lang; an unknown language is
// answered in Indonesian. A key that does not exist is an error, and so is an
// argument that the text needs and args does not hold.
func Text(lang, key string, args map[string]any) (string, error) {
	return speak(lang).text(key, args)
}

// Languages lists the languages, the reference first.
func Languages() []string { return []string{reference, "en"} }

// Keys lists the texts of a language in alphabetical order.
func Keys(lang string) []string {
	l := speak(lang)
	keys := make([]string, 0, len(l.texts))
	for key := range l.texts {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Has tells whether the language holds a text of that key.
func Has(lang, key string) bool {
	_, ok := speak(lang).texts[key]
	return ok
}

func speak(lang string) *language {
	if l, ok := languages[lang]; ok {
		return l
	}
	return languages[reference]
}

// load reads a language. It panics on a text that cannot be parsed: that is a
// mistake in this program, seen at its first start.
func load(name string) *language {
	l := &language{name: name, texts: map[string]text{}}
	all := template.New(name).Option("missingkey=error").Funcs(l.funcs())
	template.Must(all.ParseFS(files, name+"/*.tmpl"))
	for _, t := range all.Templates() {
		if strings.Contains(t.Name(), "/") { // the others are parts of texts
			l.texts[t.Name()] = compile(t)
		}
	}
	return l
}

// compile keeps the words of a template that calls nothing.
func compile(t *template.Template) text {
	var b strings.Builder
	for _, n := range t.Root.Nodes {
		words, ok := n.(*parse.TextNode)
		if !ok {
			return text{fill: t}
		}
		b.Write(words.Text)
	}
	return text{plain: b.String()}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (l *language) text(key string, args map[string]any) (string, error) {
	t, ok := l.texts[key]
	if !ok {
		return "", fmt.Errorf("no text %q in language %s", key, l.name)
	}
	if t.fill == nil {
		return t.plain, nil
	}
	args, err := oneLine(args)
	if err != nil {
		return "", fmt.Errorf("fill text %s: %w", key, err)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.fill.Execute(b, args); err != nil {
		return "", fmt.Errorf("fill text in language %s: %w", l.name, err)
	}
	return b.String(), nil
}
