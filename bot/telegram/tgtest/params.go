package tgtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
)

const maxBody = 60 << 20 // bytes; the real server takes uploads up to 50 MB

// call is one request for a method.
type call struct {
	r      *http.Request
	method string
	params
}

// params are a request's arguments, wherever they stood.
type params struct {
	values url.Values
	files  map[string]upload
}

// upload is a file in a multipart body.
type upload struct {
	name, mime string
	data       []byte
}

func readParams(r *http.Request) (params, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	switch kind {
	case "application/json":
		return readJSON(r)
	case "multipart/form-data":
		return readMultipart(r)
	}
	err := r.ParseForm()
	return params{values: r.Form}, err
}

// readJSON takes strings by their value and everything else as it is written.
func readJSON(r *http.Request) (params, error) {
	body, err := io.ReadAll(r.Body)
	p := params{values: r.URL.Query()}
	if err != nil || len(bytes.TrimSpace(body)) == 0 {
		return p, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return p, fmt.Errorf("read body: %w", err)
	}
	for name, raw := range fields {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		p.values.Set(name, text)
	}
	return p, nil
}

func readMultipart(r *http.Request) (params, error) {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		return params{}, fmt.Errorf("read body: %w", err)
	}
	p := params{values: r.Form, files: map[string]upload{}}
	for name, list := range r.MultipartForm.File {
		f, err := list[0].Open()
		if err != nil {
			return p, err
		}
		data, err := io.ReadAll(f)
		_ = f.Close()
		if err != nil {
			return p, err
		}
		p.files[name] = upload{name: list[0].Filename, mime: list[0].Header.Get("Content-Type"), data: data}
	}
	return p, nil
}

func (p params) get(name string) string { return p.values.Get(name) }

func (p params) bool(name string) bool {
	switch p.get(name) {
	case "true", "True", "yes", "1":
		return true
	}
	return false
}

func (p params) int(name string) int64 {
	n, _ := strconv.ParseInt(p.get(name), 10, 64)
	return n
}

// between reads a number and forces it into a range, as the real server does.
func (p params) between(name string, otherwise, low, high int64) int64 {
	n, err := strconv.ParseInt(p.get(name), 10, 64)
	if err != nil {
		n = otherwise
	}
	return min(max(n, low), high)
}
