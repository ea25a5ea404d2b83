package web

import (
	"encoding/base64"
	"encoding/binary"
)

// bitmapURL returns a data: URL of a 28x28 image, one byte a pixel, as a BMP
// file: a format that needs no compression, and so no library.
//
//	offset  size  what
//	0       14    file header: "BM", size of the file, 0, offset of the pixels
//	14      40    BITMAPINFOHEADER: width and height, 8 bits a pixel
//	54      1024  palette: 256 greys, 4 bytes each
//	1078    784   pixels, the lowest row first
func bitmapURL(image []byte) string {
	const (
		headers    = 14 + 40
		paletteEnd = headers + 4*256
		size       = paletteEnd + imageSide*imageSide
	)
	file := make([]byte, headers, size)
	copy(file, "BM")
	put32 := func(at int, v uint32) { binary.LittleEndian.PutUint32(file[at:], v) }
	put32(2, size)
	put32(10, paletteEnd)
	put32(14, 40)
	put32(18, imageSide)
	put32(22, imageSide)
	put32(26, 1|8<<16) // one plane of 8 bits
	for grey := range 256 {
		file = append(file, byte(grey), byte(grey), byte(grey), 0)
	}
	for row := imageSide - 1; row >= 0; row-- {
		file = append(file, image[row*imageSide:(row+1)*imageSide]...)
	}
	return "data:image/bmp;base64," + base64.StdEncoding.EncodeToString(file)
}
