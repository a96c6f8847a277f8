package pg

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	elsewhere     = "/var/lib/langkah" // for clusters that root keeps in directories where the server's user cannot go
	socketName    = ".s.PGSQL.5432"
	socketPathMax = 100 // sockaddr_un holds 104 bytes on macOS, 108 on Linux
)

// place is where the parts of one server live, and who runs it.
type place struct {
	dir    string // Config.Dir, absolute, without links: locks and log
	home   string // pgdata, and the socket if it can
	socket string // the directory of the socket
	as     account
	barred string // the parent of dir that the server's user cannot enter: why home is not dir
}

func (p place) data() string { return filepath.Join(p.home, "pgdata") }

// locate makes dir if it is missing and finds out where everything is, or would go.
func locate(dir string) (place, error) {
	dir, err := makeDir(dir)
	if err != nil {
		return place{}, err
	}
	p := place{dir: dir, home: dir}
	far := filepath.Join(elsewhere, hash(dir))
	here := exists(dir, "pgdata")
	if !here && root() && exists(far, "pgdata") {
		p.home = far
	}
	if p.as, err = accountFor(p.home); err != nil {
		return place{}, err
	}
	if root() {
		if p.barred, err = p.as.barrier(dir); err != nil {
			return place{}, err
		}
	}
	switch {
	case p.barred != "" && here:
		return place{}, fmt.Errorf("reach the database in %s: user %s, who owns it, cannot enter %s (chmod o+x %[3]q, or move the directory)", dir, p.as.name, p.barred)
	case p.barred != "":
		p.home = far
	}
	p.socket = p.home
	if len(filepath.Join(p.home, socketName)) >= socketPathMax || !nameable(p.home) {
		p.socket = "/tmp/langkah-" + hash(dir)
	}
	return p, nil
}

// makeDir returns dir as an absolute path without links, made if it was missing. It refuses what plainly belongs to
// others (/tmp, /var/lib, /home/someone), since claim will shut everybody else out.
func makeDir(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find data directory: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", fmt.Errorf("make parents of data directory: %w", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("make data directory: %w", err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", fmt.Errorf("find data directory: %w", err)
	}
	if strings.Count(dir, "/") <= 2 && !exists(dir, "users.lock") && holdsOthers(dir) {
		return "", fmt.Errorf("use data directory %s: it holds other things; give langkah a directory of its own", dir)
	}
	return dir, nil
}

func holdsOthers(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return true
	}
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return e.IsDir() && e.Name() != "lost+found" // which the top of a fresh volume has
	})
}

// String is for people; "" when everything is in dir.
func (p place) String() string {
	var said []string
	if p.home != p.dir {
		said = append(said, fmt.Sprintf("The database of %s lives in %s%s.", p.dir, p.home, p.because()))
	}
	if p.socket != p.home {
		said = append(said, fmt.Sprintf("The socket of %s lives in %s: the path is too long for a socket or has a comma in it.", p.home, p.socket))
	}
	return strings.Join(said, " ")
}

func (p place) because() string {
	if p.barred == "" { // once it was
		return ", where it was made"
	}
	return fmt.Sprintf(": the server runs as user %s, who cannot enter %s", p.as.name, p.barred)
}

func hash(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	return hex.EncodeToString(sum[:8])
}
