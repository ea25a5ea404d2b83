package picture

import (
	"image"

	"digitlab/data"
)

// Scale turns the whole picture into an Image and nothing else: grey, squeezed or
// stretched to 28x28, light pixels high, transparent ones 0. A grey picture of
// 28x28 pixels stays as it is. It panics if the picture has no pixel.
func Scale(img image.Image) (scaled data.Image) {
	for i, v := range resize(grey(img, 0), data.Side, data.Side) {
		scaled[i] = byte(v + 0.5)
	}
	return scaled
}
