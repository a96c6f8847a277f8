package pg

import "testing"

func TestRoom(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, fast(seeded(t)))
	free, size, where, err := Room(s.cfg.Dir)
	if err != nil || free == 0 || free > size || where != s.at.home {
		t.Errorf("%d of %d bytes free in %s, %v", free, size, where, err)
	}
	nowhere := place{home: "/nowhere"}
	if _, _, err := nowhere.room(); err == nil {
		t.Error("a disk that is not there has room")
	}
}
