package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/nn/golden"
	"digitlab/nn/simdblas"
	"digitlab/web/worker"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// dataset holds MNIST's first n training images as all three splits.
func dataset(t *testing.T, n int) *data.Dataset {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	for _, mode := range []data.Mode{data.Train, data.Valid, data.Eval} {
		for i := range n {
			d.Split(mode).Append((*data.Image)(images[i*data.Pixels:]), labels[i])
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
func open(files map[string][]byte) func(context.Context, string, string) (*download, error) {
	return func(_ context.Context, url, _ string) (*download, error) {
		file, ok := files[url]
		if !ok {
			return nil, errors.New("download: the server answers 404 Not Found")
		}
		return &download{ReadCloser: io.NopCloser(bytes.NewReader(file)), total: int64(len(file))}, nil
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
	return newPageOf(t, open(all), spawn)
}

// newPageOf starts a session that opens files with open.
func newPageOf(t *testing.T, open func(context.Context, string, string) (*download, error), spawn func() (worker.Port, error)) *page {
	ours, theirs := worker.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	go newSession(theirs, spawn, open).serve(ctx)
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
