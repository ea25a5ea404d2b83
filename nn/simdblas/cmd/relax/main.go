// Command relax corrects the relaxed SIMD instructions in WebAssembly modules
// that Go 1.27 has linked, in place:
//
//	GOOS=js GOARCH=wasm go build -tags relaxedsimd -o trainer.wasm ./wasm/trainer
//	go run ./nn/simdblas/cmd/relax trainer.wasm
//
// F32x4RelaxedMadd has the code 0x105 behind the prefix 0xfd. The assembler
// writes its first seven bits right, but one byte too many after them, which
// engines read as another instruction and a block. The same number has a
// spelling of that length, so that nothing moves.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
)

var (
	written = []byte{0xfd, 0x85, 0x01, 0x02}
	meant   = []byte{0xfd, 0x85, 0x82, 0x00} // LEB128 of 0x105, a byte longer than it need be
	right   = []byte{0xfd, 0x85, 0x02}       // as an assembler without the mistake may write it
)

// The instructions around it read and set the local variable of the sum.
const (
	localGet = 0x20
	localSet = 0x21
)

func main() {
	flag.Parse()
	for _, name := range flag.Args() {
		if err := relaxFile(name); err != nil {
			fmt.Fprintf(os.Stderr, "relax: %s: %v\n", name, err)
			os.Exit(1)
		}
	}
}

func relaxFile(name string) error {
	module, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := relax(module); err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, module, info.Mode())
}

// relax corrects the code of a module. The wrong bytes may also be part of a
// number, so they are the mistake only where the kernel adds to a sum: between
// reading a local variable and setting the same.
func relax(module []byte) error {
	code, err := codeSection(module)
	if err != nil {
		return err
	}
	found := false
	for at := range code {
		wrong := addsToLocal(code, at, written)
		if wrong {
			copy(code[at:], meant)
		}
		found = found || wrong || addsToLocal(code, at, meant) || addsToLocal(code, at, right)
	}
	if !found {
		return errors.New("no relaxed multiplication: built without -tags relaxedsimd?")
	}
	return nil
}

// addsToLocal reports whether an instruction of the given spelling stands at
// code[at], right after a local variable is read and before the same is set.
func addsToLocal(code []byte, at int, spelling []byte) bool {
	after, found := bytes.CutPrefix(code[at:], spelling)
	return found && at >= 2 && len(after) >= 2 &&
		code[at-2] == localGet && after[0] == localSet && code[at-1] == after[1]
}

// codeSection returns the part of module that holds the bodies of its functions.
func codeSection(module []byte) ([]byte, error) {
	const code = 10
	rest, ok := bytes.CutPrefix(module, []byte("\x00asm\x01\x00\x00\x00"))
	if !ok {
		return nil, errors.New("not a WebAssembly module")
	}
	for len(rest) > 0 {
		id := rest[0]
		size, n := uleb128(rest[1:])
		rest = rest[1+n:]
		if n == 0 || size > uint64(len(rest)) {
			return nil, fmt.Errorf("section %d is cut off", id)
		}
		if id == code {
			return rest[:size], nil
		}
		rest = rest[size:]
	}
	return nil, errors.New("no code section")
}

// uleb128 decodes a number and returns how many bytes it took, or 0 if p ends
// before it.
func uleb128(p []byte) (v uint64, n int) {
	for n < len(p) && n < 5 {
		v |= uint64(p[n]&0x7f) << (7 * n)
		n++
		if p[n-1] < 0x80 {
			return v, n
		}
	}
	return 0, 0
}
