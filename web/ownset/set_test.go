package ownset

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/web/hand"
)

// drawing returns the n-th drawing of a test: each has another image.
func drawing(n int) hand.Drawing {
	image := make([]byte, hand.Pixels)
	image[n], image[hand.Pixels-1] = 255, 7
	return hand.Drawing{Kept: time.Unix(int64(1_700_000_000+n), 0).UTC(), Image: image}
}

// filled returns a set with so many drawings of each class, one class after the other.
func filled(names []string, counts ...int) Set {
	s, n := New(names...), 0
	for class, count := range counts {
		for range count {
			s = s.With(drawing(n), class)
			n++
		}
	}
	return s
}

var shapes = []string{"circle", "star", "house"}

func TestClasses(t *testing.T) {
	s := filled(shapes, 2, 1, 3)
	before := s
	s = s.Remove(1).Rename(1, "  hut ").Add("moon")
	if got := s.Names([]int{0, 1, 2}); !slices.Equal(got, []string{"circle", "hut", "moon"}) {
		t.Errorf("the classes are %q", got)
	}
	if len(s.Of(0)) != 2 || len(s.Of(1)) != 3 || len(s.Of(2)) != 0 {
		t.Errorf("they have %d, %d and %d drawings, want 2, 3 and none", len(s.Of(0)), len(s.Of(1)), len(s.Of(2)))
	}
	if !reflect.DeepEqual(before, filled(shapes, 2, 1, 3)) {
		t.Error("the set from before has changed")
	}
	for range MaxClasses {
		s = s.Add("")
	}
	if !s.Full() || len(s.Classes) != MaxClasses {
		t.Errorf("there are %d classes, want %d", len(s.Classes), MaxClasses)
	}
	keys := map[int]bool{}
	for _, c := range s.Classes {
		keys[c.Key] = true
	}
	if len(keys) != MaxClasses {
		t.Error("two classes have the same key")
	}
}

func TestADrawingIsOfOneClass(t *testing.T) {
	s := New(shapes...).With(drawing(1), 0).With(drawing(1), 2)
	if len(s.Of(0)) != 0 || len(s.Of(2)) != 1 {
		t.Errorf("drawn again as another, it is %d times the first and %d times the other", len(s.Of(0)), len(s.Of(2)))
	}
	d := drawing(1)
	if s = s.Without(d.ID()); len(s.Drawings) != 0 {
		t.Error("it is still there")
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name string
		want Fault
	}{{"moon", NoFault}, {"", Unnamed}, {"  ", Unnamed}, {"Circle ", Twice}, {strings.Repeat("月", 22), Unfit}, {"a\nb", Unfit}} {
		s := New("circle", test.name)
		if got := s.Fault(1); got != test.want || s.Named() != (test.want == NoFault) {
			t.Errorf("the fault of %q is %d, want %d", test.name, got, test.want)
		}
	}
}

func TestReady(t *testing.T) {
	for _, test := range []struct {
		counts []int
		next   int
		ready  bool
	}{
		{[]int{0, 0, 0}, 0, false},
		{[]int{12, 0, 0}, 1, false},
		{[]int{5, 4, 0}, 0, false},
		{[]int{5, 5, 0}, 0, true},
		{[]int{5, 5, 1}, 0, false},
		{[]int{12, 13, 12}, -1, true},
	} {
		s := filled(shapes, test.counts...)
		if s.Ready() != test.ready || s.Next() != test.next {
			t.Errorf("with %v drawings it is ready: %t, and %d is next", test.counts, s.Ready(), s.Next())
		}
	}
	if filled([]string{"circle", "circle"}, 5, 5).Ready() {
		t.Error("two classes of one name are ready")
	}
}

func TestExportIsJoined(t *testing.T) {
	// Without the first class, keys are no indices.
	s := filled([]string{"gone", "star", "house"}, 1, 2, 3).Remove(0)
	file, err := s.Export()
	if err != nil {
		t.Fatal(err)
	}
	drawings, names, err := hand.Import(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		to   Set
		want map[string]int
	}{
		"the classes that are proposed": {New("circle", "star", "moon"), map[string]int{"star": 2, "house": 3}},
		"the same":                      {s, map[string]int{"star": 2, "house": 3}},
		"others":                        {New("moon", "STAR").With(drawing(700), 0).With(drawing(701), 1), map[string]int{"moon": 1, "STAR": 3, "house": 3}},
	} {
		got, ok := test.to.Join(drawings, names)
		counts := map[string]int{}
		for i, c := range got.Classes {
			counts[c.Name] = len(got.Of(i))
		}
		if !ok || !reflect.DeepEqual(counts, test.want) {
			t.Errorf("joined to %s there are %v, %t, want %v", name, counts, ok, test.want)
		}
	}

	full := New("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
	for i := range full.Classes {
		full = full.With(drawing(100+i), i)
	}
	if _, ok := full.Join(drawings, names); ok {
		t.Error("an eleventh class is joined")
	}
}

func TestRecords(t *testing.T) {
	s := filled(shapes, 2, 1, 3).Remove(0)
	var records []Kept
	add := func(record []byte, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		kept, err := DecodeRecord(record)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, kept)
	}
	for i := len(s.Drawings) - 1; i >= 0; i-- {
		add(hand.Encode(s.Drawings[i]))
	}
	add(EncodeClasses(s.Classes))
	if got, ok := Restore(records); !ok || !reflect.DeepEqual(got, s) {
		t.Errorf("restored is %+v, want %+v", got, s)
	}

	// The drawings are there all the same where the classes cannot be read.
	got, ok := Restore(records[:len(records)-1])
	if !ok || len(got.Classes) != 2 || len(got.Of(0)) != 1 || len(got.Of(1)) != 3 || got.Named() {
		t.Errorf("without classes, restored is %+v", got)
	}
	if _, ok := Restore(nil); ok {
		t.Error("nothing is restored")
	}
}

func TestDecodeRecordRefuses(t *testing.T) {
	for _, text := range []string{
		"", "{}", "[]", `{"version":2,"classes":[]}`, `{"version":1,"classes":[{"key":10,"name":"a"}]}`,
		`{"version":1,"classes":[{"key":1,"name":"a"},{"key":1,"name":"b"}]}`,
	} {
		if _, err := DecodeRecord([]byte(text)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

// A record of the first version, of November 2026, is read for good.
func TestOldRecord(t *testing.T) {
	got, err := DecodeRecord([]byte(`{"version":1,"classes":[{"key":1,"name":"star"},{"key":0,"name":""}]}`))
	if want := []Class{{1, "star"}, {0, ""}}; err != nil || !slices.Equal(got.Classes, want) {
		t.Errorf("the classes are %v, %v, want %v", got.Classes, err, want)
	}
}
