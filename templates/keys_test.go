package templates

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var keyShape = regexp.MustCompile(`^(common|menu|registration|restart|privacy|reminder|training|licensing|bookkeeping|capital|staff|plan|desk|handoff|mentoring|visits|diagnosis|steps|advice|marketing|signup|kurasi|broadcast|announce)/[a-z0-9_]+$`)

// TestKeysInTheFlowsExist reads the sources for keys that no conversation of
// the other tests may come to.
func TestKeysInTheFlowsExist(t *testing.T) {
	t.Parallel()
	found := 0
	err := filepath.WalkDir("../flows", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		keys, err := keysIn(path)
		for _, key := range keys {
			found++
			if !Has("id", key) && !strings.HasSuffix(key, "_") { // what follows is of a value
				t.Errorf("%s says %s, which is not written", path, key)
			}
		}
		return err
	})
	if err != nil || found < 100 {
		t.Errorf("read %d keys: %v", found, err)
	}
}

// keysIn lists the string literals of a source file that look like keys.
func keysIn(path string) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var keys []string
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if key, err := strconv.Unquote(lit.Value); err == nil && keyShape.MatchString(key) {
				keys = append(keys, key)
			}
		}
		return true
	})
	return keys, nil
}
