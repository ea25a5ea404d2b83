package session

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"digitlab/data/mnistjson"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// slow is a dataset of 60 images a split that arrives when the test says so.
type slow struct {
	t          *testing.T
	head, tail string // the text up to the test images, and the rest of it
	gzip       *gzip.Writer
	pipe       *io.PipeWriter
	stalled    chan func() // what it is opened with
}

// newSlowPage starts a session that can open small.json.gz, and slow.json.gz
// once.
func newSlowPage(t *testing.T) (*page, *slow) {
	t.Helper()
	var text, small bytes.Buffer
	if err := errors.Join(mnistjson.WriteText(&text, wasmtest.Dataset(t, 60)), mnistjson.WriteGzip(&small, wasmtest.Dataset(t, 60))); err != nil {
		t.Fatal(err)
	}
	cut := strings.LastIndex(text.String(), ",[[[")
	reader, writer := io.Pipe()
	s := &slow{
		t: t, head: text.String()[:cut], tail: text.String()[cut:],
		gzip: gzip.NewWriter(writer), pipe: writer, stalled: make(chan func(), 1),
	}
	return startSession(t, slowFiles{memoryFiles{"small.json.gz": small.Bytes()}, reader, s}, byMessage, nil), s
}

// slowFiles are files with a slow.json.gz, which can be opened once.
type slowFiles struct {
	memoryFiles
	pipe *io.PipeReader
	slow *slow
}

func (f slowFiles) Open(ctx context.Context, url, cache string, stalled func()) (File, error) {
	if url != "slow.json.gz" {
		return f.memoryFiles.Open(ctx, url, cache, stalled)
	}
	f.slow.stalled <- stalled
	context.AfterFunc(ctx, func() { f.pipe.CloseWithError(ctx.Err()) })
	return memoryFile{f.pipe, 0}, nil
}

// deliver lets a part of the text arrive.
func (s *slow) deliver(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s.gzip, text); err != nil {
		s.t.Fatal(err)
	}
	if err := s.gzip.Flush(); err != nil {
		s.t.Fatal(err)
	}
}

// end ends the file.
func (s *slow) end() {
	s.t.Helper()
	if err := s.gzip.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.pipe.Close()
}

func isPart(m worker.Message) bool { return worker.Kind(m) == worker.Kind((*worker.DatasetPart)(nil)) }

func isReady(m worker.Message) bool {
	return worker.Kind(m) == worker.Kind((*worker.DatasetReady)(nil))
}

// startOnPart starts a run on what there is without the test images, and
// returns when it has trained to the end.
func startOnPart(p *page, s *slow) {
	p.t.Helper()
	p.send(&worker.LoadDataset{URL: "slow.json.gz", Name: "slow.json.gz"})
	s.deliver(s.head)
	part := lastOf[*worker.DatasetPart](p.t, p.until("part of the dataset", isPart))
	if part.Name != "slow.json.gz" || part.Train != 60 || part.Valid != 60 {
		p.t.Errorf("part = %+v, want 60 images a split of slow.json.gz", part)
	}
	p.send(&worker.Start{Settings: testSettings(1)})
	p.until("second evaluation", func(m worker.Message) bool {
		e, ok := m.(*worker.Evaluation)
		return ok && e.Epoch == 1
	})
}

// kinds names the messages that tell of a dataset and of evaluations.
func kinds(messages []worker.Message) (names []string) {
	for _, m := range messages {
		switch m := m.(type) {
		case *worker.DatasetPart, *worker.DatasetReady:
			names = append(names, worker.Kind(m))
		case *worker.Evaluation:
			names = append(names, m.Split)
		case *worker.Failure:
			names = append(names, "failure of "+m.Scope)
		}
	}
	return names
}

func expectKinds(t *testing.T, messages []worker.Message, want ...string) {
	t.Helper()
	if got := kinds(messages); !slices.Equal(got, want) {
		t.Errorf("messages %q, want %q", got, want)
	}
}

func TestTrainingBeforeTheTestImages(t *testing.T) {
	p, s := newSlowPage(t)
	startOnPart(p, s)
	s.deliver(s.tail)
	s.end()
	expectKinds(t, p.untilState(worker.StateDone), "dataset-ready", "test")

	p.send(&worker.Start{Settings: testSettings(1)})
	expectKinds(t, p.untilState(worker.StateDone), "valid", "valid", "test")
}

func TestTestImagesThatNeverCome(t *testing.T) {
	tests := []struct {
		name string
		end  func(*slow)
		want string // in the failure
	}{
		{"the download breaks", func(s *slow) { s.pipe.CloseWithError(errors.New("connection lost")) }, "slow.json.gz: valid: connection lost (at byte "},
		{"the rest is broken", func(s *slow) { s.deliver(",[[[2"); s.end() }, "slow.json.gz: test image 0: pixel 0 is 2, want 0 to 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, s := newSlowPage(t)
			startOnPart(p, s)
			test.end(s)
			seen := p.untilState(worker.StateDone)
			expectKinds(t, seen, "failure of dataset")
			if f := lastOf[*worker.Failure](t, seen); !strings.Contains(f.Text, test.want) {
				t.Errorf("failure %q, want %q", f.Text, test.want)
			}

			// What is there can be trained on again.
			p.send(&worker.Start{Settings: testSettings(1)})
			expectKinds(t, p.untilState(worker.StateDone), "valid", "valid")
			p.load("small.json.gz")
			p.send(&worker.Start{Settings: testSettings(1)})
			expectKinds(t, p.untilState(worker.StateDone), "valid", "valid", "test")
		})
	}
}

func TestWaitingForTheTestImagesEnds(t *testing.T) {
	t.Run("with a stop", func(t *testing.T) {
		p, s := newSlowPage(t)
		startOnPart(p, s)
		p.send(&worker.Stop{})
		expectKinds(t, p.untilState(worker.StateDone))
	})
	t.Run("with another dataset", func(t *testing.T) {
		p, s := newSlowPage(t)
		startOnPart(p, s)
		p.send(&worker.LoadDataset{URL: "small.json.gz", Name: "small.json.gz"})
		seen := p.untilState(worker.StateDone)
		if !slices.ContainsFunc(seen, isReady) {
			seen = append(seen, p.until("dataset", isReady)...)
		}
		expectKinds(t, seen, "dataset-part", "dataset-ready")
		p.send(&worker.Start{Settings: testSettings(1)})
		expectKinds(t, p.untilState(worker.StateDone), "valid", "valid", "test")
	})
}

func TestWholeDatasetStandsUntilTheNextIsWhole(t *testing.T) {
	p, s := newSlowPage(t)
	p.load("small.json.gz")
	p.send(&worker.LoadDataset{URL: "slow.json.gz", Name: "slow.json.gz"})
	s.deliver(s.head)
	p.send(&worker.Start{Settings: testSettings(1)})
	expectKinds(t, p.untilState(worker.StateDone), "valid", "valid", "test")
	s.deliver(s.tail)
	s.end()
	expectKinds(t, p.until("dataset", isReady), "dataset-ready")
}

func TestDatasetThatStalls(t *testing.T) {
	p, s := newSlowPage(t)
	startOnPart(p, s)
	progress := func(what string, stalled bool) {
		t.Helper()
		p.until(what, func(m worker.Message) bool {
			told, ok := m.(*worker.DatasetProgress)
			return ok && told.Stalled == stalled
		})
	}
	(<-s.stalled)()
	progress("word that nothing comes", true)
	s.deliver(s.tail)
	progress("word that something has come", false)
	s.end()
	expectKinds(t, p.untilState(worker.StateDone), "dataset-ready", "test")
}
