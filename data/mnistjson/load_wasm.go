package mnistjson

import "unsafe"

// load8 returns the first eight bytes of text as a little-endian number. The
// compiler makes eight loads of encoding/binary's way to say that; WebAssembly
// has an instruction, for any address.
func load8(text []byte) uint64 { return *(*uint64)(unsafe.Pointer((*[8]byte)(text))) }
