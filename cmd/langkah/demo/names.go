package demo

import "strings"

// firstName is what somebody is called, with the word before it.
type firstName struct{ name, title string }

var firstNames = append(
	called("Bu", "Siti Sri Dewi Nur Rina Yuni Wati Ningsih Lestari Ratna Endang Tuti Aminah Fatimah Aisyah Rohani Maryam Yanti Sumarni Kartini Murni "+
		"Rahayu Indah Fitri Lilis Eka Ani Neneng Eni Sulastri Mulyani Halimah Nurhayati Marlina Desi Wulan Rukmini Suparmi"),
	called("Pak", "Budi Agus Slamet Ahmad Joko Bambang Hendra Dedi Eko Yanto Rudi Supri Asep Ujang Rahmat Hasan Iwan Wahyu Taufik Ridwan Bayu Arif "+
		"Dimas Rizki Fajar Gunawan Sugeng Marwan Zainal Tono")...)

var lastNames = strings.Fields("Santoso Wijaya Saputra Lestari Rahayu Hidayat Setiawan Kurniawan Susanto Pratama Nugroho Utami Permata Handayani Wibowo " +
	"Firmansyah Maulana Ramadhan Hakim Syahputra Suryani Puspita Anggraini Safitri Astuti Oktaviani Siregar Nasution Simanjuntak Hutapea Sitorus " +
	"Sihombing Panjaitan Tanjung Chaniago Piliang Sukmawati Kusuma Purnomo Hartono Mulyadi Sudrajat Suherman Abdullah Mansur Basri Latif Yusuf " +
	"Rosadi Marzuki Sanusi Fauzi Halim Salim Tamrin Muchtar Iskandar Effendi Pangestu Prasetyo")

func called(title, names string) (list []firstName) {
	for _, n := range strings.Fields(names) {
		list = append(list, firstName{n, title})
	}
	return list
}

// trade is a field of business with what is sold in it.
type trade struct {
	field string
	goods []string
}

var trades = []trade{
	{"kuliner", list("Nasi Uduk, Gorengan, Kue Basah, Seblak, Bakso, Soto Betawi, Ayam Geprek, Keripik Singkong, Katering, Es Kopi, Sambal, Roti, Kerak Telor, Bir Pletok, Lontong Sayur")},
	{"fesyen", list("Konveksi, Hijab, Batik Betawi, Jahit, Mukena, Sablon Kaos")},
	{"kriya", list("Anyaman, Rajut, Tas Daur Ulang, Suvenir")},
	{"kecantikan", list("Sabun Herbal, Lulur, Salon")},
	{"jasa", list("Laundry, Servis AC, Cuci Motor, Fotokopi")},
	{"dagang", list("Warung Sembako, Toko Pulsa, Sayur Segar, Agen Galon")},
	{"lainnya", list("Tanaman Hias, Ternak Lele")},
}

func list(s string) []string { return strings.Split(s, ", ") }
