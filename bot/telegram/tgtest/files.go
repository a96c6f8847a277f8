package tgtest

import (
	"fmt"
	"net/http"
	"path"
	"sync"
)

const (
	keepFiles   = 20_000
	keepBytes   = 256 << 20
	maxDownload = 20 << 20 // bytes
)

// stored is a file that Telegram keeps.
type stored struct {
	wireFile
	kind string
	data []byte
}

// files are kept by their id, the oldest dropped first.
type files struct {
	mu     sync.Mutex
	byID   map[string]*stored
	byPath map[string]*stored
	order  []*stored
	n      int
	bytes  int
}

// folders are where the files of a kind lie.
var folders = map[string]string{
	"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers", "video": "videos",
	"audio": "music", "animation": "animations", "video_note": "video_notes",
}

// keep stores data as a file of its kind; what is known of it stands in f.
func (k *files) keep(kind string, f wireFile, data []byte) *stored {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID, k.byPath = map[string]*stored{}, map[string]*stored{}
	}
	k.n++
	f.ID, f.UniqueID = fmt.Sprintf("AgACAgUAAxkB%s%08d", kind[:1], k.n), fmt.Sprintf("AQAD%08d", k.n)
	f.Size = len(data)
	st := &stored{wireFile: f, kind: kind, data: data}
	st.Path = fmt.Sprintf("%s/file_%d%s", folders[kind], k.n, extension(kind, f.Name))
	k.byID[f.ID], k.byPath[st.Path] = st, st
	k.order, k.bytes = append(k.order, st), k.bytes+len(data)
	for len(k.order) > keepFiles || (k.bytes > keepBytes && len(k.order) > 1) {
		delete(k.byID, k.order[0].ID)
		delete(k.byPath, k.order[0].Path)
		k.order, k.bytes = k.order[1:], k.bytes-len(k.order[0].data)
	}
	return st
}

func extension(kind, name string) string {
	if ext := path.Ext(name); ext != "" {
		return ext
	}
	return map[string]string{"photo": ".jpg", "voice": ".oga", "sticker": ".webp", "video": ".mp4", "audio": ".mp3", "animation": ".mp4", "video_note": ".mp4"}[kind]
}

func (k *files) get(id string) *stored {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.byID[id]
}

// Contents are a file's bytes, by the id in Message.File; nil: no such file.
func (s *Server) Contents(fileID string) []byte {
	if f := s.files.get(fileID); f != nil {
		return f.data
	}
	return nil
}

// shown is the file as a message shows it: without the path.
func (f *stored) shown() *wireFile {
	w := f.wireFile
	w.Path = ""
	return &w
}

func (f *stored) public() File {
	return File{ID: f.ID, Kind: f.kind, Name: f.Name, MIME: f.MIME, Size: f.Size}
}

func getFile(s *Server, c *call) (any, *failure) {
	f := s.files.get(c.get("file_id"))
	if f == nil {
		return nil, badRequest("invalid file_id")
	}
	if f.Size > maxDownload {
		return nil, badRequest("file is too big")
	}
	return wireFile{ID: f.ID, UniqueID: f.UniqueID, Size: f.Size, Path: f.Path}, nil
}

// serveFile is the download; faults find it as method "file".
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, token, name string) {
	if token != s.opt.Token {
		refuse(w, &failure{code: 401, text: "Unauthorized"})
		return
	}
	t := s.fault.take("file", 0)
	if t.before(w, r) {
		return
	}
	s.count("file")
	s.files.mu.Lock()
	f := s.files.byPath[name]
	s.files.mu.Unlock()
	if t.after(w, r) {
		return
	}
	if f == nil {
		refuse(w, &failure{code: 404, text: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(f.data)
}
