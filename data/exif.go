package data

import (
	"bytes"
	"encoding/binary"
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
	file, ok := bytes.CutPrefix(file, []byte{0xFF, 0xD8})
	if !ok {
		return 1
	}
	// Each segment is 0xFF, a marker, and a length that counts itself.
	for len(file) >= 4 && file[0] == 0xFF {
		marker, length := file[1], int(binary.BigEndian.Uint16(file[2:]))
		switch {
		case marker == 0xFF: // fill byte
			file = file[1:]
			continue
		case marker == 0xDA || length < 2 || 2+length > len(file): // start of scan, or nonsense
			return 1
		}
		if marker == 0xE1 { // APP1
			if tiff, ok := bytes.CutPrefix(file[4:2+length], []byte("Exif\x00\x00")); ok {
				return tiffOrientation(tiff)
			}
		}
		file = file[2+length:]
	}
	return 1
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
