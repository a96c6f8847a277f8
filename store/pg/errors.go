package pg

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
)

// minMajor is the oldest PostgreSQL that will do.
const minMajor = 15

// ErrNoBinaries says that no PostgreSQL (15 or newer) was found; the error that wraps it has the line that installs one.
var ErrNoBinaries = errors.New("find PostgreSQL 15 or newer")

func noBinaries(why string) error {
	return fmt.Errorf("%w: %s; install it with: %s", ErrNoBinaries, why, installLine(installers()))
}

// WrongMajorError says that the data was made by a major version of PostgreSQL that is not installed. The data is
// untouched.
type WrongMajorError struct {
	Have  string   // the version of the data, as in PG_VERSION
	Found []string // the major versions that are installed
}

func (e *WrongMajorError) Error() string {
	way := fmt.Sprintf("install PostgreSQL %s, or set PG_BIN to its bin directory, or move the data to another with pg_upgrade", e.Have)
	if major, _ := strconv.Atoi(e.Have); major < minMajor {
		way = fmt.Sprintf("move the data to PostgreSQL %d or newer with pg_upgrade", minMajor)
	}
	return fmt.Sprintf("the data is of PostgreSQL %s, installed is %s: %s; the data was left as it was", e.Have, strings.Join(e.Found, ", "), way)
}

// installers are the package managers here that can be had on this system.
func installers() []string {
	var have []string
	for _, name := range []string{"brew", "apt-get", "dnf", "apk", "pacman"} {
		if _, err := exec.LookPath(name); err == nil {
			have = append(have, name)
		}
	}
	if len(have) == 0 && runtime.GOOS == "darwin" {
		have = append(have, "brew")
	}
	return have
}

func installLine(have []string) string {
	lines := map[string]string{
		"brew":    "brew install postgresql@16",
		"apt-get": "sudo apt-get install -y --no-install-recommends postgresql",
		"dnf":     "sudo dnf install -y postgresql-server",
		"apk":     "sudo apk add postgresql16",
		"pacman":  "sudo pacman -S --noconfirm postgresql",
	}
	for _, name := range have {
		return lines[name]
	}
	return "your system's package manager, or from https://www.postgresql.org/download/"
}
