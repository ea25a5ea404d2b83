package worker

// Messages between the page and the predictor about what happens inside the
// network. While an Inspect is on, the predictor sends the others whenever the
// drawing, the weights or the change have changed, some more often than others,
// and none more than ten times a second. What comes too fast is left out, but
// for the last.
//
// Pictures are one byte a pixel, row by row; 255 = ink. Pictures of numbers have
// 128 for 0, 255 for their largest size and 1 for its negative.
type (
	// Inspect asks for what happens inside the network, or no more for it.
	Inspect struct {
		message
		On     bool   `json:"on"`
		Brief  bool   `json:"brief"`  // Inside and Connections are enough, twice a second unless someone draws
		Change Change `json:"change"` // of the picture that all but Prepared is about
	}

	// Prepared shows how the drawing became what the network reads.
	Prepared struct {
		message
		Blank bool `json:"blank"` // nothing was found, see Prediction
		Blot  bool `json:"blot"`
		Plain bool `json:"plain"`
		// Page is the picture in grey, Ink what was found on it, and Scaled what
		// was cut out. A dataset's image has none of them, a blank one only Page.
		Page   Size `json:"page"`
		Ink    Size `json:"ink"`
		Scaled Size `json:"scaled"`
		// Box is around what was cut out of Ink, in its pixels: left, top, right,
		// bottom.
		Box [4]int `json:"box"`
		// Pictures holds the three, and, unless Blank or Blot, the 28x28 pixels
		// that come of them.
		Pictures []byte `json:"-"`
	}

	// Size is that of a picture, 0 by 0 if there is none.
	Size struct {
		Width  int `json:"width"`
		Height int `json:"height"`
	}

	// Inside shows filters and, if something can be read, what they give.
	Inside struct {
		message
		Source string `json:"source"` // of the weights
		Step   int    `json:"step"`
		Read   bool   `json:"read"`
		Change Change `json:"change"`

		// What was read, as in a Prediction.
		Digit         int       `json:"digit"`
		Unsure        bool      `json:"unsure"`
		Probabilities []float64 `json:"probabilities"`
		Outputs       []float64 `json:"outputs"`
		// Loss is what the weights were trained with, and Temperature what logits
		// are divided by for Probabilities, 1 where it changes nothing.
		Loss        string  `json:"loss"`
		Temperature float64 `json:"temperature"`

		Filters []Numbers `json:"filters"` // of all layers whose filters are larger than a pixel
		Maps    []Numbers `json:"maps"`    // what each layer gives but the last and dropout

		// Parts is the number of channels that add up to each of Outputs, and
		// From names the layer that they are of, "" if it is the picture.
		Parts int    `json:"parts"`
		From  string `json:"from"`

		// Bytes holds, if Read, biases (Outputs) and contributions
		// (Outputs,Parts) as little-endian float32, and the picture of 28x28
		// pixels; then the pictures of Filters and of Maps.
		Bytes []byte `json:"-"`
	}

	// Numbers are square pictures of a layer's numbers.
	Numbers struct {
		Layer    string `json:"layer"` // such as "conv1"
		Text     string `json:"text"`  // such as "conv 20 5"
		All      int    `json:"all"`   // filters, or channels of the output
		Count    int    `json:"count"` // that are shown, the first ones
		Channels int    `json:"channels"`
		Side     int    `json:"side"`
		Largest  Float  `json:"largest"` // size of the numbers
	}

	// Occlusion shows what covering a part of the picture does to the outputs.
	Occlusion struct {
		message
		Places  int   `json:"places"` // along each axis
		Patch   int   `json:"patch"`  // side of what is covered at each, in pixels
		Largest Float `json:"largest"`
		// What is read in the whole picture, perhaps with other weights than
		// those of the last Inside.
		Digit   int       `json:"digit"`
		Outputs []float64 `json:"outputs"`
		// Bytes holds, for each place, the digit that is read then; then, unless
		// there is but one output, the probability of each digit at each place
		// (Outputs,Places,Places) as little-endian float32; then, for each output,
		// a picture of how much smaller it is.
		Bytes []byte `json:"-"`
	}

	// Sweep shows what is read when one value of the change is another one.
	Sweep struct {
		message
		Of int `json:"of"` // the index of the value
		// Bytes holds, for each of Sweeps values, the digit that is read; then
		// its probabilities, 255 = 1. It is empty if nothing can be read.
		Bytes []byte `json:"-"`
	}
)

const (
	// ImageSide is the side of the images that the network reads, in pixels.
	ImageSide = 28
	// ImagePixels is the number of their pixels.
	ImagePixels = ImageSide * ImageSide
)

// Pixels returns the number of a picture's pixels.
func (s Size) Pixels() int { return s.Width * s.Height }

// Pixels returns the number of pixels of all pictures.
func (n *Numbers) Pixels() int { return n.Count * n.Channels * n.Side * n.Side }

// floats is the length of the numbers at the beginning of Bytes.
func (m *Inside) floats() int {
	if !m.Read {
		return 0
	}
	return 4 * len(m.Outputs) * (1 + m.Parts)
}

// Contributions returns the biases (Outputs) and what each channel adds to the
// outputs (Outputs,Parts).
func (m *Inside) Contributions() (biases, parts []float32) {
	all := UnpackFloats(nil, m.Bytes[:m.floats()])
	if len(all) == 0 {
		return nil, nil
	}
	return all[:len(m.Outputs)], all[len(m.Outputs):]
}

// Image returns the picture that was read, nil if there is none.
func (m *Inside) Image() []byte {
	if !m.Read {
		return nil
	}
	return m.Bytes[m.floats():][:ImagePixels]
}

// FilterPictures returns the pictures of m.Filters[i].
func (m *Inside) FilterPictures(i int) []byte {
	return numbersAt(m.numbers(), m.Filters, i)
}

// MapPictures returns the pictures of m.Maps[i].
func (m *Inside) MapPictures(i int) []byte {
	rest := m.numbers()
	for i := range m.Filters {
		rest = rest[m.Filters[i].Pixels():]
	}
	return numbersAt(rest, m.Maps, i)
}

// numbers returns the pictures of filters and maps.
func (m *Inside) numbers() []byte { return m.Bytes[m.floats()+len(m.Image()):] }

func numbersAt(pictures []byte, list []Numbers, i int) []byte {
	for k := range i {
		pictures = pictures[list[k].Pixels():]
	}
	return pictures[:list[i].Pixels()]
}

// Cut returns the pictures of the page, the ink, what was cut out, and the
// image that the network reads; nil for those that there are not.
func (m *Prepared) Cut() (page, ink, scaled, image []byte) {
	rest := m.Pictures
	next := func(n int) []byte {
		picture := rest[:n]
		rest = rest[n:]
		return picture
	}
	page, ink, scaled = next(m.Page.Pixels()), next(m.Ink.Pixels()), next(m.Scaled.Pixels())
	if !m.Blank && !m.Blot {
		image = next(ImagePixels)
	}
	return page, ink, scaled, image
}

// Digits returns the digit that is read with each place covered.
func (m *Occlusion) Digits() []byte { return m.Bytes[:m.Places*m.Places] }

// Probabilities returns those of a digit with each place covered, nil if there
// is but one output.
func (m *Occlusion) Probabilities(digit int) []float32 {
	n := m.Places * m.Places
	if len(m.Outputs) == 1 {
		return nil
	}
	return UnpackFloats(nil, m.Bytes[n*(1+4*digit):][:4*n])
}

// Losses returns the picture of how much smaller an output is with each place
// covered.
func (m *Occlusion) Losses(output int) []byte {
	n := m.Places * m.Places
	pictures := m.Bytes[n:]
	if len(m.Outputs) > 1 {
		pictures = pictures[4*n*len(m.Outputs):]
	}
	return pictures[output*n:][:n]
}

// Loss returns how much smaller an output is with a place covered.
func (m *Occlusion) Loss(output, place int) float64 {
	return (float64(m.Losses(output)[place]) - 128) / 127 * float64(m.Largest)
}

func (m *Prepared) bytes() *[]byte  { return &m.Pictures }
func (m *Inside) bytes() *[]byte    { return &m.Bytes }
func (m *Occlusion) bytes() *[]byte { return &m.Bytes }
func (m *Sweep) bytes() *[]byte     { return &m.Bytes }
