package data

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"

	_ "image/gif" // the formats that DecodePicture reads
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/webp"
)

// maxPicturePixels is the size of picture that is still decoded: more than
// telephones take by default, and little enough for the memory of a tab.
const maxPicturePixels = 64_000_000

// DecodePicture reads a PNG, JPEG, WebP or BMP file, or the first frame of a
// GIF, and shows a JPEG the way up that its Exif orientation says. Transparent
// pixels stay transparent; Normalize takes them for paper.
//
// It refuses more than 64 megapixels before it decodes them, and says what it
// got instead of a picture it knows.
func DecodePicture(r io.Reader) (image.Image, error) {
	// What the reading of the size consumes is kept, to be decoded again; a
	// JPEG has its orientation in there too.
	var head bytes.Buffer
	config, format, err := image.DecodeConfig(io.TeeReader(r, &head))
	if err != nil {
		return nil, refusal(head.Bytes(), err)
	}
	if pixels := int64(config.Width) * int64(config.Height); pixels > maxPicturePixels {
		return nil, fmt.Errorf("the %s picture is %d x %d pixels, %d megapixels; at most %d are read",
			strings.ToUpper(format), config.Width, config.Height, pixels/1e6, int64(maxPicturePixels/1e6))
	}
	orientation := 1
	if format == "jpeg" {
		orientation = jpegOrientation(head.Bytes())
	}
	img, _, err := image.Decode(io.MultiReader(&head, r))
	if err != nil {
		return nil, fmt.Errorf("the %s picture is damaged: %w", strings.ToUpper(format), err)
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
	{0, "II*\x00", "TIFF picture"},
	{0, "MM\x00*", "TIFF picture"},
	{0, "<svg", "SVG drawing"},
	{0, "<?xml", "XML file"},
	{0, "%PDF-", "PDF file"},
}

// refusal says why a file is no picture, from its first bytes and the error
// of reading its size.
func refusal(head []byte, err error) error {
	const known = "only PNG, JPEG, GIF, WebP and BMP pictures are read"
	if !errors.Is(err, image.ErrFormat) {
		return fmt.Errorf("the picture is damaged: %w", err)
	}
	if len(head) == 0 {
		return fmt.Errorf("the file is empty; %s", known)
	}
	for _, f := range foreign {
		if len(head) >= f.offset && bytes.HasPrefix(head[f.offset:], []byte(f.magic)) {
			return fmt.Errorf("the file is of the kind %q; %s", f.name, known)
		}
	}
	begin := head[:min(len(head), 8)]
	if bytes.ContainsFunc(begin, func(r rune) bool { return r < ' ' || r > '~' }) {
		return fmt.Errorf("the file is not a picture; %s", known)
	}
	return fmt.Errorf("the file is not a picture, it begins with %q; %s", begin, known)
}
