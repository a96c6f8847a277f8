package catalogue

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"langkah/flows"
)

// terms are asked after in many ways, and glossed in one.
var terms = map[string]string{
	"common/what_nib":    "apa itu NIB|nib itu apa ya kak|what is NIB|NIB?|nib apaan|itu NIB maksudnya apa|NIB tuh apa sih",
	"common/what_npwp":   "apa itu NPWP|npwp itu apa|NPWP?",
	"common/what_pirt":   "apa itu PIRT|apa itu P-IRT|apa itu SPP-IRT|PIRT itu apa kak|P-IRT?|izin PIRT itu apa",
	"common/what_halal":  "apa itu halal|apa itu sertifikat halal|halal itu apa ya",
	"common/what_kur":    "apa itu KUR|KUR apaan sih|KUR?|what is KUR?",
	"common/what_omzet":  "apa itu omzet|maksudnya omset?|omzet tuh apaan|omzet?|arti omzet apa|jelasin omzet dong",
	"common/what_untung": "apa bedanya omzet sama untung|beda omzet dan laba apa?",
}

// worries are met in the same way: feelings, and questions about who we are.
var worries = map[string]string{
	"common/aside_angry":  "goblok lu|bot bego|anjing|ga guna nih bot",
	"common/aside_laugh":  "wkwk|wkwkwkwk|hahaha|😂😂",
	"common/aside_thanks": "makasih|terima kasih kak|🙏🙏",
	"common/aside_who":    "ini siapa?|who is this?|ini bot ya?",
	"common/aside_from":   "dapet nomor saya dari mana|how did you get my number",
	"common/aside_safe":   "aman ga?|apa ini penipuan?|ini beneran resmi?",
	"common/aside_free":   "bayar ga?|gratis kan?",
	"common/aside_long":   "berapa lama?",
	"common/aside_kept":   "berapa lama disimpan?|siapa yang bisa lihat data saya|nanti bisa dihapus ga?",
	"common/aside_join":   "syarat daftarnya apa|ktp bekasi bisa ikut?|umur berapa bisa ikut",
	"common/aside_gain":   "dapet apa kalo daftar|apa untungnya ikut",
	"common/aside_family": "istri sy jg mau dftar pake hp ini bs ga|satu hp bisa dua orang?",
	"common/aside_aid":    "ada bantuan grobak ga|bansos cair kapan",
	"common/aside_bribe":  "gue mau lapor pungli|ada yang minta uang ngaku petugas",
	"common/aside_hurt":   "pengen bunuh diri|gue mau mati aja rasanya",
	"common/aside_next":   "trs ap lg|next apa nih",
	"common/aside_away":   "brb|otw",
	"common/aside_sorry":  "maaf ya tadi",
	"common/aside_waits":  "udah daftar 3 kali ga ada kabar",
}

// TestEveryTermInEveryState: it is glossed, the same question is put again,
// nothing is lost, and no miss is counted.
func TestEveryTermInEveryState(t *testing.T) {
	t.Parallel()
	everyAsk(t, func(t *testing.T, place string, ask *flows.Ask, there func() *world) {
		if place == "desk.talk" || place == "mentoring.question" { // what is written there is for somebody else
			return
		}
		for _, said := range []map[string]string{terms, worries} {
			for key, texts := range said {
				for _, text := range strings.Split(texts, "|") {
					w := there()
					w.session.Misses = 1
					before := w.session
					question := questionOf(w)
					w.say(text)
					if !w.said(key) || w.at() != place || questionOf(w) != question || w.session.Misses > 0 {
						t.Errorf("%q leads to %s, %d misses, says %v", text, w.at(), w.session.Misses, w.turn.Says)
					}
					if diff := cmp.Diff(before.Answers, w.session.Answers, cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("%q changed the answers (-before +after)\n%s", text, diff)
					}
					if problem := speaks(w); problem != "" {
						t.Errorf("%q: %s", text, problem)
					}
				}
			}
		}
	})
}

// questionOf is what can be picked, in its order, as a text.
func questionOf(w *world) string {
	var values []string
	for _, o := range w.turn.Options {
		values = append(values, o.Value)
	}
	return strings.Join(values, "|")
}
