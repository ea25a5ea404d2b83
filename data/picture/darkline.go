package picture

import (
	"image"
	"slices"
)

const (
	// stepReach is how many pixels a step of light takes at most, and leastStep how
	// much light it takes away at least.
	stepReach, leastStep = 4, 0.15

	// besideSides is how far from the page's sides, as a share of them, steps do not
	// count: there it may have a frame.
	besideSides = 1.0 / 20

	// leastBand is the least width in pixels of a dark line along a shadow.
	leastBand = 2
)

// step is where the light on a page falls, and the direction along an axis in which
// it does: the distance of two pixels.
type step struct{ at, down int }

// steps returns where the light falls.
func steps(light *image.Gray) (found []step) {
	const half = stepReach / 2
	for y := half; y < light.Rect.Dy()-half; y++ {
		for x := half; x < light.Rect.Dx()-half; x++ {
			at := y*light.Stride + x
			across, along := fall(light, at, 1), fall(light, at, light.Stride)
			by, down := across, 1
			if max(along, -along) > max(across, -across) {
				by, down = along, light.Stride
			}
			if by < 0 {
				by, down = -by, -down
			}
			if by >= leastStep {
				found = append(found, step{at, down})
			}
		}
	}
	return found
}

// fall returns how much light is lost around a pixel in a direction, as a share.
func fall(light *image.Gray, at, direction int) float64 {
	before, after := float64(light.Pix[at-stepReach/2*direction]), float64(light.Pix[at+stepReach/2*direction])
	return (before - after) / max(before, after, 1)
}

// cutEdge takes away the ink that lies all along a shadow's edge: where a fold or
// the edge of another sheet throws the shadow, a dark line goes with it. Strokes
// that cross the line stay whole. It returns where the line is, nil if there is none.
func (m *inkMap) cutEdge(light *image.Gray, reach int) (cut []bool) {
	l, ok := m.levels()
	if !ok {
		return nil
	}
	edge := steps(light)
	inner := image.Rectangle{Max: light.Rect.Size()}
	inner = inner.Inset(int(besideSides * float64(longerSide(inner))))
	var widths []int
	for _, s := range edge {
		if image.Pt(s.at%light.Stride, s.at/light.Stride).In(inner) {
			widths = append(widths, m.bandAt(s, l.rim, reach))
		}
	}
	if len(widths) == 0 {
		return nil
	}
	slices.Sort(widths)
	width := widths[len(widths)/2]
	if width < leastBand {
		return nil
	}
	cut = make([]bool, len(m.depth.Pix))
	for _, s := range edge {
		for i := -stepReach; i <= width+stepReach; i++ {
			if at := s.at + i*s.down; at >= 0 && at < len(cut) {
				cut[at] = true
			}
		}
	}
	kept := image.NewGray(m.depth.Rect)
	for i, v := range m.depth.Pix {
		if v >= l.core && !cut[i] {
			kept.Pix[i] = 255
		}
	}
	bridges := closed(kept, 2*width+3*stepReach)
	for i := range cut {
		if cut[i] && bridges.Pix[i] == 0 {
			m.depth.Pix[i] = 0
		}
	}
	return cut
}

// bandAt returns the width of the ink of a depth or more at a step, in its
// direction: 0 if there is none, and at most reach.
func (m *inkMap) bandAt(s step, rim byte, reach int) (width int) {
	for i := -stepReach; i <= reach; i++ {
		at := s.at + i*s.down
		if at < 0 || at >= len(m.depth.Pix) {
			break
		}
		if m.depth.Pix[at] >= rim {
			width++
		} else if width > 0 || i > stepReach {
			break
		}
	}
	return width
}
