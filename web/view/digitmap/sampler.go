package digitmap

import "digitlab/web/worker"

// sampler scales images to masks of another side.
type sampler struct {
	side int
	taps []tap // of a column, and of a row
	rows []int // scratch: an image scaled along its rows alone
	mask []byte
}

// tap is a pixel of an image, from 0 on, of which a share of 256 is in a pixel of the
// mask, with the rest from the next.
type tap struct{ at, share, next int }

// newSampler takes the mean of two pixels beside each other of images that become
// smaller, so that no stroke is lost.
func newSampler(side int) *sampler {
	s := &sampler{side: side, rows: make([]int, side*worker.ImageSide), mask: make([]byte, side*side)}
	for i := range side {
		place := (float64(i)+.5)*worker.ImageSide/float64(side) - .5
		at := min(max(int(place), 0), worker.ImageSide-1)
		next := int(256 * min(max(place-float64(at), 0), 1))
		if side < worker.ImageSide {
			next = max(next, 96)
		}
		if at == worker.ImageSide-1 {
			next = 0
		}
		s.taps = append(s.taps, tap{at, 256 - next, next})
	}
	return s
}

// scale returns the mask of an image; the next call overwrites it.
func (s *sampler) scale(image []byte) []byte {
	const side = worker.ImageSide
	for y := range side {
		row := image[y*side : (y+1)*side]
		for x, t := range s.taps {
			v := int(row[t.at]) * t.share
			if t.next > 0 {
				v += int(row[t.at+1]) * t.next
			}
			s.rows[y*s.side+x] = v
		}
	}
	for y, t := range s.taps {
		above := s.rows[t.at*s.side:][:s.side]
		below := above
		if t.next > 0 {
			below = s.rows[(t.at+1)*s.side:][:s.side]
		}
		for x := range s.side {
			s.mask[y*s.side+x] = byte((above[x]*t.share + below[x]*t.next) >> 16)
		}
	}
	return s.mask
}
