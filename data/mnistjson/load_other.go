//go:build !wasm

package mnistjson

import "encoding/binary"

// load8 returns the first eight bytes of text as a little-endian number.
func load8(text []byte) uint64 { return binary.LittleEndian.Uint64(text) }
