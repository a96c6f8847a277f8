package programme

import (
	"strings"
	"testing"
)

func TestDiagnosisIsWhole(t *testing.T) {
	c, err := Diagnosis()
	if err != nil || len(c.Always) < 2 {
		t.Fatalf("%v: %v", c.Always, err)
	}
}

// What is wrong is named by its line.
func TestDiagnosisNamesTheLine(t *testing.T) {
	for lines, want := range map[string]string{
		"skill,sure,P1,3,x,":                          `diagnosis.csv:2: step: "P1" is no step: P2 to P7`,
		"skill,sure,P4,0,x,":                          `diagnosis.csv:2: points: "0" is no number from 1 to 9`,
		"skill,sure,P4,3,,":                           `diagnosis.csv:2: reason: "" is no name: small letters and _ only`,
		"Skill,sure,,,,":                              `diagnosis.csv:2: question: "Skill" is no name: small letters only`,
		"papers,more,,,,lengkap":                      `diagnosis.csv:2: answer: more is what turns the page of a list: name it otherwise`,
		"a,x,,,,\nb,x,,,,\na,y,,,,":                   `diagnosis.csv:4: question: a stands further up: keep its lines together`,
		"a,x,,,,\na,y,,,,\na,x,P2,1,z,":               `diagnosis.csv:4: answer: x stands further up: keep its lines together`,
		"a,x,,,,\na,y,,,,":                            `diagnosis.csv:3: question: 1 questions in all: 5 to 7 are asked`,
		"a,x,,,,\nb,x,,,,\nc,x,,,,\nd,x,,,,\ne,x,,,,": `diagnosis.csv:2: answer: a has 1 answers: 2 to 7 can be picked`,
	} {
		rows, err := read(strings.NewReader("question,answer,step,points,reason,words\n"+lines), "diagnosis.csv", []string{"question", "answer", "step", "points", "reason", "words"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := check(rows); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", lines, err, want)
		}
	}
}
