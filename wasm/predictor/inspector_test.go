package predictor

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// client is a page that looks inside a predictor.
type client struct {
	t        *testing.T
	port     worker.Port
	messages <-chan worker.Message
	network  weights.Network
	params   []float32
	seen     []worker.Message
}

// startPredictor starts a predictor with fresh weights. Tests of what comes when
// run in bubbles of package synctest, where a slow machine changes no order.
func startPredictor(t *testing.T, architecture string, loss nn.Loss) *client {
	t.Helper()
	n, err := weights.ParseNetwork(architecture, loss.Name(), 0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := n.NewModel()
	if err != nil {
		t.Fatal(err)
	}
	m.Init(nn.PyTorchDefault, rand.New(rand.NewPCG(1, 2)))
	ours, theirs := worker.Pipe()
	t.Cleanup(ours.Close)
	go Serve(t.Context(), theirs)
	l := &client{t: t, port: ours, messages: ours.Listen(t.Context()), network: n, params: m.Params()}
	l.sendWeights(1)
	return l
}

func (l *client) sendWeights(step int) {
	l.send(&worker.Weights{Architecture: l.network.Architecture.String(), Loss: l.network.Loss.Name(),
		Source: "test", Step: step, Params: worker.PackFloats(l.params)})
}

func (l *client) send(m worker.Message) {
	l.t.Helper()
	if err := l.port.Send(m); err != nil {
		l.t.Fatal(err)
	}
}

// next returns the next message of a type for which right holds.
func next[M worker.Message](l *client, right func(M) bool) M {
	l.t.Helper()
	timeout := time.After(time.Minute)
	for {
		select {
		case m := <-l.messages:
			l.seen = append(l.seen, m)
			if m, ok := m.(M); ok && right(m) {
				return m
			}
		case <-timeout:
			l.t.Fatalf("no such %T among %d messages", *new(M), len(l.seen))
		}
	}
}

func always[M worker.Message](M) bool { return true }

// shown says what the numbers of a layer come to, with their pictures' length.
type shown struct {
	layer                 string
	count, channels, side int
}

func shownOf(list []worker.Numbers) (all []shown) {
	for _, n := range list {
		all = append(all, shown{n.Layer, n.Count, n.Channels, n.Side})
	}
	return all
}

func TestInside(t *testing.T) {
	tests := []struct {
		name, architecture string
		loss               nn.Loss
		filters, maps      []shown
		parts              int
		from               string
	}{
		{"simplenet", "simplenet", nn.CrossEntropy{},
			[]shown{{"conv1", 20, 1, 5}, {"conv2", 20, 20, 5}, {"fc", 10, 20, 7}},
			[]shown{{"conv1", 20, 1, 28}, {"relu1", 20, 1, 28}, {"pool1", 20, 1, 14}, {"conv2", 20, 1, 14}, {"relu2", 20, 1, 14}, {"pool2", 20, 1, 7}},
			20, "pool2"},
		{"mlp", "mlp", nn.DoubleSoftmax{}, []shown{{"fc1", 100, 1, 28}}, []shown{{"fc1", 100, 1, 1}, {"relu1", 100, 1, 1}}, 100, "relu1"},
		{"squared error", "conv 4 3, relu, pool, dropout 0.5, linear", nn.SquaredError{},
			[]shown{{"conv1", 4, 1, 3}, {"fc", 1, 4, 14}}, []shown{{"conv1", 4, 1, 28}, {"relu1", 4, 1, 28}, {"pool1", 4, 1, 14}}, 4, "dropout1"},
		{"linear", "linear", nn.CrossEntropy{}, []shown{{"fc", 10, 1, 28}}, nil, 1, ""},
		{"many", "linear 300, relu, linear", nn.CrossEntropy{}, []shown{{"fc1", 100, 1, 28}}, []shown{{"fc1", 100, 1, 1}, {"relu1", 100, 1, 1}}, 300, "relu1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := startPredictor(t, test.architecture, test.loss)
				l.send(&seven)
				answer := next(l, always[*worker.Prediction])
				l.send(&worker.Inspect{On: true})
				m := next(l, always[*worker.Inside])
				if !m.Read || m.Digit != answer.Digit || m.Unsure != answer.Unsure || !slices.Equal(m.Outputs, answer.Outputs) ||
					!slices.Equal(m.Probabilities, answer.Probabilities) || !bytes.Equal(m.Image(), answer.Image) {
					t.Errorf("inside, a %d with outputs %v is read, want what the prediction says, a %d with %v", m.Digit, m.Outputs, answer.Digit, answer.Outputs)
				}
				if m.Loss != test.loss.Name() || m.Temperature != 1 {
					t.Errorf("weights of the loss %q at a temperature of %g, want %s and 1", m.Loss, m.Temperature, test.loss.Name())
				}
				if got := shownOf(m.Filters); !slices.Equal(got, test.filters) {
					t.Errorf("filters %v, want %v", got, test.filters)
				}
				if got := shownOf(m.Maps); !slices.Equal(got, test.maps) {
					t.Errorf("maps %v, want %v", got, test.maps)
				}
				if m.Parts != test.parts || m.From != test.from {
					t.Errorf("%d parts from %q, want %d from %q", m.Parts, m.From, test.parts, test.from)
				}
				biases, parts := m.Contributions()
				for o, want := range m.Outputs {
					sum := float64(biases[o])
					for _, v := range parts[o*m.Parts:][:m.Parts] {
						sum += float64(v)
					}
					if math.Abs(sum-want) > 1e-4 { // sums of up to 300 float32 of about 0.1
						t.Errorf("contributions to output %d sum to %g, want %g", o, sum, want)
					}
				}
				// The filters of the first layer are the first parameters.
				f := m.Filters[0]
				pictures := m.FilterPictures(0)
				for i, v := range pictures {
					if got, want := (float64(v)-128)/127*float64(f.Largest), float64(l.params[i]); math.Abs(got-want) > 0.51/127*float64(f.Largest) {
						t.Fatalf("weight %d is shown as %g, want %g", i, got, want)
					}
				}
			})
		})
	}
}

// Each layer's pictures are at their place in the message: those behind a ReLU
// have nothing below zero, and those of a pooling have what was largest.
func TestInsideMaps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&seven)
		l.send(&worker.Inspect{On: true})
		m := next(l, func(m *worker.Inside) bool { return m.Read })
		conv, relu, pool := m.MapPictures(0), m.MapPictures(1), m.MapPictures(2)
		if slices.Min(conv) >= 128 || slices.Min(relu) != 128 || slices.Max(relu) != 255 {
			t.Errorf("values from %d behind the convolution and from %d to %d behind the ReLU, want some below 128, and 128 to 255",
				slices.Min(conv), slices.Min(relu), slices.Max(relu))
		}
		for i, v := range pool {
			c, y, x := i/196, i/14%14, i%14
			at := (c*28+2*y)*28 + 2*x
			if want := max(relu[at], relu[at+1], relu[at+28], relu[at+29]); v != want {
				t.Fatalf("pooled value %d is %d, want %d", i, v, want)
			}
		}
	})
}

func TestInsideWithAChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&seven)
		answer := next(l, always[*worker.Prediction])
		change := worker.Change{worker.ShiftX: 2, worker.Turn: 18, worker.Scale: -0.1, worker.Thickness: 0.5, worker.ShiftY: -1}
		l.send(&worker.Inspect{On: true, Change: change})
		m := next(l, func(m *worker.Inside) bool { return m.Change == change })
		want := augment.Change{ShiftX: 2, ShiftY: -1, Turn: 18, Scale: -0.1, Thickness: 0.5}.Apply(data.Image(answer.Image))
		if !bytes.Equal(m.Image(), want[:]) {
			t.Error("the picture is not the drawing, changed")
		}
		// A sweep passes through the value that the change has.
		sweep := next(l, func(m *worker.Sweep) bool { return m.Of == worker.Turn })
		at := worker.Sweeps/2 + 2 // 18 degrees
		if got := int(sweep.Bytes[at]); got != m.Digit {
			t.Errorf("the sweep reads a %d where the change stands, want %d", got, m.Digit)
		}
		if got, want := float64(sweep.Bytes[worker.Sweeps+at])/255, m.Probabilities[m.Digit]; math.Abs(got-want) > 0.5/255+1e-6 {
			t.Errorf("with probability %g, want %g", got, want)
		}
	})
}

func TestOcclusion(t *testing.T) {
	for _, loss := range []nn.Loss{nn.CrossEntropy{}, nn.SquaredError{}} {
		t.Run(loss.Name(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := startPredictor(t, "simplenet", loss)
				l.send(&seven)
				l.send(&worker.Inspect{On: true})
				inside := next(l, func(m *worker.Inside) bool { return m.Read })
				m := next(l, always[*worker.Occlusion])
				perPlace := 1 + len(m.Outputs)
				if len(m.Outputs) > 1 {
					perPlace += 4 * len(m.Outputs)
				}
				if m.Places != 14 || m.Digit != inside.Digit || !slices.Equal(m.Outputs, inside.Outputs) || len(m.Bytes) != perPlace*14*14 {
					t.Fatalf("%d places, a %d read with outputs %v, %d bytes, want 14 and as inside, a %d with %v",
						m.Places, m.Digit, m.Outputs, len(m.Bytes), inside.Digit, inside.Outputs)
				}
				lost := false
				for place := range 14 * 14 {
					touched := false
					for y := place/14*2 - 2; y < place/14*2+4; y++ {
						for x := place%14*2 - 2; x < place%14*2+4; x++ {
							if 0 <= y && y < 28 && 0 <= x && x < 28 && inside.Image()[y*28+x] > 0 {
								touched = true
							}
						}
					}
					for o := range m.Outputs {
						if v := m.Losses(o)[place]; !touched && v != 128 {
							t.Errorf("covering paper at place %d makes output %d smaller: %d", place, o, v)
						} else if v != 128 {
							lost = true
						}
					}
					if touched {
						continue
					}
					if digit := m.Digits()[place]; int(digit) != inside.Digit {
						t.Errorf("covering paper at place %d, a %d is read, want %d", place, digit, inside.Digit)
					}
					for digit := range m.Outputs {
						if p := m.Probabilities(digit); p != nil && math.Abs(float64(p[place])-inside.Probabilities[digit]) > 1e-6 {
							t.Errorf("covering paper at place %d, a %d has a probability of %g, want %g", place, digit, p[place], inside.Probabilities[digit])
						}
					}
				}
				if !lost {
					t.Error("covering ink changes nothing")
				}
			})
		})
	}
}

func TestPrepared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&worker.Inspect{On: true})
		if m := next(l, always[*worker.Inside]); m.Read || len(m.Filters) != 3 || len(m.Maps) != 0 {
			t.Errorf("before anything is drawn: read %t, %d filters, %d maps, want filters alone", m.Read, len(m.Filters), len(m.Maps))
		}
		if m := next(l, always[*worker.Prepared]); !m.Blank || len(m.Pictures) > 0 {
			t.Errorf("before anything is drawn: %+v, want blank", m)
		}

		l.send(&seven)
		answer := next(l, always[*worker.Prediction])
		m := next(l, always[*worker.Prepared])
		page, ink, scaled, image := m.Cut()
		if m.Page != (worker.Size{Width: 112, Height: 112}) || m.Ink != m.Page || max(m.Scaled.Width, m.Scaled.Height) != 20 {
			t.Errorf("page %v, ink %v, scaled %v, want 112x112 twice and a longer side of 20", m.Page, m.Ink, m.Scaled)
		}
		if !bytes.Equal(image, answer.Image) || slices.Max(scaled) != 255 {
			t.Error("the last picture is not what the network reads")
		}
		for i, v := range ink {
			if x, y := i%112, i/112; v > 0 && (x < m.Box[0] || x >= m.Box[2] || y < m.Box[1] || y >= m.Box[3]) {
				t.Errorf("there is ink at %d,%d, outside the box %v", x, y, m.Box)
			}
			if page[i] == 255 && v > 0 || page[i] == 0 && v < 255 {
				t.Errorf("pixel %d is %d on the page, and %d as ink", i, page[i], v)
			}
		}

		l.send(&worker.Draw{ID: 3, Strokes: []worker.Stroke{{140, 140}}, Side: 280, Width: 24})
		if m := next(l, always[*worker.Prepared]); !m.Blot || m.Ink.Pixels() == 0 {
			t.Errorf("of a dot: blot %t, ink %v", m.Blot, m.Ink)
		} else if _, _, _, image := m.Cut(); image != nil {
			t.Error("of a dot, there is an image to read")
		}
		l.send(&worker.DatasetImage{ID: 4, Image: answer.Image})
		if m := next(l, func(m *worker.Prepared) bool { return !m.Blot }); len(m.Pictures) != data.Pixels {
			t.Errorf("a dataset's image has pictures of %d bytes, want its own 784", len(m.Pictures))
		}
		l.send(&worker.Forget{})
		next(l, func(m *worker.Prepared) bool { return m.Blank })
		next(l, func(m *worker.Sweep) bool { return len(m.Bytes) == 0 })
	})
}

// Weights come faster than anyone can see; the last ones are shown in the end,
// and few of those before.
func TestInspectorDropsWhatIsOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&seven)
		l.send(&worker.Inspect{On: true})
		const last = 60
		for step := 2; step <= last; step++ {
			l.sendWeights(step)
		}
		next(l, func(m *worker.Inside) bool { return m.Step == last })
		shown := 0
		for _, m := range l.seen {
			if _, ok := m.(*worker.Inside); ok {
				shown++
			}
		}
		// They all arrive at once, before the first is due, but for how
		// goroutines take turns.
		if shown > last/4 {
			t.Errorf("%d of %d weights were shown", shown, last)
		}
	})
}

// Nothing is sent that nobody looks at.
func TestInspectOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&worker.Inspect{On: true})
		next(l, always[*worker.Inside])
		l.send(&worker.Inspect{})
		l.send(&seven)
		next(l, always[*worker.Prediction])
		l.seen = nil
		for range 5 {
			time.Sleep(worker.ReportEvery)
			l.send(&seven)
			next(l, always[*worker.Prediction])
		}
		for _, m := range l.seen {
			if _, ok := m.(*worker.Prediction); !ok {
				t.Errorf("a %T after Inspect was off", m)
			}
		}
	})
}

// What is asked for in brief is the network's picture alone.
func TestInspectInBrief(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&worker.Inspect{On: true, Brief: true})
		l.send(&seven)
		next(l, func(m *worker.Inside) bool { return m.Read })
		next(l, always[*worker.Connections])
		for step := range 5 {
			l.sendWeights(step)
			next(l, func(m *worker.Inside) bool { return m.Step == step })
		}
		time.Sleep(time.Minute)
		for _, m := range l.seen {
			switch m.(type) {
			case *worker.Prediction, *worker.Inside, *worker.Connections:
			default:
				t.Errorf("a %T though little is asked for", m)
			}
		}
		l.send(&worker.Inspect{On: true})
		next(l, always[*worker.Occlusion])
	})
}

// Weights whose outputs are no numbers have filters to show, and nothing read.
func TestInsideOfBrokenWeights(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		for i := range l.params {
			l.params[i] = float32(math.Inf(1))
		}
		l.params[0] = 0.5
		l.sendWeights(2)
		l.send(&seven)
		l.send(&worker.Inspect{On: true})
		m := next(l, func(m *worker.Inside) bool { return m.Step == 2 })
		if m.Read || m.Filters[0].Largest != 0.5 || m.FilterPictures(0)[0] != 255 || m.FilterPictures(0)[1] != 255 {
			t.Errorf("read %t, largest weight %v, want nothing read and 0.5", m.Read, m.Filters[0].Largest)
		}
	})
}
