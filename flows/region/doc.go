// Package region knows the 44 kecamatan and 267 kelurahan of DKI Jakarta and
// finds the one a person means, however they write it.
//
// Codes and names: cahyadsn/wilayah, postal codes: cahyadsn/wilayah_kodepos,
// both MIT licence, after Kepmendagri 300.2.2-2430/2025. The split of Kapuk
// (Kepgub 850/2025) has no codes yet, so its new parts are reported as pending.
package region

// Reasons why a text names no place. The empty reason is success.
const (
	Empty       = "EMPTY"
	Ambiguous   = "AMBIGUOUS"    // several places; see Match.Candidates
	TooBroad    = "TOO_BROAD"    // only a city, or for a kelurahan only a kecamatan
	NotDKI      = "NOT_DKI"      // a place outside DKI Jakarta
	Unknown     = "UNKNOWN"      // no place; Match.Candidates may hold near misses
	PendingCode = "PENDING_CODE" // a kelurahan which is decided on but has no code yet
)

// Kecamatan is a district. Code has the Kemendagri form 31.71.07.
type Kecamatan struct{ Code, Name, Kota string }

// Kelurahan is a ward. Code has the Kemendagri form 31.71.07.1001, PostalCode
// five digits.
type Kelurahan struct{ Code, Name, KecamatanCode, PostalCode string }

// Candidate is a place which may be meant; Kelurahan is nil for a kecamatan.
type Candidate struct {
	Kecamatan Kecamatan
	Kelurahan *Kelurahan
}

// Match is what a text was found to mean. With an empty Reason, Kecamatan is
// set; Kelurahan too when a kelurahan was named (FindKelurahan always sets it).
type Match struct {
	Reason    string
	Kecamatan Kecamatan
	Kelurahan *Kelurahan
	// Exact is false when the place was guessed from a misspelling or a
	// landmark: ask "did you mean" before taking it.
	Exact bool
	// Candidates, at most five and best first, are what an ambiguous or
	// misspelt text may mean.
	Candidates []Candidate
}
