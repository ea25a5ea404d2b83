package mnistjson

import (
	"math"
	"slices"
	"strconv"

	"digitlab/data"
)

// scale is the number that a pixel of 1 stands for: a byte k is written as
// k/scale. It is 0 until a pixel tells the two spellings apart.
type scale uint64

const (
	unknownScale scale = 0
	ourScale     scale = 255 // k/255 rounded to three decimals
	pythonScale  scale = 256 // k/256 exactly, as of the original file
)

// scaleOf tells the scale from one pixel. Multiples of 1/8 leave it unknown:
// k/255 to three decimals gives 0.125 and 0.875 too, besides 0 and 1. No other
// multiple of 1/256 has three decimals, or is k/255 to any number of them.
func scaleOf(v float64) scale {
	n := v * float64(pythonScale)
	switch {
	case n != math.Trunc(n):
		return ourScale
	case math.Mod(n, 32) != 0:
		return pythonScale
	default:
		return unknownScale
	}
}

// byteOf is the byte nearest to v, from 0 to 1. While the scale is unknown it
// counts as ours.
func (s scale) byteOf(v float64) byte {
	if s == unknownScale {
		s = ourScale
	}
	return byte(min(255, int(v*float64(s)+0.5)))
}

// level is the byte of a pixel. The first pixel that tells the scale decides
// on it, for the file.
func (p *parser) level(v float64) byte {
	if p.scale == unknownScale {
		switch p.scale = scaleOf(v); {
		case p.scale == unknownScale && 0 < v && v < 1:
			p.eighths = true
		case p.scale == pythonScale && p.eighths:
			p.rescale()
		}
	}
	return p.scale.byteOf(v)
}

// final reports whether the bytes read so far will stay as they are.
func (p *parser) final() bool { return p.scale != unknownScale || !p.eighths }

// rescale corrects the bytes that were read before the scale was found to be
// 256. They stand for multiples of 1/8, and 5/8, 6/8 and 7/8 came out one too
// low.
func (p *parser) rescale() {
	for split := range data.Splits {
		images := p.data.Images(split)
		for i := range images.Len() {
			for j, k := range images.Image(i) {
				if k == 159 || k == 191 || k == 223 {
					images.Image(i)[j] = k + 1
				}
			}
		}
	}
}

// maxNumber limits the spelling of a number, in bytes. Python's longest float
// takes 24.
const maxNumber = 64

// number parses a number in any spelling that JSON allows.
func (p *parser) number() (float64, error) {
	c, err := p.peek()
	if err != nil {
		return 0, err
	}
	word := p.text.word(maxNumber + 1)
	switch {
	case len(word) == 0:
		return 0, p.errorf("found %q, want a number", c)
	case len(word) == 1 && isDigit(c): // as labels are, and the last pixel of most images
		p.text.pos++
		return float64(c - '0'), nil
	case len(word) > maxNumber:
		return 0, p.errorf("%.12q... has more than %d characters, want a number", word, maxNumber)
	case !isNumber(word):
		if p.text.endsIn(word) && isNumber(append(slices.Clip(word), '0')) {
			p.text.pos = p.text.end
			return 0, p.end()
		}
		return 0, p.errorf("found %q, want a number", word)
	}
	// The only error left is one of range, with an infinity for v, which is
	// out of every caller's range too.
	v, _ := strconv.ParseFloat(string(word), 64)
	p.text.pos += len(word)
	return v, nil
}

// isNumber checks a word against the grammar of JSON numbers (RFC 8259,
// section 6), which is narrower than that of strconv.
func isNumber(word []byte) bool {
	if len(word) > 0 && word[0] == '-' {
		word = word[1:]
	}
	zero := len(word) > 0 && word[0] == '0'
	digits, word := cutDigits(word)
	if digits == 0 || zero && digits > 1 {
		return false
	}
	if len(word) > 0 && word[0] == '.' {
		if digits, word = cutDigits(word[1:]); digits == 0 {
			return false
		}
	}
	if len(word) > 0 && word[0]|0x20 == 'e' {
		word = word[1:]
		if len(word) > 0 && (word[0] == '+' || word[0] == '-') {
			word = word[1:]
		}
		if digits, word = cutDigits(word); digits == 0 {
			return false
		}
	}
	return len(word) == 0
}

// cutDigits counts the digits at the beginning of a word and returns what
// comes after them.
func cutDigits(word []byte) (int, []byte) {
	n := 0
	for n < len(word) && isDigit(word[n]) {
		n++
	}
	return n, word[n:]
}
