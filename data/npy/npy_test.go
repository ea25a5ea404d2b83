package npy

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/labelled"
)

// file is an array of version 1.0.
func file(descr, shape string, elements ...any) string {
	dict := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", descr, shape)
	return raw(dict, elements...)
}

func raw(dict string, elements ...any) string {
	var b bytes.Buffer
	b.WriteString(Magic + "\x01\x00")
	binary.Write(&b, binary.LittleEndian, uint16(len(dict)))
	b.WriteString(dict)
	for _, e := range elements {
		var order binary.ByteOrder = binary.LittleEndian
		if strings.Contains(dict, "'>") {
			order = binary.BigEndian
		}
		binary.Write(&b, order, e)
	}
	return b.String()
}

// read returns images and labels in a file: their values, as far as the file has
// some.
func read(file string) (d *data.Dataset, err error) {
	a, err := Open(strings.NewReader(file))
	if err != nil {
		return nil, err
	}
	var sets [data.Splits]labelled.Set
	train := &sets[data.Train]
	if a.IsImages() {
		if err := a.ReadImages(train); err != nil {
			return nil, err
		}
		for range a.Len() {
			train.Labels.Add("a")
		}
	} else {
		if err := a.ReadLabels(&train.Labels); err != nil {
			return nil, err
		}
		for range a.Len() {
			train.AppendBytes(make([]byte, data.Pixels))
		}
	}
	names := []string{"a", "b"}
	if !labelled.Fits(&sets, names) {
		names = nil
	}
	return labelled.Join(&sets, names)
}

func TestReadImages(t *testing.T) {
	var want data.Image
	for i := range want {
		want[i] = byte(i * 7)
	}
	bytesOf, floats, doubles, wide := make([]byte, data.Pixels), make([]float32, data.Pixels), make([]float64, data.Pixels), make([]int32, data.Pixels)
	for i, k := range want {
		bytesOf[i], floats[i], doubles[i], wide[i] = k, float32(k)/255, float64(k)/127.5-1, int32(k)
	}
	for name, text := range map[string]string{
		"bytes":                        file("|u1", "(1, 28, 28)", bytesOf),
		"bytes with a channel":         file("|u1", "(1, 28, 28, 1)", bytesOf),
		"bytes with a channel first":   file("|u1", "(1, 1, 28, 28)", bytesOf),
		"flat bytes":                   file("|u1", "(1, 784)", bytesOf),
		"floats of 0 to 1":             file("<f4", "(1, 28, 28)", floats),
		"floats, the high byte first":  file(">f4", "(1, 28, 28)", floats),
		"doubles of -1 to 1":           file("<f8", "(1, 784)", doubles),
		"whole numbers of four bytes":  file("<i4", "(1, 784)", wide),
		"as Python 2 prints the shape": file("|u1", "(1L, 784L)", bytesOf),
	} {
		d, err := read(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !bytes.Equal(d.Images(data.Train).Image(0), want[:]) {
			t.Errorf("%s: the image is another", name)
		}
	}
}

func TestReadLabels(t *testing.T) {
	for _, test := range []struct {
		name, file string
		want       []string
	}{
		{"bytes", file("|u1", "(3,)", []byte{7, 3, 7}), []string{"7", "3", "7"}},
		{"of 64 bits", file("<i8", "(2,)", []int64{1, -1}), []string{"1", "-1"}},
		{"a column", file("<u2", "(2, 1)", []uint16{9, 258}), []string{"9", "258"}},
		{"floats", file("<f4", "(2,)", []float32{4, 0}), []string{"4", "0"}},
		{"one-hot", file("|b1", "(2, 3)", []byte{0, 0, 1, 1, 0, 0}), []string{"2", "0"}},
		{"text", file("|S3", "(2,)", []byte("catox\x00")), []string{"cat", "ox"}},
		{"Unicode", file("<U2", "(2,)", []rune{'犬', 0, 'ö', 'x'}), []string{"犬", "öx"}},
	} {
		d, err := read(test.file)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, label := range d.Images(data.Train).Labels() {
			got = append(got, d.ClassNames()[label])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: labels %q, want %q", test.name, got, test.want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	pixels := make([]byte, data.Pixels)
	long := "{'descr': '|u1'" + strings.Repeat(" ", maxHeader)
	for _, test := range []struct{ name, file, want string }{
		{"empty", "", "NumPy: header: the file is cut short"},
		{"a zip", "PK\x03\x04" + strings.Repeat(" ", 20), `NumPy: the file begins with "PK\x03\x04  ", want "\x93NUMPY"`},
		{"version 4", Magic + "\x04\x00\x00\x00\x00\x00", "NumPy: version 4, want 1 to 3"},
		{"half a header", file("|u1", "(1, 784)")[:30], "NumPy: header: the file is cut short"},
		{"a long header", raw(long), "NumPy: a header of 10015 bytes, want at most 10000"},
		{"no shape", raw("{'descr': '|u1', 'fortran_order': False}"), `NumPy: the header "{'descr': '|u1', 'fortran_order': False}" is damaged`},
		{"a structure", raw("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }"), `NumPy: the header "{'descr': [('x', '<f4')], 'fortran_order" does not say of what type the numbers are`},
		{"Python objects", file("|O8", "(1,)"), `NumPy: the type "|O8" is not read, only numbers and text: save .astype('uint8') of it`},
		{"half floats", file("<f2", "(1, 784)"), `NumPy: the type "<f2" is not read, only numbers and text: save .astype('uint8') of it`},
		{"column by column", raw("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 784), }"), "NumPy: the array is stored column by column: save np.ascontiguousarray of it"},
		{"a single number", file("<f4", "()"), "NumPy: the shape is (), want up to 300000 images or labels"},
		{"too many images", file("|u1", "(300001, 784)"), "NumPy: the shape is (300001, 784), want up to 300000 images or labels"},
		{"a shape that overflows", file("|u1", "(4294967297, 784)"), "NumPy: the shape (4294967297, 784) is not one of whole numbers up to a million"},
		{"colours", file("|u1", "(1, 28, 28, 3)"), "NumPy: the shape is (1, 28, 28, 3) of u1, want images, (N, 28, 28), or labels, (N) or (N, classes), of at most 10 classes"},
		{"32x32", file("|u1", "(1, 32, 32)"), "NumPy: the shape is (1, 32, 32) of u1, want images, (N, 28, 28), or labels, (N) or (N, classes), of at most 10 classes"},
		{"text for images", file("|S1", "(1, 784)"), "NumPy: the shape is (1, 784) of S1, want (N, 28, 28), (N, 28, 28, 1) or (N, 784) of numbers"},
		{"one image of two", file("|u1", "(2, 784)", pixels), "NumPy: image 1 of 2: the file is cut short"},
		{"an image too many", file("|u1", "(1, 784)", pixels, pixels), "NumPy: more bytes than the header says"},
		{"normalised images", file("<f4", "(1, 784)", append(make([]float32, 783), -1.5)), "NumPy: image 0 of 1: pixel 783 is -1.5, where the values go from -1.5 to 0: want 0 to 1, 0 to 255 or -1 to 1"},
		{"no number", file("<f8", "(1, 784)", append(make([]float64, 783), math.NaN())), "NumPy: image 0 of 1: pixel 783 is not a number"},
		{"two labels of three", file("|u1", "(3,)", []byte{1, 2}), "NumPy: label 2 of 3: the file is cut short"},
		{"half a label", file("<f4", "(2,)", []float32{1, 0.5}), "NumPy: label 1 of 2: the label is 0.5, want a whole number"},
		{"two ones", file("|u1", "(1, 3)", []byte{1, 0, 1}), "NumPy: label 0 of 1: value 2 of the one-hot label is 1, want one 1 and zeros"},
	} {
		_, err := read(test.file)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
	}
}

// What is read is as much as the header says, and no more memory is taken.
func FuzzRead(f *testing.F) {
	f.Add([]byte(file("|u1", "(1, 28, 28)", make([]byte, data.Pixels))))
	f.Add([]byte(file("<f4", "(1, 784)", make([]float32, data.Pixels))))
	f.Add([]byte(file("<i8", "(2,)", []int64{1, 2})))
	f.Add([]byte(file("<U2", "(2,)", []rune{'a', 0, 'b', 0})))
	f.Add([]byte(file("|b1", "(2, 3)", []byte{0, 0, 1, 1, 0, 0})))
	f.Fuzz(func(t *testing.T, file []byte) {
		a, err := Open(bytes.NewReader(file))
		if err != nil {
			return
		}
		var set labelled.Set
		if a.IsImages() {
			if err := a.ReadImages(&set); err == nil && (set.Len() != a.Len() || set.Len()*data.Pixels > len(file)) {
				t.Errorf("%d images of %d, from %d bytes", set.Len(), a.Len(), len(file))
			}
		} else if err := a.ReadLabels(&set.Labels); err == nil && (set.Labels.Len() != a.Len() || a.Len() > len(file)) {
			t.Errorf("%d labels of %d, from %d bytes", set.Labels.Len(), a.Len(), len(file))
		}
	})
}
