package watest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"sync"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/util/cbcutil"
	"go.mau.fi/whatsmeow/util/hkdfutil"
)

// files are what was uploaded: sealed, by the name under which it is fetched.
type files struct {
	mu   sync.Mutex
	data map[string][]byte
}

const (
	largest   = 64 << 20
	mediaHost = "media.play.invalid" // no name that anybody has
	mediaURL  = "https://" + mediaHost
)

func (f *files) put(sealed []byte) (path string) {
	sum := sha256.Sum256(sealed)
	name := hex.EncodeToString(sum[:])
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.data == nil {
		f.data = map[string][]byte{}
	}
	f.data[name] = sealed
	return "/file/" + name + "?play=1" // clients add to the query without looking
}

func (f *files) get(name string) ([]byte, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, ok := f.data[name]
	return data, ok
}

// refused says whether an up- or download meets a fault.
func (s *Server) refused(w http.ResponseWriter) bool {
	t := s.faults.take(moment{}, RefuseMedia)
	if t != nil {
		http.Error(w, "play", t.Code)
	}
	return t != nil
}

func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	if s.refused(w) {
		return
	}
	sealed, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largest))
	sum := sha256.Sum256(sealed)
	if err != nil || base64.URLEncoding.EncodeToString(sum[:]) != r.PathValue("token") {
		http.Error(w, "not what the token says", http.StatusBadRequest)
		return
	}
	path := s.files.put(sealed)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"url": mediaURL + path, "direct_path": path})
}

func (s *Server) download(w http.ResponseWriter, r *http.Request) {
	if s.refused(w) {
		return
	}
	data, ok := s.files.get(r.PathValue("name"))
	if !ok {
		http.Error(w, "gone", http.StatusNotFound)
		return
	}
	_, _ = w.Write(data)
}

// mediaKeys are what a file is sealed with: its initial vector, the key, and
// the key of the ten bytes of proof at its end.
func mediaKeys(key []byte, kind whatsmeow.MediaType) (iv, seal, proof []byte) {
	all := hkdfutil.SHA256(key, nil, []byte(kind), 112)
	return all[:16], all[16:48], all[48:80]
}

const proofSize = 10

func proveMedia(key, iv, sealed []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(iv)
	h.Write(sealed)
	return h.Sum(nil)[:proofSize]
}

// open loads and decrypts what a message points to; nil: it cannot.
func (f *files) open(m whatsmeow.DownloadableMessage) []byte {
	sum := m.GetFileEncSHA256()
	data, ok := f.get(hex.EncodeToString(sum))
	if !ok || len(data) <= proofSize {
		return nil
	}
	iv, seal, proof := mediaKeys(m.GetMediaKey(), whatsmeow.GetMediaType(m))
	sealed := data[:len(data)-proofSize]
	if !hmac.Equal(proveMedia(proof, iv, sealed), data[len(sealed):]) {
		return nil
	}
	plain, err := cbcutil.Decrypt(seal, iv, append([]byte(nil), sealed...))
	if err != nil {
		return nil
	}
	if sum := sha256.Sum256(plain); !hmac.Equal(sum[:], m.GetFileSHA256()) {
		return nil
	}
	return plain
}
