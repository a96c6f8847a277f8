package understand

import "regexp"

var desk = regexp.MustCompile(`^(ke |buka |lihat |the )?(meja|mejanya|antrean|antrian|antriannya|antreannya|desk|queue)[ .!]*$`)

// Desk tells the word by which staff open the queue of those who wait for them.
func Desk(text string) bool { return desk.MatchString(Normalise(text)) }
