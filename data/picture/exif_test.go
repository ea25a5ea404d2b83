package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"testing"
	"testing/iotest"
)

// app1 is an APP1 segment with an Exif directory of two entries, the second of
// them the orientation.
func app1(order binary.AppendByteOrder, orientation int) []byte {
	tiff := []byte("II*\x00")
	if order.AppendUint16(nil, 1)[0] == 0 {
		tiff = []byte("MM\x00*")
	}
	tiff = order.AppendUint32(tiff, 8) // where the directory is
	tiff = order.AppendUint16(tiff, 2) // its entries
	for _, e := range []struct{ tag, value int }{{0x0100, 24}, {tagOrientation, orientation}} {
		tiff = order.AppendUint16(tiff, uint16(e.tag))
		tiff = order.AppendUint16(tiff, typeShort)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, uint16(e.value))
		tiff = order.AppendUint16(tiff, 0)
	}
	tiff = order.AppendUint32(tiff, 0) // no further directory
	segment := append([]byte("Exif\x00\x00"), tiff...)
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(2+len(segment))), segment...)
}

// exifJPEG is the corner as a JPEG that asks for an orientation.
func exifJPEG(t testing.TB, order binary.AppendByteOrder, orientation int) []byte {
	file := encode(t, func(w io.Writer) error { return jpeg.Encode(w, corner(), nil) })
	return bytes.Join([][]byte{file[:2], app1(order, orientation), file[2:]}, nil)
}

func TestDecodePictureOrientation(t *testing.T) {
	// Where the black quarter of the corner, top left as stored, is to be
	// shown. Transposed pictures have the same quarter as others that are
	// only turned; how they differ is in TestOrientedSource.
	tests := []struct {
		orientation int
		w, h        int
		black       image.Point // as a part of the size
	}{
		{orientation: 0, w: 24, h: 16, black: image.Pt(0, 0)}, // no such value
		{orientation: 1, w: 24, h: 16, black: image.Pt(0, 0)},
		{orientation: 2, w: 24, h: 16, black: image.Pt(1, 0)},
		{orientation: 3, w: 24, h: 16, black: image.Pt(1, 1)},
		{orientation: 4, w: 24, h: 16, black: image.Pt(0, 1)},
		{orientation: 5, w: 16, h: 24, black: image.Pt(0, 0)},
		{orientation: 6, w: 16, h: 24, black: image.Pt(1, 0)},
		{orientation: 7, w: 16, h: 24, black: image.Pt(1, 1)},
		{orientation: 8, w: 16, h: 24, black: image.Pt(0, 1)},
		{orientation: 9, w: 24, h: 16, black: image.Pt(0, 0)},
	}
	orders := []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian}
	for _, test := range tests {
		for _, order := range orders {
			t.Run(fmt.Sprint(test.orientation, order), func(t *testing.T) {
				img, err := Decode(bytes.NewReader(exifJPEG(t, order, test.orientation)))
				if err != nil {
					t.Fatal(err)
				}
				want := image.NewGray(image.Rect(0, 0, test.w, test.h))
				for i := range want.Pix {
					quarter := image.Pt(i%test.w*2/test.w, i/test.w*2/test.h)
					if quarter != test.black {
						want.Pix[i] = 255
					}
				}
				comparePixels(t, grey(img, white), want, 24) // JPEG rings, see TestDecodePictureFormats
				for _, p := range []image.Point{{1, 1}, {test.w - 2, test.h - 2}} {
					if got, want := greyOf(img.At(p.X, p.Y), white), want.GrayAt(p.X, p.Y).Y; max(got, want)-min(got, want) > 24 {
						t.Errorf("At(%v) = %d, want %d", p, got, want)
					}
				}
			})
		}
	}
}

// exifChunk is an eXIf chunk with an orientation.
func exifChunk(order binary.AppendByteOrder, orientation int) []byte {
	const segmentHead = 2 + 2 + 6 // marker, length, "Exif\0\0"
	return pngChunk("eXIf", app1(order, orientation)[segmentHead:])
}

func pngChunk(kind string, content []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	chunk = append(append(chunk, kind...), content...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// Chromium shows these files so.
func TestDecodePNGOrientation(t *testing.T) {
	file := encode(t, func(w io.Writer) error { return png.Encode(w, corner()) })
	const header = 8 + 4 + 4 + 13 + 4 // signature and IHDR
	end := len(file) - 12             // of the pixels; IEND follows
	put := func(at int, chunks ...[]byte) []byte {
		return slices.Concat(file[:at], slices.Concat(chunks...), file[at:])
	}
	turned, upright := exifChunk(binary.BigEndian, 6), exifChunk(binary.LittleEndian, 1)
	tests := []struct {
		name string
		file []byte
		w, h int
	}{
		{"without", file, 24, 16},
		{"turned", put(header, turned), 16, 24},
		{"turned, in the other byte order", put(header, exifChunk(binary.LittleEndian, 6)), 16, 24},
		{"behind another chunk", put(header, pngChunk("tEXt", []byte("Title\x00Corner")), turned), 16, 24},
		{"the first of two", put(header, upright, turned), 24, 16},
		{"behind the pixels", put(end, turned), 24, 16},
		{"behind more than is looked through", put(header, pngChunk("zzZz", make([]byte, maxPNGHead)), turned), 24, 16},
		{"no TIFF", put(header, pngChunk("eXIf", []byte("Exif\x00\x00MM"))), 24, 16},
		{"empty", put(header, pngChunk("eXIf", nil)), 24, 16},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// One byte at a time, as a slow reader may give them.
			img, err := Decode(iotest.OneByteReader(bytes.NewReader(test.file)))
			if err != nil {
				t.Fatal(err)
			}
			if got := img.Bounds().Size(); got != image.Pt(test.w, test.h) {
				t.Fatalf("the picture is shown as %v, want %d x %d", got, test.w, test.h)
			}
			black := image.Pt(1, 1)
			if test.w < test.h {
				black = image.Pt(test.w-2, 1) // to be turned clockwise
			}
			if got := greyOf(img.At(black.X, black.Y), white); got != 0 {
				t.Errorf("At(%v) = %d, want the black quarter", black, got)
			}
		})
	}
	for n := range put(header, turned) {
		if _, err := Decode(bytes.NewReader(put(header, turned)[:n])); err == nil {
			t.Errorf("the first %d bytes are a picture", n)
		}
	}
}

func TestOrientedSource(t *testing.T) {
	// A stored row "abc" over "def", upright, as the Exif standard pictures
	// it.
	stored := image.NewGray(image.Rect(5, 7, 8, 9))
	copy(stored.Pix, "abcdef")
	tests := []struct {
		orientation int
		want        string
	}{
		{1, "abcdef"}, {2, "cbafed"}, {3, "fedcba"}, {4, "defabc"},
		{5, "adbecf"}, {6, "daebfc"}, {7, "fcebda"}, {8, "cfbead"},
	}
	for _, test := range tests {
		view := &oriented{stored: stored, orientation: test.orientation}
		if got := string(grey(view, white).Pix); got != test.want {
			t.Errorf("orientation %d of abc/def = %s, want %s", test.orientation, got, test.want)
		}
	}
}

func TestJPEGOrientationMalformed(t *testing.T) {
	good := append([]byte{0xFF, 0xD8}, app1(binary.LittleEndian, 6)...)
	if got := jpegOrientation(good); got != 6 {
		t.Fatalf("jpegOrientation(%q) = %d, want 6", good, got)
	}
	change := func(at int, bytes ...byte) []byte {
		file := append([]byte(nil), good...)
		copy(file[at:], bytes)
		return file
	}
	const tiff = 2 + 4 + 6 // where the TIFF part begins
	tests := []struct {
		name string
		file []byte
		want int
	}{
		{"no file", nil, 1},
		{"no JPEG", change(0, 'P', 'N'), 1},
		{"segment longer than the file", change(4, 0xFF, 0xFF), 1},
		{"segment without room for its length", change(4, 0, 1), 1},
		{"segment of another kind", change(3, 0xE2), 1},
		{"APP1 that is not Exif", change(6, 'h', 't', 't', 'p'), 1},
		{"neither byte order", change(tiff, 'X', 'X'), 1},
		{"directory past the end", change(tiff+4, 0xFF, 0xFF, 0xFF, 0xFF), 1},
		{"directory inside the header", change(tiff+4, 0, 0, 0, 0), 1},
		{"more entries than there is room for", change(tiff+8, 0xFF, 0xFF), 6},
		{"tag missing, more entries than room", change(tiff+8, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 1},
		{"orientation of another type", change(tiff+10+12+2, 4), 1},
		{"fill bytes between segments", append([]byte{0xFF, 0xD8, 0xFF, 0xFF}, good[2:]...), 6},
	}
	for _, test := range tests {
		if got := jpegOrientation(test.file); got != test.want {
			t.Errorf("%s: jpegOrientation(%q) = %d, want %d", test.name, test.file, got, test.want)
		}
	}
	for n := range good {
		if got := jpegOrientation(good[:n]); got != 1 {
			t.Errorf("jpegOrientation of the first %d bytes = %d, want 1", n, got)
		}
	}
}
