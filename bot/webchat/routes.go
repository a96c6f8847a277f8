package webchat

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"langkah/templates/web"
)

// policy lets the page load our own files and nothing else, from anywhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (c *Channel) routes() (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /chat", c.page)
	mux.Handle("GET /chat/{$}", http.RedirectHandler("/chat", http.StatusMovedPermanently))
	mux.Handle("GET /chat/static/", http.StripPrefix("/chat/static", static()))
	mux.HandleFunc("GET /chat/history", c.history)
	mux.HandleFunc("GET /chat/events", c.events)
	mux.HandleFunc("POST /chat/messages", c.receive)
	guard, err := sameOrigin(c.cfg.PublicURL)
	if err != nil {
		return nil, err
	}
	return headers(guard.Handler(mux)), nil
}

// sameOrigin refuses posts that another site's page makes in a person's name.
func sameOrigin(publicURL string) (*http.CrossOriginProtection, error) {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusForbidden, "elsewhere", 0)
	}))
	if publicURL == "" {
		return guard, nil
	}
	u, err := url.Parse(publicURL)
	if err != nil {
		return nil, fmt.Errorf("read public url: %w", err)
	}
	if err := guard.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
		return nil, fmt.Errorf("trust public url: %w", err)
	}
	return guard, nil
}

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// page is asked for again each time it opens, and sent only when it changed.
func (c *Channel) page(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("person") {
		c.become(w, r)
		return
	}
	body := c.plain
	if as := c.pretended(r); as != "" {
		body = web.Chat(c.cfg.Sample, as)
	}
	sum := sha256.Sum256(body)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// static may be kept for good: the page's links change with the content.
func static() http.Handler {
	files := http.FileServerFS(web.Static())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		files.ServeHTTP(w, r)
	})
}

// refuse answers with a code for the page and words for people; after > 0
// says when to try again.
func refuse(w http.ResponseWriter, status int, code string, after time.Duration) {
	if after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(after.Seconds()))))
	}
	reply(w, status, map[string]string{"code": code, "message": web.Word(code)})
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the browser is gone
}
