package files

import "testing"

func TestTable(t *testing.T) {
	t.Parallel()
	got, err := Table([][]string{{"Bulan", "Omzet (Rp)"}, {"2026-10", "5000000"}, {"a;b", `"x"`}})
	want := "\ufeffBulan;Omzet (Rp)\r\n2026-10;5000000\r\n\"a;b\";\"\"\"x\"\"\"\r\n"
	if err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}
