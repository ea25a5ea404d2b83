package main

import (
	"bytes"
	"strings"
	"testing"
)

const header = "\x00asm\x01\x00\x00\x00"

func TestRelax(t *testing.T) {
	tests := []struct {
		name, module, want, err string
	}{
		{
			name:   "twice in the code, and the same bytes elsewhere",
			module: header + "\x00\x06x\xfd\x85\x01\x02x" + "\x0a\x0a\xfd\x85\x01\x02..\xfd\x85\x01\x02" + "\x0b\x04\xfd\x85\x01\x02",
			want:   header + "\x00\x06x\xfd\x85\x01\x02x" + "\x0a\x0a\xfd\x85\x82\x00..\xfd\x85\x82\x00" + "\x0b\x04\xfd\x85\x01\x02",
		},
		{name: "corrected before", module: header + "\x0a\x84\x00\xfd\x85\x82\x00", want: header + "\x0a\x84\x00\xfd\x85\x82\x00"},
		{name: "right from the assembler", module: header + "\x0a\x03\xfd\x85\x02", want: header + "\x0a\x03\xfd\x85\x02"},
		{name: "without the instruction", module: header + "\x0a\x02\x00\x0b", err: "no relaxed multiplication"},
		{name: "only outside of the code", module: header + "\x0b\x04\xfd\x85\x01\x02", err: "no code section"},
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
