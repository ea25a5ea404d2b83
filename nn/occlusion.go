package nn

// Occlusion says what the outputs become when a part of the image is covered.
type Occlusion struct {
	Places  int       // along each axis
	Outputs []float32 // (Places,Places,Outputs) of the model
}

// occlusionBatch is the number of covered images computed at a time: more of
// them do not fit the caches.
const occlusionBatch = 16

// Occlude covers the image x (1,28,28) with a blank square of side pixels, in
// places that are step pixels apart, and returns the outputs for each. The
// squares lie around the middles of the steps, and over the image's edges where
// they have to. It sets evaluation mode.
//
// That is occlusion sensitivity (Zeiler and Fergus, "Visualizing and
// Understanding Convolutional Networks", 2014, section 4.2), with paper in place
// of their grey. Gradients, which are cheaper, tell of the slightest changes
// only: a network that is sure of its answer has next to none.
func (m *Model) Occlude(x []float32, side, step int) Occlusion {
	places := (imageSide + step - 1) / step
	margin := (side - step) / 2
	var images []float32
	var at []int // their places
	for place := range places * places {
		n := len(images)
		images = append(images, x...)
		if !cover(images[n:], place/places*step-margin, place%places*step-margin, side) {
			images = images[:n] // nothing was there
			continue
		}
		at = append(at, place)
	}

	m.Eval()
	outputs := m.Loss.Outputs()
	o := Occlusion{Places: places}
	plain := m.Forward(x)
	for range places * places {
		o.Outputs = append(o.Outputs, plain...)
	}
	for len(at) > 0 {
		n := min(occlusionBatch, len(at))
		y := m.Forward(images[:n*len(x)])
		for i, place := range at[:n] {
			copy(sample(o.Outputs, place, outputs), sample(y, i, outputs))
		}
		images, at = images[n*len(x):], at[n:]
	}
	return o
}

// cover makes a square of x (28,28) blank, as far as it is inside, and reports
// whether it was not before.
func cover(x []float32, top, left, side int) (changed bool) {
	for h := max(top, 0); h < min(top+side, imageSide); h++ {
		row := sample(x, h, imageSide)[max(left, 0):min(left+side, imageSide)]
		for i, v := range row {
			changed = changed || v != 0
			row[i] = 0
		}
	}
	return changed
}
