package picture

import (
	"bytes"
	"encoding/binary"
	"io"
	"iter"
)

// Numbers of the Exif standard (CIPA DC-008) and of TIFF 6.0, which it builds
// on.
const (
	tagOrientation = 0x0112
	typeShort      = 3
	entrySize      = 12 // tag, type: 2 bytes each; count, value: 4 bytes each
)

// jpegOrientation returns how a JPEG file says it wants to be shown, 1 to 8 as
// in the Exif tag Orientation; 1, upright, if it says nothing that makes
// sense. The file may be cut off after its header.
func jpegOrientation(file []byte) int {
	for marker, segment := range jpegSegments(file) {
		if marker == 0xE1 { // APP1
			if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok {
				return tiffOrientation(tiff)
			}
		}
	}
	return 1
}

// maxPNGHead bounds what is read of a PNG file in search of its orientation, in
// bytes: it is kept in memory.
const maxPNGHead = 4 << 20

// pngOrientation is jpegOrientation of a PNG file (third edition, 11.3.4.5), which
// begins with head and goes on with rest. What it reads of the rest is added to
// head. As browsers do, it takes the first eXIf chunk, and only one before the
// pixels.
func pngOrientation(head *bytes.Buffer, rest io.Reader) int {
	const signature, chunkHead, checksum = 8, 8, 4
	for at := signature; ; {
		if !fill(head, rest, at+chunkHead) {
			return 1
		}
		length := int(binary.BigEndian.Uint32(head.Bytes()[at:]))
		kind := string(head.Bytes()[at+4 : at+chunkHead])
		if kind == "IDAT" || length > maxPNGHead-at-chunkHead-checksum {
			return 1
		}
		at += chunkHead
		if !fill(head, rest, at+length+checksum) {
			return 1
		}
		if kind == "eXIf" {
			return tiffOrientation(head.Bytes()[at : at+length])
		}
		at += length + checksum
	}
}

// fill adds to head what it lacks of so many bytes, and reports whether they are
// there.
func fill(head *bytes.Buffer, rest io.Reader, size int) bool {
	if lacks := size - head.Len(); lacks > 0 {
		io.CopyN(head, rest, int64(lacks)) // an error is found again by who reads the picture
	}
	return head.Len() >= size
}

// jpegSegments gives the markers of a JPEG file, and what stands behind each, up
// to the scan, the end of what is there, or nonsense.
func jpegSegments(file []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		file, ok := bytes.CutPrefix(file, []byte{0xFF, 0xD8})
		if !ok {
			return
		}
		// Each segment is 0xFF, a marker, and a length that counts itself.
		for len(file) >= 4 {
			marker, length := file[1], int(binary.BigEndian.Uint16(file[2:]))
			switch {
			case file[0] != 0xFF || marker == 0xFF: // stray, or a fill byte
				file = file[1:]
				continue
			case marker == 0xDA || length < 2 || 2+length > len(file): // start of scan, or nonsense
				return
			}
			if !yield(marker, file[4:2+length]) {
				return
			}
			file = file[2+length:]
		}
	}
}

// tiffOrientation reads the Orientation tag of the first directory.
func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(tiff[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < entrySize {
			return 1
		}
		if order.Uint16(entries) == tagOrientation {
			value := int(order.Uint16(entries[8:]))
			if order.Uint16(entries[2:]) != typeShort || value < 1 || value > 8 {
				return 1
			}
			return value
		}
		entries = entries[entrySize:]
	}
	return 1
}
