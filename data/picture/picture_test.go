package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/image/bmp"
)

// corner is a picture, 24x16, that is black in its top left quarter and white
// elsewhere: it looks different in each of its eight orientations.
func corner() *image.Gray {
	img := image.NewGray(image.Rect(0, 0, 24, 16))
	for i := range img.Pix {
		if i%24 >= 12 || i/24 >= 8 {
			img.Pix[i] = 255
		}
	}
	return img
}

// encode writes a picture with one of the encoders.
func encode(t testing.TB, write func(w io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cornerFiles is the corner in each format.
func cornerFiles(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"png":  encode(t, func(w io.Writer) error { return png.Encode(w, corner()) }),
		"jpeg": encode(t, func(w io.Writer) error { return jpeg.Encode(w, corner(), nil) }),
		"gif":  encode(t, func(w io.Writer) error { return gif.Encode(w, corner(), nil) }),
		"bmp":  encode(t, func(w io.Writer) error { return bmp.Encode(w, corner()) }),
		"webp": webpFile(corner()),
	}
}

// webpFile writes a picture of black and white as lossless WebP: the green
// channel has a code of two symbols, all other codes have one and take no bit
// at all, and red and blue are made of green by a transform.
func webpFile(img *image.Gray) []byte {
	var body []byte
	var bits int
	put := func(value, n int) { // least significant bit first
		for ; n > 0; n, value = n-1, value>>1 {
			if bits%8 == 0 {
				body = append(body, 0)
			}
			body[bits/8] |= byte(value&1) << (bits % 8)
			bits++
		}
	}
	put(0x2f, 8)
	put(img.Rect.Dx()-1, 14)
	put(img.Rect.Dy()-1, 14)
	put(0, 1+3)             // no alpha, version 0
	put(1|2<<1, 1+2)        // a transform: subtract green
	put(0, 1+1+1)           // no further transform, no colour cache, one group of codes
	put(1|1<<1|1<<2, 1+1+1) // green: a simple code, two symbols, of 8 bits
	put(0|255<<8, 16)       //
	put(1|1<<2, 1+1+1+8)    // red: one symbol, 0
	put(1|1<<2, 1+1+1+8)    // blue: 0
	put(1|1<<2|255<<3, 3+8) // alpha: 255
	put(1, 1+1+1+1)         // distance: 0, a symbol of 1 bit
	for _, v := range img.Pix {
		put(int(v)/255, 1)
	}
	if len(body)%2 == 1 {
		body = append(body, 0)
	}
	size := func(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
	return []byte("RIFF" + size(4+8+len(body)) + "WEBPVP8L" + size(len(body)) + string(body))
}

func TestDecodePictureFormats(t *testing.T) {
	for format, file := range cornerFiles(t) {
		t.Run(format, func(t *testing.T) {
			// A reader of one byte at a time shows whether bytes get lost
			// between reading the size and decoding.
			img, err := Decode(iotest.OneByteReader(bytes.NewReader(file)))
			if err != nil {
				t.Fatal(err)
			}
			// The edges of the corner are on those of JPEG's blocks across,
			// but inside one down: there it rings by a few levels.
			comparePixels(t, grey(img, white), corner(), 24)
		})
	}
}

// comparePixels compares two pictures pixel by pixel.
func comparePixels(t *testing.T, got, want *image.Gray, tolerance int) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Fatalf("bounds = %v, want %v", got.Rect, want.Rect)
	}
	for i, w := range want.Pix {
		if d := int(got.Pix[i]) - int(w); d < -tolerance || d > tolerance {
			t.Fatalf("pixel (%d, %d) = %d, want %d within %d", i%want.Stride, i/want.Stride, got.Pix[i], w, tolerance)
		}
	}
}

// TestDecodePictureGIF reads the first frame of two.
func TestDecodePictureGIF(t *testing.T) {
	palette := color.Palette{color.White, color.Black}
	first := image.NewPaletted(image.Rect(0, 0, 4, 4), palette)
	second := image.NewPaletted(first.Rect, palette)
	first.Pix[5], second.Pix[10] = 1, 1
	file := encode(t, func(w io.Writer) error {
		return gif.EncodeAll(w, &gif.GIF{Image: []*image.Paletted{first, second}, Delay: []int{0, 0}})
	})
	img, err := Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	got := grey(img, white).Pix
	if want := append(bytes.Repeat([]byte{255}, 5), 0); !bytes.HasPrefix(got, want) || got[10] != 255 {
		t.Errorf("pixels = %v, want black at 5 alone", got)
	}
}

func TestDecodePictureErrors(t *testing.T) {
	files := cornerFiles(t)
	tests := []struct {
		name string
		file []byte
		want string // part of the error
	}{
		{name: "empty", want: "the file is empty"},
		{name: "text", file: []byte("hello, digits"), want: `begins with "hello, d"`},
		{name: "short text", file: []byte("hi"), want: `begins with "hi"`},
		{name: "what cannot be shown", file: []byte("\x7fELF\x02\x01\x01\x00"), want: "the file is not a picture; only PNG"},
		{name: "telephone", file: []byte("\x00\x00\x00\x18ftypheic...."), want: `"HEIC picture"; only PNG`},
		{name: "drawing", file: []byte("<svg xmlns="), want: `"SVG drawing"`},
		{name: "document", file: []byte("%PDF-1.7"), want: `"PDF file"`},
		{name: "png without its end", file: files["png"][:len(files["png"])-20], want: "the PNG picture is damaged"},
		{name: "png without its size", file: files["png"][:12], want: "the picture is damaged"},
		{name: "jpeg without its end", file: files["jpeg"][:len(files["jpeg"])-6], want: "the JPEG picture is damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Decode(bytes.NewReader(test.file))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Decode(%.12q...) = %v, want an error with %q", test.file, err, test.want)
			}
		})
	}
}

func FuzzDecodePicture(f *testing.F) {
	for _, file := range cornerFiles(f) {
		f.Add(file)
		f.Add(file[:len(file)/2])
	}
	for orientation := range 9 {
		f.Add(exifJPEG(f, binary.BigEndian, orientation))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		const maxFile, maxPixels = 1 << 16, 1 << 18 // small pictures try more in the same time
		if len(file) > maxFile {
			t.Skip()
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(file)); err == nil && int64(c.Width)*int64(c.Height) > maxPixels {
			t.Skip()
		}
		img, err := Decode(bytes.NewReader(file))
		if err != nil {
			return
		}
		got, err := Normalize(img, Options{})
		if err == nil && slices.Max(got[:]) != 255 {
			t.Errorf("Normalize = an Image with no more than %d, want full ink or ErrBlank", slices.Max(got[:]))
		}
	})
}

// BenchmarkPhotograph reads a picture of 12 megapixels.
func BenchmarkPhotograph(b *testing.B) {
	img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 128, 128
	}
	for i := range img.Y {
		img.Y[i] = 230
		if x, y := i%4000, i/4000; x > 1900 && x < 2000 && y > 1000 && y < 2000 {
			img.Y[i] = 40
		}
	}
	file := encode(b, func(w io.Writer) error { return jpeg.Encode(w, img, nil) })
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := Decode(bytes.NewReader(file)); err != nil {
				b.Fatal(err)
			}
		}
	})
	nrgba := image.NewNRGBA(img.Rect)
	copy(nrgba.Pix, bytes.Repeat([]byte{230, 230, 230, 255}, len(nrgba.Pix)/4))
	copy(nrgba.Pix[len(nrgba.Pix)/2:], make([]byte, 4000))
	for _, kind := range []image.Image{img, nrgba, &oriented{stored: img, orientation: 6}} {
		b.Run(fmt.Sprintf("normalize %T", kind), func(b *testing.B) {
			for b.Loop() {
				if _, err := Normalize(kind, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
