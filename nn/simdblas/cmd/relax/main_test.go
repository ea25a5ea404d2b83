package main

import (
	"bytes"
	"strings"
	"testing"
)

const header = "\x00asm\x01\x00\x00\x00"

// A relaxed multiplication added to local variable 3, in three spellings.
const (
	wrong     = "\x20\x03\xfd\x85\x01\x02\x21\x03"
	corrected = "\x20\x03\xfd\x85\x82\x00\x21\x03"
	short     = "\x20\x03\xfd\x85\x02\x21\x03"
)

func TestRelax(t *testing.T) {
	tests := []struct {
		name, module, want, err string
	}{
		{
			name:   "twice in the code, and the same bytes elsewhere",
			module: header + "\x00\x0a" + wrong + "xx" + "\x0a\x12" + wrong + ".." + wrong + "\x0b\x08" + wrong,
			want:   header + "\x00\x0a" + wrong + "xx" + "\x0a\x12" + corrected + ".." + corrected + "\x0b\x08" + wrong,
		},
		{
			name:   "the same bytes in a number, before a block",
			module: header + "\x0a\x0f" + wrong + ".\x41\xfd\x85\x01\x02\x40",
			want:   header + "\x0a\x0f" + corrected + ".\x41\xfd\x85\x01\x02\x40",
		},
		{
			name:   "between two variables",
			module: header + "\x0a\x10" + wrong + "\x20\x05\xfd\x85\x01\x02\x21\x06",
			want:   header + "\x0a\x10" + corrected + "\x20\x05\xfd\x85\x01\x02\x21\x06",
		},
		{name: "corrected before", module: header + "\x0a\x88\x00" + corrected, want: header + "\x0a\x88\x00" + corrected},
		{name: "right from the assembler", module: header + "\x0a\x07" + short, want: header + "\x0a\x07" + short},
		{name: "without the instruction", module: header + "\x0a\x02\x00\x0b", err: "no relaxed multiplication"},
		{name: "at the very end", module: header + "\x0a\x04\xfd\x85\x01\x02", err: "no relaxed multiplication"},
		{name: "only outside of the code", module: header + "\x0b\x08" + wrong, err: "no code section"},
		{name: "not a module", module: "<html>", err: "not a WebAssembly module"},
		{name: "cut off", module: header + "\x0a\x05\xfd\x85", err: "section 10 is cut off"},
		{name: "cut off in a size", module: header + "\x0a\x85", err: "section 10 is cut off"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			module := []byte(test.module)
			err := relax(module)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("relax = %v, want %q", err, test.err)
				}
				return
			}
			if err != nil || !bytes.Equal(module, []byte(test.want)) {
				t.Errorf("relax = % x, %v, want % x", module, err, test.want)
			}
		})
	}
}
