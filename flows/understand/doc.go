// Package understand reads what people type in informal Indonesian (and some
// English): yes and no, menu choices, names, money, phone numbers, dates and hours,
// years, ages, the numbers on papers (NIK, NIB, NPWP), the global commands, and the questions and worries people have instead of an
// answer. Every parser is pure: a text in, a value and a [Reason] out. An empty
// reason means the value is good; any other reason says why nothing was
// understood, so that a flow can answer with fitting help.
//
// The parsers work by rules over normalised words. Spelling tables hold the
// short forms of everyday chat ("gak", "udh", "yg"), not whole answers.
package understand

// Reason says why a text was not understood. The empty reason is success.
type Reason string

// The closed list of reasons. Not every parser returns every one.
const (
	Empty         Reason = "EMPTY"          // nothing but spaces and invisible marks
	Unsure        Reason = "UNSURE"         // "gak tau", "mungkin"
	Defer         Reason = "DEFER"          // "nanti aja"
	Ambiguous     Reason = "AMBIGUOUS"      // two readings, neither clearly meant
	Unclear       Reason = "UNCLEAR"        // no reading at all
	IsQuestion    Reason = "QUESTION"       // a question in place of an answer
	OutOfRange    Reason = "OUT_OF_RANGE"   // a number outside what was offered or is possible
	Multiple      Reason = "MULTIPLE"       // several answers where one is wanted
	AmbiguousUnit Reason = "AMBIGUOUS_UNIT" // "5": rupiah, thousands or millions?
	Range         Reason = "RANGE"          // "5-7 juta"
	Negative      Reason = "NEGATIVE"       // a loss
	Rate          Reason = "RATE"           // per day, week, year or piece
	Currency      Reason = "CURRENCY"       // not rupiah
	NoAmount      Reason = "NO_AMOUNT"      // no number in the text
	BadFormat     Reason = "BAD_FORMAT"     // "1.50.000"
	TooShort      Reason = "TOO_SHORT"
	TooLong       Reason = "TOO_LONG"
	Landline      Reason = "LANDLINE"      // a 02x number
	NotID         Reason = "NOT_ID"        // a foreign phone number
	BadPrefix     Reason = "BAD_PREFIX"    // digits which cannot be an Indonesian mobile number
	NIKNotPhone   Reason = "NIK_NOT_PHONE" // 16 digits
	NoDigits      Reason = "NO_DIGITS"
	UseSender     Reason = "USE_SENDER" // "nomor ini aja": take the number they write from
	HasDigit      Reason = "HAS_DIGIT"
	NoLetters     Reason = "NO_LETTERS"
	NotName       Reason = "NOT_NAME"
	IsCommand     Reason = "COMMAND"
	None          Reason = "NONE"  // "belum ada": a clear answer that there is none
	Vague         Reason = "VAGUE" // a time which names no year, no day or no hour

	// Of dates and hours.
	BadDate       Reason = "BAD_DATE"      // 31 February
	YearUnclear   Reason = "YEAR_UNCLEAR"  // a day without a year, more than half a year ahead
	Unparseable   Reason = "UNPARSEABLE"   // no day, no hour in it
	BadMinute     Reason = "BAD_MINUTE"    // 8.75
	Contradiction Reason = "CONTRADICTION" // "jam 20 pagi"

	// Of numbers on papers.
	Length      Reason = "LENGTH"
	NonDigit    Reason = "NON_DIGIT"
	BadRegion   Reason = "BAD_REGION"  // no province begins so
	BadSerial   Reason = "BAD_SERIAL"  // 0000
	Placeholder Reason = "PLACEHOLDER" // 1234567890123
	Underage    Reason = "UNDERAGE"
	IsNIK       Reason = "IS_NIK"
	Checksum    Reason = "CHECKSUM"
	NITKU       Reason = "NITKU" // 22 digits: a branch of a taxpayer
	BadNIK      Reason = "BAD_NIK"
)
