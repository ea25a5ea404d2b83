package mnistjson

import "math/bits"

// lookahead is the room that levels wants to see ahead behind a blank, so that
// it needs no checks in between: the longest text it takes at once fits in.
const lookahead = len("0.0, 0.0, 0.0, 0.0,")

// Texts of eight bytes, as little-endian numbers.
const (
	ourZeros      = 0x2c302c302c302c30 // 0,0,0,0,
	pythonZeros   = 0x302e30202c302e30 // 0.0, 0.0
	pythonZeros8  = 0x30202c302e30202c // the eighth byte and on in a row of them: , 0.0, 0
	pythonZeros11 = 0x2c302e30202c302e // the eleventh and on: .0, 0.0,
)

// levels reads pixels for as long as they are spelled in one of the usual
// ways, and returns how many it has read:
//
//	0,  1,  0.d,  to  0.dddddddd,
//
// with or without a blank before them. It stops before anything else, before a
// pixel without a comma after it and near the end of the window: there a call
// of number, which knows every spelling, takes the next pixel. The pixels must
// be blank. While the scale is unknown only 0 and 1 are read, which cannot tell
// it. In the signed scale 0 is not blank, and it has none to read here.
//
// Jumps are what costs most in WebAssembly. So it takes several pixels at a
// time where it can, from a few words of text: zeros, which are four in five
// pixels, and pairs of three decimals, which are most others in the spelling of
// this package.
func (w *window) levels(pixels []byte, scale scale) int {
	text := w.buf[w.pos:w.end]
	n, i := 0, 0
	one := byte(255)
	if scale == byteScale {
		one = 1
	}
	for n < len(pixels) && len(text)-i > lookahead {
		i += blanks(text[i])
		ahead := (*[lookahead]byte)(text[i:])
		left := len(pixels) - n
		t := load8(ahead[:])
		if t == ourZeros {
			zeros := min(left, 4+countZeros(load8(ahead[8:])))
			n += zeros
			i += zeros * len("0,")
			continue
		}
		if uint16(t) == '0'|'.'<<8 && scale != unknownScale {
			if t == pythonZeros && left >= 4 && load8(ahead[8:]) == pythonZeros8 && load8(ahead[11:]) == pythonZeros11 {
				n += 4
				i += len("0.0, 0.0, 0.0, 0.0,")
				continue
			}
			if digits, ok := pair(t, load8(ahead[4:])); ok && left >= 2 {
				x := fours(digits)*uint64(scale) + 500*(1<<32+1)
				pixels[n] = byte(min(255, uint32(x)/1000))
				pixels[n+1] = byte(min(255, uint32(x>>32)/1000))
				n += 2
				i += len("0.ddd,0.ddd,")
				continue
			}
			v, digits := decimals(load8(ahead[2:]))
			if digits == 0 || ahead[2+digits] != ',' {
				break
			}
			pixels[n] = scale.level(v)
			n++
			i += len("0.,") + digits
			continue
		}
		if zeros := min(left, countZeros(t)); zeros > 0 {
			n += zeros
			i += zeros * len("0,")
			continue
		}
		if uint16(t) != '1'|','<<8 {
			break
		}
		pixels[n] = one
		n++
		i += len("1,")
	}
	w.pos += i
	return n
}

// level is the byte nearest to v, which is below 1 and in units of the eighth
// decimal.
func (s scale) level(v uint64) byte {
	// A division by 1e8, with 32 bits: one with 64 takes WebAssembly as long
	// as all the rest.
	return byte(min(255, uint32((v*uint64(s)+1e8/2)>>8)/(1e8>>8)))
}

// blanks is 1 for a blank, else 0.
func blanks(c byte) int {
	if c == ' ' {
		return 1
	}
	return 0
}

// countZeros returns how many times "0," stands at the beginning of t.
func countZeros(t uint64) int { return bits.TrailingZeros64(t^ourZeros) / 16 }

const (
	ones      = 0x0101010101010101 // a 1 in each byte
	topBits   = 0x80 * ones
	overNines = 0x76 * ones // added to a byte, sets its top bit if it is above 9
)

// pair returns the digits of two numbers, 0ddd0ddd as bytes, if the text is
// 0.ddd,0.ddd, and t, which begins with 0., are its first eight bytes and u its
// last.
func pair(t, u uint64) (digits uint64, ok bool) {
	digits = (t>>8&0xffffffff | u>>24<<32) ^ 0x3030302e_3030302e             // .000.000
	wrong := (digits | (digits + overNines + 0x00000009_00000009)) & topBits // above 9, or above 0 for the points
	wrong |= (u ^ 0x2c000000_00302c00) & 0xff000000_00ffff00                 // the commas and the second 0
	return digits, wrong == 0
}

// decimals returns the number of digits at the beginning of t and what they are
// worth as decimals, in units of the eighth.
func decimals(t uint64) (v uint64, digits int) {
	x := t ^ '0'*ones
	others := (x | (x + overNines)) & topBits
	digits = bits.TrailingZeros64(others) / 8
	x &= (others&-others)>>7 - 1 // nothing but the digits
	return fours(x) * (10000<<32 + 1) >> 32, digits
}

// fours returns the two numbers that eight digits are, one a byte, if they are
// read as four and four: in the lower and the upper half. After D. Lemire,
// "Quickly parsing eight digits", 2018.
func fours(digits uint64) uint64 {
	pairs := digits * (10<<8 + 1) >> 8 & 0x00ff00ff_00ff00ff
	return pairs * (100<<16 + 1) >> 16 & 0x0000ffff_0000ffff
}
