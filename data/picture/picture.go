package picture

import (
	"bytes"
	"errors"
	"image"
	"io"
	"math"
	"strings"

	_ "image/gif" // the formats that Decode reads
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"

	"digitlab/data/failure"
)

// Decode reads a PNG, JPEG, WebP or BMP file, or the first frame of a
// GIF, and shows a JPEG or PNG the way up that its Exif orientation says.
// Transparent pixels stay transparent; Normalize takes them for paper.
//
// It refuses what takes more than 256 MB of memory before it decodes it, and says
// what it got instead of a picture it knows.
func Decode(r io.Reader) (image.Image, error) {
	// What the reading of the size consumes is kept, to be decoded again; a
	// JPEG has its orientation in there too.
	var head bytes.Buffer
	config, format, err := image.DecodeConfig(io.TeeReader(r, &head))
	if err != nil {
		return nil, refusal(head.Bytes(), err)
	}
	if size := decodedSize(format, config, head.Bytes()); size > maxDecoded {
		return nil, failure.New("the %s picture of %d x %d pixels takes %.0f MB of memory; at most %.0f MB are given to one",
			strings.ToUpper(format), config.Width, config.Height, math.Ceil(size/1e6), maxDecoded/1e6)
	}
	orientation := 1
	switch format {
	case "jpeg":
		orientation = jpegOrientation(head.Bytes())
	case "png":
		orientation = pngOrientation(&head, r)
	}
	img, _, err := image.Decode(io.MultiReader(&head, r))
	if err != nil {
		return nil, failure.New("the %s picture is damaged: %w", strings.ToUpper(format), err)
	}
	if orientation > 1 {
		return &oriented{stored: img, orientation: orientation}, nil
	}
	return img, nil
}

// foreign names files that people take for pictures, by what they begin with.
var foreign = []struct {
	offset int
	magic  string
	name   string
}{
	{4, "ftyphei", "HEIC picture"},
	{4, "ftypmif1", "HEIF picture"},
	{4, "ftypavif", "AVIF picture"},
	{4, "ftypavis", "AVIF picture"},
	{4, "JXL ", "JPEG XL picture"},
	{0, "\xFF\x0A", "JPEG XL picture"},
	{0, "II*\x00", "TIFF picture"},
	{0, "MM\x00*", "TIFF picture"},
	{0, "<svg", "SVG drawing"},
	{0, "<?xml", "XML file"},
	{0, "%PDF-", "PDF file"},
}

// refusal says why a file is no picture, from its first bytes and the error
// of reading its size.
func refusal(head []byte, err error) error {
	known := failure.Say("only PNG, JPEG, GIF, WebP and BMP pictures are read")
	if !errors.Is(err, image.ErrFormat) {
		return failure.New("the picture is damaged: %w", err)
	}
	if len(head) == 0 {
		return failure.New("the file is empty; %s", known)
	}
	for _, f := range foreign {
		if len(head) >= f.offset && bytes.HasPrefix(head[f.offset:], []byte(f.magic)) {
			return failure.New("the file is of the kind %q; %s", f.name, known)
		}
	}
	begin := head[:min(len(head), 8)]
	if bytes.ContainsFunc(begin, func(r rune) bool { return r < ' ' || r > '~' }) {
		return failure.New("the file is not a picture; %s", known)
	}
	return failure.New("the file is not a picture, it begins with %q; %s", begin, known)
}
