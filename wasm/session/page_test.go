package session

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data/mnistjson"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
	"digitlab/wasm/datasets"
	"digitlab/wasm/peers"
	"digitlab/wasm/savedrun"
	"digitlab/wasm/settings"
	"digitlab/wasm/wasmtest"
	"digitlab/web/idb"
	"digitlab/web/worker"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// page is the other end of a session, for tests.
type page struct {
	t        *testing.T
	port     worker.Port
	messages <-chan worker.Message
	unread   []worker.Message // that have come before those
}

// memoryFiles are files by name.
type memoryFiles map[string][]byte

func (f memoryFiles) Open(_ context.Context, url, _ string, _ func()) (File, error) {
	file, ok := f[url]
	if !ok {
		return nil, errors.New("download: the server answers 404 Not Found")
	}
	return memoryFile{io.NopCloser(bytes.NewReader(file)), int64(len(file))}, nil
}

func (memoryFiles) Gunzip(r io.ReadCloser) (io.ReadCloser, error) {
	buffered := bufio.NewReader(r)
	compressed, err := mnistjson.Compressed(buffered)
	if err != nil {
		r.Close()
		return nil, err
	}
	if !compressed {
		return readCloser{buffered, r}, nil
	}
	return readCloser{mnistjson.Gunzip(buffered), r}, nil
}

func (f memoryFiles) Blob(_ context.Context, url string) (Blob, error) {
	file, ok := f[url]
	if !ok {
		return nil, errors.New("download: the server answers 404 Not Found")
	}
	return bytes.NewReader(file), nil
}

func (memoryFiles) Yield() { runtime.Gosched() }

type memoryFile struct {
	io.ReadCloser
	size int64
}

func (f memoryFile) Size() int64 { return f.size }
func (memoryFile) Keep()         {}

type readCloser struct {
	io.Reader
	io.Closer
}

// eachExchange runs a test by message and by board.
func eachExchange(t *testing.T, test func(t *testing.T, o peers.Options)) {
	t.Helper()
	for name, share := range map[string]bool{"by message": false, "by board": true} {
		t.Run(name, func(t *testing.T) {
			test(t, peers.Options{Cores: 1, Share: share})
		})
	}
}

// byMessage are options of peers for tests that need no others.
var byMessage = peers.Options{Cores: 1}

// newPage starts a session that can open small.json.gz, a dataset of 60
// images, and whatever else is in files.
func newPage(t *testing.T, files memoryFiles, o peers.Options) *page {
	t.Helper()
	all := memoryFiles{"small.json.gz": zipped(t, 60)}
	maps.Copy(all, files)
	return startSession(t, all, o, nil)
}

// zipped returns a dataset of n images a split as a file, which is made once.
func zipped(t *testing.T, n int) []byte {
	t.Helper()
	if zippedFiles[n] == nil {
		var file bytes.Buffer
		if err := mnistjson.WriteGzip(&file, wasmtest.Dataset(t, n)); err != nil {
			t.Fatal(err)
		}
		zippedFiles[n] = file.Bytes()
	}
	return zippedFiles[n]
}

var zippedFiles = map[int][]byte{}

// startSession starts a session whose store is opened by open, if that is not
// nil. Helpers are at the ends of pipes in place of Web Workers.
func startSession(t *testing.T, files Files, o peers.Options, open func(*savedrun.Store)) *page {
	return startSessionWith(t, files, o, open, nil)
}

// startSessionWith is startSession with a database for datasets, nil for none.
func startSessionWith(t *testing.T, files Files, o peers.Options, open func(*savedrun.Store), kept datasets.Database) *page {
	ctx := t.Context()
	if o.Spawn == nil {
		o.Spawn = func() (worker.Port, error) {
			ours, theirs := worker.Pipe()
			go peers.Serve(ctx, theirs)
			return ours, nil
		}
	}
	ours, theirs := worker.Pipe()
	store := savedrun.NewStore(theirs)
	if open != nil {
		go open(store)
	}
	openKept := func() (datasets.Database, error) {
		if kept == nil {
			return nil, idb.ErrNone
		}
		return kept, nil
	}
	go New(theirs, Options{Peers: peers.New(o), Store: store, Datasets: datasets.New(theirs, openKept), Files: files}).Serve(ctx)
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
	take := func(m worker.Message) (done bool) {
		seen = append(seen, m)
		return last(m)
	}
	for len(p.unread) > 0 {
		m := p.unread[0]
		p.unread = p.unread[1:]
		if take(m) {
			return seen
		}
	}
	for {
		select {
		case m := <-p.messages:
			if take(m) {
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

// openWeights opens those at a URL and waits until they have come. What has been
// said by then is to be read still.
func (p *page) openWeights(url string) {
	p.t.Helper()
	p.send(&worker.LoadWeights{URL: url, Name: url})
	seen := p.until("weights", func(m worker.Message) bool {
		w, ok := m.(*worker.Weights)
		return ok && w.Source == url
	})
	p.unread = append(seen, p.unread...)
}

func (p *page) untilFailure() *worker.Failure {
	p.t.Helper()
	seen := p.until("failure", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.Failure)(nil)) })
	return seen[len(seen)-1].(*worker.Failure)
}

func (p *page) load(name string) []worker.Message {
	p.t.Helper()
	p.send(&worker.LoadDataset{URL: name, Name: name})
	return p.until("dataset", func(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.DatasetReady)(nil)) })
}

func testSettings(workers int) worker.Settings {
	return worker.Settings{Loss: "crossentropy", LearningRate: 0.01, Momentum: 0.9, BatchSize: 26, Epochs: 2, Seed: 3, Workers: workers}
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

func parsed(t *testing.T, s worker.Settings) train.Settings {
	t.Helper()
	parsed, err := settings.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}
