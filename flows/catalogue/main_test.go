package catalogue

import (
	"flag"
	"os"
	"testing"
)

// TestMain plays a thousand random conversations, with LANGKAH_SOAK=1 twenty
// thousand, unless told how many.
func TestMain(m *testing.M) {
	checks := "1000"
	if os.Getenv("LANGKAH_SOAK") != "" {
		checks = "20000"
	}
	flag.Parse()
	told := false
	flag.Visit(func(f *flag.Flag) { told = told || f.Name == "rapid.checks" })
	if !told {
		if err := flag.Set("rapid.checks", checks); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
