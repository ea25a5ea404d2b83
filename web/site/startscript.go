package site

import (
	"bytes"
	"fmt"
	"strconv"
)

// mendStartScript lets go-app's script work on hosts whose headers say less or
// something else. It shows how much of app.wasm has arrived by the length that
// is known here: the Content-Length of a compressed answer is another one. And
// it takes app.wasm for WebAssembly whatever its Content-Type, on which streaming
// compilation insists.
func mendStartScript(script []byte, wasmLength int) ([]byte, error) {
	for _, mending := range [][2]string{
		{"parseInt(contentLength, 10)", strconv.Itoa(wasmLength)},
		{"  return res;\n", "  res.headers.set(\"Content-Type\", \"application/wasm\");\n  return res;\n"},
	} {
		before, after, found := bytes.Cut(script, []byte(mending[0]))
		if !found {
			return nil, fmt.Errorf("go-app's %s has become another: it lacks %q", startScript, mending[0])
		}
		script = bytes.Join([][]byte{before, after}, []byte(mending[1]))
	}
	return script, nil
}
