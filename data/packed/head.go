package packed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/jsondepth"
	"digitlab/data/labelled"
)

// Head says what a packed dataset is. Its bytes are "DLd1" (Digit Lab, a dataset,
// version 1) and then the fields as JSON.
type Head struct {
	Name    string   `json:"name"` // of the files that it was in
	Train   int      `json:"train"`
	Valid   int      `json:"valid"`
	Test    int      `json:"test"`
	Classes []string `json:"classes,omitempty"` // none for the ten digits
	Sum     string   `json:"sum"`               // of the Fingerprint, in 16 hexadecimal digits
	Size    int64    `json:"size"`              // of the body, in bytes
	Used    int64    `json:"used"`              // when it was last used, in milliseconds since 1970
}

const (
	magic   = "DLd1"
	maxName = 1000 // bytes of a Head.Name
	// maxSize bounds the body: gzip makes next to nothing longer.
	maxSize  = data.MaxImages * (data.Pixels + 1) * 101 / 100
	maxDepth = 5 // of the JSON, with room for more than it has
)

// NewHead returns that of a dataset with a fingerprint, which is used now. Its Size is
// to be filled in.
func NewHead(name string, d *data.Dataset, f data.Fingerprint) Head {
	h := Head{Train: f.Train, Valid: f.Valid, Test: d.Images(data.Test).Len(), Sum: fmt.Sprintf("%016x", f.Sum)}
	if !d.AreDigits() || d.ClassCount() < data.Classes {
		h.Classes = d.ClassNames()
	}
	return h.UsedAs(name)
}

// UsedAs returns the head of the same dataset, which is used now, under a name.
func (h Head) UsedAs(name string) Head {
	for len(name) > maxName {
		_, last := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-last]
	}
	h.Name, h.Used = name, time.Now().UnixMilli()
	return h
}

// Fits reports whether a dataset with the same fingerprint has as many test images and
// the same classes.
func (h Head) Fits(other Head) bool {
	return h.Test == other.Test && slices.Equal(h.Classes, other.Classes)
}

// Key is the fingerprint of the dataset as a name, see data.Fingerprint.
func (h Head) Key() string { return fmt.Sprintf("%d-%d-%s", h.Train, h.Valid, h.Sum) }

// Parts is the number of parts that the body is cut into.
func (h Head) Parts() int { return int((h.Size + PartSize - 1) / PartSize) }

// Encode returns the bytes of a head.
func (h Head) Encode() []byte {
	text, err := json.Marshal(h)
	if err != nil {
		panic("packed: " + err.Error()) // there is nothing in it that JSON has not
	}
	return append([]byte(magic), text...)
}

// DecodeHead is the inverse of Encode.
func DecodeHead(b []byte) (Head, error) {
	text, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return Head{}, failure.New("kept dataset: it is from another version of this page")
	}
	var h Head
	if err := jsondepth.Unmarshal(text, maxDepth, &h); err != nil {
		return Head{}, failure.New("kept dataset: header: %w", err)
	}
	if !h.possible() {
		return Head{}, failure.New("kept dataset: header: it is damaged")
	}
	return h, nil
}

// possible reports whether there can be such a dataset.
func (h Head) possible() bool {
	for _, count := range []int{h.Train, h.Valid, h.Test} {
		if count < 0 || count > data.MaxImages {
			return false
		}
	}
	if h.Train == 0 || h.Train+h.Valid+h.Test > data.MaxImages || h.Size < 1 || h.Size > maxSize || len(h.Name) > maxName {
		return false
	}
	if sum, err := strconv.ParseUint(h.Sum, 16, 64); err != nil || fmt.Sprintf("%016x", sum) != h.Sum {
		return false
	}
	return h.Classes == nil || possibleClasses(h.Classes)
}

func possibleClasses(names []string) bool {
	if len(names) < 2 || len(names) > data.Classes {
		return false
	}
	for i, name := range names {
		if labelled.CheckName(name) != nil || slices.Contains(names[:i], name) {
			return false
		}
	}
	return true
}
