package hand

import (
	"cmp"
	"maps"
	"slices"
)

// Set is a list of drawings, in the order in which they were kept, each of them
// once. Its methods but Sort leave it as it is and return what it becomes.
type Set []Drawing

// Limit is the number of drawings in a set at most.
const Limit = 2000

// Sort puts drawings that come in any order into that in which they were kept; those of
// one moment go by their IDs.
func (s Set) Sort() {
	slices.SortFunc(s, func(a, b Drawing) int {
		return cmp.Or(a.Kept.Compare(b.Kept), cmp.Compare(a.ID(), b.ID()))
	})
}

// Find returns the index of a drawing, -1 if it is not in the set.
func (s Set) Find(id string) int {
	return slices.IndexFunc(s, func(have Drawing) bool { return have.ID() == id })
}

// With returns the set with more drawings. Of one that is in the set already,
// only the label is taken: what has been learned from stays no test, and what
// is a test stays one. Drawings beyond the Limit are left out.
func (s Set) With(more ...Drawing) Set {
	s = slices.Clone(s)
	places := make(map[string]int, len(s))
	for i := range s {
		places[s[i].ID()] = i
	}
	for _, drawing := range more {
		if i, ok := places[drawing.ID()]; ok {
			s[i].Label = drawing.Label
		} else if len(s) < Limit {
			places[drawing.ID()] = len(s)
			s = append(s, drawing)
		}
	}
	slices.SortStableFunc(s, func(a, b Drawing) int { return a.Kept.Compare(b.Kept) })
	return s
}

// Without returns the set without a drawing.
func (s Set) Without(id string) Set {
	return slices.DeleteFunc(slices.Clone(s), func(have Drawing) bool { return have.ID() == id })
}

// Labelled returns the set with another label for a drawing.
func (s Set) Labelled(id string, label int) Set {
	s = slices.Clone(s)
	if i := s.Find(id); i >= 0 {
		s[i].Label = label
	}
	return s
}

// Of returns the drawings of a label, the newest first.
func (s Set) Of(label int) Set {
	of := slices.DeleteFunc(slices.Clone(s), func(have Drawing) bool { return have.Label != label })
	slices.Reverse(of)
	return of
}

// Change is what makes one set of another.
type Change struct {
	Put  Set      // new, or with another label
	Gone []string // IDs
}

// ChangeTo returns what makes next of s.
func (s Set) ChangeTo(next Set) (c Change) {
	labels := make(map[string]int, len(s))
	for i := range s {
		labels[s[i].ID()] = s[i].Label
	}
	for i := range next {
		id := next[i].ID()
		if label, ok := labels[id]; !ok || label != next[i].Label {
			c.Put = append(c.Put, next[i])
		}
		delete(labels, id)
	}
	c.Gone = slices.Sorted(maps.Keys(labels))
	return c
}

// Tests returns how many drawings are held back.
func (s Set) Tests() (tests int) {
	for i := range s {
		if s[i].Test {
			tests++
		}
	}
	return tests
}

// oneTestIn is how many drawings there are for one that is held back.
const oneTestIn = 4

// HoldsBack reports whether the next drawing of a label is to be held back: as long
// as the tests are less than a quarter of all, and of those of the label, of
// which the first is learned from. Who keeps two of each digit then has tests,
// and who keeps many has a quarter of each.
//
// The decision is made once and for good, as the drawing is kept. Drawn anew for
// each run, tests would be of what an earlier run has learned.
func (s Set) HoldsBack(label int) bool {
	of := s.Of(label)
	learned := len(of) - of.Tests()
	return learned > (oneTestIn-1)*of.Tests() && len(s)+1 >= oneTestIn*(s.Tests()+1)
}
