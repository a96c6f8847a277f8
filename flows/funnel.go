package flows

// FunnelFile is a picture of how many members of a centre have got to P1 … P7.
type FunnelFile struct {
	Where []Say // names
	Steps [7]int
}

func (FunnelFile) file() {}
