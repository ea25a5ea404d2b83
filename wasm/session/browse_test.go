package session

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/run"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// everything is the selection of all test images.
var everything = worker.Selection{Split: "test", Label: worker.AnyDigit, Prediction: worker.AnyDigit, Order: worker.OrderFile}

func (p *page) browse(m *worker.Browse) *worker.Images {
	p.t.Helper()
	p.send(m)
	seen := p.until("images", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.Images)(nil)) || worker.Kind(m) == worker.Kind((*worker.Failure)(nil))
	})
	answer := lastOf[*worker.Images](p.t, seen)
	if answer.ID != m.ID {
		p.t.Errorf("the answer to question %d has ID %d", m.ID, answer.ID)
	}
	return answer
}

// newGallery starts a session with weights of a loss and returns what they read
// in the test images.
func newGallery(t *testing.T, loss nn.Loss) (*page, *data.Images, []nn.Outcome) {
	t.Helper()
	file := encoded(t, loss)
	p := newPage(t, map[string][]byte{"mine": file}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
	m, err := train.DecodeWeights(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := wasmtest.Dataset(t, 60)
	native := train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(loss) })
	e, err := train.Evaluate(m, d, data.Test, native)
	if err != nil {
		t.Fatal(err)
	}
	return p, d.Images(data.Test), e.Outcomes
}

func TestBrowseNeedsNoEvaluationForLabels(t *testing.T) {
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			p, split, outcomes := newGallery(t, loss)
			got := p.browse(&worker.Browse{ID: 3, Selection: everything, From: 7, Count: 20})
			if got.Total != 60 || got.Source != "mine" || len(got.Indices) != 20 || len(got.Predictions) != 20 {
				t.Fatalf("%d of %d images, %d read by %q; want 20 of 60, by mine", len(got.Indices), got.Total, len(got.Predictions), got.Source)
			}
			probabilities := worker.UnpackFloats(nil, got.Probabilities)
			numbers := worker.UnpackFloats(nil, got.Numbers)
			if len(probabilities)+len(numbers) != 20*loss.Outputs() {
				t.Fatalf("%d probabilities and %d numbers of 20 images with %d outputs", len(probabilities), len(numbers), loss.Outputs())
			}
			for i, index := range got.Indices {
				want := outcomes[7+i]
				if index != want.Index || got.Labels[i] != int(want.Label) || got.Predictions[i] != int(want.Prediction) {
					t.Errorf("image %d is number %d, a %d read as %d; want %+v", i, index, got.Labels[i], got.Predictions[i], want)
				}
				if !bytes.Equal(got.Images[i*data.Pixels:][:data.Pixels], split.Image(index)) {
					t.Errorf("the pixels of image %d are not those of the dataset's %d", i, index)
				}
				if len(probabilities) > 0 && probabilities[i*data.Classes+int(want.Prediction)] != float32(want.Confidence) {
					t.Errorf("image %d: probabilities %v, want %g of the prediction", i, probabilities[i*data.Classes:][:data.Classes], want.Confidence)
				}
			}

			threes := everything
			threes.Label = 3
			got = p.browse(&worker.Browse{Selection: threes, Count: 60})
			for i, label := range got.Labels {
				if label != 3 || split.Label(got.Indices[i]) != 3 {
					t.Errorf("among the 3s, image %d is a %d", got.Indices[i], label)
				}
			}
			count := 0
			for _, o := range outcomes {
				if o.Label == 3 {
					count++
				}
			}
			if got.Total != count || len(got.Labels) != count {
				t.Errorf("%d of %d 3s, want %d", len(got.Labels), got.Total, count)
			}
		})
	}
}

func TestBrowseByWhatWasRead(t *testing.T) {
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			p, _, outcomes := newGallery(t, loss)
			mistakes := everything
			mistakes.Mistakes, mistakes.Order = true, worker.OrderWrong
			if got := p.browse(&worker.Browse{Selection: mistakes, Count: 60}); !got.NotEvaluated || got.Total != 0 {
				t.Fatalf("before an evaluation the answer is %+v, want that there has to be one", got)
			}
			p.evaluate("test")

			wrong := slices.DeleteFunc(slices.Clone(outcomes), func(o nn.Outcome) bool { return o.Label == o.Prediction })
			slices.SortStableFunc(wrong, func(a, b nn.Outcome) int { return cmp.Compare(float32(b.Loss), float32(a.Loss)) })
			expect(t, p.browse(&worker.Browse{Selection: mistakes, Count: 60}), wrong)

			asked := everything
			asked.Prediction, asked.Label = int(wrong[0].Prediction), int(wrong[0].Label)
			expect(t, p.browse(&worker.Browse{Selection: asked, Count: 60}),
				slices.DeleteFunc(slices.Clone(outcomes), func(o nn.Outcome) bool {
					return o.Prediction != wrong[0].Prediction || o.Label != wrong[0].Label
				}))

			unsure := everything
			unsure.Order = worker.OrderUnsure
			slices.SortStableFunc(outcomes, func(a, b nn.Outcome) int {
				if loss.Outputs() == 1 {
					return cmp.Compare(float32(b.Loss), float32(a.Loss))
				}
				return cmp.Compare(float32(a.Confidence), float32(b.Confidence))
			})
			expect(t, p.browse(&worker.Browse{Selection: unsure, Count: 60}), outcomes)
		})
	}
}

func expect(t *testing.T, got *worker.Images, want []nn.Outcome) {
	t.Helper()
	var indices []int
	for _, o := range want {
		indices = append(indices, o.Index)
	}
	if got.NotEvaluated || got.Total != len(want) || !slices.Equal(got.Indices, indices) {
		t.Errorf("%d images %v, want %d: %v", got.Total, got.Indices, len(want), indices)
	}
}

// All that is shown was read by the same weights, until newer ones are asked
// for; beside a run too.
func TestBrowseKeepsToItsWeights(t *testing.T) {
	p, _, _ := newGallery(t, nn.CrossEntropy{})
	mistakes := everything
	mistakes.Mistakes = true
	before := p.browse(&worker.Browse{Selection: everything, Count: 60})
	p.evaluate("test")
	p.send(&worker.Start{Settings: testSettings(1), Paused: true})
	p.send(&worker.Step{})
	p.until("progress", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Progress)(nil)) })

	same := p.browse(&worker.Browse{Selection: everything, Count: 60})
	if same.Source != "mine" || !bytes.Equal(same.Probabilities, before.Probabilities) {
		t.Errorf("after a step of a run the images are read by %q", same.Source)
	}
	if got := p.browse(&worker.Browse{Selection: mistakes, Count: 60}); got.NotEvaluated {
		t.Error("after a step of a run, what the weights from before have read is forgotten")
	}
	renewed := p.browse(&worker.Browse{Selection: everything, Count: 60, Renew: true})
	if renewed.Source != run.Source || renewed.Step != 1 || bytes.Equal(renewed.Probabilities, before.Probabilities) {
		t.Errorf("renewed, the images are read by %q, step %d, want the run at step 1", renewed.Source, renewed.Step)
	}
	if got := p.browse(&worker.Browse{Selection: mistakes, Count: 60}); !got.NotEvaluated {
		t.Error("what other weights have read is shown for that of the new ones")
	}

	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.evaluate("valid")
	mistakes.Split = "valid"
	if got := p.browse(&worker.Browse{Selection: mistakes, Count: 60}); got.NotEvaluated || got.Source != run.Source {
		t.Errorf("an evaluation shows nothing: %+v", got)
	}
}

func TestBrowseAnotherDataset(t *testing.T) {
	var other bytes.Buffer
	if err := mnistjson.WriteGzip(&other, wasmtest.Dataset(t, 30)); err != nil {
		t.Fatal(err)
	}
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{}), "other.json.gz": other.Bytes()}, byMessage)
	p.load("small.json.gz")
	if got := p.browse(&worker.Browse{Selection: everything, Count: 60}); len(got.Images) != 60*data.Pixels || got.Source != "" || got.Predictions != nil {
		t.Errorf("without weights: %d pixels, read as %v by %q", len(got.Images), got.Predictions, got.Source)
	}
	p.openWeights("mine")
	unsure := everything
	unsure.Order = worker.OrderUnsure
	p.evaluate("test")
	if got := p.browse(&worker.Browse{Selection: unsure, Count: 9}); got.Total != 60 || len(got.Indices) != 9 {
		t.Errorf("%d of %d images, want 9 of 60", len(got.Indices), got.Total)
	}
	p.load("other.json.gz")
	if got := p.browse(&worker.Browse{Selection: everything, Count: 60}); got.Total != 30 || got.Source != "mine" {
		t.Errorf("%d images of the new dataset, read by %q, want 30", got.Total, got.Source)
	}
	if got := p.browse(&worker.Browse{Selection: unsure, Count: 60}); !got.NotEvaluated {
		t.Error("what was read in one dataset is shown for another")
	}
	if got := p.browse(&worker.Browse{Selection: everything, From: 1000, Count: 60}); got.Total != 30 || len(got.Indices) != 0 {
		t.Errorf("beyond the end: %d of %d images, want none of 30", len(got.Indices), got.Total)
	}
}

func TestBrowseErrors(t *testing.T) {
	p := newPage(t, map[string][]byte{"huge": hugeWeights(t, nn.CrossEntropy{})}, byMessage)
	fails := func(change func(*worker.Browse), want string) {
		t.Helper()
		m := &worker.Browse{Selection: everything, Count: 60}
		change(m)
		p.send(m)
		if f := p.untilFailure(); f.Scope != worker.ScopeBrowse || !strings.Contains(f.Text, want) {
			t.Errorf("Browse %+v fails with %+v, want %q", m, f, want)
		}
	}
	fails(func(*worker.Browse) {}, "no dataset")
	p.load("small.json.gz")
	fails(func(m *worker.Browse) { m.Selection.Split = "exam" }, `"exam"`)
	fails(func(m *worker.Browse) { m.Selection.Label = 10 }, "digit 10")
	fails(func(m *worker.Browse) { m.Selection.Prediction = -2 }, "digit -2")
	fails(func(m *worker.Browse) { m.Selection.Order = "size" }, `order "size"`)
	fails(func(m *worker.Browse) { m.From = -1 }, "from -1")
	fails(func(m *worker.Browse) { m.Count = 0 }, "0 images")
	fails(func(m *worker.Browse) { m.Count = 1e6 }, "1000000 images")
	p.openWeights("huge")
	fails(func(*worker.Browse) {}, "huge: with these weights the network's outputs are not numbers")
}
