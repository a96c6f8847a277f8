package webchat

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"langkah/bot"
)

const (
	cookieName = "langkah_chat"
	cookieLife = 365 * 24 * time.Hour
	idBytes    = 16
)

// address is the person's mailbox. Its id is a digest of the cookie: whoever
// reads the database cannot speak as somebody else.
func address(person string) bot.Address {
	return bot.Address{Channel: Account.Channel, Account: Account.Name, ID: person}
}

// person is who asks: the browser's own, or the made-up one it talks as.
func (c *Channel) person(r *http.Request) (string, bool) {
	if as := c.pretended(r); as != "" {
		return as, true
	}
	key, known := credential(r)
	return digest(key), known
}

// credential is the browser's only one: it travels in the cookie alone, never
// in a URL, a body or a log.
func credential(r *http.Request) (string, bool) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return "", false
	}
	raw, err := hex.DecodeString(cookie.Value)
	return cookie.Value, err == nil && len(raw) == idBytes && cookie.Value == strings.ToLower(cookie.Value)
}

func digest(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:idBytes])
}

// welcome is person, and makes a stranger known. Only the page's own request
// for its history comes here: opening the page from a link on another site
// brings no SameSite=Strict cookie, and must not replace the one that is there.
func (c *Channel) welcome(w http.ResponseWriter, r *http.Request) string {
	if as := c.pretended(r); as != "" {
		return as
	}
	key, known := credential(r)
	if !known {
		raw := make([]byte, idBytes)
		_, _ = rand.Read(raw) // never fails
		key = hex.EncodeToString(raw)
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: key, Path: "/chat", MaxAge: int(cookieLife.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: strings.HasPrefix(c.cfg.PublicURL, "https://"),
	})
	return digest(key)
}

// foreign tells a request that another site's page started.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none": // "": a browser that does not say
		return false
	}
	return true
}
