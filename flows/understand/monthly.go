package understand

// Monthly estimates rupiah a month from a rate ("50rb sehari": 25 days a
// month, 4 weeks, a twelfth of a year) or the middle of a range ("5-6 juta").
// It is an estimate to be confirmed, never an answer by itself.
func Monthly(s string) (rupiah int64, ok bool) { return 0, false }
