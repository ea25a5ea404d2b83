package site

import (
	"bytes"
	"maps"
	"slices"
)

// styleSheet is the page's: the file of that name in the folder, on which the others
// build, with all of them joined to it. Each file of its own would cost a first visit
// over a slow line a round trip for every six.
const styleSheet = "static/app.css"

// joinStyles returns the style sheets: first those that the others build on, go-app's
// for its loader and the page's own basis, and these in the order of their names,
// which must not matter.
func joinStyles(loader []byte, files map[string][]byte) []byte {
	parts := [][]byte{loader, files[styleSheet]}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if publicEnding(name) == ".css" && name != styleSheet {
			parts = append(parts, files[name])
		}
	}
	return bytes.Join(parts, []byte("\n"))
}
