package bot

// Fill is what a row of a broadcast says to its person, before what is known of
// them is filled in.
type Fill struct {
	Broadcast int64    `json:"id"`
	Lang      string   `json:"lang"`
	Text      string   `json:"text"`    // with {{nama}} and the like
	Choices   []Choice `json:"choices"` // under it
	Photo     int64    `json:"photo"`   // a file of ours; 0: none

	Name      string `json:"name"`
	Number    string `json:"number"`    // of the member
	Business  string `json:"business"`  // what they call it
	Kecamatan string `json:"kecamatan"` // code
	Kelurahan string `json:"kelurahan"` // code
}

// Filled is the bubble with its text.
func (o Outbound) Filled(text string) Outbound {
	o.Text, o.Choices = text, o.Fill.Choices
	if o.Fill.Photo != 0 {
		o.Media = &Media{Kind: Photo, Ref: FileRef(o.Fill.Photo)}
	}
	return o
}
