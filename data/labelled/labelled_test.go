package labelled

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
)

// values is an image that begins with the given values and goes on with the
// first.
func values(v ...float32) []float32 {
	for len(v) < data.Pixels {
		v = append(v, v[0])
	}
	return v
}

// set is a set of such images with the labels 0, 1, 0, 1, ...
func set(t *testing.T, images ...[]float32) *Set {
	t.Helper()
	s := new(Set)
	for i, image := range images {
		if err := s.Append(image); err != nil {
			t.Fatalf("image %d: %v", i, err)
		}
		if err := s.Labels.AddNumber(float64(i % 2)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// joined returns the first pixels of the training images.
func joined(t *testing.T, sets *[data.Splits]Set, n int) (pixels [][]byte) {
	t.Helper()
	d, err := Join(sets, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Images(data.Train).Len() {
		pixels = append(pixels, d.Images(data.Train).Image(i)[:n])
	}
	return pixels
}

func TestRanges(t *testing.T) {
	for _, test := range []struct {
		name   string
		images [][]float32
		want   [][]byte
	}{
		{"0 to 1", [][]float32{values(0, 0.5, 1), values(0, 1.0/255, 0.25)}, [][]byte{{0, 128, 255}, {0, 1, 64}}},
		{"only 0 and 1", [][]float32{values(0, 1, 0), values(1, 0, 1)}, [][]byte{{0, 255, 0}, {255, 0, 255}}},
		{"0 to 255", [][]float32{values(0, 1, 254), values(255, 0, 7)}, [][]byte{{0, 1, 254}, {255, 0, 7}}},
		{"0 to 255 after 0 and 1", [][]float32{values(0, 1, 1), values(0, 2, 255)}, [][]byte{{0, 1, 1}, {0, 2, 255}}},
		{"0 to 255 after fractions", [][]float32{values(0, 0.4, 0.6), values(0, 1.2, 200.5)}, [][]byte{{0, 0, 1}, {0, 1, 201}}},
		{"-1 to 1", [][]float32{values(-1, 0, 1), values(-1, 129/127.5-1, -0.5)}, [][]byte{{0, 128, 255}, {0, 129, 64}}},
		{"-1 to 1 after 0 to 1", [][]float32{values(0, 129/127.5-1, 1), values(-1, 0, 1)}, [][]byte{{128, 129, 255}, {0, 128, 255}}},
		{"as floating point rounds", [][]float32{values(0, 1.0000001, 0.5), values(-1e-7, 1, 0)}, [][]byte{{0, 255, 128}, {0, 255, 0}}},
	} {
		got := joined(t, &[data.Splits]Set{*set(t, test.images...)}, 3)
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// All 256 bytes come back whatever range they are written in, also where the
// range shows late.
func TestRangesGiveTheByteBack(t *testing.T) {
	for name, value := range map[string]func(k int) float32{
		"0 to 1":   func(k int) float32 { return float32(k) / 255 },
		"0 to 255": func(k int) float32 { return float32(k) },
		"-1 to 1":  func(k int) float32 { return float32(k)/127.5 - 1 },
	} {
		for _, backwards := range []bool{false, true} {
			var images [][]float32
			for k := range 256 {
				if backwards {
					k = 255 - k
				}
				images = append(images, values(value(k)))
			}
			for i, got := range joined(t, &[data.Splits]Set{*set(t, images...)}, 1) {
				want := i
				if backwards {
					want = 255 - i
				}
				if int(got[0]) != want {
					t.Errorf("%s: byte %d comes back as %d", name, want, got[0])
				}
			}
		}
	}
}

func TestBytes(t *testing.T) {
	image := func(v ...byte) []byte { return append(v, make([]byte, data.Pixels-len(v))...) }
	for _, test := range []struct {
		name   string
		images [][]byte
		want   [][]byte
	}{
		{"bytes", [][]byte{image(0, 1, 1), image(0, 2, 255)}, [][]byte{{0, 1, 1}, {0, 2, 255}}},
		{"only 0 and 1", [][]byte{image(0, 1, 1), image(1, 0, 0)}, [][]byte{{0, 255, 255}, {255, 0, 0}}},
	} {
		var s Set
		for i, pixels := range test.images {
			if err := s.AppendBytes(pixels); err != nil {
				t.Fatal(err)
			}
			s.Labels.AddNumber(float64(i))
		}
		if got := joined(t, &[data.Splits]Set{s}, 3); fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// The test images of a file may be too few to show its range.
func TestSplitsShareARange(t *testing.T) {
	got := joined(t, &[data.Splits]Set{data.Train: *set(t, values(0, 1), values(1, 0)), data.Test: *set(t, values(0, 200))}, 2)
	if want := [][]byte{{0, 1}, {1, 0}}; !bytes.Equal(got[0], want[0]) || !bytes.Equal(got[1], want[1]) {
		t.Errorf("the training images begin with %v, want %v", got, want)
	}
}

func TestProgress(t *testing.T) {
	var told []int
	s := Set{Progress: func(images int) { told = append(told, images) }}
	for range 2500 {
		s.AppendBytes(make([]byte, data.Pixels))
	}
	if !slices.Equal(told, []int{1000, 2000}) {
		t.Errorf("told %v", told)
	}
}

func TestSetErrors(t *testing.T) {
	nan := float32(0)
	nan /= nan
	for _, test := range []struct {
		name   string
		images [][]float32
		want   string
	}{
		{"above 255", [][]float32{values(0, 1), values(0, 0, 256)}, "pixel 2 is 256, where the values go from 0 to 256: want 0 to 1, 0 to 255 or -1 to 1"},
		{"below -1", [][]float32{values(0, -2)}, "pixel 1 is -2, where the values go from -2 to 0: want 0 to 1, 0 to 255 or -1 to 1"},
		{"normalised", [][]float32{values(-0.5), values(-0.5, 2.75)}, "pixel 1 is 2.75, where the values go from -0.5 to 2.75: want 0 to 1, 0 to 255 or -1 to 1"},
		{"negative beside bytes", [][]float32{values(200), values(200, 3, -0.5)}, "pixel 2 is -0.5, where the values go from -0.5 to 200: want 0 to 1, 0 to 255 or -1 to 1"},
		{"no number", [][]float32{values(0, nan)}, "pixel 1 is not a number"},
	} {
		var s Set
		var err error
		for _, image := range test.images {
			if err == nil {
				err = s.Append(image)
			}
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, test := range []struct {
		name  string
		add   func(l *Labels) error
		names []string // what the dataset has
		want  []byte
	}{
		{"numbers", func(l *Labels) error { return addAll(l, "7", "3", "7") }, []string{"3", "7"}, []byte{1, 0, 1}},
		{"ten comes after nine", func(l *Labels) error { return addAll(l, "10", "9") }, []string{"9", "10"}, []byte{1, 0}},
		{"words", func(l *Labels) error { return addAll(l, "dog", "cat", "dog") }, []string{"cat", "dog"}, []byte{1, 0, 1}},
		{"one-hot", func(l *Labels) error {
			if err := l.AddOneHot([]float32{0, 0, 1}); err != nil {
				return err
			}
			return l.AddOneHot([]float32{1, 0, 0})
		}, []string{"0", "1", "2"}, []byte{2, 0}},
	} {
		var s Set
		if err := test.add(&s.Labels); err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		for range s.Labels.Len() {
			s.Append(values(0))
		}
		d, err := Join(&[data.Splits]Set{s}, nil)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if got := d.ClassNames(); !slices.Equal(got, test.names) {
			t.Errorf("%s: classes %q, want %q", test.name, got, test.names)
		}
		if got := d.Images(data.Train).Labels(); !bytes.Equal(got, test.want) {
			t.Errorf("%s: labels %v, want %v", test.name, got, test.want)
		}
	}
}

func addAll(l *Labels, names ...string) error {
	for _, name := range names {
		if err := l.Add(name); err != nil {
			return err
		}
	}
	return nil
}

func TestLabelErrors(t *testing.T) {
	for _, test := range []struct {
		name string
		add  func(l *Labels) error
		want string
	}{
		{"eleven", func(l *Labels) error { return addAll(l, strings.Split("0 1 2 3 4 5 6 7 8 9 a", " ")...) }, `the label "a" is that of an eleventh class, want at most 10`},
		{"half a class", func(l *Labels) error { return l.AddNumber(3.5) }, "the label is 3.5, want a whole number"},
		{"empty", func(l *Labels) error { return l.Add("") }, "the label is empty"},
		{"long", func(l *Labels) error { return l.Add(strings.Repeat("a", 65)) }, `the label "aaaaaaaaaaaa"... has more than 64 bytes`},
		{"two lines", func(l *Labels) error { return l.Add("a\nb") }, `the label "a\nb" has control characters`},
		{"Latin-1", func(l *Labels) error { return l.Add("caf\xe9") }, `the label "caf\xe9" is not text in UTF-8`},
		{"one-hot without a 1", func(l *Labels) error { return l.AddOneHot([]float32{0, 0}) }, "the one-hot label has no 1"},
		{"two-hot", func(l *Labels) error { return l.AddOneHot([]float32{1, 0, 1}) }, "value 2 of the one-hot label is 1, want one 1 and zeros"},
	} {
		if err := test.add(new(Labels)); err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
	}
}

func TestJoinErrors(t *testing.T) {
	unlabelled := *set(t, values(0), values(0))
	unlabelled.Append(values(0))
	names := func(from byte, n int) (s Set) {
		for i := range n {
			s.Append(values(0))
			s.Labels.Add(string(rune(from + byte(i))))
		}
		return s
	}
	for _, test := range []struct {
		name  string
		sets  [data.Splits]Set
		names []string
		want  string
	}{
		{"nothing", [data.Splits]Set{}, nil, "there are no training images"},
		{"only a test", [data.Splits]Set{data.Test: *set(t, values(0))}, nil, "there are no training images"},
		{"labels missing", [data.Splits]Set{unlabelled}, nil, "train: length of images (3) should equal labels (2)"},
		{"one class", [data.Splits]Set{*set(t, values(0))}, nil, `all images have the label "0", want at least two classes`},
		{"twelve classes", [data.Splits]Set{names('a', 6), names('g', 6)}, nil, `the splits have 12 classes together, "a, b, c, d, e, f, g, h, i, j, k, l": want at most 10`},
		{"another class", [data.Splits]Set{names('a', 2), {}, names('c', 1)}, []string{"a", "b"}, `test label 0 is "c", which is none of the classes "a, b"`},
		{"two ranges", [data.Splits]Set{*set(t, values(0, 200), values(0)), {}, *set(t, values(0, -1))}, nil, "test: the values go from -1 to 0, other splits have another range"},
		{"a little above 1", [data.Splits]Set{*set(t, values(0, 1), values(0, 0, 1.5))}, nil, "train image 1: pixel 2 is 1.5, want 0 to 1, 0 to 255 or -1 to 1"},
	} {
		if _, err := Join(&test.sets, test.names); err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	sets := [data.Splits]Set{*set(t, values(0), values(0))}
	names := []string{"T-shirt", "Trouser", "Coat"}
	if !Fits(&sets, names) || Fits(&sets, names[:1]) {
		t.Error("Fits does not tell whether there is a name for each label")
	}
	d, err := Join(&sets, names)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.ClassNames(); !slices.Equal(got, names) {
		t.Errorf("classes %q, want %q", got, names)
	}
}
