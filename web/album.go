package web

import (
	"digitlab/web/worker"
)

const (
	// partSize is how many images are asked for at a time.
	partSize = 60
	// mostParts bounds what is kept: 1.1 MB of pixels, and four times that
	// painted.
	mostParts = 24
)

// span is a range of places, the first and the one behind the last.
type span struct{ From, To int }

// album holds images of a selection, as far as they have been loaded.
type album struct {
	Total  int    // images in the selection
	Known  bool   // that number is the present selection's
	Source string // of the weights that read them, "" if there were none
	Step   int

	parts map[int]*worker.Images // part i begins at place i*partSize
}

// empty forgets the images. Their number stays until there is another, so that
// nothing on the page jumps.
func (a *album) empty() { a.Known, a.parts = false, nil }

// add puts a part in. If there are too many now, the one that is farthest away
// goes.
func (a *album) add(part int, m *worker.Images) {
	a.Total, a.Known, a.Source, a.Step = m.Total, true, m.Source, m.Step
	if a.parts == nil {
		a.parts = map[int]*worker.Images{}
	}
	a.parts[part] = m
	if len(a.parts) <= mostParts {
		return
	}
	farthest := part
	for i := range a.parts {
		if distance(i, part) > distance(farthest, part) {
			farthest = i
		}
	}
	delete(a.parts, farthest)
}

func distance(i, j int) int { return max(i-j, j-i) }

// missing returns the first part of what is in sight that is not there, false
// if all of it is.
func (a *album) missing(sight span) (part int, ok bool) {
	to := sight.To
	if a.Known {
		to = min(to, a.Total)
	}
	for part := sight.From / partSize; part*partSize < to; part++ {
		if a.parts[part] == nil {
			return part, true
		}
	}
	return 0, false
}

// find returns the part that has the image at a place, and which of its images
// that is; false if it is not there.
func (a *album) find(place int) (part *worker.Images, i int, ok bool) {
	part, i = a.parts[place/partSize], place%partSize
	return part, i, part != nil && i < len(part.Indices)
}

// holds tells whether a part is there.
func (a *album) holds(part *worker.Images) bool {
	for _, m := range a.parts {
		if m == part {
			return true
		}
	}
	return false
}
