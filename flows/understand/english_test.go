package understand

import "testing"

func TestEnglish(t *testing.T) {
	t.Parallel()
	tells(t, "English", English, "hello, do you speak english?|I'd like to register my business|is it free?|how do I join|when is the next bazaar|good morning|who is this?|can I talk to a human|where is the office|I want to sign up please",
		"halo|hello kak|hi min mau daftar|free ongkir|mau join dong|register|gw mau join jakpreneur|training digital marketing kapan|ok|Good Day Coffee and Resto Jaya Abadi|hai kak, my name Budi mau ikut bazar||p|jakpreneur|apa itu business plan")
}
