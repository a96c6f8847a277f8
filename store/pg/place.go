package pg

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
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

// makeDir returns dir as an absolute path without links, made if it was missing. It refuses a directory that plainly
// belongs to others (/tmp, /var/lib, a home): from here on langkah shuts out everybody else.
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
	for _, e := range entries {
		if e.Name() != "lost+found" { // the top of a fresh volume
			return true
		}
	}
	return false
}

// claim makes the directories ours and nobody else's.
func (p place) claim() error {
	if p.home == p.dir {
		return errors.Join(own(p.dir, p.as), p.claimSocket())
	}
	if err := own(p.dir, account{uint32(os.Geteuid()), uint32(os.Getegid()), "you"}); err != nil {
		return err
	}
	if err := os.MkdirAll(elsewhere, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", elsewhere, err)
	}
	if err := os.Mkdir(p.home, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make home of the database: %w", err)
	}
	return errors.Join(own(p.home, p.as), p.claimSocket())
}

// own gives the directory to a, closed to all others. It works on the open directory, so that what is changed is what
// was found, whoever can write to the parents.
func own(path string, a account) error {
	dir, err := os.OpenFile(path, os.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return foreign(path, err)
	}
	defer dir.Close()
	info, err := dir.Stat()
	if err != nil {
		return fmt.Errorf("look at %s: %w", path, err)
	}
	if owner(info) != a.uid {
		if err := dir.Chown(int(a.uid), int(a.gid)); err != nil {
			return foreign(path, err)
		}
	}
	if info.Mode().Perm() == 0o700 {
		return nil
	}
	return foreign(path, dir.Chmod(0o700))
}

// foreign adds to a refusal whose directory it is, since that is what to do about it.
func foreign(path string, err error) error {
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	info, statErr := os.Lstat(path)
	if statErr != nil {
		return fmt.Errorf("open data directory: %w", err)
	}
	return fmt.Errorf("open data directory: %w: it belongs to user %s (become that user or root, or choose another directory)", err, nameOf(owner(info)))
}

// claimSocket makes the directory in /tmp, where anybody may have made that name before us: only a real directory of
// the server's user that nobody else can enter will do.
func (p place) claimSocket() error {
	if p.socket == p.home {
		return nil
	}
	err := os.Mkdir(p.socket, 0o700)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make directory of the socket: %w", err)
	}
	info, err := os.Lstat(p.socket)
	if err != nil {
		return fmt.Errorf("look at directory of the socket: %w", err)
	}
	ours := owner(info) == p.as.uid || owner(info) == uint32(os.Geteuid()) // the latter: made just now
	if info.Mode() != fs.ModeDir|0o700 || !ours {
		return fmt.Errorf("use %s for the socket: somebody else made it (%s, user %s); remove it", p.socket, info.Mode(), nameOf(owner(info)))
	}
	return own(p.socket, p.as)
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
