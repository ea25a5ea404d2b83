package hand

import (
	"maps"
	"slices"
)

// Set is a list of samples, in the order in which they were kept, each of them
// once. Its methods leave it as it is and return what it becomes.
type Set []Sample

// Limit is the number of samples in a set at most.
const Limit = 2000

// Find returns the index of a sample, -1 if it is not in the set.
func (s Set) Find(id string) int {
	return slices.IndexFunc(s, func(have Sample) bool { return have.ID() == id })
}

// With returns the set with more samples. Of one that is in the set already,
// only the label is taken: what has been learned from stays no test, and what
// is a test stays one. Samples beyond the Limit are left out.
func (s Set) With(more ...Sample) Set {
	s = slices.Clone(s)
	places := make(map[string]int, len(s))
	for i := range s {
		places[s[i].ID()] = i
	}
	for _, sample := range more {
		if i, ok := places[sample.ID()]; ok {
			s[i].Label = sample.Label
		} else if len(s) < Limit {
			places[sample.ID()] = len(s)
			s = append(s, sample)
		}
	}
	slices.SortStableFunc(s, func(a, b Sample) int { return a.Kept.Compare(b.Kept) })
	return s
}

// Without returns the set without a sample.
func (s Set) Without(id string) Set {
	return slices.DeleteFunc(slices.Clone(s), func(have Sample) bool { return have.ID() == id })
}

// Labelled returns the set with another label for a sample.
func (s Set) Labelled(id string, label int) Set {
	s = slices.Clone(s)
	if i := s.Find(id); i >= 0 {
		s[i].Label = label
	}
	return s
}

// Of returns the samples of a label, the newest first.
func (s Set) Of(label int) Set {
	of := slices.DeleteFunc(slices.Clone(s), func(have Sample) bool { return have.Label != label })
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

// Tests returns how many samples are held back.
func (s Set) Tests() (tests int) {
	for i := range s {
		if s[i].Test {
			tests++
		}
	}
	return tests
}

// oneTestIn is how many samples there are for one that is held back.
const oneTestIn = 4

// HoldsBack tells whether the next sample of a label is to be held back: as long
// as the tests are less than a quarter of all, and of those of the label, of
// which the first is learned from. Who keeps two of each digit then has tests,
// and who keeps many has a quarter of each.
//
// The decision is made once and for good, as the sample is kept. Drawn anew for
// each run, tests would be of what an earlier run has learned.
func (s Set) HoldsBack(label int) bool {
	of := s.Of(label)
	learned := len(of) - of.Tests()
	return learned > (oneTestIn-1)*of.Tests() && len(s)+1 >= oneTestIn*(s.Tests()+1)
}
