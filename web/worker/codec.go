package worker

import (
	"bytes"
	"encoding/binary"
	"encoding/json"

	"digitlab/data/failure"
	"digitlab/data/jsondepth"
)

// A frame is one message as bytes:
//
//	offset  size  what
//	0       4     magic "DLw2": Digit Lab worker frame, version 2
//	4       4     n, length of the header, little-endian
//	8       n     header: the kind, a newline, and the body in JSON
//	8+n     rest  the message's bytes, if its kind has any (Weights.Params, ...)
const (
	magic      = "DLw2"
	prefixSize = len(magic) + 4
)

// maxDepth bounds how deep a body may be nested. The arguments of a Failure are
// the deepest: an error of a file in it is a few within each other.
const maxDepth = 100

// carrier is a message that carries bytes beside its JSON fields, so that
// pixels, weights and gradients never pass through text.
type carrier interface {
	bytes() *[]byte
}

// sharer is a message with memory to share, which cannot be copied into a
// frame: ports hand it over beside it.
type sharer interface {
	shared() **Memory
}

// Encode returns m as a frame.
func Encode(m Message) ([]byte, error) {
	kind := Kind(m)
	body, err := json.Marshal(m)
	if err != nil {
		return nil, failure.New("worker: encode %s: %w", kind, err)
	}
	var payload []byte
	if c, ok := m.(carrier); ok {
		payload = *c.bytes()
	}
	n := len(kind) + len("\n") + len(body)
	frame := make([]byte, 0, prefixSize+n+len(payload))
	frame = append(frame, magic...)
	frame = binary.LittleEndian.AppendUint32(frame, uint32(n))
	frame = append(frame, kind...)
	frame = append(frame, '\n')
	frame = append(frame, body...)
	return append(frame, payload...), nil
}

// Decode returns the message in a frame, as a pointer to its struct. The
// message's bytes are a window into frame.
func Decode(frame []byte) (Message, error) {
	if len(frame) < prefixSize || string(frame[:len(magic)]) != magic {
		return nil, failure.New("worker: not a frame of this version; reload the page")
	}
	n := binary.LittleEndian.Uint32(frame[len(magic):])
	rest := frame[prefixSize:]
	if uint64(n) > uint64(len(rest)) {
		return nil, failure.New("worker: header of %d bytes in a frame that has %d left", n, len(rest))
	}
	kind, body, _ := bytes.Cut(rest[:n], []byte("\n"))
	m := newMessage(string(kind))
	if m == nil {
		return nil, failure.New("worker: unknown kind of message %q", kind)
	}
	if err := jsondepth.Unmarshal(body, maxDepth, m); err != nil {
		return nil, failure.New("worker: decode %s: %w", kind, err)
	}
	payload := rest[n:]
	if c, ok := m.(carrier); ok {
		*c.bytes() = payload
	} else if len(payload) > 0 {
		return nil, failure.New("worker: %d stray bytes after a %s", len(payload), kind)
	}
	return m, nil
}
