package data

import "encoding/binary"

// fastNumber is the room that levels wants to see ahead: a blank, "0.", eight
// digits and a comma fit in, so that it needs no checks in between.
const fastNumber = 16

// decimalUnit[j] is the value of a decimal that ends before byte j of "0.ddd", in
// units of the eighth decimal.
var decimalUnit = [fastNumber]uint64{3: 1e7, 4: 1e6, 5: 1e5, 6: 1e4, 7: 1e3, 8: 1e2, 9: 10, 10: 1}

// fourZeros is the text 0,0,0,0, as a little-endian number. Four in five pixels
// are 0, and branches are what costs most in WebAssembly: zeros are taken four
// at a time in the spelling of this package, and early in Python's.
const fourZeros = 0x2c302c302c302c30

// levels reads pixels for as long as they are spelled in one of the usual
// ways, and returns how many it has read:
//
//	0,  1,  0.d,  to  0.dddddddd,
//
// with or without a blank before them. It stops before anything else, before a
// pixel without a comma after it and near the end of the window: there a call
// of number, which knows every spelling, takes the next pixel. The pixels must
// be blank. While the scale is unknown only 0 and 1 are read, which cannot tell
// it.
func (w *window) levels(pixels []byte, scale scale) int {
	text := w.buf[w.pos:w.end]
	n, i := 0, 0
	for n < len(pixels) && len(text)-i > fastNumber {
		if binary.LittleEndian.Uint64(text[i:]) == fourZeros && len(pixels)-n >= 4 {
			n += 4
			i += len("0,0,0,0,")
			continue
		}
		at := i
		if text[at] == ' ' {
			at++
		}
		t := (*[fastNumber]byte)(text[at:])
		if t[1] == ',' && t[0]|1 == '1' {
			pixels[n] = -(t[0] & 1) // 0 or 255
			n++
			i = at + 2
			continue
		}
		if t[0] != '0' || t[1] != '.' || scale == unknownScale {
			break
		}
		if t[2] == '0' && t[3] == ',' {
			n++
			i = at + 4
			continue
		}
		decimals, j := uint64(0), 2
		for ; j < 10 && isDigit(t[j]); j++ {
			decimals = decimals*10 + uint64(t[j]-'0')
		}
		if t[j] != ',' || j == 2 {
			break
		}
		pixels[n] = byte(min(255, (decimals*decimalUnit[j]*uint64(scale)+5e7)/1e8))
		n++
		i = at + j + 1
	}
	w.pos += i
	return n
}
