package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
)

// pictures are files with a picture of each kind that decoders tell apart.
func pictures(t *testing.T, w, h int) map[string][]byte {
	t.Helper()
	size := image.Rect(0, 0, w, h)
	translucent := image.NewNRGBA64(size)
	translucent.Pix[7] = 1
	files := map[string][]byte{
		"GIF":  encode(t, func(w io.Writer) error { return gif.Encode(w, image.NewPaletted(size, palette.Plan9), nil) }),
		"BMP":  encode(t, func(w io.Writer) error { return bmp.Encode(w, image.NewRGBA(size)) }),
		"JPEG": encode(t, func(w io.Writer) error { return jpeg.Encode(w, image.NewRGBA(size), nil) }),
		"WEBP": webpFile(image.NewGray(size)),
	}
	for name, img := range map[string]image.Image{
		"grey": image.NewGray(size), "palette": image.NewPaletted(size, palette.Plan9), "colours": image.NewRGBA(size),
		"grey of 16 bits": image.NewGray16(size), "colours of 16 bits": translucent,
	} {
		files["PNG "+name] = encode(t, func(w io.Writer) error { return png.Encode(w, img) })
	}
	files["JPEG grey"] = encode(t, func(w io.Writer) error { return jpeg.Encode(w, image.NewGray(size), nil) })
	return files
}

// A decoder takes no more memory than is thought before, with all that it
// allocates on the way.
func TestDecodedSize(t *testing.T) {
	const side = 1000
	const besides = 2e5 // its tables and buffers, whatever the picture's size
	for name, file := range pictures(t, side, side) {
		config, format, err := image.DecodeConfig(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := Decode(bytes.NewReader(file)); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		took, want := float64(after.TotalAlloc-before.TotalAlloc), decodedSize(format, config, file)
		if took > want+besides {
			t.Errorf("%s: decoding took %.1f MB, want at most %.1f", name, took/1e6, want/1e6)
		}
	}
}

// resized returns a file with another size in its header.
func resized(file []byte, w, h int) []byte {
	file = bytes.Clone(file)
	switch {
	case bytes.HasPrefix(file, []byte("BM")):
		binary.LittleEndian.PutUint32(file[18:], uint32(w))
		binary.LittleEndian.PutUint32(file[22:], uint32(h))
	case bytes.HasPrefix(file, []byte("GIF")):
		binary.LittleEndian.PutUint16(file[6:], uint16(w))
		binary.LittleEndian.PutUint16(file[8:], uint16(h))
	case bytes.HasPrefix(file, []byte("RIFF")):
		binary.LittleEndian.PutUint32(file[21:], uint32(w-1|(h-1)<<14))
	case bytes.HasPrefix(file, []byte("\x89PNG")):
		binary.BigEndian.PutUint32(file[16:], uint32(w))
		binary.BigEndian.PutUint32(file[20:], uint32(h))
		binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	default:
		frame := file[bytes.Index(file, []byte{0xFF, 0xC0}):]
		binary.BigEndian.PutUint16(frame[5:], uint16(h))
		binary.BigEndian.PutUint16(frame[7:], uint16(w))
	}
	return file
}

func TestDecodeRefusesWhatIsLarge(t *testing.T) {
	files := pictures(t, 16, 16)
	interlaced := bytes.Clone(files["PNG palette"])
	interlaced[28] = 1
	files["PNG interlaced"] = interlaced
	for _, test := range []struct {
		name string
		w, h int
		want string
	}{
		{"PNG colours of 16 bits", 8000, 8000, "the PNG picture of 8000 x 8000 pixels takes 512 MB of memory; at most 256 MB are given to one"},
		{"PNG colours of 16 bits", 5657, 5657, "takes 257 MB"},
		{"PNG colours", 8001, 8000, "takes 257 MB"},
		{"PNG colours", 1 << 20, 1 << 20, "takes 4398047 MB"},
		{"PNG grey of 16 bits", 6000, 6000, "takes 288 MB"},
		{"PNG palette", 17000, 17000, "takes 289 MB"},
		{"PNG interlaced", 12000, 12000, "takes 288 MB"},
		{"JPEG", 10000, 9000, "the JPEG picture of 10000 x 9000 pixels takes 270 MB"},
		{"JPEG grey", 17000, 17000, "takes 289 MB"},
		{"GIF", 12000, 12000, "takes 288 MB"},
		{"BMP", 1 << 20, 1 << 20, "the BMP picture of 1048576 x 1048576 pixels takes 4398047 MB"},
		{"WEBP", 6000, 6000, "takes 288 MB"},
	} {
		file := resized(files[test.name], test.w, test.h)
		if _, err := Decode(bytes.NewReader(file)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s of %d x %d: Decode = %v, want an error with %q", test.name, test.w, test.h, err, test.want)
		}
	}
	// A progressive one has colours with a quarter of the samples.
	progressive := resized(files["JPEG"], 6000, 5000)
	progressive[bytes.Index(progressive, []byte{0xFF, 0xC0})+1] = 0xC2
	for _, stray := range []string{"", "\x00\x01", "\xFF"} {
		file := bytes.Join([][]byte{progressive[:2], []byte(stray), progressive[2:]}, nil)
		if _, err := Decode(bytes.NewReader(file)); err == nil || !strings.Contains(err.Error(), "takes 270 MB") {
			t.Errorf("a progressive JPEG behind %q: Decode = %v, want an error with its size", stray, err)
		}
	}
}
