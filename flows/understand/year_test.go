package understand

import "testing"

func TestYear(t *testing.T) {
	t.Parallel()
	year := func(s string) (int, Reason) { return Year(s, 2026) }
	values(t, "Year", year, map[string]string{
		"2019":             "2o19|2O19|20l9|sejak 2o19|2019|tahun 2019|th 19|'19|19|mulai jualan tahun 2019|12/2019|dua ribu sembilan belas|2019an|januari 2019",
		"2015":             "sejak 2015|since 2015|dari tahun 2015|２０１５|11 tahun",
		"2018":             "dari 2018 an|12-05-2018|8 tahun yang lalu",
		"2023":             "3 tahun lalu|sudah tiga tahun|3th",
		"2021":             "udah 5 taun|5 tahunan|5thn",
		"2016":             "sepuluh tahun|10 thn|10th lalu",
		"2025":             "setahun|setahun yang lalu|tahun lalu|taun kemaren|18 bulan|satu setengah tahun|last year",
		"2026":             "last month|setengah tahun|udah setengah tahun|5 months|5 bulan|tahun ini|baru mulai|baru|baru mulai bulan ini|3 bulan|8 bulan lalu|this year|minggu lalu|sekarang",
		"2014":             "dr 2014|dari 2014|2014an",
		"1980":             "80|tahun 80",
		"1954":             "tahun 54",
		"2024":             "satu setengah tahun yg lalu, eh 2024|2 years ago|dua tahun",
		"1998":             "1998|tahun 98|seribu sembilan ratus sembilan puluh delapan",
		"2005":             "th 05",
		"2020":             "2020 pas covid",
		string(Vague):      "udah lama|sejak covid|kemarin|udah lama banget|kemarin pas covid|pas pandemi|udah lama|dulu waktu sma",
		string(OutOfRange): "54|45|79|2030|1940|tahun depan|20190|90 tahun|nanti",
		string(Multiple):   "dari tahun 2010 sampai 2015|2010 atau 2011",
		string(IsQuestion): "kapan ya|maksudnya?",
		string(Unsure):     "gak tau|lupa",
		string(None):       "belum mulai|belum",
		string(Unclear):    "5|warung|iya",
		string(Empty):      "| ",
	})
}
