package web

import (
	"bytes"
	_ "embed" // the page
	"html"
)

//go:embed notice.html
var notice []byte

// NoticePolicy lets a notice load nothing at all; its style stands in it.
const NoticePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Notice is a page that says one thing, with a title.
func Notice(code string) []byte {
	page := bytes.ReplaceAll(notice, []byte("{title}"), []byte(html.EscapeString(Word(code+"_title"))))
	return bytes.ReplaceAll(page, []byte("{text}"), []byte(html.EscapeString(Word(code))))
}
