package flows

// The seven steps: one is compulsory, the others are taken as they are needed.
const (
	Registration = iota + 1 // P1 pendaftaran
	Training                // P2 pelatihan
	Mentoring               // P3 pendampingan
	Licensing               // P4 perizinan
	Marketing               // P5 pemasaran
	Bookkeeping             // P6 pelaporan keuangan
	Capital                 // P7 permodalan
)

// MarkStage notes where its person stands in one of the seven steps, and on what
// that rests. What is done stays done, with its first day and evidence.
type MarkStage struct {
	Stage    int // 1 … 7
	Status   StageStatus
	Source   string // what said so: class, visit, paper …
	Evidence string // what it rests on, as staff read it: "NIB 1234567890123"
	By       string // staff who confirmed it; "" nobody
}

func (MarkStage) action() {}
