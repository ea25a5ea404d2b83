// Package ownset holds a set of drawings whose classes the visitor has named, and
// makes a dataset of it.
package ownset

import (
	"slices"
	"strings"

	"digitlab/web/hand"
)

const (
	// MinClasses and MaxClasses are how many classes there may be.
	MinClasses, MaxClasses = 2, 10
	// Dozen is how many drawings of each class are asked for.
	Dozen = 12
	// Enough is how many of each are needed to train.
	Enough = 5
)

// Class is one of the things that are told apart.
type Class struct {
	// Key is the label of its drawings, from 0 to 9. It stays when other classes go.
	Key  int
	Name string // as it was typed: there may be none yet, or another class may have it
}

// Set is classes in the visitor's order, and their drawings. Its methods leave it as
// it is and return what it becomes. A class is given by its index.
type Set struct {
	Classes  []Class
	Drawings hand.Set
}

// New returns a set of classes without drawings.
func New(names ...string) (s Set) {
	for _, name := range names {
		s = s.Add(name)
	}
	return s
}

// Full reports whether there can be no more classes.
func (s Set) Full() bool { return len(s.Classes) >= MaxClasses }

// Add returns the set with one more class, unless it is Full.
func (s Set) Add(name string) Set {
	for key := range MaxClasses {
		if s.index(key) < 0 {
			s.Classes = append(slices.Clip(s.Classes), Class{key, strings.TrimSpace(name)})
			break
		}
	}
	return s
}

// Remove returns the set without a class and its drawings.
func (s Set) Remove(class int) Set {
	key := s.Classes[class].Key
	s.Classes = slices.Delete(slices.Clone(s.Classes), class, class+1)
	s.Drawings = slices.DeleteFunc(slices.Clone(s.Drawings), func(d hand.Drawing) bool { return d.Label == key })
	return s
}

// Rename returns the set with another name for a class, which need not be a good
// one; see Fault.
func (s Set) Rename(class int, name string) Set {
	s.Classes = slices.Clone(s.Classes)
	s.Classes[class].Name = strings.TrimSpace(name)
	return s
}

// With returns the set with one more drawing, of a class. One that is there already
// becomes one of that class. If there is no room, the set is what it was.
func (s Set) With(d hand.Drawing, class int) Set {
	d.Label = s.Classes[class].Key
	s.Drawings = s.Drawings.With(d)
	return s
}

// Without returns the set without a drawing.
func (s Set) Without(id string) Set {
	s.Drawings = s.Drawings.Without(id)
	return s
}

// Of returns the drawings of a class, the newest first.
func (s Set) Of(class int) hand.Set { return s.Drawings.Of(s.Classes[class].Key) }

// index returns that of the class with a key, -1 if there is none.
func (s Set) index(key int) int {
	return slices.IndexFunc(s.Classes, func(c Class) bool { return c.Key == key })
}

// Fault is what is wrong with the name of a class.
type Fault int

// The faults of names.
const (
	NoFault Fault = iota
	Unnamed
	Twice // a class before it has the name, but for capitals
	Unfit // too long, or with characters that cannot be seen
)

// Fault says what is wrong with the name of a class.
func (s Set) Fault(class int) Fault {
	name := s.Classes[class].Name
	same := func(c Class) bool { return strings.EqualFold(c.Name, name) }
	switch {
	case name == "":
		return Unnamed
	case !hand.IsName(name):
		return Unfit
	case slices.ContainsFunc(s.Classes[:class], same):
		return Twice
	}
	return NoFault
}

// Named reports whether all classes have names that tell them apart.
func (s Set) Named() bool {
	for i := range s.Classes {
		if s.Fault(i) != NoFault {
			return false
		}
	}
	return true
}

// Next returns the class to draw next, the first that has no dozen; -1 if all have.
func (s Set) Next() int {
	for i := range s.Classes {
		if len(s.Of(i)) < Dozen {
			return i
		}
	}
	return -1
}

// Used returns the classes that there are drawings of: only those are learned.
func (s Set) Used() (used []int) {
	for i := range s.Classes {
		if len(s.Of(i)) > 0 {
			used = append(used, i)
		}
	}
	return used
}

// Missing returns how many more drawings a class needs to be learned.
func (s Set) Missing(class int) int { return max(0, Enough-len(s.Of(class))) }

// Ready reports whether there is enough to train on: two classes or more, and
// enough drawings of each that there are any of.
func (s Set) Ready() bool {
	used := s.Used()
	for _, class := range used {
		if s.Missing(class) > 0 {
			return false
		}
	}
	return len(used) >= MinClasses && s.Named()
}

// Names returns the names of classes.
func (s Set) Names(classes []int) (names []string) {
	for _, class := range classes {
		names = append(names, s.Classes[class].Name)
	}
	return names
}

// Export returns the set as a file: all classes, and their drawings. They have to be
// Named.
func (s Set) Export() ([]byte, error) { return hand.ExportNamed(s.Plain()) }

// Plain returns the drawings, labelled with the indices of their classes, and the
// names of those.
func (s Set) Plain() (drawings hand.Set, names []string) {
	drawings, names = slices.Clone(s.Drawings), make([]string, len(s.Classes))
	for i, class := range s.Classes {
		names[i] = class.Name
	}
	for i := range drawings {
		drawings[i].Label = s.index(drawings[i].Label)
	}
	return drawings, names
}

// Join returns the set with the drawings of a file, whose labels are indices in the
// names of its classes. Classes of the same name become one, and those without
// drawings, which nobody has begun, make room. It reports whether there was room for
// all.
func (s Set) Join(drawings hand.Set, names []string) (joined Set, ok bool) {
	for i := len(s.Classes) - 1; i >= 0; i-- {
		if len(s.Of(i)) == 0 {
			s = s.Remove(i)
		}
	}
	classes := make([]int, len(names))
	for label, name := range names {
		same := func(c Class) bool { return strings.EqualFold(c.Name, strings.TrimSpace(name)) }
		if classes[label] = slices.IndexFunc(s.Classes, same); classes[label] >= 0 {
			continue
		}
		if s.Full() {
			return s, false
		}
		s = s.Add(name)
		classes[label] = len(s.Classes) - 1
	}
	for _, d := range drawings {
		s = s.With(d, classes[d.Label])
		if s.Drawings.Find(d.ID()) < 0 {
			return s, false
		}
	}
	return s, true
}
