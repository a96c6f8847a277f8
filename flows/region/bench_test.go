package region

import "testing"

func BenchmarkFindKecamatan(b *testing.B) {
	for _, text := range []string{"tebet", "saya tinggal di tanah abang kak", "pademngan", "kapuk ouara", "jenjaringan", "saya tinggal di cipinnang besar utra dket pasar ", "Jl. Tebet Raya No. 5 RT 03/RW 05, Tebet Barat, Jakarta Selatan 12810", "deket pertigaan yang ada warungnya itu"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				FindKecamatan(text)
			}
		})
	}
}

func BenchmarkFindKelurahan(b *testing.B) {
	for _, text := range []string{"benhil", "tebet", "kebon kacng", "tidak tahu nama kelurahannya apa"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				FindKelurahan(text, "")
			}
		})
	}
}
