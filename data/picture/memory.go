package picture

import (
	"image"
	"image/color"
)

// maxDecoded bounds the memory that decoding a picture takes, in bytes: 64
// megapixels in 8 bits of red, green, blue and opacity, 85 of a camera's JPEG.
const maxDecoded = 256_000_000

// decodedSize returns how many bytes decoding a picture takes at most, by its
// format, its size and colours, and the beginning of its file. What a decoder
// allocates beside the picture counts too.
func decodedSize(format string, c image.Config, head []byte) float64 {
	pixels := float64(c.Width) * float64(c.Height)
	switch format {
	case "png":
		return pixels * pngBytes(c.ColorModel, head)
	case "jpeg":
		return pixels * jpegBytes(c.ColorModel, head)
	case "webp":
		return pixels * webpBytes(c.ColorModel)
	case "gif": // the lines of an interlaced one are put in order in a copy
		return pixels * 2
	}
	return pixels * 4
}

// pngBytes returns the bytes for a pixel. What is grey may have a grey that is
// transparent, and takes as much as colours then. The file's header stands at
// its beginning: from byte 16 on width and height, then the bits of a sample,
// and last whether it is interlaced.
func pngBytes(model color.Model, head []byte) float64 {
	size := 4.
	if _, ok := model.(color.Palette); ok {
		size = 1
	} else if head[24] == 16 {
		size = 8
	}
	if head[28] != 0 { // it comes as seven pictures, which are put together
		size *= 2
	}
	return size
}

// webpBytes returns the bytes for a pixel: luma, and colours for each four; with
// opacity also that, which comes as a lossless picture. Those may be unpacked
// into a copy.
func webpBytes(model color.Model) float64 {
	switch model {
	case color.YCbCrModel:
		return 2
	case color.NYCbCrAModel:
		return 2 + 1 + 8
	}
	return 8
}

// jpegBytes returns the bytes for a pixel: one for each component, and four more
// where they are put together in the end. A progressive picture is kept as the
// coefficients of its cosines until its end, four bytes each; colours may have
// fewer of them than pixels.
func jpegBytes(model color.Model, head []byte) float64 {
	size := 3.
	switch model {
	case color.GrayModel:
		size = 1
	case color.RGBAModel:
		size = 3 + 4
	case color.CMYKModel:
		size = 4 + 4
	}
	const progressive = 0xC2 // ITU-T T.81, table B.1
	for marker, frame := range jpegSegments(head) {
		if marker != progressive {
			continue
		}
		// Behind precision, height and width stand the number of components and
		// three bytes of each, the second with the samples across and down.
		samples, across, down := 0., 1., 1.
		for at := 7; at < len(frame); at += 3 {
			x, y := float64(frame[at]>>4), float64(frame[at]&15)
			samples += x * y
			across, down = max(across, x), max(down, y)
		}
		size += 4 * samples / (across * down)
	}
	return size
}
