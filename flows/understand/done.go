package understand

import "regexp"

// ended is a message that is nothing but the word: "sudah selesai" may answer
// "sudah urus NIB-nya?".
var ended = regexp.MustCompile(`^(selesai|slesai|selesaikan|done|finish|finished)( (ya|yah|kak|kakak|bu|pak|mbak|mas|dulu|saja|aja|makasih|trims|thanks|terima|kasih))*[ .!]*$`)

// Done tells the word by which a talk with staff ends.
func Done(text string) bool { return ended.MatchString(Normalise(text)) }
