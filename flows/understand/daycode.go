package understand

import "regexp"

var (
	dayKeys    = set("hadir absen absensi presensi kode kodenya code present attend attendance check checkin hadirr hdr kehadiran")
	dayCompany = set("ini itu hari kelas pelatihan ya tolong saya sudah di sini disini here is the my today's today for in nya dari pelatih halo hai")
	fourDigits = regexp.MustCompile(`^[0-9]{4}$`)
)

// DayCode reads the code that is told in the room of a class: four digits,
// "hadir 4821". It is named where a word says what it is; alone it may be
// anything.
func DayCode(s string) (code string, named, ok bool) {
	if len(s) > maxCommand {
		return "", false, false
	}
	var buf [16]string
	for _, w := range split(Normalise(s), buf[:0]) {
		switch {
		case fourDigits.MatchString(w) && code == "":
			code = w
		case dayKeys[w]:
			named = true
		case !fillers[w] && !dayCompany[w]:
			return "", false, false
		}
	}
	return code, named, code != ""
}
