package staff

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"langkah/flows/understand"
)

func TestPackedNumbersComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.OneOf(
			rapid.Map(rapid.IntRange(1, 9999999), func(n int) string { return fmt.Sprintf("JKP-%07d", n) }),
			rapid.StringMatching(`[A-Z]{1,3}-?\d{1,9}`)), 1, 120).Draw(t, "numbers")
		if got := unpack(pack(numbers)); !slices.Equal(got, numbers) {
			t.Fatalf("%v came back as %v", numbers, got)
		}
	})
}

// TestWrittenNumbersAreRead: what is said back and kept is what was meant.
func TestWrittenNumbersAreRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 120).Draw(t, "n")
		var list []int
		for i := range n {
			if rapid.Bool().Draw(t, "in") {
				list = append(list, i+1)
			}
		}
		if got, why := understand.Several(writeNumbers(list), n); why != "" || !slices.Equal(got, list) {
			t.Fatalf("%v is written %q, which is read as %v, %s", list, writeNumbers(list), got, why)
		}
	})
}

func TestNamesLeaveRoom(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Siti": "Siti", "Raden Ajeng Kusumawardhani": "Raden Ajeng Kusumawardh…", "Muhammad Firmansyah Aditya": "Muhammad Firmansyah Adi…", "Raden Ajeng Kusumawardha": "Raden Ajeng Kusumawardha",
	} {
		if got := short(name); got != want {
			t.Errorf("%q is shown as %q, want %q", name, got, want)
		}
	}
}

// TestCampuses: each partner is known by its own name, and by what it is called.
func TestCampuses(t *testing.T) {
	t.Parallel()
	if len(campuses) != 13 {
		t.Errorf("%d partners", len(campuses))
	}
	for _, c := range campuses {
		if got := hostOf(c.name); got != c.name {
			t.Errorf("%q is taken for %q", c.name, got)
		}
	}
	for said, want := range map[string]string{
		"atma jaya": "Universitas Atma Jaya", "ubhara": "Universitas Bhayangkara Jakarta Raya", "kampus Unindra": "Universitas Indraprasta PGRI", "UMJ": "Universitas Muhammadiyah Jakarta",
		"YAI": "Universitas Persada Indonesia YAI", "stiami": "Institut STIAMI", "Suryadarma": "Universitas Dirgantara Marsekal Suryadarma", "LPK Melati": "", "Thamrin City": "",
	} {
		if got := hostOf(said); got != want {
			t.Errorf("%q is taken for %q, want %q", said, got, want)
		}
	}
}
