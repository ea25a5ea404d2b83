package ui

import (
	"encoding/base64"
	"encoding/binary"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// BitmapURL returns a data: URL of a grey image of side x side pixels, one byte a
// pixel, as a BMP file: a format that needs no compression, and so no library. A
// row has to be a whole number of four bytes, as one of 28 is.
//
//	offset  size  what
//	0       14    file header: "BM", size of the file, 0, offset of the pixels
//	14      40    BITMAPINFOHEADER: width and height, 8 bits a pixel
//	54      1024  palette: 256 greys, 4 bytes each
//	1078    side² pixels, the lowest row first
func BitmapURL(image []byte, side int) string {
	const (
		headers    = 14 + 40
		paletteEnd = headers + 4*256
	)
	size := paletteEnd + side*side
	file := make([]byte, headers, size)
	copy(file, "BM")
	put32 := func(at int, v uint32) { binary.LittleEndian.PutUint32(file[at:], v) }
	put32(2, uint32(size))
	put32(10, paletteEnd)
	put32(14, 40)
	put32(18, uint32(side))
	put32(22, uint32(side))
	put32(26, 1|8<<16) // one plane of 8 bits
	for grey := range 256 {
		file = append(file, byte(grey), byte(grey), byte(grey), 0)
	}
	for row := side - 1; row >= 0; row-- {
		file = append(file, image[row*side:(row+1)*side]...)
	}
	return "data:image/bmp;base64," + base64.StdEncoding.EncodeToString(file)
}

// Bitmap shows such an image, a pixel of the page for each of its own.
func Bitmap(image []byte, side int, alt string) app.UI {
	return app.Img().Src(BitmapURL(image, side)).Alt(alt).Width(side).Height(side)
}
