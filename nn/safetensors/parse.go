package safetensors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"encoding/json/jsontext"
	"errors"
	"math"
	"slices"
	"strings"

	"digitlab/data/failure"
	"digitlab/data/jsondepth"
)

const (
	// maxHeader is the format's own limit on the header's length, in bytes.
	maxHeader = 100_000_000
	// maxDepth bounds how deep the header is nested. The format needs 3 levels;
	// fields that it does not know may have more.
	maxDepth = 16
)

var errNoSafetensors = failure.New("the file is not a safetensors file")

// Parse reads a whole file. The tensors' Data are windows into b. The error
// says what is wrong with which tensor.
func Parse(b []byte) (*File, error) {
	header, data, err := splitHeader(b)
	if err != nil {
		return nil, err
	}
	if err := checkHeader(header); err != nil {
		return nil, failure.New("safetensors: %w", err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(header, &fields); err != nil {
		return nil, headerError(err)
	}
	f := new(File)
	if raw, ok := fields[metadataKey]; ok {
		if err := json.Unmarshal(raw, &f.Metadata); err != nil {
			return nil, failure.New("safetensors: %s: %w", metadataKey, err)
		}
		delete(fields, metadataKey)
	}
	begins := make(map[string]int64, len(fields))
	for name, raw := range fields {
		var e entry
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, failure.New("safetensors: tensor %q: %w", name, err)
		}
		if err := e.check(int64(len(data))); err != nil {
			return nil, failure.New("safetensors: tensor %q: %w", name, err)
		}
		begins[name] = e.Offsets[0]
		f.Tensors = append(f.Tensors, Tensor{
			Name:  name,
			DType: e.DType,
			Shape: e.Shape,
			Data:  data[e.Offsets[0]:e.Offsets[1]:e.Offsets[1]],
		})
	}
	slices.SortFunc(f.Tensors, func(a, b Tensor) int {
		return cmp.Or(
			cmp.Compare(begins[a.Name], begins[b.Name]),
			cmp.Compare(len(a.Data), len(b.Data)), // an empty tensor stands before the one that begins there too
			strings.Compare(a.Name, b.Name),
		)
	})
	if err := f.checkCover(begins, int64(len(data))); err != nil {
		return nil, err
	}
	return f, nil
}

// splitHeader returns the header's JSON and the bytes behind it.
func splitHeader(b []byte) (header, data []byte, err error) {
	if len(b) == 0 {
		return nil, nil, failure.New("the file is empty")
	}
	if len(b) < 8 {
		return nil, nil, errNoSafetensors
	}
	// What has another number than a length or no { behind it is another file.
	n := binary.LittleEndian.Uint64(b)
	if n < uint64(len("{}")) || n > maxHeader || len(b) > 8 && b[8] != '{' {
		return nil, nil, errNoSafetensors
	}
	if n > uint64(len(b)-8) {
		return nil, nil, failure.New("the safetensors file is cut short: its header has %d bytes, %d are there", n, len(b)-8)
	}
	return b[8 : 8+n], b[8+n:], nil
}

// checkHeader returns an error for JSON that decoding would not complain about:
// it is nested too deep, or gives one name to two tensors or fields.
func checkHeader(header []byte) error {
	if err := jsondepth.Check(header, maxDepth); err != nil {
		return err
	}
	_, err := jsontext.NewDecoder(bytes.NewReader(header), jsontext.AllowInvalidUTF8(true)).ReadValue()
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok && errors.Is(err, jsontext.ErrDuplicateName) {
		return failure.New("the header has %q twice", syntax.JSONPointer.LastToken())
	}
	return nil
}

// headerError says where the header is no JSON, or that it is another's.
func headerError(err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return failure.New("the header of the safetensors file is damaged at byte %d", 8+syntax.Offset-1)
	}
	return errNoSafetensors
}

// check reports whether the entry is consistent and lies in data of that length.
func (e entry) check(length int64) error {
	size, ok := sizes[e.DType]
	if !ok {
		return failure.New("unknown dtype %q", e.DType)
	}
	if e.Shape == nil {
		return failure.New("no shape")
	}
	if len(e.Offsets) != 2 {
		return failure.New("%d data_offsets, want begin and end", len(e.Offsets))
	}
	want := int64(size)
	for _, n := range e.Shape {
		if n < 0 {
			return failure.New("negative length in shape %v", e.Shape)
		}
		if n > 0 && want > math.MaxInt64/int64(n) {
			return failure.New("shape %v is too large", e.Shape)
		}
		want *= int64(n)
	}
	begin, end := e.Offsets[0], e.Offsets[1]
	if begin < 0 || end < begin || end > length {
		return failure.New("bytes %d to %d are not in the file, which has %d", begin, end, length)
	}
	if end-begin != want {
		return failure.New("shape %v of %s takes %d bytes, the file gives it %d", e.Shape, e.DType, want, end-begin)
	}
	return nil
}

// checkCover reports whether the sorted tensors cover the data exactly.
func (f *File) checkCover(begins map[string]int64, length int64) error {
	var at int64
	for _, t := range f.Tensors {
		if begins[t.Name] != at {
			return failure.New("safetensors: tensor %q begins at byte %d, want %d", t.Name, begins[t.Name], at)
		}
		at += int64(len(t.Data))
	}
	if at != length {
		return failure.New("safetensors: bytes after the last tensor belong to none")
	}
	return nil
}
