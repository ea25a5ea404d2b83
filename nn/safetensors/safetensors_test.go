package safetensors

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"
)

func example() *File {
	return &File{
		Metadata: map[string]string{"format": "pt", "recipe": "by \"hand\"\n"},
		Tensors: []Tensor{
			FromFloat32s("conv.weight", []int{2, 3}, []float32{1, -2, 3.5, 0, 1e-30, 6}),
			{Name: "labels", DType: "U8", Shape: []int{3}, Data: []byte{7, 8, 9}},
			FromFloat32s("none", []int{0, 5}, nil),
			FromFloat32s("scalar", []int{}, []float32{42}),
		},
	}
}

func TestRoundTrip(t *testing.T) {
	want := example()
	b, err := want.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Metadata, want.Metadata) {
		t.Errorf("metadata = %v, want %v", got.Metadata, want.Metadata)
	}
	if len(got.Tensors) != len(want.Tensors) {
		t.Fatalf("%d tensors, want %d", len(got.Tensors), len(want.Tensors))
	}
	for i, w := range want.Tensors {
		g := got.Tensors[i]
		if g.Name != w.Name || g.DType != w.DType || !reflect.DeepEqual(g.Shape, w.Shape) || !bytes.Equal(g.Data, w.Data) {
			t.Errorf("tensor %d = %+v, want %+v", i, g, w)
		}
	}
	if begin := 8 + binary.LittleEndian.Uint64(b); begin%8 != 0 {
		t.Errorf("tensors begin at byte %d, want a multiple of 8", begin)
	}
}

func TestFloat32s(t *testing.T) {
	f := example()
	weight, err := f.Tensor("conv.weight")
	if err != nil {
		t.Fatal(err)
	}
	got, err := weight.Float32s()
	if want := []float32{1, -2, 3.5, 0, 1e-30, 6}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Float32s() = %v, %v, want %v", got, err, want)
	}
	labels, err := f.Tensor("labels")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := labels.Float32s(); err == nil || !strings.Contains(err.Error(), `"labels" is U8, want F32, F16, BF16 or F64`) {
		t.Errorf("Float32s() of a U8 tensor: error %v", err)
	}
	if _, err := f.Tensor("fc.weight"); err == nil || !strings.Contains(err.Error(), `"fc.weight"`) {
		t.Errorf("Tensor(fc.weight): error %v", err)
	}
}

// raw builds a file from a header's text and data.
func raw(header, data string) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), data...)
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name string
		file []byte
		want string
	}{
		{"empty", nil, "the file is empty"},
		{"another format", []byte("\x89PNG\r\n\x1a\n........"), "is not a safetensors file"},
		{"a few bytes", []byte("hello"), "is not a safetensors file"},
		{"a length of nothing", raw("", ""), "is not a safetensors file"},
		{"no header", raw("no header", ""), "is not a safetensors file"},
		{"gzip without a time", []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"), "is not a safetensors file"},
		{"header longer than file", raw("{}", "")[:9], "cut short: its header has 2 bytes, 1 are there"},
		{"header is no JSON", raw(`{"a";1}`, ""), "damaged at byte 12"},
		{"unknown dtype", raw(`{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}`, "1234"), `tensor "a": unknown dtype "F31"`},
		{"shape lies", raw(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`, "1234"), "takes 8 bytes, the file gives it 4"},
		{"shape overflows", raw(`{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}`, "1234"), "too large"},
		{"negative shape", raw(`{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}`, "1234"), "negative"},
		{"no shape", raw(`{"a":{"dtype":"F32","data_offsets":[0,4]}}`, "1234"), `tensor "a": no shape`},
		{"broken shape", raw(`{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}`, "1234"), `tensor "a": `},
		{"no offsets", raw(`{"a":{"dtype":"F32","shape":[0]}}`, ""), "0 data_offsets, want begin and end"},
		{"three offsets", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}`, "1234"), "3 data_offsets"},
		{"before the beginning", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}`, "1234"), "are not in the file"},
		{"huge offsets", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775804,9223372036854775807]}}`, "1234"), "are not in the file"},
		{"offsets overflow", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551620]}}`, "1234"), `tensor "a": `},
		{"one name twice", raw(`{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}`, "1234"), `the header has "a" twice`},
		{"one name twice, spelt otherwise", raw(`{"a/b":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\u0061/b":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}`, ""), `the header has "a/b" twice`},
		{"one field twice", raw(`{"a":{"dtype":"U8","shape":[2],"dtype":"I8","data_offsets":[0,2]}}`, "12"), `the header has "dtype" twice`},
		{"one entry of the metadata twice", raw(`{"__metadata__":{"loss":"a","loss":"b"}}`, ""), `the header has "loss" twice`},
		// Decoders call themselves for each level, and in the browser this many are
		// the end of the program.
		{"deep arrays", raw(`{"a":`+strings.Repeat("[", 4000)+strings.Repeat("]", 4000)+`}`, ""), "nested more than 16 deep at byte 20"},
		{"deep objects", raw(strings.Repeat(`{"a":`, 4000)+"1"+strings.Repeat("}", 4000), ""), "nested more than 16 deep"},
		{"deep metadata", raw(`{"__metadata__":{"a":`+strings.Repeat("[", 4000)+strings.Repeat("]", 4000)+`}}`, ""), "nested more than 16 deep"},
		{"no object", raw(`[]`, ""), "not a safetensors file"},
		{"more than a header", raw(`{}{}`, ""), "header"},
		{"behind the end", raw(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, "1234"), "are not in the file"},
		{"backwards", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}`, "1234"), "are not in the file"},
		{"gap", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, "12345678"), "begins at byte 4, want 0"},
		{"overlap", raw(`{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}`, "1234"), "begins at byte 2, want 3"},
		{"left over", raw(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, "12345"), "belong to none"},
		{"metadata is no text", raw(`{"__metadata__":{"a":1}}`, ""), "__metadata__"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := Parse(test.file)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Parse = %v, %v, want an error with %q", f, err, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	b, err := example().Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(raw(`{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}`, "1234"))
	f.Add(raw(`{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}`, "1"))
	f.Add(raw(`{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]}}`, "123456"))
	f.Fuzz(func(t *testing.T, b []byte) {
		parsed, err := Parse(b)
		if err != nil {
			return
		}
		// Each tensor has what its shape says, and together they have the data.
		var data []byte
		for _, tensor := range parsed.Tensors {
			size := sizes[tensor.DType]
			for _, n := range tensor.Shape {
				size *= n
			}
			if len(tensor.Data) != size {
				t.Errorf("%q has %d bytes, its shape %v of %s %d", tensor.Name, len(tensor.Data), tensor.Shape, tensor.DType, size)
			}
			data = append(data, tensor.Data...)
			if values, err := tensor.Float32s(); err == nil && len(values)*sizes[tensor.DType] != size {
				t.Errorf("%q has %d values in %d bytes of %s", tensor.Name, len(values), size, tensor.DType)
			}
		}
		if !bytes.Equal(data, b[8+binary.LittleEndian.Uint64(b):]) {
			t.Error("the tensors are not all of the data")
		}

		again, err := parsed.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		reparsed, err := Parse(again)
		if err != nil {
			t.Fatalf("Parse of Bytes: %v", err)
		}
		if !reflect.DeepEqual(reparsed.Tensors, parsed.Tensors) {
			t.Errorf("the tensors came back as %v, want %v", reparsed.Tensors, parsed.Tensors)
		}
	})
}
