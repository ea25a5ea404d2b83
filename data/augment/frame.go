package augment

import (
	"digitlab/data"
)

// frameSide is the side of a frame.
const frameSide = data.Side + 2

// frame is an image with a rim of paper one pixel wide, so that the neighbours
// of all its pixels can be looked at: pixel (x, y) is at framed(x, y).
type frame [frameSide * frameSide]byte

func framed(x, y int) int { return (y+1)*frameSide + x + 1 }

// fill copies an image into the frame, whose rim it leaves alone.
func (f *frame) fill(image *data.Image) {
	for y := range data.Side {
		copy(f[framed(0, y):][:data.Side], image[y*data.Side:][:data.Side])
	}
}
