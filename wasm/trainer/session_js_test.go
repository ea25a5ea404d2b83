package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/safetensors"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// dataset holds MNIST's first n training images as all three splits.
func dataset(t *testing.T, n int) *data.Dataset {
	t.Helper()
	b, err := os.ReadFile("../../nn/testdata/batch.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	f, err := safetensors.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	images, err := f.Tensor("images")
	if err != nil {
		t.Fatal(err)
	}
	labels, err := f.Tensor("labels")
	if err != nil {
		t.Fatal(err)
	}
	d := new(data.Dataset)
	for _, mode := range []data.Mode{data.Train, data.Valid, data.Eval} {
		for i := range n {
			d.Split(mode).Append((*data.Image)(images.Data[i*data.Pixels:]), labels.Data[i])
		}
	}
	return d
}

// page is the other end of a session, for tests.
type page struct {
	t        *testing.T
	port     worker.Port
	messages <-chan worker.Message
}

// open serves files by name from memory.
func open(files map[string][]byte) func(context.Context, string) (*download, error) {
	return func(_ context.Context, url string) (*download, error) {
		file, ok := files[url]
		if !ok {
			return nil, errors.New("download: the server answers 404 Not Found")
		}
		return &download{Reader: bytes.NewReader(file), total: int64(len(file))}, nil
	}
}

// startHelper is a helper at the end of a pipe in place of a Web Worker.
func startHelper() (worker.Port, error) {
	ours, theirs := worker.Pipe()
	go newHelper(theirs).serve(context.Background())
	return ours, nil
}

// newPage starts a session that can open small.json.gz, a dataset of 60
// images, and whatever else is in files.
func newPage(t *testing.T, files map[string][]byte, spawn func() (worker.Port, error)) *page {
	t.Helper()
	var small bytes.Buffer
	if err := data.WriteGzip(&small, dataset(t, 60)); err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{"small.json.gz": small.Bytes()}
	for name, file := range files {
		all[name] = file
	}
	ours, theirs := worker.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	go newSession(theirs, spawn, open(all)).serve(ctx)
	return &page{t: t, port: ours, messages: ours.Listen(ctx)}
}

func (p *page) send(m worker.Message) {
	p.t.Helper()
	if err := p.port.Send(m); err != nil {
		p.t.Fatal(err)
	}
}

// until returns the messages up to and including the first for which last
// holds.
func (p *page) until(what string, last func(worker.Message) bool) []worker.Message {
	p.t.Helper()
	var seen []worker.Message
	timeout := time.After(time.Minute)
	for {
		select {
		case m := <-p.messages:
			seen = append(seen, m)
			if last(m) {
				return seen
			}
		case <-timeout:
			p.t.Fatalf("no %s; the messages were %v", what, seen)
		}
	}
}

func (p *page) untilState(state string) []worker.Message {
	p.t.Helper()
	return p.until("state "+state, func(m worker.Message) bool {
		s, ok := m.(*worker.RunState)
		return ok && s.State == state
	})
}

func (p *page) untilFailure() *worker.Failure {
	p.t.Helper()
	seen := p.until("failure", func(m worker.Message) bool { return m.Kind() == (*worker.Failure)(nil).Kind() })
	return seen[len(seen)-1].(*worker.Failure)
}

func (p *page) load(name string) []worker.Message {
	p.t.Helper()
	p.send(&worker.LoadDataset{URL: name, Name: name})
	return p.until("dataset", func(m worker.Message) bool { return m.Kind() == (*worker.DatasetReady)(nil).Kind() })
}

func settings(workers int) worker.Settings {
	return worker.Settings{Loss: "crossentropy", LearningRate: 0.01, Momentum: 0.9, BatchSize: 25, Epochs: 2, Seed: 3, Workers: workers}
}

// lastOf returns the last message of type M.
func lastOf[M worker.Message](t *testing.T, messages []worker.Message) M {
	t.Helper()
	for _, m := range slices.Backward(messages) {
		if m, ok := m.(M); ok {
			return m
		}
	}
	t.Fatalf("no %T among %v", *new(M), messages)
	panic("unreachable")
}

func TestTrainingReports(t *testing.T) {
	p := newPage(t, nil, startHelper)
	ready := lastOf[*worker.DatasetReady](t, p.load("small.json.gz"))
	if ready.Train != 60 || ready.Valid != 60 || ready.Test != 60 {
		t.Errorf("dataset ready: %+v, want 60 images a split", ready)
	}
	p.send(&worker.Start{Settings: settings(2)})
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
		t.Errorf("evaluations of %v, want %v", splits, want)
	}
}

// train runs a session's training and returns the weights it ends with.
func trainWith(t *testing.T, workers int, spawn func() (worker.Port, error), during func(*page)) []byte {
	t.Helper()
	p := newPage(t, nil, spawn)
	p.load("small.json.gz")
	p.send(&worker.Start{Settings: settings(workers)})
	if during != nil {
		during(p)
	}
	return lastOf[*worker.Weights](t, p.untilState(worker.StateDone)).Params
}

func TestSameBitsWhateverHappens(t *testing.T) {
	want := trainWith(t, 1, startHelper, nil)
	t.Run("native workers", func(t *testing.T) {
		m := nn.NewSimpleNet(nn.CrossEntropy{})
		train.InitModel(m, nn.PyTorchDefault, 3)
		s := train.Settings{LearningRate: 0.01, Momentum: 0.9, BatchSize: 25, Epochs: 2, Shuffle: true, Seed: 3}
		r, err := train.NewRun(m, dataset(t, 60), s, train.NewGoroutines(1, func() *nn.Model { return nn.NewSimpleNet(m.Loss) }))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Train(train.Hooks{}); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(worker.PackFloats(m.Params()), want) {
			t.Error("goroutines end with other weights than helpers")
		}
	})
	t.Run("3 helpers", func(t *testing.T) {
		if !bytes.Equal(trainWith(t, 3, startHelper, nil), want) {
			t.Error("3 helpers end with other weights than 1")
		}
	})
	t.Run("paused and stepped", func(t *testing.T) {
		got := trainWith(t, 2, startHelper, func(p *page) {
			p.send(&worker.Pause{})
			p.untilState(worker.StatePaused)
			p.send(&worker.Step{})
			p.send(&worker.SetWorkers{Workers: 1})
			p.send(&worker.Step{})
			p.send(&worker.Resume{})
		})
		if !bytes.Equal(got, want) {
			t.Error("a paused run ends with other weights")
		}
	})
	t.Run("helpers die", func(t *testing.T) {
		deaths := 0
		spawn := func() (worker.Port, error) {
			if deaths == 2 {
				return startHelper()
			}
			deaths++
			return startMortal()
		}
		if !bytes.Equal(trainWith(t, 2, spawn, nil), want) {
			t.Error("a run in which helpers died ends with other weights")
		}
	})
}

// startMortal is a helper that answers one shard and dies at the second.
func startMortal() (worker.Port, error) {
	ours, theirs := worker.Pipe()
	inner, innerEnd := worker.Pipe()
	ctx := context.Background()
	go newHelper(innerEnd).serve(ctx)
	go func() {
		shards := 0
		for m := range theirs.Listen(ctx) {
			if m.Kind() == (*worker.Shard)(nil).Kind() {
				if shards++; shards == 2 {
					theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: "out of memory"})
					return
				}
			}
			inner.Send(m)
		}
	}()
	go func() {
		for m := range inner.Listen(ctx) {
			theirs.Send(m)
		}
	}()
	return ours, nil
}

func TestHelpersThatAlwaysDieEndTheRun(t *testing.T) {
	p := newPage(t, map[string][]byte{"mine": encoded(t, nn.CrossEntropy{})}, func() (worker.Port, error) {
		ours, theirs := worker.Pipe()
		theirs.Send(&worker.Failure{Scope: worker.ScopeWorker, Text: "out of memory"})
		return ours, nil
	})
	p.load("small.json.gz")
	p.send(&worker.LoadWeights{URL: "mine", Name: "mine"})
	p.send(&worker.Start{Settings: settings(2)})
	seen := p.untilState(worker.StateDone)
	if f := lastOf[*worker.Failure](t, seen); f.Scope != worker.ScopeRun || !strings.Contains(f.Text, "out of memory") {
		t.Errorf("failure = %+v", f)
	}
	if w := lastOf[*worker.Weights](t, seen); w.Source != "mine" {
		t.Errorf("weights that answer now are of %q, want those from before the run", w.Source)
	}
}

func encoded(t *testing.T, loss nn.Loss) []byte {
	t.Helper()
	m := nn.NewSimpleNet(loss)
	train.InitModel(m, nn.HeNormal, 5)
	file, err := train.EncodeWeights(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestFailuresLoseNothing(t *testing.T) {
	var small bytes.Buffer
	if err := data.WriteGzip(&small, dataset(t, 60)); err != nil {
		t.Fatal(err)
	}
	p := newPage(t, map[string][]byte{
		"cut.json.gz": small.Bytes()[:small.Len()/2],
		"plain.json":  []byte("[[[[0]]]]"),
		"regression":  encoded(t, nn.SquaredError{}),
		"broken":      []byte("no weights"),
	}, startHelper)
	bad := settings(1)
	bad.LearningRate = -1
	tests := []struct {
		name    string
		message worker.Message
		scope   string
		want    string
	}{
		{"start without dataset", &worker.Start{Settings: settings(1)}, worker.ScopeRun, "no dataset"},
		{"save without weights", &worker.SaveWeights{}, worker.ScopeWeights, "no weights to save"},
		{"dataset is missing", &worker.LoadDataset{URL: "x", Name: "x"}, worker.ScopeDataset, "x: download: the server answers 404"},
		{"dataset is cut short", &worker.LoadDataset{URL: "cut.json.gz", Name: "cut.json.gz"}, worker.ScopeDataset, "cut short"},
		{"dataset is not gzip", &worker.LoadDataset{URL: "plain.json", Name: "plain.json"}, worker.ScopeDataset, "plain.json: not a gzip file"},
		{"weights are broken", &worker.LoadWeights{URL: "broken", Name: "broken"}, worker.ScopeWeights, "broken: safetensors: "},
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
		p.send(&worker.LoadDataset{URL: "plain.json", Name: "plain.json"})
		p.untilFailure()
		p.send(&worker.Start{Settings: settings(1)})
		p.untilState(worker.StateDone)
	})
	t.Run("settings out of range", func(t *testing.T) {
		p.send(&worker.Start{Settings: bad})
		if f := p.untilFailure(); !strings.Contains(f.Text, "learning rate -1") {
			t.Errorf("failure = %+v", f)
		}
	})
	t.Run("another head", func(t *testing.T) {
		p.send(&worker.LoadWeights{URL: "regression", Name: "regression"})
		p.send(&worker.Start{Settings: settings(1), GoOn: true})
		if f := p.untilFailure(); !strings.Contains(f.Text, "start from fresh weights") {
			t.Errorf("failure = %+v", f)
		}
	})
}

func TestStopSaveResetAndGoOn(t *testing.T) {
	file := encoded(t, nn.CrossEntropy{})
	p := newPage(t, nil, startHelper)
	p.load("small.json.gz")
	p.send(&worker.LoadWeights{Name: "mine", File: file})
	original := lastOf[*worker.Weights](t, p.until("weights", isWeights)).Params

	p.send(&worker.Start{Settings: settings(1), GoOn: true, Paused: true})
	p.send(&worker.Step{})
	seen := p.until("progress", func(m worker.Message) bool { return m.Kind() == (*worker.Progress)(nil).Kind() })
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
		return m.Kind() == (*worker.WeightsFile)(nil).Kind()
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

func isWeights(m worker.Message) bool { return m.Kind() == (*worker.Weights)(nil).Kind() }
