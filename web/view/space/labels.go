package space

// label is where a name is written, in px from the upper left corner.
type label struct {
	X, Y  float64
	Shown bool
}

// labelRoom is how far apart the names of two layers are at least, in px.
const labelRoom = 44

// labelsOf returns where the names of the layers are, above their middles, and then those
// of the answers, to the right of them. Where there is no room for the name of a layer, it
// is not shown.
func labelsOf(s *scene, m matrix, width, height float64) []label {
	at := func(v vector) label {
		x, y, away := m.project(v)
		return label{(x + 1) / 2 * width, (1 - y) / 2 * height, away > 0}
	}
	var labels []label
	for i := range s.slabs {
		slab := &s.slabs[i]
		l := at(vector{slab.X, slab.box().High.Y + slab.Cell/2, 0})
		for _, other := range labels {
			if other.Shown && l.X > other.X-labelRoom && l.X < other.X+labelRoom && l.Y > other.Y-labelRoom && l.Y < other.Y+labelRoom {
				l.Shown = false
			}
		}
		labels = append(labels, l)
	}
	answers := &s.slabs[len(s.slabs)-1]
	for i := range answers.Count {
		labels = append(labels, at(answers.mapCentre(i).plus(vector{answers.Cell * .8, 0, 0})))
	}
	return labels
}
