// Package web holds the pages that people open in a browser, and the words
// their handlers answer with. Everything is embedded: the program is one file.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html"
	"io/fs"
)

//go:embed static
var files embed.FS

//go:embed chat.html
var chat []byte

// Static is what pages link to: style, script, icon.
func Static() fs.FS {
	static, err := fs.Sub(files, "static")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return static
}

// Chat is the page of the webchat. sample: what it speaks of is made up, and it
// says so; as is the made-up person it talks as, "" the reader. Its links carry
// a hash of what they lead to, so that a browser may keep the files for good.
func Chat(sample bool, as string) []byte {
	page := bytes.ReplaceAll(chat, []byte("{version}"), []byte(version()))
	for _, slot := range []string{"description", "subtitle", "welcome"} {
		word := Word(slot)
		if sample {
			word = Word(slot + "_sample")
		}
		if slot == "subtitle" && as != "" {
			word = fmt.Sprintf(Word("subtitle_as"), html.EscapeString(as))
		}
		page = bytes.ReplaceAll(page, []byte("{"+slot+"}"), []byte(word))
	}
	return page
}

func version() string {
	sum := sha256.New()
	for _, name := range []string{"chat.css", "chat.js", "icon.svg"} {
		body, err := files.ReadFile("static/" + name)
		if err != nil {
			panic(err) // as above
		}
		sum.Write(body)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}
