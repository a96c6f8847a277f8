package templates

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFill(t *testing.T) {
	t.Parallel()
	who := Addressee{Name: "Hj. Siti Aminah", Business: "Nasi Uduk Bu Siti", Number: "JKP-0000017", Kecamatan: "Tanah Abang", Kota: "Jakarta Pusat"}
	got, err := Fill("Halo Kak {{nama}} ({{ nama_lengkap }}) di {{kecamatan}}, {{kota}}: {{usaha}}, {{nomor}}.", who)
	if want := "Halo Kak Siti (Hj. Siti Aminah) di Tanah Abang, Jakarta Pusat: Nasi Uduk Bu Siti, JKP-0000017."; err != nil || got != want {
		t.Errorf("%q, %v", got, err)
	}
	var missing Missing
	if got, err := Fill("Kelurahan {{kelurahan}}", who); got != "" || !errors.As(err, &missing) || missing != "kelurahan" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Fill("Halo {{nama}},", Addressee{Name: " "}); !errors.As(err, &missing) || missing != "nama" {
		t.Errorf("nobody's name: %v", err)
	}
}

func TestHolds(t *testing.T) {
	t.Parallel()
	got, err := Holds("{{nama}} {{kota}} {{ nama }}")
	if err != nil || !cmp.Equal(got, []string{"nama", "kota"}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, wrong := range []string{"Halo {{name}}", "Halo {{}}", "Halo {{nama}", "Halo nama}}", "{{nama {{kota}}", "Halo {nama}", "Halo nama}"} {
		if _, err := Holds(wrong); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}
