package mnistjson

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"digitlab/data"
)

// spellings[k] is how byte k is written: k/255 to three decimals, without the
// zeros at the end. Neighbours are 0.0039 apart, so three decimals tell them
// all apart, and two would not.
var spellings = makeSpellings()

func makeSpellings() (s [256]string) {
	for k := range s {
		s[k] = strconv.FormatFloat(float64(k)/255, 'f', 3, 64)
		s[k] = strings.TrimRight(s[k], "0")
		s[k] = strings.TrimRight(s[k], ".")
	}
	s[0] = "0"
	return s
}

// WriteText writes the dataset as the JSON text of the package comment: k/255
// to three decimals, no spaces, and the names of the classes if they are not the
// ten digits. The same dataset always gives the same bytes.
func WriteText(w io.Writer, d *data.Dataset) error {
	// A bufio.Writer keeps its first error and returns it from Flush, so the
	// writes between need no checks of their own.
	buf := bufio.NewWriterSize(w, 64<<10)
	separator := "["
	if len(d.ClassNames()) < data.Classes || !d.AreDigits() {
		names, err := json.Marshal(d.ClassNames())
		if err != nil {
			return err
		}
		buf.WriteString(separator)
		buf.Write(names)
		separator = ","
	}
	for split := range data.Splits {
		buf.WriteString(separator)
		writeSplit(buf, d.Images(split))
		separator = ","
	}
	buf.WriteString("]")
	return buf.Flush()
}

func writeSplit(buf *bufio.Writer, images *data.Images) {
	buf.WriteString("[[")
	for i := range images.Len() {
		if i > 0 {
			buf.WriteByte(',')
		}
		writeImage(buf, images.Image(i))
	}
	buf.WriteString("],[")
	for i := range images.Len() {
		if i > 0 {
			buf.WriteByte(',')
		}
		buf.WriteByte('0' + images.Label(i))
	}
	buf.WriteString("]]")
}

func writeImage(buf *bufio.Writer, pixels []byte) {
	separator := byte('[')
	for _, k := range pixels {
		buf.WriteByte(separator)
		buf.WriteString(spellings[k])
		separator = ','
	}
	buf.WriteByte(']')
}
