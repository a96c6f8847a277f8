package tgtest

import (
	"net"
	"net/http"
	"time"
)

// before is what goes wrong instead of handling; true: the request is done.
func (t *Trouble) before(w http.ResponseWriter, r *http.Request) bool {
	if t == nil {
		return false
	}
	pause(r, t.Latency)
	switch t.Kind {
	case ResetBefore:
		reset(w)
	case HangBefore:
		hang(r)
	case BadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n"))
	case ServerError:
		refuse(w, &failure{code: 500, text: "Internal Server Error"})
	case Throttle:
		refuse(w, tooMany(t.RetryAfter))
	case Unauthorized:
		refuse(w, &failure{code: 401, text: "Unauthorized"})
	case Conflicting:
		refuse(w, secondPoller)
	default:
		return false
	}
	return true
}

// after is what goes wrong with the answer; true: there is none to write.
func (t *Trouble) after(w http.ResponseWriter, r *http.Request) bool {
	if t == nil {
		return false
	}
	switch t.Kind {
	case ResetAfter:
		reset(w)
	case HangAfter:
		hang(r)
	case BrokenJSON:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"ok":true,"result":{"message_id":`))
	default:
		return false
	}
	return true
}

func pause(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-r.Context().Done():
	}
}

// hang waits until the client gives up.
func hang(r *http.Request) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

// reset drops the connection so that the client gets a reset, not an end.
func reset(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
