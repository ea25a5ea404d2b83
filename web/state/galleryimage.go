package state

import (
	"digitlab/web/number"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// GalleryImage is an image of the gallery, by itself.
type GalleryImage struct {
	Split string
	Index int // in the split
	Label int
	Image []byte // 28x28 pixels, 255 = ink
	Reading
}

// ChosenImage returns the chosen image, false if it is not there.
func (g *Gallery) ChosenImage() (GalleryImage, bool) {
	page, i, ok := g.Pages.Find(g.Chosen)
	if !ok {
		return GalleryImage{}, false
	}
	const pixels = worker.ImageSide * worker.ImageSide
	return GalleryImage{
		Split:   g.Selection.Split,
		Index:   page.Indices[i],
		Label:   page.Labels[i],
		Image:   page.Images[i*pixels : (i+1)*pixels],
		Reading: readingOf(page, i),
	}, true
}

// readingOf returns what was read in image i of a page.
func readingOf(m *worker.Images, i int) (r Reading) {
	r.Classes = m.Classes
	if i >= len(m.Predictions) {
		return r
	}
	r.Asked, r.Shown = true, true
	r.Digit = m.Predictions[i]
	if all := worker.UnpackFloats(nil, m.Probabilities); len(all) > 0 {
		each := len(all) / len(m.Predictions)
		for _, p := range all[each*i : each*(i+1)] {
			r.Probabilities = append(r.Probabilities, float64(p))
		}
	} else {
		r.Outputs = []float64{float64(worker.UnpackFloats(nil, m.Numbers)[i])}
	}
	return r
}

// Wrong reports whether the image was read as another digit.
func (e GalleryImage) Wrong() bool { return e.Shown && e.Digit != e.Label }

// Name says which image of the dataset it is.
func (e GalleryImage) Name() string { return ImageName(e.Split, e.Index) }

// ImageName names an image of a split.
func ImageName(split string, index int) string {
	switch split {
	case SplitTrain:
		return text.F("training image %d", index)
	case SplitValid:
		return text.F("validation image %d", index)
	}
	return text.F("test image %d", index)
}

// String says what the image shows and what was read in it.
func (e GalleryImage) String() string {
	label := e.Classes.Name(e.Label)
	switch {
	case !e.Shown:
		return text.F("%s: %s", e.Name(), label)
	case e.Wrong():
		return text.F("%s: %s read as %s, %s", e.Name(), label, e.Classes.Name(e.Digit), e.Sureness())
	}
	return text.F("%s: %s read correctly, %s", e.Name(), label, e.Sureness())
}

// Sureness says how sure the network was, or which number it gave.
func (e GalleryImage) Sureness() string {
	if e.Single() {
		return text.F("output %s, rounded", number.Decimals(e.Outputs[0], 2))
	}
	return text.F("%s sure", number.Probability(e.Probabilities[e.Digit]))
}
