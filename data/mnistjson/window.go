package mnistjson

import (
	"io"

	"digitlab/data/failure"
)

const (
	// windowSize has room for what is left of one chunk and a whole next one:
	// browsers gunzip in chunks of 64 kB.
	windowSize = 128 << 10
	// maxText limits a JSON text, in bytes. The full MNIST takes 150 MB in the
	// spelling of this package and 339 MB in the other.
	maxText = 1 << 30
)

// window is the part of a text that is in memory: buf[pos:end] is still to be
// parsed.
type window struct {
	src      io.Reader
	buf      []byte
	pos, end int
	start    int64 // offset of buf[0] in the text
	limit    int64 // of the text
	err      error // why there is nothing after buf[:end]
}

func newWindow(src io.Reader) window {
	return window{src: src, buf: make([]byte, windowSize), limit: maxText}
}

// offset is the number of bytes before pos in the whole text.
func (w *window) offset() int64 {
	return w.start + int64(w.pos)
}

// fill reads on until n bytes are there to be parsed, or sets err.
func (w *window) fill(n int) {
	const patience = 100 // empty reads in a row, as in bufio
	empty := 0
	for w.end-w.pos < n && w.err == nil {
		w.start += int64(w.pos)
		w.end = copy(w.buf, w.buf[w.pos:w.end])
		w.pos = 0

		got, err := w.src.Read(w.buf[w.end:])
		w.end += got
		w.err = err
		if empty++; got > 0 {
			empty = 0
		}
		if empty == patience {
			w.err = io.ErrNoProgress
		}
		if w.start+int64(w.end) > w.limit {
			w.err = failure.New("more than %d bytes of JSON", w.limit)
		}
	}
}

// skipSpace moves to the next byte that is not white space, and returns false
// if there is none.
func (w *window) skipSpace() bool {
	for {
		for ; w.pos < w.end; w.pos++ {
			switch w.buf[w.pos] {
			case ' ', '\n', '\r', '\t':
			default:
				return true
			}
		}
		if w.fill(1); w.pos == w.end {
			return false
		}
	}
}

// word returns the letters, digits and signs from pos on that may be a number,
// at most n bytes of them, without consuming them.
func (w *window) word(n int) []byte {
	length := 0
	for ; length < n; length++ {
		// Never more than the word's end needs: the source may keep the rest
		// waiting.
		if w.fill(length + 1); w.end-w.pos == length {
			break
		}
		c := w.buf[w.pos+length]
		if !isDigit(c) && !isLetter(c) && c != '.' && c != '-' && c != '+' {
			break
		}
	}
	return w.buf[w.pos : w.pos+length]
}

// endsIn reports whether there is no text behind a word, which may be cut then.
func (w *window) endsIn(word []byte) bool {
	return w.err != nil && w.pos+len(word) == w.end
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return c|0x20-'a' < 26 }
