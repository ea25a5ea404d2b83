package augment

import (
	"digitlab/data"
)

// fullInk stretches the values of an image so that its core is full ink, as
// brighten does: lines lose some of it when they are moved by parts of a pixel,
// or made thinner.
func fullInk(image *data.Image) {
	var counts [256]int32
	inked := int32(0)
	for _, v := range image {
		if v > 0 { // few are
			counts[v]++
			inked++
		}
	}
	if inked == 0 {
		return
	}
	full := 255
	for brighter := inked / 10; counts[full] <= brighter; full-- { // a tenth, 1 - fullShare
		brighter -= counts[full]
	}
	if full == 255 {
		return
	}
	for i, v := range image {
		if v > 0 {
			image[i] = byte(min(255, (int(v)*255+full/2)/full))
		}
	}
}
