package augment

// bitmap tells ink from paper in a frame: 1 and 0.
type bitmap [frameSide * frameSide]byte

// around holds the offsets from a pixel of a frame to its eight neighbours,
// clockwise from the upper one.
var around = [8]int{
	-frameSide, -frameSide + 1, 1, frameSide + 1,
	frameSide, frameSide - 1, -1, -frameSide - 1,
}

// neighbours returns which neighbours of a pixel are ink, a bit each in the
// order of around, from bit 0.
func (b *bitmap) neighbours(at int16) (code byte) {
	for bit, offset := range around {
		code |= b[int(at)+offset] << bit
	}
	return code
}

// thin takes ink away, now from the lower right and now from the upper left,
// until lines one pixel wide are left (Zhang and Suen, "A fast parallel
// algorithm for thinning digital patterns", 1984). Of ink, the places of all
// ink, it returns those left.
func (b *bitmap) thin(ink []int16) []int16 {
	for thinned := true; thinned; {
		thinned = false
		for side := range removable {
			left := b.peel(ink, &removable[side])
			thinned = thinned || left < len(ink)
			ink = ink[:left]
		}
	}
	return ink
}

// peel takes away the ink whose neighbours are removable, all at once, and
// returns how much is left; that ink comes first then.
func (b *bitmap) peel(ink []int16, removable *[256]bool) (left int) {
	for i, at := range ink {
		if !removable[b.neighbours(at)] {
			ink[i], ink[left] = ink[left], at
			left++
		}
	}
	for _, at := range ink[left:] {
		b[at] = 0
	}
	return left
}

// removable says for each code of neighbours whether the pixel between them
// goes: from the lower right, and from the upper left.
var removable = func() (sides [2][256]bool) {
	for code := range 256 {
		ink := func(i int) bool { return code>>(i%8)&1 == 1 }
		count, parts := 0, 0
		for i := range 8 {
			if ink(i) {
				count++
			}
			if !ink(i) && ink(i+1) {
				parts++
			}
		}
		// It is neither an end nor within, and what is around it hangs together.
		outer := count >= 2 && count <= 6 && parts == 1
		const up, right, down, left = 0, 2, 4, 6
		sides[0][code] = outer && !(ink(right) && ink(down) && (ink(up) || ink(left)))
		sides[1][code] = outer && !(ink(up) && ink(left) && (ink(right) || ink(down)))
	}
	return sides
}()
