package mnistjson

import (
	"bytes"
	"compress/gzip"
	"runtime"
	"strings"
	"testing"

	"digitlab/data"
)

// endless gives head once and then body for ever.
type endless struct {
	head, body []byte
	at         int // in body
}

func newEndless(head, body string) *endless {
	// A long body is copied faster than a short one.
	return &endless{head: []byte(head), body: []byte(strings.Repeat(body, 1+4096/len(body)))}
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.head) > 0 {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	n := copy(p, e.body[e.at:])
	e.at = (e.at + n) % len(e.body)
	return n, nil
}

// TestReadJSONEndless feeds texts without an end. The reader must give up with
// an error, and without having allocated more than the images it may keep.
func TestReadJSONEndless(t *testing.T) {
	const (
		window = 1 << 20 // for the window, a first block of images, and errors
		// All images a file may have; the allocator rounds their blocks, of a
		// thousand, up to whole pages of 8 kB.
		full = data.MaxImages/1000*(1000*data.Pixels+8<<10) + window
	)
	image := imageText("0.004")
	open := "[[["
	tests := []struct {
		name       string
		head, body string
		want       string
		memory     uint64
		long       bool
	}{
		{"spaces", "", " ", "dataset: more than 1073741824 bytes of JSON", window, true},
		{"spaces after the end", fileText(image, "1"), "\n", "dataset: more than 1073741824 bytes of JSON", window, true},
		{"brackets", "", "[", "train image 0: found '[', want a number", window, false},
		{"zeros", open + "[", "0,", "train image 0: more than 784 pixels", window, false},
		{"digits", open + "[0.", "0", "train image 0: \"0.0000000000\"... has more than 64 characters", window, false},
		{"minus signs", open + "[", "-", "train image 0: \"------------\"... has more than 64 characters", window, false},
		{"letters", open + "[", "a", "train image 0: \"aaaaaaaaaaaa\"... has more than 64 characters", window, false},
		{"text", open + "[\"", "a", "train image 0: found '\"', want a number", window, false},
		{"a number after blanks", open + "[", " ", "train image 0: more than 1073741824 bytes of JSON", window, true},
		{"images", open + image, "," + image, "train image 300000: more than 300000 images in the file", full, true},
		{"splits", "[[[" + image + "],[1]]", ",[[],[]]", "dataset: more than 3 splits", window, false},
		{"lists", "[[[" + image + "],[1]", ",[]", "train: more than two lists", window, false},
		{"labels", open + image + "],[1", ",1", "train label 300000: more than 300000 labels", window, false},
		{"zero bytes", "", "\x00", `dataset: found '\x00', want [`, window, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.long && testing.Short() {
				t.Skip("reads up to 1 GiB")
			}
			source := newEndless(test.head, test.body)
			before := allocated()
			_, err := ReadText(source, Hooks{})
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("ReadText: error %v, want %s", err, test.want)
			}
			if got := allocated() - before; got > test.memory {
				t.Errorf("ReadText allocated %d bytes, want at most %d", got, test.memory)
			}
		})
	}
}

// allocated is the number of bytes ever allocated, which grows no less than
// the memory in use.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// TestReadBomb gunzips a file of a few kB, repeated: gzip allows files one
// after the other and reads them as one.
func TestReadBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("gunzips 1 GiB")
	}
	var member bytes.Buffer
	z, err := gzip.NewWriterLevel(&member, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	z.Write(bytes.Repeat([]byte(" "), 8<<20))
	z.Close()

	before := allocated()
	_, err = Read(newEndless("", member.String()), Hooks{})
	if want := "dataset: more than 1073741824 bytes of JSON"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("Read: error %v, want %s", err, want)
	}
	if got := allocated() - before; got > 2<<20 {
		t.Errorf("Read allocated %d bytes, want at most 2 MiB", got)
	}
}

// TestReadJSONLimit holds that a text of just the limit is read.
func TestReadJSONLimit(t *testing.T) {
	text := fileText(imageText(), "7")
	for _, test := range []struct {
		limit int
		ok    bool
	}{{len(text), true}, {len(text) - 1, false}} {
		p := newParser(strings.NewReader(text), Hooks{})
		p.text.limit = int64(test.limit)
		if _, err := p.parse(); (err == nil) != test.ok {
			t.Errorf("limit %d, text of %d bytes: error %v, want ok = %t", test.limit, len(text), err, test.ok)
		}
	}
}
