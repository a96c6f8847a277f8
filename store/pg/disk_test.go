package pg

import "testing"

func TestDisk(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, fast(seeded(t)))
	free, size, where, err := s.Disk()
	if err != nil || free == 0 || free > size || where != s.at.data() {
		t.Errorf("%d of %d bytes free in %s, %v", free, size, where, err)
	}
	s.at.home = "/nowhere"
	if _, _, _, err := s.Disk(); err == nil {
		t.Error("a disk that is not there has room")
	}
}
