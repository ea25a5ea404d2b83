package web

import (
	"digitlab/web/text"
	"digitlab/web/worker"
)

// exhibit is an image of the gallery, by itself.
type exhibit struct {
	Split string
	Index int // in the split
	Label int
	Image []byte // 28x28 pixels, 255 = ink
	reading
}

// chosen returns the chosen image, false if it is not there.
func (g *gallery) chosen() (exhibit, bool) {
	part, i, ok := g.Album.find(g.Chosen)
	if !ok {
		return exhibit{}, false
	}
	const pixels = imageSide * imageSide
	return exhibit{
		Split:   g.Selection.Split,
		Index:   part.Indices[i],
		Label:   part.Labels[i],
		Image:   part.Images[i*pixels : (i+1)*pixels],
		reading: readingOf(part, i),
	}, true
}

// readingOf returns what was read in image i of a part.
func readingOf(m *worker.Images, i int) reading {
	if i >= len(m.Predictions) {
		return reading{}
	}
	r := reading{Asked: true, Shown: true}
	r.Digit = m.Predictions[i]
	if all := worker.UnpackFloats(nil, m.Probabilities); len(all) > 0 {
		for _, p := range all[10*i : 10*(i+1)] {
			r.Probabilities = append(r.Probabilities, float64(p))
		}
	} else {
		r.Outputs = []float64{float64(worker.UnpackFloats(nil, m.Numbers)[i])}
	}
	return r
}

// wrong tells whether the image was read as another digit.
func (e exhibit) wrong() bool { return e.Shown && e.Digit != e.Label }

func (e exhibit) name() string { return imageName(e.Split, e.Index) }

// imageName names an image of a split.
func imageName(split string, index int) string {
	switch split {
	case splitTrain:
		return text.F("training image %d", index)
	case splitValid:
		return text.F("validation image %d", index)
	}
	return text.F("test image %d", index)
}

// String says what the image shows and what was read in it.
func (e exhibit) String() string {
	switch {
	case !e.Shown:
		return text.F("%s: %d", e.name(), e.Label)
	case e.wrong():
		return text.F("%s: %d read as %d, %s", e.name(), e.Label, e.Digit, e.sureness())
	}
	return text.F("%s: %d read rightly, %s", e.name(), e.Label, e.sureness())
}

// sureness says how sure the network was, or which number it gave.
func (e exhibit) sureness() string {
	if e.single() {
		return text.F("output %s, rounded", decimals(e.Outputs[0], 2))
	}
	return text.F("%s sure", probability(e.Probabilities[e.Digit]))
}
