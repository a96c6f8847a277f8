// Package templates holds the only words that people read, in Indonesian (the
// reference) and English. A text is found by its key and filled with plain
// values; files under id/ and en/ hold one prefix each.
package templates

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
)

//go:embed id/*.tmpl en/*.tmpl
var files embed.FS

// reference is the language that speaks where another is not known.
const reference = "id"

var languages = map[string]*language{"id": newLanguage("id"), "en": newLanguage("en")}

// language is every text of one language, by the files that hold them. A file is
// parsed when one of its texts is asked for: most people never meet most of them.
type language struct {
	name  string
	files map[string]func() map[string]text // by prefix
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
	var keys []string
	for _, texts := range speak(lang).files {
		keys = slices.AppendSeq(keys, maps.Keys(texts()))
	}
	slices.Sort(keys)
	return keys
}

// Has tells whether the language holds a text of that key.
func Has(lang, key string) bool {
	_, ok := speak(lang).find(key)
	return ok
}

func speak(lang string) *language {
	if l, ok := languages[lang]; ok {
		return l
	}
	return languages[reference]
}

// newLanguage parses the parts that texts of several files hold, and leaves the files
// for later.
func newLanguage(name string) *language {
	l := &language{name: name, files: map[string]func() map[string]text{}}
	parts := template.New(name).Option("missingkey=error").Funcs(l.funcs())
	template.Must(parts.ParseFS(files, name+"/parts.tmpl"))
	list, err := files.ReadDir(name)
	if err != nil {
		panic(err) // they are in the program
	}
	for _, f := range list {
		if prefix := strings.TrimSuffix(f.Name(), ".tmpl"); prefix != "parts" {
			l.files[prefix] = sync.OnceValue(func() map[string]text { return load(parts, name+"/"+f.Name()) })
		}
	}
	return l
}

// load reads the texts of one file. It panics on one that cannot be parsed: that is a
// mistake in this program, and every test of it meets it.
func load(parts *template.Template, file string) map[string]text {
	all := template.Must(template.Must(parts.Clone()).ParseFS(files, file))
	texts := map[string]text{}
	for _, t := range all.Templates() {
		if strings.Contains(t.Name(), "/") { // the others are parts of texts
			texts[t.Name()] = compile(t)
		}
	}
	return texts
}

func (l *language) find(key string) (text, bool) {
	prefix, _, _ := strings.Cut(key, "/")
	texts, ok := l.files[prefix]
	if !ok {
		return text{}, false
	}
	t, ok := texts()[key]
	return t, ok
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
	t, ok := l.find(key)
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
