package predictor

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// mapQuestion asks for a map of validation images, of which the last has no label.
func mapQuestion(t *testing.T, method string) *worker.MapImages {
	const labelled = 59
	images := wasmtest.Dataset(t, 60).Images(data.Train)
	m := &worker.MapImages{On: true, ID: 1, Method: method, Rest: 3}
	for i := range labelled + 1 {
		if i < labelled {
			m.Labels = append(m.Labels, int(images.Label(i)))
		}
		m.Images = append(m.Images, images.Image(i)...)
	}
	return m
}

// spread returns the root mean square distance of positions from (0, 0).
func spread(positions []float32) float64 {
	var sum float64
	for _, v := range positions {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(len(positions)/2))
}

func TestMap(t *testing.T) {
	tests := []struct {
		architecture string
		loss         nn.Loss
		layer        string
		values, used int
	}{
		{"simplenet", nn.CrossEntropy{}, "pool2", 980, 980},
		{"linear", nn.DoubleSoftmax{}, "", 784, 784},
		{"linear 2100, sigmoid, linear", nn.SquaredError{}, "sigmoid1", 2100, 2048},
		{"linear 1, linear", nn.CrossEntropy{}, "fc1", 1, 1},
	}
	for _, test := range tests {
		for _, method := range []string{worker.MapPCA, worker.MapLDA} {
			t.Run(test.architecture+" "+method, func(t *testing.T) {
				l := startPredictor(t, test.architecture, test.loss)
				asked := mapQuestion(t, method)
				l.send(asked)
				m := next(l, always[*worker.ImageMap])
				if m.ID != asked.ID || m.Method != method || m.Source != "test" || m.Step != 1 || m.Broken ||
					m.Layer != test.layer || m.Values != test.values || m.Used != test.used {
					t.Errorf("the map is %+v, want %+v", m, test)
				}
				positions := worker.UnpackFloats(nil, m.Positions)
				if len(positions) != 120 || len(m.Predictions) != 60 {
					t.Fatalf("%d numbers and %d predictions, want 60 images", len(positions), len(m.Predictions))
				}
				if got := spread(positions[:2*len(asked.Labels)]); math.Abs(got-1) > 1e-3 {
					t.Errorf("the spread is %g, want 1", got)
				}
				model, err := l.network.NewModel()
				if err != nil {
					t.Fatal(err)
				}
				copy(model.Params(), l.params)
				for i, got := range m.Predictions {
					image := asked.Images[i*data.Pixels:][:data.Pixels]
					if want := test.loss.Predict(model.Forward(train.AppendValues(nil, image))); got != want {
						t.Errorf("image %d is read as %d, want %d", i, got, want)
					}
				}

				// What is on the pad lies where the same image lies on the map.
				for _, i := range []int{3, 59} {
					l.send(&worker.DatasetImage{ID: i, Image: asked.Images[i*data.Pixels:][:data.Pixels]})
					place := next(l, func(p *worker.MapPlace) bool { return p.Shown })
					if math.Abs(place.X-float64(positions[2*i])) > 1e-3 || math.Abs(place.Y-float64(positions[2*i+1])) > 1e-3 || place.Digit != m.Predictions[i] {
						t.Errorf("image %d lies at %g, %g and is a %d, on the map at %g, %g", i, place.X, place.Y, place.Digit, positions[2*i], positions[2*i+1])
					}
					l.send(&worker.Forget{})
					next(l, func(p *worker.MapPlace) bool { return !p.Shown })
				}
			})
		}
	}
}

// The map follows the weights, in its own time, and stays the same way round.
func TestMapFollowsWeights(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "mlp", nn.CrossEntropy{})
		l.send(mapQuestion(t, worker.MapPCA))
		first := next(l, always[*worker.ImageMap])
		since := time.Now()
		for i := range l.params {
			l.params[i] *= -1 // all that the units see is turned round
		}
		for step := range 10 {
			l.sendWeights(2 + step)
		}
		second := next(l, always[*worker.ImageMap])
		if second.Step != 11 {
			t.Errorf("the second map is of step %d, want the newest, 11", second.Step)
		}
		if waited := time.Since(since); waited < mapEvery-time.Millisecond {
			t.Errorf("the second map comes after %v, want %v", waited, mapEvery)
		}
		var agreement float64
		before, after := worker.UnpackFloats(nil, first.Positions), worker.UnpackFloats(nil, second.Positions)
		for i := 0; i < len(before); i++ {
			agreement += float64(before[i]) * float64(after[i])
		}
		if agreement <= 0 {
			t.Errorf("the second map is turned away from the first: %g", agreement)
		}

		l.send(&worker.MapImages{})
		l.sendWeights(12)
		time.Sleep(time.Minute)
		synctest.Wait()
		for len(l.messages) > 0 {
			if m, ok := (<-l.messages).(*worker.ImageMap); ok {
				t.Errorf("a map of step %d comes although nobody looks", m.Step)
			}
		}
		l.port.Close()
	})
}

// Another question ends the work on the one before.
func TestMapAskedAnew(t *testing.T) {
	l := startPredictor(t, "mlp", nn.CrossEntropy{})
	first := mapQuestion(t, worker.MapPCA)
	l.send(first)
	second := *first
	second.ID, second.Method = 2, worker.MapLDA
	l.send(&second)
	next(l, func(m *worker.ImageMap) bool { return m.ID == 2 && m.Method == worker.MapLDA })
}

func TestMapWithoutNumbers(t *testing.T) {
	l := startPredictor(t, "mlp", nn.CrossEntropy{})
	l.params[len(l.params)-1] = float32(math.NaN())
	l.sendWeights(2)
	l.send(mapQuestion(t, worker.MapPCA))
	if m := next(l, always[*worker.ImageMap]); !m.Broken || len(m.Positions) > 0 {
		t.Errorf("broken weights give a map of %d bytes", len(m.Positions))
	}
}

func TestMapErrors(t *testing.T) {
	l := startPredictor(t, "linear", nn.CrossEntropy{})
	right := mapQuestion(t, worker.MapPCA)
	for want, change := range map[string]func(*worker.MapImages){
		"unknown method":     func(m *worker.MapImages) { m.Method = "tsne" },
		"want two labels":    func(m *worker.MapImages) { m.Labels = m.Labels[:1] },
		"784 bytes for each": func(m *worker.MapImages) { m.Images = m.Images[1:] },
		"59 labels":          func(m *worker.MapImages) { m.Images = slices.Clone(m.Images[:58*data.Pixels]) },
	} {
		wrong := *right
		change(&wrong)
		l.send(&wrong)
		if f := next(l, always[*worker.Failure]); f.Scope != worker.ScopeMap || !strings.Contains(f.Text, want) {
			t.Errorf("it fails with %+v, want %q", f, want)
		}
	}
}
