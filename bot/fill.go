package bot

// Fill is what a row of a broadcast says to its person, before what is known of
// them is filled in.
type Fill struct {
	Broadcast int64
	Lang      string
	Text      string   // with {{nama}} and the like
	Choices   []Choice // under it
	Photo     int64    // a file of ours; 0: none

	Name      string
	Number    string // of the member
	Business  string // what they call it
	Kecamatan string // code
	Kelurahan string // code
}

// Filled is the bubble with its text.
func (o Outbound) Filled(text string) Outbound {
	o.Text, o.Choices = text, o.Fill.Choices
	if o.Fill.Photo != 0 {
		o.Media = &Media{Kind: Photo, Ref: FileRef(o.Fill.Photo)}
	}
	return o
}
