package data

import (
	"slices"
	"testing"
)

func TestClassNames(t *testing.T) {
	for _, test := range []struct {
		name   string
		names  []string // nil for those of a dataset that has been given none
		want   []string
		digits bool
	}{
		{"none given", nil, []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, true},
		{"three digits", []string{"0", "1", "2"}, []string{"0", "1", "2"}, true},
		{"digits in other places", []string{"3", "7"}, []string{"3", "7"}, false},
		{"words", []string{"cat", "dog", "cow"}, []string{"cat", "dog", "cow"}, false},
	} {
		var d Dataset
		before := d.Fingerprint()
		if test.names != nil {
			d.NameClasses(test.names)
		}
		if got := d.ClassNames(); !slices.Equal(got, test.want) || d.ClassCount() != len(test.want) {
			t.Errorf("%s: ClassNames() = %q, %d of them", test.name, got, d.ClassCount())
		}
		if got := d.AreDigits(); got != test.digits {
			t.Errorf("%s: AreDigits() = %t", test.name, got)
		}
		if d.Fingerprint() != before {
			t.Errorf("%s: the names have changed the fingerprint", test.name)
		}
	}
}

func TestNameClassesPanics(t *testing.T) {
	for _, names := range [][]string{{}, {"one"}, make([]string, Classes+1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("NameClasses of %d names does not panic", len(names))
				}
			}()
			new(Dataset).NameClasses(names)
		}()
	}
}

// What is held out is out of one split and in the other, and the rest keeps its
// order.
func TestHoldOut(t *testing.T) {
	const n = 2*blockImages + 7
	for name, chosen := range map[string][]int{
		"the last":       {n - 3, n - 2, n - 1},
		"here and there": {0, 5, blockImages - 1, blockImages, n - 1},
		"none":           {},
	} {
		var d Dataset
		for i := range n {
			d.Images(Train).Append(numbered(i), byte(i%7))
		}
		d.HoldOut(chosen)
		var rest []int
		for i := range n {
			if !slices.Contains(chosen, i) {
				rest = append(rest, i)
			}
		}
		for split, want := range map[Split][]int{Train: rest, Valid: chosen} {
			images := d.Images(split)
			if images.Len() != len(want) || len(images.Labels()) != len(want) {
				t.Fatalf("%s: %d %v images and %d labels, want %d", name, images.Len(), split, len(images.Labels()), len(want))
			}
			for at, i := range want {
				if !slices.Equal(images.Image(at), numbered(i)[:]) || images.Label(at) != byte(i%7) {
					t.Fatalf("%s: %v image %d is not image %d of before", name, split, at, i)
				}
			}
		}
		d.Images(Train).Append(numbered(n), 9)
		if last := d.Images(Train).Len() - 1; !slices.Equal(d.Images(Train).Image(last), numbered(n)[:]) {
			t.Errorf("%s: what is appended afterwards is another image", name)
		}
	}
}

// A blank image is blank, also where another has stood before.
func TestAppendImageAfterHoldOut(t *testing.T) {
	var d Dataset
	for i := range 3 {
		d.Images(Train).Append(numbered(i), 0)
	}
	d.HoldOut([]int{0, 1, 2})
	if got := d.Images(Train).AppendImage(); !slices.Equal(got, make([]byte, Pixels)) {
		t.Error("AppendImage returns an image that is not blank")
	}
}
