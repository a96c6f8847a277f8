package understand

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPhone(t *testing.T) {
	t.Parallel()
	values(t, "Phone", Phone, map[string]string{
		"+6281290000001": "081290000001|nomor saya 0812-9000-0001 (WA)|https://wa.me/6281290000001|wa.me/+6281290000001|+62 0812 9000 0001|0062 812 9000 0001|(+62) 812-9000-0001|62 812 9000 0001|081 290 000 001|0812.9000.0001|" +
			"tel:+6281290000001|+62-812-9000-0001|0812 9000 0001 ya kak nomor 2 nya nanti|rumah no 5, 081290000001|８１２９０００００01|0812\u200e90000001|hp: 081290000001🙏|" +
			"[0812] 9000/0001|0812–9000–0001|0812_9000_0001|hp081290000001wa|081290000001 (wa +6281290000001)|٠٨١٢٩٠٠٠٠٠٠١",
		string(TooShort):    "8129000|1234|110|5|0812900|08129OOO0001|O81290000001|08129000000l|0812 9o00 0001|0812x0000001|0812900000xx|08129000****",
		string(TooLong):     "081290000001234|+628129000000123456",
		string(Landline):    "0274-123456|+62 21 5550123|62215550123|(021) 5550123",
		string(NotID):       "+1 202 555 0123|00 65 9123 4567|+60 12-345 6789",
		string(BadPrefix):   "0840123456789|080012345678|1299000000017|0712345678|0911234567",
		string(NIKNotPhone): "317101 450690 9901|3171014506909901",
		string(Multiple):    "0812 9000 0001 / 0856 0000 0012|081290000001 atau 085600000012|081290000001 085600000012|081290000001, 085600000012|0812900000010856-0000-0012 ; 081290000001",
		string(NoDigits):    "gak punya hp|belum punya|rahasia|nomor|👍|belum punya wa|ga pakai hp|pakai nomor suami aja|yang mana kak|bukan nomor ini|nomor hp saya",
		string(UseSender):   "nomor yang ini kak|yg ini aja|sama kayak nomor ini|pake nomor wa ini|nomor ini|sama dengan wa|nomor yang dipakai sekarang|pake nomor suami yang ini",
		string(Empty):       "|   ",
	})
}

// TestPhoneRoundTrip: a mobile number comes back from every way of writing it.
func TestPhoneRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.StringMatching(`8[1-35-9][0-9]{7,10}`).Draw(t, "national")
		want := "+62" + n
		for _, text := range []string{n, "0" + n, "62" + n, "+62" + n, "0062" + n, "+620" + n, "wa.me/62" + n, "hp saya 0" + n + " ya", "0" + n[:3] + "-" + n[3:6] + "-" + n[6:], "+62 " + n[:3] + " " + n[3:6] + " " + n[6:], want} {
			got, why := Phone(text)
			if newNumberInside(text) {
				continue
			}
			if got != want || why != "" {
				t.Fatalf("Phone(%q) = %q, %q, want %q", text, got, why, want)
			}
		}
	})
}

// newNumberInside: grouped so that the last group looks like a number of its
// own, a text is read as two.
func newNumberInside(text string) bool {
	i := strings.LastIndexAny(text, " -")
	return i > 9 && (strings.HasPrefix(text[i+1:], "08") || strings.HasPrefix(text[i+1:], "62"))
}

// TestPhoneSpoilt: a letter in place of a digit is no digit.
func TestPhoneSpoilt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom([]string{"0", "+62", "62", "0062", ""}).Draw(t, "code") + rapid.StringMatching(`8[1-35-9][0-9]{7,10}`).Draw(t, "national")
		i := rapid.IntRange(strings.IndexByte(d, '8'), len(d)-1).Draw(t, "at")
		letter := rapid.StringMatching(`[a-zOIlSBZ]`).Draw(t, "letter")
		text := "hp " + d[:i] + letter + d[i+1:]
		if got, why := Phone(text); why == "" {
			t.Fatalf("Phone(%q) = %s", text, got)
		}
	})
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"0812-9000-0001", "+62 (812) 9000/0001", "wa.me/6281290000001", "081290000001 atau 085600000012", "O812", "٠٨", "\xff8", "[[[[+", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, why := Phone(s)
		if (got == "") == (why == "") {
			t.Fatalf("Phone(%q) = %q, %q", s, got, why)
		}
		if again, why := Phone(got); got != "" && (again != got || why != "") {
			t.Errorf("Phone(%q) = %q, and that is %q, %q", s, got, again, why)
		}
		if again, _ := Phone(Normalise(s)); again != got {
			t.Errorf("Phone(%q) = %q, normalised %q", s, got, again)
		}
	})
}

// TestNumbersLong: the work grows with the text alone.
func TestNumbersLong(t *testing.T) {
	for _, part := range []string{"0", "08", "1 ", "-", "08-", "o0", "(", "a1 ", "0812 9000 0001 ", "+", "/ 1", "bukan 08, "} {
		linear(t, "numbers", part, func(s string) {
			Phone(s)
			NIK(s, corpusDay)
			NIB(s)
			NPWP(s, corpusDay)
		})
	}
}
