package flows

import "time"

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

// Steps are the flows of the seven, by number.
var Steps = [...]string{Registration: "registration", Training: "training", Mentoring: "mentoring", Licensing: "licensing",
	Marketing: "marketing", Bookkeeping: "bookkeeping", Capital: "capital"}

// Step is what is known of one of the seven beside where it stands.
type Step struct {
	At       time.Time // since when it stands there; done: when it was
	Evidence string    // what it rests on
	By       string    // staff who confirmed it
}

// UnmarkStage takes back that a step is not needed, or stuck: it stands where it
// stood before.
type UnmarkStage struct{ Stage int }

// KeepDiagnosis keeps a check of the business and the steps that came of it, the
// most useful first. Outcome: kept.
type KeepDiagnosis struct {
	Answers Answers
	Steps   []int
}

func (UnmarkStage) action()   {}
func (KeepDiagnosis) action() {}
