package e2e

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// sevenSVG returns a 7 as a drawing, whose root has some attributes.
func sevenSVG(attributes string) []byte {
	return fmt.Appendf(nil, `<?xml version="1.0"?>
		<!-- a digit --><svg xmlns="http://www.w3.org/2000/svg" %s>
		<path d="M9 7H23L15 26" fill="none" stroke="#222" stroke-width="2.5"/></svg>`, attributes)
}

// sevenBMP returns a 7 in the run lengths of a BMP file (BI_RLE8).
func sevenBMP() []byte {
	const side, headers = 56, 14 + 40 + 2*4
	var runs []byte
	for y := side - 1; y >= 0; y-- { // the lowest row first
		left, right := side, side // of the ink
		switch {
		case y >= 10 && y < 15:
			left, right = 14, 41
		case y >= 15 && y < 48:
			left = 36 - (y-15)/2
			right = left + 5
		}
		for _, run := range []struct{ count, colour int }{{left, 0}, {right - left, 1}, {side - right, 0}} {
			if run.count > 0 {
				runs = append(runs, byte(run.count), byte(run.colour))
			}
		}
		runs = append(runs, 0, 0) // end of line
	}
	runs = append(runs, 0, 1) // end of bitmap
	file := []byte("BM")
	for _, v := range []uint32{uint32(headers + len(runs)), 0, headers, 40, side, side, 1 | 8<<16, 1, uint32(len(runs)), 0, 0, 2, 2, 0xFFFFFF, 0} {
		file = binary.LittleEndian.AppendUint32(file, v)
	}
	return append(file, runs...)
}

// lyingSevenPNG returns a 7 that lies on its side, with an eXIf chunk that says so.
func lyingSevenPNG(t *testing.T) []byte {
	t.Helper()
	const width, height = 120, 100 // as it is stored
	stored := image.NewGray(image.Rect(0, 0, width, height))
	for i := range stored.Pix {
		// Where this pixel is when the picture is turned clockwise.
		x, y := height-1-i/width, i%width
		ink := y >= 20 && y < 30 && x >= 25 && x < 75 || y >= 30 && y < 100 && x >= 65-(y-30)/2 && x < 75-(y-30)/2
		if !ink {
			stored.SetGray(i%width, i/width, color.Gray{Y: 255})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, stored); err != nil {
		t.Fatal(err)
	}
	const header = 8 + 4 + 4 + 13 + 4 // signature and IHDR
	// One entry: the orientation, a short, 6, which is to be turned clockwise.
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	chunk := append(binary.BigEndian.AppendUint32(nil, uint32(len(tiff))), "eXIf"...)
	chunk = append(chunk, tiff...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return bytes.Join([][]byte{file.Bytes()[:header], chunk, file.Bytes()[header:]}, nil)
}

// Pictures that only the browser decodes, and one that has to be turned. Each is
// read as it is shown.
func TestPicturesTheBrowserDecodes(t *testing.T) {
	avif, err := os.ReadFile("testdata/seven.avif")
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, "")
	tests := []struct {
		name string
		file []byte
	}{
		{"seven.avif", avif},
		{"sized.svg", sevenSVG(`width="32" height="32"`)},
		{"unsized.svg", sevenSVG(`viewBox="0 0 32 32"`)},
		{"share.svg", sevenSVG(`width="100%" height="100%" viewBox="0 0 32 32"`)},
		{"runs.bmp", sevenBMP()},
		{"lying.png", lyingSevenPNG(t)},
	}
	folder := t.TempDir()
	for _, test := range tests {
		path := filepath.Join(folder, test.name)
		if err := os.WriteFile(path, test.file, 0o644); err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{path}))
		p.waitFor(fmt.Sprintf("document.getElementById('picture')?.alt.includes(%q)", test.name))
		p.waitFor("document.getElementById('prediction').dataset.value === '7'")
		if got := eval[string](p, "document.getElementById('error').innerText"); got != "" {
			t.Errorf("with %s the page says %q", test.name, got)
		}
		p.click("pad-clear")
		p.waitFor("document.getElementById('prediction').dataset.value === ''")
	}

	for name, want := range map[string]string{
		"photo.heic": "HEIC picture",
		"fake.svg":   "SVG drawing",
	} {
		path := filepath.Join(folder, name)
		file := map[string]string{"photo.heic": "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "fake.svg": "<svg is no XML"}[name]
		if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
			t.Fatal(err)
		}
		p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{path}))
		p.waitFor(fmt.Sprintf("document.getElementById('error').innerText.includes(%q)", want))
		p.waitFor("document.getElementById('error').innerText.includes('This browser cannot decode it either')")
		p.waitFor("document.getElementById('picture') === null")
	}
}
