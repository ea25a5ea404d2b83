package main

import (
	"io"
	"syscall/js"
)

// blob is a Blob of JavaScript, of whose content only what is read is copied.
type blob struct{ js.Value }

// ReadAt implements io.ReaderAt.
func (b blob) ReadAt(p []byte, from int64) (int, error) {
	buffer, err := await(b.Call("slice", from, from+int64(len(p))).Call("arrayBuffer"))
	if err != nil {
		return 0, err
	}
	n := js.CopyBytesToGo(p, js.Global().Get("Uint8Array").New(buffer))
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
