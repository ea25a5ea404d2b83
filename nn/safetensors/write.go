package safetensors

import (
	"encoding/binary"
	"encoding/json"
	"strings"

	"digitlab/data/failure"
)

// entry is a tensor's description in the header.
type entry struct {
	DType   string  `json:"dtype"`
	Shape   []int   `json:"shape"`
	Offsets []int64 `json:"data_offsets"` // begin and end
}

const metadataKey = "__metadata__"

// Bytes returns the file's bytes. Equal files give equal bytes: metadata is
// sorted by key and tensors stand in their order.
func (f *File) Bytes() ([]byte, error) {
	var fields []string
	add := func(key string, value any) error {
		name, err := json.Marshal(key)
		if err != nil {
			return failure.New("safetensors: %w", err)
		}
		text, err := json.Marshal(value)
		if err != nil {
			return failure.New("safetensors: %w", err)
		}
		fields = append(fields, string(name)+":"+string(text))
		return nil
	}
	if len(f.Metadata) > 0 {
		if err := add(metadataKey, f.Metadata); err != nil {
			return nil, err
		}
	}
	var at int64
	for _, t := range f.Tensors {
		end := at + int64(len(t.Data))
		shape := t.Shape
		if shape == nil {
			shape = []int{} // a scalar's shape is [], not null
		}
		if err := add(t.Name, entry{DType: t.DType, Shape: shape, Offsets: []int64{at, end}}); err != nil {
			return nil, err
		}
		at = end
	}
	header := "{" + strings.Join(fields, ",") + "}"
	// The format wants the tensors to begin at a multiple of eight.
	header += strings.Repeat(" ", -len(header)&7)

	file := make([]byte, 0, 8+len(header)+int(at))
	file = binary.LittleEndian.AppendUint64(file, uint64(len(header)))
	file = append(file, header...)
	for _, t := range f.Tensors {
		file = append(file, t.Data...)
	}
	return file, nil
}
