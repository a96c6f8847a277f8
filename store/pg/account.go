package pg

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user that the server runs as.
type account struct {
	uid, gid uint32
	name     string
}

// root tells whether we may become other users, and must: PostgreSQL refuses to run as root.
func root() bool { return os.Geteuid() == 0 }

// credential is what a child process needs to run as a, without root's groups; nil when that is ourselves.
func (a account) credential() *syscall.Credential {
	if !root() {
		return nil
	}
	return &syscall.Credential{Uid: a.uid, Gid: a.gid}
}

// accountFor chooses the user for a cluster in home: ourselves; for root the owner of the cluster that is there (nobody
// else could read it), else the owner of home, else any account.
func accountFor(home string) (account, error) {
	if !root() {
		return anyAccount()
	}
	if info, err := os.Stat(filepath.Join(home, "pgdata")); err == nil && owner(info) != 0 {
		return account{owner(info), info.Sys().(*syscall.Stat_t).Gid, nameOf(owner(info))}, nil
	}
	if info, err := os.Lstat(home); err == nil && owner(info) != 0 {
		if u, err := user.LookupId(id(owner(info))); err == nil { // initdb wants its user to have a name
			return accountOf(u)
		}
	}
	return anyAccount()
}

// anyAccount is ourselves; for root postgres, else nobody.
func anyAccount() (account, error) {
	if !root() {
		return account{uint32(os.Geteuid()), uint32(os.Getegid()), nameOf(uint32(os.Geteuid()))}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return accountOf(u)
		}
	}
	return account{}, errors.New("choose a user for postgres: it does not run as root, and there is neither postgres nor nobody")
}

func accountOf(u *user.User) (account, error) {
	uid, err1 := strconv.ParseInt(u.Uid, 10, 64) // signed: nobody is -2 on macOS
	gid, err2 := strconv.ParseInt(u.Gid, 10, 64)
	if err := errors.Join(err1, err2); err != nil {
		return account{}, fmt.Errorf("read ids of user %s: %w", u.Username, err)
	}
	return account{uint32(uid), uint32(gid), u.Username}, nil
}

func owner(info os.FileInfo) uint32 { return info.Sys().(*syscall.Stat_t).Uid }

func id(uid uint32) string { return strconv.FormatUint(uint64(uid), 10) }

// nameOf is for people: the user's name, else the number.
func nameOf(uid uint32) string {
	if u, err := user.LookupId(id(uid)); err == nil {
		return u.Username
	}
	return id(uid)
}

// barrier is the topmost parent of path that a cannot enter by its mode bits, "" when the way is open.
func (a account) barrier(path string) (string, error) {
	closed := ""
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return "", fmt.Errorf("look at %s: %w", dir, err)
		}
		if !a.mayEnter(info) {
			closed = dir
		}
		if dir == filepath.Dir(dir) {
			return closed, nil
		}
	}
}

func (a account) mayEnter(info os.FileInfo) bool {
	st := info.Sys().(*syscall.Stat_t)
	switch {
	case st.Uid == a.uid:
		return info.Mode()&0o100 != 0
	case st.Gid == a.gid:
		return info.Mode()&0o010 != 0
	}
	return info.Mode()&0o001 != 0
}
