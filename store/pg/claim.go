package pg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// claim makes the directories ours and nobody else's.
func (p place) claim() error {
	if p.home == p.dir {
		return errors.Join(own(p.dir, p.as), p.ownData(), p.claimSocket())
	}
	if err := own(p.dir, account{uid: 0, gid: 0}); err != nil { // only root's clusters go elsewhere
		return err
	}
	if err := errors.Join(os.MkdirAll(elsewhere, 0o755), os.Chmod(elsewhere, 0o755)); err != nil { // whatever the umask
		return fmt.Errorf("make %s: %w", elsewhere, err)
	}
	if err := os.Mkdir(p.home, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make home of the database: %w", err)
	}
	return errors.Join(own(p.home, p.as), p.ownData(), p.claimSocket())
}

// ownData gives the server's user a cluster that root copied here. The top comes last: until then it is root's. It
// stays inside, whatever the owner of home does with names and links meanwhile.
func (p place) ownData() error {
	info, err := os.Lstat(p.data())
	if err != nil || !root() || !info.IsDir() || owner(info) != 0 {
		return nil
	}
	if err := giveAll(p.home, p.as); err != nil {
		return fmt.Errorf("give the database to user %s: %w", p.as.name, err)
	}
	return nil
}

func giveAll(home string, a account) error {
	dir, err := os.OpenRoot(home)
	if err != nil {
		return err
	}
	defer dir.Close()
	data, err := dir.OpenRoot("pgdata")
	if err != nil {
		return err
	}
	defer data.Close()
	err = fs.WalkDir(data.FS(), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		return data.Lchown(path, int(a.uid), int(a.gid))
	})
	if err != nil {
		return err
	}
	return data.Chown(".", int(a.uid), int(a.gid))
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
