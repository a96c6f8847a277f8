package pg

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

const (
	logName = "postgres.log"
	logMax  = 10 << 20 // bytes; looked at when a server starts
	tailMax = 2 << 10  // bytes of the log that go into an error
)

// openLog opens the server's log for appending; one that is too long makes room first.
func (p place) openLog() (*os.File, error) {
	path := filepath.Join(p.dir, logName)
	if info, err := os.Lstat(path); err == nil && info.Size() > logMax {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, err
		}
	}
	return p.open(logName, os.O_WRONLY|os.O_APPEND)
}

// logTail is the end of what the server said since from, after a line that introduces it; "" when it said nothing.
func (p place) logTail(from int64) string {
	f, err := os.Open(filepath.Join(p.dir, logName))
	if err != nil {
		return ""
	}
	defer f.Close()
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil || end <= from {
		return ""
	}
	tail := make([]byte, min(end-from, tailMax))
	if _, err := f.ReadAt(tail, end-int64(len(tail))); err != nil {
		return ""
	}
	return fmt.Sprintf("\nthe end of %s:\n%s", f.Name(), bytes.TrimSpace(tail))
}
