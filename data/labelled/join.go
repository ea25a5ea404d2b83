package labelled

import (
	"slices"
	"strings"

	"digitlab/data"
	"digitlab/data/failure"
)

// Join makes a dataset of the sets, one for each split, whose images it takes.
// Whatever values and labels it needs the three to agree on, it finds by looking
// at all of them.
//
// names are those of the classes, if something else than the labels tells them:
// labels are then numbers from 0, or are among the names. Without names the
// labels found are the classes.
func Join(sets *[data.Splits]Set, names []string) (*data.Dataset, error) {
	if err := join(sets); err != nil {
		return nil, err
	}
	found := classes(sets)
	if names == nil {
		names = found
	}
	switch {
	case len(names) > data.Classes:
		return nil, failure.New("the splits have %d classes together, %q: want at most %d", len(names), strings.Join(names, ", "), data.Classes)
	case len(names) < 2:
		return nil, failure.New("all images have the label %q, want at least two classes", strings.Join(names, ""))
	}
	var d data.Dataset
	d.NameClasses(names)
	for split := range data.Splits {
		set := &sets[split]
		*d.Images(split) = set.images
		for i := range set.Labels.Len() {
			name := set.Labels.Name(i)
			class, ok := classOf(names, name)
			if !ok {
				return nil, failure.New("%s label %d is %q, which is none of the classes %q", split, i, name, strings.Join(names, ", "))
			}
			d.Images(split).AppendLabel(byte(class))
		}
	}
	return &d, nil
}

// Fits reports whether all labels are among the names of classes, or the number
// of one.
func Fits(sets *[data.Splits]Set, names []string) bool {
	return !slices.ContainsFunc(classes(sets), func(name string) bool { _, ok := classOf(names, name); return !ok })
}

// classOf returns the class of a label, which is one of the names or counts them
// from 0.
func classOf(names []string, label string) (int, bool) {
	if i := slices.Index(names, label); i >= 0 {
		return i, true
	}
	n, ok := number(label)
	return n, ok && 0 <= n && n < len(names)
}

// classes returns the names of all labels, in order.
func classes(sets *[data.Splits]Set) (names []string) {
	for split := range sets {
		names = append(names, sets[split].Labels.names...)
	}
	sortNames(names)
	return slices.Compact(names)
}

// join checks that each set is whole, and gives all the same range of values.
func join(sets *[data.Splits]Set) error {
	all := unit
	for split := range data.Splits {
		set := &sets[split]
		if set.Len() != set.Labels.Len() {
			return failure.New("%s: length of images (%d) should equal labels (%d)", split, set.Len(), set.Labels.Len())
		}
		joined, ok := all.join(set.levels.kind)
		if !ok {
			return failure.New("%s: the values go from %v to %v, other splits have another range", split, set.levels.low, set.levels.high)
		}
		all = joined
	}
	for split := range data.Splits {
		set := &sets[split]
		if all == unit && set.uncertain != nil {
			return failure.New("%s %w", split, set.uncertain)
		}
		set.rescale(set.levels.kind, all)
		set.levels.kind = all
	}
	if sets[data.Train].Len() == 0 {
		return failure.New("there are no training images")
	}
	if n := sets[data.Train].Len() + sets[data.Valid].Len() + sets[data.Test].Len(); n > data.MaxImages {
		return failure.New("%d images, want at most %d", n, data.MaxImages)
	}
	return nil
}
