package webchat

import (
	"context"
	"net/http"
	"strings"

	"langkah/templates/web"
)

// pretendName is the cookie of a browser that talks as a made-up person. It
// names them: they are nobody's secret. The browser's own cookie stays.
const pretendName = "langkah_contoh"

// become makes this browser talk as a made-up person, or without a name as
// itself again. Another site's link cannot.
func (c *Channel) become(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("person")
	switch {
	case foreign(r):
		refuse(w, http.StatusForbidden, "elsewhere", 0)
		return
	case name != "" && !c.madeUp(r.Context(), name):
		w.Header().Set("Content-Security-Policy", web.NoticePolicy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(web.Notice("not_here")) // the browser is gone
		return
	}
	cookie := &http.Cookie{Name: pretendName, Value: name, Path: "/chat", HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if name == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(w, cookie)
	http.Redirect(w, r, "/chat", http.StatusSeeOther)
}

// pretended is the made-up person whom the browser talks as, "" if it talks as
// itself. They may be gone: then nobody may take their name.
func (c *Channel) pretended(r *http.Request) string {
	cookie, err := r.Cookie(pretendName)
	if err != nil || !c.madeUp(r.Context(), cookie.Value) {
		return ""
	}
	return cookie.Value
}

// madeUp is true also when nobody can tell just now: what is meant for a
// made-up person must not be said in the browser's own name.
func (c *Channel) madeUp(ctx context.Context, name string) bool {
	if c.cfg.MadeUp == nil || !strings.HasPrefix(name, "demo-") || len(name) > 32 {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	found, err := c.cfg.MadeUp(ctx, name)
	return found || err != nil
}
