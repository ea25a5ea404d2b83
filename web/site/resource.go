package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// contentTypes names the public files by the end of their names. All others,
// such as the server's binary, Go sources and the .br and .gz beside a file,
// have no URL.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json.gz":     "application/gzip", // a file of its own, not an encoding of one
	".png":         "image/png",
	".run":         "application/octet-stream",
	".safetensors": "application/octet-stream",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
}

// publicEnding returns the end of a file's name that contentTypes knows, "" if
// the file is not public. What begins with a dot is hidden, as is what lies in
// such a folder.
func publicEnding(name string) string {
	if strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		return ""
	}
	for end := range contentTypes {
		if strings.HasSuffix(name, end) {
			return end
		}
	}
	return ""
}

// resource is the answer at one URL path.
type resource struct {
	contentType  string
	cacheControl string
	tag          string // names the content, a hash of it; an encoding is added to it
	integrity    string // a hash of the content, as browsers compare it
	body         []byte
	encoded      map[string][]byte // the body by content coding, br or gzip
}

// newResource makes a resource of a body and what precompress made of it; an
// encoding may be nil. Text that comes without any is gzipped here.
func newResource(contentType string, body []byte, encoded map[string][]byte) *resource {
	res := &resource{contentType: contentType, cacheControl: askAgain, body: body, encoded: map[string][]byte{}}
	hash := sha256.Sum256(body)
	res.tag, res.integrity = fmt.Sprintf("%x", hash[:16]), integrity(hash)
	for coding, b := range encoded {
		if len(b) > 0 {
			res.encoded[coding] = b
		}
	}
	if len(res.encoded) == 0 && isText(contentType) {
		res.encoded["gzip"] = gzipped(body)
	}
	return res
}

// integrity writes a hash as browsers compare it (W3C, Subresource Integrity).
func integrity(hash [sha256.Size]byte) string {
	return "sha256-" + base64.StdEncoding.EncodeToString(hash[:])
}

func isText(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") ||
		strings.HasSuffix(contentType, "javascript") ||
		strings.HasSuffix(contentType, "json") || strings.HasSuffix(contentType, "xml")
}

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(body) // a bytes.Buffer takes everything
	w.Close()
	return b.Bytes()
}

// serve answers with the best encoding, or with 304 or a range as asked.
func (res *resource) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", res.contentType)
	h.Set("Cache-Control", res.cacheControl)

	body, tag := res.body, res.tag
	if len(res.encoded) > 0 {
		h.Set("Vary", "Accept-Encoding")
		accept := strings.Join(r.Header.Values("Accept-Encoding"), ",")
		if coding := bestCoding(accept, res.encoded); coding != "" {
			h.Set("Content-Encoding", coding)
			body, tag = res.encoded[coding], tag+"-"+coding
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	// ServeContent leaves out the length of a body with a Content-Encoding.
	h.Set("Content-Length", strconv.Itoa(len(body)))
	http.ServeContent(conditional{w}, r, "", time.Time{}, bytes.NewReader(body))
}

// conditional takes the headers of the whole from an answer that a condition
// does not hold, on which ServeContent leaves them.
type conditional struct{ http.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (c conditional) WriteHeader(status int) {
	if status == http.StatusPreconditionFailed {
		h := c.Header()
		for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Length"} {
			h.Del(name)
		}
		h.Set("Cache-Control", askAgain)
	}
	c.ResponseWriter.WriteHeader(status)
}

// bestCoding picks, from an Accept-Encoding header (RFC 9110, section 12.5.3),
// the available content coding with the highest weight. It returns "", which
// is the body as it is, when none is accepted or the client likes that better.
func bestCoding(accept string, available map[string][]byte) string {
	weights := map[string]float64{}
	for item := range strings.SplitSeq(accept, ",") {
		coding, parameter, _ := strings.Cut(item, ";")
		weights[strings.ToLower(strings.TrimSpace(coding))] = weight(parameter)
	}

	best, highest := "", weights["identity"]
	for _, coding := range []string{"gzip", "br"} { // the smaller one last: it wins a tie
		q, named := weights[coding]
		if !named {
			q = weights["*"]
		}
		if available[coding] != nil && q > 0 && q >= highest {
			best, highest = coding, q
		}
	}
	return best
}

// weight reads "q=0.5"; without a weight it is 1, and 0 when it is no number.
func weight(parameter string) float64 {
	name, value, given := strings.Cut(parameter, "=")
	if !given || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return 0
	}
	return q
}
