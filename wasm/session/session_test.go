package session

import (
	"bytes"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"digitlab/data/failure"
	"digitlab/data/mnistjson"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/peers"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

func TestTrainingReports(t *testing.T) {
	p := newPage(t, nil, byMessage)
	ready := lastOf[*worker.DatasetReady](t, p.load("small.json.gz"))
	if ready.Train != 60 || ready.Valid != 60 || ready.Test != 60 {
		t.Errorf("dataset ready: %+v, want 60 images a split", ready)
	}
	p.send(&worker.Start{Settings: testSettings(2)})
	seen := p.untilState(worker.StateDone)

	var losses []float64
	var log []string
	var evaluations []*worker.Evaluation
	for _, m := range seen {
		switch m := m.(type) {
		case *worker.Progress:
			losses = append(losses, m.Losses...)
			log = append(log, m.Log...)
			if m.Step != len(losses) || m.Steps != 6 || m.Batches != 3 || m.Workers != 2 {
				t.Errorf("progress %+v after %d losses", m, len(losses))
			}
		case *worker.Evaluation:
			evaluations = append(evaluations, m)
		case *worker.Failure:
			t.Errorf("failure: %s", m.Text)
		}
	}
	if len(losses) != 6 {
		t.Errorf("%d losses reported, want 6", len(losses))
	}
	if len(log) != 4 || !strings.HasPrefix(log[0], "epoch: 0, batch: 0, loss is: 2.3") {
		t.Errorf("log = %q, want the first batch and the evaluation of each epoch", log)
	}
	var splits []string
	for _, e := range evaluations {
		splits = append(splits, e.Split)
	}
	if want := []string{"valid", "valid", "test"}; !slices.Equal(splits, want) {
		t.Fatalf("evaluations of %v, want %v", splits, want)
	}
	first, second, last := evaluations[0], evaluations[1], evaluations[2]
	if first.Trained != 60 || second.Trained != 120 || !(first.Seconds > 0) || !(second.Seconds > first.Seconds) {
		t.Errorf("trained on %d images in %v s and %d in %v s, want 60, 120 and some time", first.Trained, first.Seconds, second.Trained, second.Seconds)
	}
	if last.Trained != second.Trained || last.Seconds != second.Seconds {
		t.Error("evaluating counts as training")
	}
}

// A run that the page knows to be paused stands: all its steps have been reported.
func TestPausedRunStands(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	settings := testSettings(2)
	settings.Epochs = 50
	p.send(&worker.Start{Settings: settings})
	progress := func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Progress)(nil)) }
	seen := p.until("progress", progress)
	p.send(&worker.Pause{})
	step := lastOf[*worker.Progress](t, append(seen, p.untilState(worker.StatePaused)...)).Step
	p.send(&worker.Step{})
	if after := lastOf[*worker.Progress](t, p.until("progress", progress)); after.Step != step+1 || len(after.Losses) != 1 {
		t.Errorf("paused at step %d, a single one is reported as step %d with %d losses", step, after.Step, len(after.Losses))
	}
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
}

// While helpers die, whichever is started, the run is paused; it goes on when they
// live again.
func TestHelpersThatAlwaysDiePauseTheRun(t *testing.T) {
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(2)})
	want := lastOf[*worker.Weights](t, p.untilState(worker.StateDone))

	var alive atomic.Bool
	mortals := byMessage
	mortals.Spawn = func() (worker.Port, error) {
		ours, theirs := worker.Pipe()
		if alive.Load() {
			go peers.Serve(t.Context(), theirs)
		} else {
			theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Message: failure.Say("out of memory")})
		}
		return ours, nil
	}
	p = newPage(t, nil, mortals)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(2)})
	for range 2 {
		seen := p.untilState(worker.StatePaused)
		if f := lastOf[*worker.Failure](t, seen); f.Scope != worker.ScopeHelpers || !strings.Contains(f.Text, "again: out of memory. The run is paused") {
			t.Errorf("failure = %+v", f)
		}
		p.send(&worker.Resume{}) // too early the first time
		p.untilState(worker.StateRunning)
	}
	p.untilState(worker.StatePaused)
	p.send(&worker.Step{})
	p.untilFailure()
	alive.Store(true)
	p.send(&worker.Resume{})
	if got := lastOf[*worker.Weights](t, p.untilState(worker.StateDone)); !bytes.Equal(got.Params, want.Params) {
		t.Error("gone on with, the run ends with other weights")
	}

	alive.Store(false)
	p = newPage(t, nil, mortals)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: testSettings(2)})
	p.untilState(worker.StatePaused)
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
}

func encoded(t *testing.T, loss nn.Loss) []byte {
	t.Helper()
	m := nn.NewSimpleNet(loss)
	train.InitModel(m, nn.HeNormal, 5)
	file, err := train.PyTorch.Encode(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestFailuresLoseNothing(t *testing.T) {
	var small bytes.Buffer
	if err := mnistjson.WriteGzip(&small, wasmtest.Dataset(t, 60)); err != nil {
		t.Fatal(err)
	}
	p := newPage(t, map[string][]byte{
		"cut.json.gz":   small.Bytes()[:small.Len()/2],
		"other.json":    []byte("[[[[0]]]]"),
		"table.json":    []byte("label,pixel\n"),
		"empty.json.gz": nil,
		"regression":    encoded(t, nn.SquaredError{}),
		"broken":        []byte("no weights"),
	}, byMessage)
	bad := testSettings(1)
	bad.LearningRate = -1
	tests := []struct {
		name    string
		message worker.Message
		scope   string
		want    string
	}{
		{"start without dataset", &worker.Start{Settings: testSettings(1)}, worker.ScopeRun, "no dataset"},
		{"save in an unknown format", &worker.SaveWeights{Format: "keras"}, worker.ScopeWeights, `unknown format of weights "keras"`},
		{"save without weights", &worker.SaveWeights{}, worker.ScopeWeights, "no weights to save"},
		{"dataset is missing", &worker.LoadDataset{URL: "x", Name: "x"}, worker.ScopeDataset, "x: download: the server answers 404"},
		{"dataset is cut short", &worker.LoadDataset{URL: "cut.json.gz", Name: "cut.json.gz"}, worker.ScopeDataset, "cut short"},
		{"dataset is another JSON", &worker.LoadDataset{URL: "other.json", Name: "other.json"}, worker.ScopeDataset, "other.json: train image 0: 1 pixels, want 784"},
		{"dataset is a table", &worker.LoadDataset{URL: "table.json", Name: "table.json"}, worker.ScopeDataset, "table.json: the file is neither JSON nor"},
		{"dataset is empty", &worker.LoadDataset{URL: "empty.json.gz", Name: "empty.json.gz"}, worker.ScopeDataset, "empty.json.gz: the file is empty"},
		{"weights are broken", &worker.LoadWeights{URL: "broken", Name: "broken"}, worker.ScopeWeights, "broken: the file is not a safetensors file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p.send(test.message)
			if f := p.untilFailure(); f.Scope != test.scope || !strings.Contains(f.Text, test.want) {
				t.Errorf("failure = %+v, want %q in scope %s", f, test.want, test.scope)
			}
		})
	}
	p.load("small.json.gz")
	t.Run("bad dataset keeps the good one", func(t *testing.T) {
		p.send(&worker.LoadDataset{URL: "other.json", Name: "other.json"})
		p.untilFailure()
		p.send(&worker.Start{Settings: testSettings(1)})
		p.untilState(worker.StateDone)
	})
	t.Run("settings out of range", func(t *testing.T) {
		p.send(&worker.Start{Settings: bad})
		if f := p.untilFailure(); !strings.Contains(f.Text, "learning rate -1") {
			t.Errorf("failure = %+v", f)
		}
	})
	t.Run("another head", func(t *testing.T) {
		p.openWeights("regression")
		p.send(&worker.Start{Settings: testSettings(1), GoOn: true})
		if f := p.untilFailure(); !strings.Contains(f.Text, "start from fresh weights") {
			t.Errorf("failure = %+v", f)
		}
	})
}

func TestDivergenceBringsBackWhatStoodBefore(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, byMessage)
	p.load("small.json.gz")
	p.openWeights("mine")
	wild := testSettings(2)
	wild.Loss, wild.LearningRate = "squarederror", 1e38
	// Of one step the loss is a number, and tells nothing of the weights.
	for _, wild.MaxSteps = range []int{0, 1} {
		p.send(&worker.Start{Settings: wild})
		seen := p.untilState(worker.StateDone)
		if f := lastOf[*worker.Failure](t, seen); f.Scope != worker.ScopeRun || !strings.Contains(f.Text, "training diverged") {
			t.Errorf("failure = %+v, want it to say that training diverged", f)
		}
		if w := lastOf[*worker.Weights](t, seen); w.Source != "mine" {
			t.Errorf("weights that answer now are of %q, want those from before the run", w.Source)
		}
	}
	p.send(&worker.Start{Settings: testSettings(2)})
	p.untilState(worker.StateDone)
}

func TestStopSaveResetAndGoOn(t *testing.T) {
	file := encoded(t, nn.CrossEntropy{})
	p := newPage(t, nil, byMessage)
	p.load("small.json.gz")
	p.send(&worker.LoadWeights{Name: "mine", File: file})
	original := lastOf[*worker.Weights](t, p.until("weights", isWeights)).Params

	p.send(&worker.Start{Settings: testSettings(1), GoOn: true, Paused: true})
	p.send(&worker.Step{})
	seen := p.until("progress", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Progress)(nil)) })
	if got := lastOf[*worker.Progress](t, seen); got.Step != 1 {
		t.Errorf("step %d after one single step of a paused run, want 1", got.Step)
	}
	p.send(&worker.LoadWeights{Name: "mine", File: file})
	if f := p.untilFailure(); !strings.Contains(f.Text, "a run is under way") {
		t.Errorf("opening weights during a run: %+v", f)
	}
	p.send(&worker.Stop{})
	p.untilState(worker.StateDone)
	p.send(&worker.SaveWeights{})
	saved := lastOf[*worker.WeightsFile](t, p.until("file", func(m worker.Message) bool {
		return worker.Kind(m) == worker.Kind((*worker.WeightsFile)(nil))
	}))
	if saved.Name != "simplenet-crossentropy-step1.safetensors" {
		t.Errorf("file name = %q", saved.Name)
	}
	m, err := train.DecodeWeights(saved.File, nil)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(worker.PackFloats(m.Params()), original) {
		t.Error("the weights saved after a step are those from before it")
	}
	p.send(&worker.Reset{})
	p.untilState(worker.StateIdle)
	if got := lastOf[*worker.Weights](t, p.until("weights", isWeights)); !bytes.Equal(got.Params, original) || got.Source != "mine" {
		t.Errorf("Reset brings back weights of %q, want the opened ones", got.Source)
	}
}

func isWeights(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Weights)(nil)) }
