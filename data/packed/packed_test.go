package packed

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"digitlab/data"
)

// someDataset returns one with splits of those sizes, whose images gzip cannot make
// smaller.
func someDataset(classes []string, sizes ...int) *data.Dataset {
	d := new(data.Dataset)
	count := data.Classes
	if classes != nil {
		d.NameClasses(classes)
		count = len(classes)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for split, size := range sizes {
		for i := range size {
			images := d.Images(data.Split(split))
			images.AppendLabel(byte(i % count))
			for j, pixels := 0, images.AppendImage(); j < len(pixels); j++ {
				pixels[j] = byte(r.Uint32())
			}
		}
	}
	return d
}

// packedUp returns a dataset's head and body.
func packedUp(name string, d *data.Dataset) (Head, []byte) {
	var body []byte
	for part := range Pack(d, func() {}) {
		body = append(body, part...)
	}
	h := NewHead(name, d, d.Fingerprint())
	h.Size = int64(len(body))
	return h, body
}

func TestRoundTrip(t *testing.T) {
	for _, test := range []struct {
		name string
		d    *data.Dataset
	}{
		{"digits", someDataset(nil, 3000, 20, 30)},
		{"animals", someDataset([]string{"ant", "bee", "cow"}, 5, 0, 0)},
		{"no test images", someDataset(nil, 2, 1, 0)},
	} {
		t.Run(test.name, func(t *testing.T) {
			pauses, sizes := 0, []int{}
			for part := range Pack(test.d, func() { pauses++ }) {
				sizes = append(sizes, len(part))
			}
			h, body := packedUp(test.name, test.d)
			images := h.Train + h.Valid + h.Test
			if pauses != images || len(sizes) != h.Parts() {
				t.Errorf("%d pauses and parts of %d bytes, want a pause for each of %d images and %d parts", pauses, sizes, images, h.Parts())
			}
			for i, size := range sizes {
				if size != PartSize && i < len(sizes)-1 {
					t.Errorf("part %d has %d bytes", i, size)
				}
			}
			again, err := DecodeHead(h.Encode())
			if err != nil || !reflect.DeepEqual(again, h) {
				t.Fatalf("DecodeHead(Encode(h)) = %+v, %v, want %+v", again, err, h)
			}
			if again.Key() != test.d.Fingerprint().Key() {
				t.Errorf("the key is %q, want %q", again.Key(), test.d.Fingerprint().Key())
			}
			most := 0
			d, err := Unpack(bytes.NewReader(body), again, func(images int) { most = images })
			if err != nil || !reflect.DeepEqual(d, test.d) {
				t.Errorf("what was packed comes back otherwise, with %v", err)
			}
			if most != images {
				t.Errorf("%d images are said to be read, want %d", most, images)
			}
		})
	}
}

// Whoever needs no more parts gets no more.
func TestPackStops(t *testing.T) {
	parts := 0
	for range Pack(someDataset(nil, 5000), func() {}) {
		if parts++; parts == 2 {
			break
		}
	}
	if parts != 2 {
		t.Errorf("%d parts came, want 2 of 4", parts)
	}
}

func TestLongNamesAreCut(t *testing.T) {
	h, _ := packedUp(strings.Repeat("中", 400), someDataset(nil, 1))
	if again, err := DecodeHead(h.Encode()); err != nil || again.Name != strings.Repeat("中", 333) {
		t.Errorf("DecodeHead = %q, %v, want 333 characters", again.Name, err)
	}
}

func TestDecodeHeadRefuses(t *testing.T) {
	h, _ := packedUp("animals", someDataset([]string{"ant", "bee"}, 5, 2, 1))
	b := h.Encode()
	change := func(old, new string) []byte {
		if !bytes.Contains(b, []byte(old)) {
			t.Fatalf("%s has no %q", b, old)
		}
		return bytes.Replace(b, []byte(old), []byte(new), 1)
	}
	for _, test := range []struct {
		name string
		b    []byte
		want string
	}{
		{"nothing", nil, "another version"},
		{"a later version", change("DLd1", "DLd2"), "another version"},
		{"half of it", b[:len(b)/2], "header"},
		{"no images", change(`"train":5`, `"train":0`), "damaged"},
		{"fewer than none", change(`"valid":2`, `"valid":-2`), "damaged"},
		{"too many images", change(`"test":1`, `"test":299999`), "damaged"},
		{"no size", change(`"size":`, `"sise":`), "damaged"},
		{"another sum", change(`"sum":"`, `"sum":"0`), "damaged"},
		{"one class", change(`["ant","bee"]`, `["ant"]`), "damaged"},
		{"one class twice", change(`["ant","bee"]`, `["ant","ant"]`), "damaged"},
		{"a class without a name", change(`["ant","bee"]`, `["ant",""]`), "damaged"},
		{"depths", change(`"animals"`, strings.Repeat("[", 9)), "header"},
	} {
		if _, err := DecodeHead(test.b); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: DecodeHead = %v, want an error with %q", test.name, err, test.want)
		}
	}
}

func TestUnpackRefuses(t *testing.T) {
	d := someDataset([]string{"ant", "bee"}, 5, 2, 1)
	h, body := packedUp("animals", d)
	flipped := bytes.Clone(body)
	flipped[len(body)/2] ^= 1
	more, fewer, other, labels := h, h, h, h
	more.Test++
	fewer.Test--
	other.Sum = "0123456789abcdef"
	three := someDataset([]string{"ant", "bee", "cow"}, 5, 2, 1)
	_, tooMany := packedUp("animals", three)
	for _, test := range []struct {
		name string
		head Head
		body []byte
		want string
	}{
		{"nothing", h, nil, "cut short"},
		{"half of it", h, body[:len(body)/2], "cut short"},
		{"all but the last byte", h, body[:len(body)-1], "cut short"},
		{"a bit flipped", h, flipped, "damaged"},
		{"no gzip", h, []byte("these are no images"), "gzip data is damaged"},
		{"more images in the header", more, body, "cut short"},
		{"fewer images in the header", fewer, body, "damaged"},
		{"another checksum", other, body, "checksum of its images is"},
		{"labels of other classes", labels, tooMany, "a label is 2, and there are 2 classes"},
	} {
		if _, err := Unpack(bytes.NewReader(test.body), test.head, func(int) {}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: Unpack = %v, want an error with %q", test.name, err, test.want)
		}
	}
}

// What is read is what the head says, and can be packed again.
func FuzzUnpack(f *testing.F) {
	for _, d := range []*data.Dataset{someDataset(nil, 2, 1, 1), someDataset([]string{"ant", "bee"}, 1, 0, 0)} {
		h, body := packedUp("few", d)
		f.Add(h.Encode(), body)
	}
	f.Fuzz(func(t *testing.T, head, body []byte) {
		h, err := DecodeHead(head)
		if err != nil || h.Train+h.Valid+h.Test > 1000 {
			return
		}
		d, err := Unpack(bytes.NewReader(body), h, func(int) {})
		if err != nil {
			return
		}
		again, packed := packedUp(h.Name, d)
		if again.Key() != h.Key() || again.Test != h.Test {
			t.Errorf("what has the head %+v is packed with the head %+v", h, again)
		}
		if _, err := Unpack(bytes.NewReader(packed), again, func(int) {}); err != nil {
			t.Errorf("what was read cannot be read again: %v", err)
		}
	})
}
