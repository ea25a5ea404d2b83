package data

import "image"

const (
	// leastDepth is the least ink, of 255, that is told from paper at all.
	leastDepth = 8

	// leastStrength is the least strength of a stroke, of 255: faint pencil
	// has 40 or more, the traces of a JPEG on an even page are below 12.
	leastStrength = 20

	// edgeShare is where a stroke ends, as a share of its strength. It is low
	// since the box around a digit of MNIST is around its grey rim too.
	edgeShare = 0.1

	// In standard deviations of the paper's grain: what may be ink, what is
	// taken off it as paper, and the least strength of a stroke.
	grainInk, grainPaper, grainStroke = 4, 3, 6

	// A spot that covers less of the page, or less of the largest spot, is
	// dirt.
	dirtOfPage, dirtOfLargest = 1.0 / 20000, 1.0 / 40
)

// findInk returns the strokes alone, from 0 for paper to 255 for full ink, and
// the box around them. There is no box if there is no ink. Pixels are strokes
// if they are connected through pixels with some ink to one with much, as in
// Canny's edge detector, and their spot is large enough.
func findInk(depth *image.Gray, grain float64) (ink *image.Gray, box image.Rectangle) {
	floor := max(leastDepth, int(grainInk*grain+0.5))
	core, strength := inkLevels(depth, floor)
	if float64(strength) < max(leastStrength, grainStroke*grain) {
		return nil, image.Rectangle{}
	}
	rim := max(floor, int(edgeShare*float64(strength)))
	spots, pixels := findSpots(depth, byte(rim), byte(core))

	least := int(dirtOfPage * float64(len(depth.Pix)))
	for _, s := range spots {
		least = max(least, int(dirtOfLargest*float64(s.end-s.start)))
	}
	ink = image.NewGray(depth.Bounds())
	for _, s := range spots {
		if s.end-s.start < least {
			continue
		}
		box = box.Union(s.box)
		for _, i := range pixels[s.start:s.end] {
			full := (float64(depth.Pix[i]) - grainPaper*grain) / (float64(strength) - grainPaper*grain)
			ink.Pix[i] = byte(max(0, min(255, 255*full+0.5)))
		}
	}
	return ink, box
}

// inkLevels splits the depths from floor up in two by Otsu's method, which
// makes the variance between the means of the parts largest ("A threshold
// selection method from gray-level histograms", 1979). It returns where the
// upper part begins, and its median; that is 0 if nothing is as deep as floor.
func inkLevels(depth *image.Gray, floor int) (core, strength int) {
	var counts [256]int
	for _, v := range depth.Pix {
		counts[v]++
	}
	total, sum := 0, 0
	for v := min(floor, 256); v < 256; v++ {
		total += counts[v]
		sum += counts[v] * v
	}
	core = floor
	below, sumBelow, best := 0, 0, 0.0
	for v := floor; v < 255; v++ {
		below += counts[v]
		sumBelow += counts[v] * v
		above := total - below
		if below == 0 || above == 0 {
			continue
		}
		apart := float64(sum-sumBelow)/float64(above) - float64(sumBelow)/float64(below)
		if between := float64(below) * float64(above) * apart * apart; between > best {
			best, core = between, v+1
		}
	}
	return core, medianFrom(&counts, core)
}

// medianFrom returns the median of the values from low up, 0 if there are none.
func medianFrom(counts *[256]int, low int) int {
	total := 0
	for v := low; v < 256; v++ {
		total += counts[v]
	}
	for v := low; v < 256; v++ {
		total -= 2 * counts[v]
		if total < 0 {
			return v
		}
	}
	return 0
}

// spot is a connected part of the ink: a range in the list of pixels, and the
// box around it.
type spot struct {
	start, end int
	box        image.Rectangle
}

// findSpots returns the 8-connected spots of depth rim or more that have a
// pixel of depth core or more, and the offsets of their pixels, spot by spot.
func findSpots(depth *image.Gray, rim, core byte) (spots []spot, pixels []int32) {
	size := depth.Bounds().Size()
	seen := make([]bool, len(depth.Pix))
	for i, v := range depth.Pix {
		if v < core || seen[i] {
			continue
		}
		s := spot{start: len(pixels)}
		seen[i] = true
		pixels = append(pixels, int32(i))
		for next := s.start; next < len(pixels); next++ {
			x, y := int(pixels[next])%size.X, int(pixels[next])/size.X
			s.box = s.box.Union(image.Rect(x, y, x+1, y+1))
			for ny := max(y-1, 0); ny <= min(y+1, size.Y-1); ny++ {
				for nx := max(x-1, 0); nx <= min(x+1, size.X-1); nx++ {
					if n := ny*size.X + nx; depth.Pix[n] >= rim && !seen[n] {
						seen[n] = true
						pixels = append(pixels, int32(n))
					}
				}
			}
		}
		s.end = len(pixels)
		spots = append(spots, s)
	}
	return spots, pixels
}
