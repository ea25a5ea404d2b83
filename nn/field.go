package nn

import "image"

// ReceptiveField returns the part of the input that a value depends on, in its pixels:
// the windows of windows back to the input, as far as they are inside. For vectors, and
// for what stems from all of them, it is all of the input.
func (m *Model) ReceptiveField(layer, unit int) image.Rectangle {
	l := &m.plan[layer]
	_, height, width := l.out.image()
	row, column := unit/width%height, unit%width
	field := image.Rect(column, row, column+1, row+1)
	for i := layer; i >= 0; i-- {
		in := m.plan[i].in
		_, height, width := in.image()
		switch kind := m.plan[i].Layer.(type) {
		case Conv:
			field = covered(field, kind.Kernel, max(1, kind.Stride), kind.Zeros())
		case MaxPool:
			field = covered(field, 2, 2, 0)
		case AvgPool:
			field = covered(field, kind.Side, kind.Side, 0)
		case Linear:
			field = image.Rect(0, 0, width, height)
		}
		field = field.Intersect(image.Rect(0, 0, width, height))
	}
	return field
}

// covered returns what the windows of some places cover.
func covered(places image.Rectangle, side, stride, padding int) image.Rectangle {
	return image.Rect(
		places.Min.X*stride-padding, places.Min.Y*stride-padding,
		(places.Max.X-1)*stride-padding+side, (places.Max.Y-1)*stride-padding+side,
	)
}
