package tgtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// encoded is a result that is JSON already.
type encoded []byte

// described is a result with a word about it.
type described struct {
	result any
	text   string
}

func answer(w http.ResponseWriter, result any) {
	var b bytes.Buffer
	b.WriteString(`{"ok":true,"result":`)
	text := ""
	if d, ok := result.(described); ok {
		result, text = d.result, d.text
	}
	if raw, ok := result.(encoded); ok {
		b.Write(raw)
	} else {
		raw, err := json.Marshal(result)
		if err != nil {
			panic(err)
		}
		b.Write(raw)
	}
	if text != "" {
		b.WriteString(`,"description":` + strconv.Quote(text))
	}
	b.WriteByte('}')
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(b.Bytes())
}

// failure is an answer that is not ok.
type failure struct {
	code       int
	text       string
	retryAfter int
	migrateTo  int64
}

func badRequest(text string) *failure { return &failure{code: 400, text: "Bad Request: " + text} }
func forbidden(text string) *failure  { return &failure{code: 403, text: "Forbidden: " + text} }
func conflict(text string) *failure   { return &failure{code: 409, text: "Conflict: " + text} }
func tooMany(after int) *failure {
	return &failure{code: 429, text: "Too Many Requests: retry after " + strconv.Itoa(after), retryAfter: after}
}

func refuse(w http.ResponseWriter, f *failure) {
	body := map[string]any{"ok": false, "error_code": f.code, "description": f.text}
	if f.retryAfter > 0 {
		body["parameters"] = map[string]any{"retry_after": f.retryAfter}
		w.Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
	}
	if f.migrateTo != 0 {
		body["parameters"] = map[string]any{"migrate_to_chat_id": f.migrateTo}
	}
	raw, _ := json.Marshal(body)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.code)
	_, _ = w.Write(raw)
}
