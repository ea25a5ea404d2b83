package main

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

func isEvaluation(m worker.Message) bool { return m.Kind() == (*worker.Evaluation)(nil).Kind() }

// evaluate asks for an evaluation and returns the answer.
func (p *page) evaluate(split string) *worker.Evaluation {
	p.t.Helper()
	p.send(&worker.Evaluate{Split: split, Workers: 2})
	return lastOf[*worker.Evaluation](p.t, p.until("evaluation", isEvaluation))
}

// What the page is told is what the package train finds out.
func TestEvaluateThePresentWeights(t *testing.T) {
	d := dataset(t, 60)
	eachExchange(t, func(t *testing.T) {
		for _, loss := range nn.Losses {
			t.Run(loss.Name(), func(t *testing.T) {
				file := encoded(t, loss)
				p := newPage(t, map[string][]byte{"mine": file}, startHelper)
				p.load("small.json.gz")
				p.send(&worker.LoadWeights{URL: "mine", Name: "mine"})
				got := p.evaluate("test")

				m, err := train.DecodeWeights(file, nil)
				if err != nil {
					t.Fatal(err)
				}
				native := train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(loss) })
				e, err := train.Evaluate(m, d, data.Eval, native)
				if err != nil {
					t.Fatal(err)
				}
				want := evaluationMessage(e, d.Split(data.Eval), "mine")
				want.Asked = true
				// As text, in which no number equals no number.
				if fmt.Sprint(got.Confusion, got.Scores, got.Mistakes) != fmt.Sprint(want.Confusion, want.Scores, want.Mistakes) ||
					got.Loss != want.Loss || got.Source != "mine" || !got.Asked {
					t.Errorf("evaluation = %+v,\nwant %+v", got, want)
				}
				if (got.Calibration != nil) != (loss.Outputs() == data.Classes) {
					t.Errorf("calibration = %+v with %d outputs", got.Calibration, loss.Outputs())
				}
				if len(got.Mistakes) == 0 || len(got.Images) != len(got.Mistakes)*data.Pixels {
					t.Fatalf("%d mistakes with %d pixels", len(got.Mistakes), len(got.Images))
				}
				for i, mistake := range got.Mistakes {
					if !bytes.Equal(got.Images[i*data.Pixels:(i+1)*data.Pixels], d.Split(data.Eval).Image(mistake.Index)) {
						t.Errorf("the pixels of mistake %d are not those of image %d", i, mistake.Index)
					}
				}
				if again := p.evaluate("valid"); again.Split != "valid" || !reflect.DeepEqual(again.Confusion, got.Confusion) {
					t.Errorf("the %s images, which are the same, give %v", again.Split, again.Confusion)
				}
			})
		}
	})
}

// The sum of the matrix is the number of images, after each epoch and at the
// end.
func TestEvaluationsOfARun(t *testing.T) {
	p := newPage(t, nil, startHelper)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: settings(1)})
	for _, m := range p.untilState(worker.StateDone) {
		e, ok := m.(*worker.Evaluation)
		if !ok {
			continue
		}
		images := 0
		for _, row := range e.Confusion {
			for _, count := range row {
				images += count
			}
		}
		if images != 60 || e.Asked || e.Source != "this run" || e.Calibration == nil || len(e.Scores) != data.Classes {
			t.Errorf("evaluation of %d images, asked %t, of %q: %+v", images, e.Asked, e.Source, e)
		}
	}
	if e := p.evaluate("test"); e.Step != 6 || e.Source != "this run" {
		t.Errorf("afterwards the weights are of %q, step %d, want those of the run", e.Source, e.Step)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	p := newPage(t, nil, startHelper)
	refused := func(name, split, want string) {
		t.Run(name, func(t *testing.T) {
			p.send(&worker.Evaluate{Split: split, Workers: 1})
			if f := p.untilFailure(); f.Scope != worker.ScopeEvaluation || !strings.Contains(f.Text, want) {
				t.Errorf("failure = %+v, want %q", f, want)
			}
		})
	}
	refused("without dataset", "test", "no dataset")
	p.load("small.json.gz")
	refused("without weights", "test", "no weights")
	refused("unknown split", "exam", `"exam"`)
	p.send(&worker.Start{Settings: settings(1), Paused: true})
	p.untilState(worker.StatePaused)
	refused("during a run", "test", "a run is under way")
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.evaluate("test")
}

// hugeWeights returns a file of weights that make the outputs overflow.
func hugeWeights(t *testing.T, loss nn.Loss) []byte {
	t.Helper()
	m := nn.NewSimpleNet(loss)
	for i := range m.Params() {
		m.Params()[i] = 1e30
	}
	file, err := train.PyTorch.Encode(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// Broken weights, which the file format cannot tell, are said to be so.
func TestEvaluateWeightsThatOverflow(t *testing.T) {
	p := newPage(t, map[string][]byte{"huge": hugeWeights(t, nn.SquaredError{})}, startHelper)
	p.load("small.json.gz")
	p.send(&worker.LoadWeights{URL: "huge", Name: "huge"})
	p.send(&worker.Evaluate{Split: "test", Workers: 1})
	if f := p.untilFailure(); f.Scope != worker.ScopeEvaluation || !strings.Contains(f.Text, "huge: the loss on the test images is no longer a number") {
		t.Errorf("failure = %+v", f)
	}
}

// A run does not wait for an evaluation, and its weights are not disturbed.
func TestStartEndsAnEvaluation(t *testing.T) {
	eachExchange(t, func(t *testing.T) {
		want := trainWith(t, 2, startHelper, nil)
		p := newPage(t, map[string][]byte{"mine": encoded(t, nn.SquaredError{})}, startHelper)
		p.load("small.json.gz")
		p.send(&worker.LoadWeights{URL: "mine", Name: "mine"})
		for range 3 {
			p.send(&worker.Evaluate{Split: "test", Workers: 3})
		}
		p.send(&worker.Start{Settings: settings(2)})
		seen := p.untilState(worker.StateDone)
		if got := lastOf[*worker.Weights](t, seen).Params; !bytes.Equal(got, want) {
			t.Error("the run ends with other weights than one without an evaluation before it")
		}
	})
}

func TestEvaluationSaysHowFarItIs(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, startHelper)
	p.load("small.json.gz")
	p.send(&worker.LoadWeights{URL: "mine", Name: "mine"})
	p.send(&worker.Evaluate{Split: "train", Workers: 1})
	got := lastOf[*worker.EvaluationProgress](t, p.until("evaluation", isEvaluation))
	if want := (worker.EvaluationProgress{Split: "train", Images: 60, Total: 60}); *got != want {
		t.Errorf("progress at the end is %+v, want %+v", *got, want)
	}
}

func TestStopEvaluation(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, startHelper)
	p.load("small.json.gz")
	p.send(&worker.LoadWeights{URL: "mine", Name: "mine"})
	p.send(&worker.StopEvaluation{}) // of none
	p.send(&worker.Evaluate{Split: "test", Workers: 1})
	p.send(&worker.StopEvaluation{})
	for _, m := range p.load("small.json.gz") {
		if isEvaluation(m) {
			t.Error("an evaluation that was stopped has a result")
		}
	}
	p.evaluate("test")
}

func TestMistakesToShow(t *testing.T) {
	// Forty 4s read as 9, then one 7 read as 1, then twenty more 4s.
	mistakes := make([]nn.Outcome, 61)
	for i := range mistakes {
		mistakes[i] = nn.Outcome{Index: i, Label: 4, Prediction: 9}
	}
	mistakes[40] = nn.Outcome{Index: 40, Label: 7, Prediction: 1}
	shown := mistakesToShow(mistakes)
	if len(shown) != mistakesOfAll+1 || shown[mistakesOfAll-1].Index != mistakesOfAll-1 || shown[mistakesOfAll].Index != 40 {
		t.Errorf("shown: %v, want the first %d and number 40", shown, mistakesOfAll)
	}
	if shown := mistakesToShow(mistakes[40:]); len(shown) != 21 {
		t.Errorf("%d shown of 21, want all: they are among the worst %d", len(shown), mistakesOfAll)
	}
}

func TestPredictorReadsASample(t *testing.T) {
	ours, theirs := worker.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go newPredictor(theirs).serve(ctx)
	answers := ours.Listen(ctx)

	m := freshModel(nn.CrossEntropy{})
	ours.Send(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())})
	image := (*data.Image)(dataset(t, 3).Split(data.Eval).Image(2))
	ours.Send(&worker.Sample{ID: 5, Image: image[:]})
	got := (<-answers).(*worker.Prediction)
	outputs := train.NewReplica(m).Predict(image)
	if want := float64s(outputs); got.ID != 5 || !reflect.DeepEqual(got.Outputs, want) || !bytes.Equal(got.Image, image[:]) {
		t.Errorf("prediction %d: outputs %v, want %v for the image as it is", got.ID, got.Outputs, want)
	}

	ours.Send(&worker.Sample{ID: 6, Image: image[:100]})
	if f, ok := (<-answers).(*worker.Failure); !ok || f.Scope != worker.ScopePicture || !strings.Contains(f.Text, "100 pixels") {
		t.Errorf("to an image of 100 pixels the answer is %+v", f)
	}
}
