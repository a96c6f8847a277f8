package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// listed is what `go list -json` says of a package.
type listed struct {
	ImportPath, Dir string
	GoFiles         []string
	Imports         []string
}

// ours are the rooms of the house and what each may import of the others.
// A room is the longest prefix that fits; "flows/*" is every flow.
var ours = map[string][]string{
	"bot":                 {},
	"bot/pace":            {},
	"bot/webchat":         {"bot", "bot/pace", "templates/web"},
	"bot/telegram":        {"bot", "bot/pace"},
	"bot/whatsapp":        {"bot", "bot/pace"},
	"bot/engine":          {"bot", "bot/files", "bot/outbox", "flows", "flows/understand", "store", "templates"},
	"bot/timers":          {"bot", "flows", "flows/handoff", "store", "templates", "templates/programme"},
	"bot/outbox":          {"bot", "flows", "store", "templates"},
	"bot/files":           {"bot", "flows", "store", "templates/web"},
	"bot/script":          {"bot", "flows", "store", "templates"},
	"flows":               {},
	"flows/understand":    {},
	"flows/region":        {},
	"flows/calendar":      {"flows"},
	"flows/*":             {"flows", "flows/*", "flows/understand", "flows/region", "flows/calendar", "templates/programme"},
	"store":               {"bot", "flows", "flows/calendar", "templates/programme"},
	"store/pg":            {},
	"templates":           {},
	"templates/web":       {},
	"templates/programme": {},
	"cmd/langkah/demo":    {"bot", "flows", "flows/*", "flows/region", "store", "templates"},
	"cmd/langkah":         {"cmd/langkah/demo", "bot", "bot/*", "flows", "flows/*", "flows/understand", "flows/region", "store", "store/pg", "templates", "templates/web", "templates/programme"},

	"bot/telegram/tgtest/demo": {"bot/playtest", "bot/telegram/tgtest"},
	"bot/whatsapp/watest/demo": {"bot/doortest", "bot/playtest", "bot/whatsapp/watest"},
}

// outside says where a library may be used; others may be used anywhere.
var outside = map[string]string{
	"github.com/jackc/pgx/v5":     "store cmd/langkah",
	"github.com/pressly/goose/v3": "store",
	"github.com/looplab/fsm":      "flows",
	"github.com/prometheus":       "bot/engine bot/outbox cmd/langkah",

	"github.com/go-telegram-bot-api": "bot/telegram",
	"go.mau.fi":                      "bot/whatsapp",
	"github.com/coder/websocket":     "bot/whatsapp",
	"github.com/arran4/golang-ical":  "bot/files",
	"gonum.org/v1/plot":              "bot/files",
	"github.com/xuri/excelize/v2":    "bot/files",
	"github.com/mdp/qrterminal/v3":   "cmd/langkah",
	"rsc.io/qr":                      "cmd/langkah",
}

// exempt are packages that only tests import.
var exempt = regexp.MustCompile(`^[a-z/]*test$`)

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, "langkah/")
		if !exempt.MatchString(p.ImportPath) {
			list = append(list, p)
		}
	}
}

// room is the key of ours for a package.
func room(path string) string {
	if _, ok := ours[path]; ok {
		return path
	}
	dir, _, _ := strings.Cut(path, "/")
	return dir + "/*"
}

func TestWhoImportsWhom(t *testing.T) {
	for _, p := range packages(t) {
		allowed, known := ours[room(p.ImportPath)]
		if !known {
			t.Errorf("%s is a room that the house does not know", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if path, own := strings.CutPrefix(imported, "langkah/"); own {
				if !admits(allowed, path) {
					t.Errorf("%s must not import %s", p.ImportPath, path)
				}
				continue
			}
			checkOutside(t, p.ImportPath, imported)
		}
	}
}

func admits(allowed []string, path string) bool {
	for _, a := range allowed {
		if a == path || a == room(path) || (strings.HasSuffix(a, "/*") && strings.HasPrefix(path, strings.TrimSuffix(a, "*"))) {
			return true
		}
	}
	return false
}

func checkOutside(t *testing.T, importer, library string) {
	for prefix, rooms := range outside {
		if library != prefix && !strings.HasPrefix(library, prefix+"/") {
			continue
		}
		for _, r := range strings.Fields(rooms) {
			if importer == r || strings.HasPrefix(importer, r+"/") {
				return
			}
		}
		t.Errorf("%s must not import %s, only %s may", importer, library, rooms)
	}
}

var (
	sqlText = regexp.MustCompile(`(?is)\b(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s.*set\s|delete\s+from\s|create\s+(table|index)\s)`)
	sqlTime = regexp.MustCompile(`(?i)\bnow\(\)|current_timestamp|clock_timestamp|localtimestamp|statement_timestamp`)
	textKey = regexp.MustCompile(`^[a-z_]+/[a-z_]+$`)
)

// TestWordsAndClocks: no SQL outside the store, no clock of the database in it,
// one reading of the wall clock, and texts only by their key.
func TestWordsAndClocks(t *testing.T) {
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			file := filepath.Join(p.Dir, name)
			fset := token.NewFileSet()
			tree, err := parser.ParseFile(fset, file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				at := func() string { return p.ImportPath + "/" + name + ":" + strconv.Itoa(fset.Position(n.Pos()).Line) }
				switch n := n.(type) {
				case *ast.BasicLit:
					checkText(t, p.ImportPath, n.Value, at)
				case *ast.SelectorExpr:
					if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && (n.Sel.Name == "Now" || n.Sel.Name == "Since" || n.Sel.Name == "Until") &&
						p.ImportPath+"/"+name != "cmd/langkah/clock.go" {
						t.Errorf("%s reads the clock: take the time as a parameter", at())
					}
				case *ast.CompositeLit:
					checkSay(t, n, at)
				}
				return true
			})
		}
	}
}

func checkText(t *testing.T, path, literal string, at func() string) {
	if !strings.HasPrefix(path, "store") && sqlText.MatchString(literal) {
		t.Errorf("%s holds SQL: only store may", at())
	}
	if strings.HasPrefix(path, "store") && sqlTime.MatchString(literal) {
		t.Errorf("%s asks the database for the time: pass it", at())
	}
}

// checkSay looks at every Say{Key: …}: a literal key must name a text, and
// nothing else than a key and arguments may be said.
func checkSay(t *testing.T, c *ast.CompositeLit, at func() string) {
	for _, e := range c.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, _ := kv.Key.(*ast.Ident)
		lit, _ := kv.Value.(*ast.BasicLit)
		if key == nil || key.Name != "Key" || lit == nil || !named(c, "Say") {
			continue
		}
		if value, _ := strconv.Unquote(lit.Value); !textKey.MatchString(value) {
			t.Errorf("%s says %s: not the key of a text", at(), lit.Value)
		}
	}
}

func named(c *ast.CompositeLit, name string) bool {
	switch typ := c.Type.(type) {
	case *ast.Ident:
		return typ.Name == name
	case *ast.SelectorExpr:
		return typ.Sel.Name == name
	}
	return false
}
