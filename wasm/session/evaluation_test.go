package session

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/peers"
	"digitlab/wasm/run"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func isEvaluation(m worker.Message) bool {
	return worker.Kind(m) == worker.Kind((*worker.Evaluation)(nil))
}

// evaluate asks for an evaluation and returns the answer.
func (p *page) evaluate(split string) *worker.Evaluation {
	p.t.Helper()
	p.send(&worker.Evaluate{Split: split, Workers: 2})
	return lastOf[*worker.Evaluation](p.t, p.until("evaluation", isEvaluation))
}

// What the page is told is what the package train finds out.
func TestEvaluateThePresentWeights(t *testing.T) {
	d := wasmtest.Dataset(t, 60)
	eachExchange(t, func(t *testing.T, o peers.Options) {
		for _, loss := range nn.Losses() {
			t.Run(loss.Name(), func(t *testing.T) {
				file := encoded(t, loss)
				p := newPage(t, map[string][]byte{"mine": file}, o)
				p.load("small.json.gz")
				p.openWeights("mine")
				got := p.evaluate("test")

				m, err := train.DecodeWeights(file, nil)
				if err != nil {
					t.Fatal(err)
				}
				native := train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(loss) })
				e, err := train.Evaluate(m, d, data.Test, native)
				if err != nil {
					t.Fatal(err)
				}
				want := run.EvaluationMessage(e, d, "mine")
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
					if !bytes.Equal(got.Images[i*data.Pixels:(i+1)*data.Pixels], d.Images(data.Test).Image(mistake.Index)) {
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
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(1)})
	seen := p.untilState(worker.StateDone)
	for _, m := range seen {
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
	// The last is on the test images, at the temperature of the weights.
	last, fitted := lastOf[*worker.Evaluation](t, seen).Calibration, lastOf[*worker.Weights](t, seen).Temperature
	if last.Temperature != fitted || fitted == 1 || last.Error == last.ErrorBefore {
		t.Errorf("the weights have temperature %v, the evaluation has %+v", fitted, last)
	}
	// As text, in which no number equals no number.
	if e := p.evaluate("test"); fmt.Sprint(*e.Calibration) != fmt.Sprint(*last) {
		t.Errorf("asked for, the evaluation has %+v, at the end of the run %+v", e.Calibration, last)
	}
	if e := p.evaluate("test"); e.Step != 6 || e.Source != "this run" {
		t.Errorf("afterwards the weights are of %q, step %d, want those of the run", e.Source, e.Step)
	}
}

// The page is told how good a run is that its limit of steps ends within an epoch.
func TestEvaluationOfALimitedRun(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	asked := testSettings(1)
	asked.MaxSteps = 4
	p.send(&worker.Start{Settings: asked})
	var got []string
	for _, m := range p.untilState(worker.StateDone) {
		if e, ok := m.(*worker.Evaluation); ok {
			got = append(got, fmt.Sprint(e.Split, " ", e.Epoch, " ", e.Step))
		}
	}
	if want := []string{"valid 0 3", "valid 1 4", "test 1 4"}; !slices.Equal(got, want) {
		t.Errorf("evaluations, with epoch and step: %q, want %q", got, want)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	p := newPage(t, nil, byMessage)
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
	p.send(&worker.Start{Settings: testSettings(1), Paused: true})
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
	p := newPage(t, map[string][]byte{"huge": hugeWeights(t, nn.SquaredError{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("huge")
	p.send(&worker.Evaluate{Split: "test", Workers: 1})
	if f := p.untilFailure(); f.Scope != worker.ScopeEvaluation || !strings.Contains(f.Text, "huge: the loss on the test images is no longer a number") {
		t.Errorf("failure = %+v", f)
	}
}

// A run does not wait for an evaluation, and its weights are not disturbed.
func TestStartEndsAnEvaluation(t *testing.T) {
	eachExchange(t, func(t *testing.T, o peers.Options) {
		want := trainWith(t, 2, o, nil)
		p := newPage(t, map[string][]byte{"mine": encoded(t, nn.SquaredError{})}, o)
		p.load("small.json.gz")
		p.openWeights("mine")
		for range 3 {
			p.send(&worker.Evaluate{Split: "test", Workers: 3})
		}
		p.send(&worker.Start{Settings: testSettings(2)})
		seen := p.untilState(worker.StateDone)
		if outcomeOf(lastOf[*worker.Weights](t, seen)) != want {
			t.Error("the run ends with other weights than one without an evaluation before it")
		}
	})
}

func TestEvaluationSaysHowFarItIs(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
	p.send(&worker.Evaluate{Split: "train", Workers: 1})
	got := lastOf[*worker.EvaluationProgress](t, p.until("evaluation", isEvaluation))
	if want := (worker.EvaluationProgress{Split: "train", Images: 60, Total: 60}); *got != want {
		t.Errorf("progress at the end is %+v, want %+v", *got, want)
	}
}

func TestStopEvaluation(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
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
