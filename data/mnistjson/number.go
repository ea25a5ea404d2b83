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
	byteScale    scale = 1   // k itself
	// signedScale is that of k/127.5 - 1, of which -1 is paper.
	signedScale scale = 127
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
	switch s {
	case unknownScale:
		s = ourScale
	case signedScale:
		return byte(min(255, int((v+1)*127.5+0.5)))
	}
	return byte(min(255, int(v*float64(s)+0.5)))
}

// bounds returns the lowest and the highest number of a scale.
func (s scale) bounds() (low, high float64) {
	switch s {
	case byteScale:
		return 0, 255
	case signedScale:
		return -1, 1
	}
	return 0, 1
}

// pixel is the byte of pixel n. A number outside 0 to 1 tells the scale, but one
// between 1 and 2: it may be what a program has overshot by. What others have
// been given already cannot change any more.
func (p *parser) pixel(n int, v float64) (byte, error) {
	low, high := p.scale.bounds()
	if low <= v && v <= high {
		return p.level(v), nil
	}
	other := byteScale
	if v < 0 {
		other = signedScale
	}
	known := p.scale == byteScale || p.scale == signedScale
	otherLow, otherHigh := other.bounds()
	switch {
	case known || p.handed || v < 0 && p.doubt != nil:
		return 0, p.outside(n, v, low, high)
	case 1 < v && v < 2:
		if p.doubt == nil {
			p.doubt = p.outside(n, v, low, high)
		}
		return 255, nil
	case !(otherLow <= v && v <= otherHigh):
		return 0, p.outside(n, v, otherLow, otherHigh)
	}
	p.change(other)
	p.doubt = nil
	return p.level(v), nil
}

func (p *parser) outside(n int, v, low, high float64) error {
	return p.errorf("pixel %d is %v, want %v to %v", n, v, low, high)
}

// change corrects the bytes read so far for a scale that has shown only now.
func (p *parser) change(to scale) {
	from := p.scale
	if from == unknownScale {
		from = ourScale
	}
	var table [256]byte
	for k := range table {
		table[k] = to.byteOf(min(1, float64(k)/float64(from)))
	}
	p.replace(&table)
	p.scale = to
}

// replace gives each pixel read so far another byte.
func (p *parser) replace(table *[256]byte) {
	for split := range data.Splits {
		images := p.data.Images(split)
		for i := range images.Len() {
			pixels := images.Image(i)
			for j, k := range pixels {
				pixels[j] = table[k]
			}
		}
	}
}

// level is the byte of a pixel within the bounds of the scale. The first pixel
// that tells the scale decides on it, for the file.
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
func (p *parser) final() bool {
	return (p.scale != unknownScale || !p.eighths) && p.doubt == nil
}

// rescale corrects the bytes that were read before the scale was found to be
// 256. They stand for multiples of 1/8, and 5/8, 6/8 and 7/8 came out one too
// low.
func (p *parser) rescale() {
	var table [256]byte
	for k := range table {
		table[k] = byte(k)
	}
	for _, k := range []byte{159, 191, 223} {
		table[k]++
	}
	p.replace(&table)
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
