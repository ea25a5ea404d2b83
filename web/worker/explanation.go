package worker

// Messages between the page and the predictor about how the network comes to single
// values. While an Inspect is on, the predictor sends them anew whenever the drawing,
// the weights or the change have changed.
type (
	// Point says which value the page points at: one of a layer's output, by its index
	// in (C,H,W) or (D). An Explanation answers. With an empty Layer it points at none.
	Point struct {
		message
		Layer string `json:"layer"`
		Unit  int    `json:"unit"`
	}

	// Explanation says how the network comes to a value. Its steps begin with the
	// layer of weights that the value stems from, go on through those behind it that
	// change or choose single values, and end before the next layer of weights. It has
	// none if nothing can be read, or if there is no such value.
	Explanation struct {
		message
		Layer string            `json:"layer"` // as in the Point
		Unit  int               `json:"unit"`
		Steps []ExplanationStep `json:"steps"`
		// Bytes holds, for each step, inputs and weights (Channels,Side,Side) as
		// little-endian float32.
		Bytes []byte `json:"-"`
	}

	// ExplanationStep is how one layer comes to one value, see nn.Explanation.
	ExplanationStep struct {
		Layer string `json:"layer"` // such as "conv1"
		Text  string `json:"text"`  // such as "conv 20 5"
		From  string `json:"from"`  // the layer before it, "" if that is the picture
		Unit  int    `json:"unit"`
		// Channel, Row and Column are where the value is in what the layer gives, and
		// Top and Left where the window of its inputs begins in what it gets.
		Channel  int   `json:"channel"`
		Row      int   `json:"row"`
		Column   int   `json:"column"`
		Channels int   `json:"channels"`
		Side     int   `json:"side"`
		Top      int   `json:"top"`
		Left     int   `json:"left"`
		Weighs   bool  `json:"weighs"` // it has weights and a bias
		Bias     Float `json:"bias"`
		Value    Float `json:"value"`
		// Field is the part of the picture that the value depends on: left, top, right,
		// bottom, in its pixels.
		Field [4]int `json:"field"`
	}

	// Connections says how much each channel that a layer of weights gets adds to each
	// that it gives, see nn.Model.Connections. It has no layers if nothing can be read.
	Connections struct {
		message
		Layers []LayerConnections `json:"layers"`
		// Bytes holds a picture of each layer's connections (Out,In).
		Bytes []byte `json:"-"`
	}

	// LayerConnections are those of a layer.
	LayerConnections struct {
		Layer   string `json:"layer"`
		Out     int    `json:"out"`
		In      int    `json:"in"`
		Largest Float  `json:"largest"` // size of a connection
	}
)

// Size returns the number of a step's inputs.
func (s *ExplanationStep) Size() int { return s.Channels * s.Side * s.Side }

// Values returns the inputs and the weights of step i; there are no weights if it
// has none.
func (m *Explanation) Values(i int) (inputs, weights []float32) {
	rest := m.Bytes
	next := func(s *ExplanationStep, wanted bool) []float32 {
		values := rest[:4*s.Size()]
		rest = rest[len(values):]
		if !wanted {
			return nil
		}
		return UnpackFloats(nil, values)
	}
	for k := range i + 1 {
		s := &m.Steps[k]
		inputs = next(s, k == i)
		if s.Weighs {
			weights = next(s, k == i)
		}
	}
	return inputs, weights
}

// Picture returns the connections of layer i (Out,In).
func (m *Connections) Picture(i int) []byte {
	rest := m.Bytes
	for k := range i {
		rest = rest[m.Layers[k].Out*m.Layers[k].In:]
	}
	return rest[:m.Layers[i].Out*m.Layers[i].In]
}

func (m *Explanation) bytes() *[]byte { return &m.Bytes }
func (m *Connections) bytes() *[]byte { return &m.Bytes }
