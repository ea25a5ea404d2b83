package session

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"

	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// fetched is what has come of weights that had to be fetched.
type fetched struct {
	ctx context.Context // ended if other weights have been asked for since
	worker.LoadWeights
	err error
}

// openWeights takes over the weights in a message, or those at its URL once they
// have come, for which nothing else waits.
func (s *Session) openWeights(ctx context.Context, m *worker.LoadWeights) {
	s.endFetch()
	if m.URL == "" {
		s.report(worker.ScopeWeights, s.loadWeights(m))
		return
	}
	ctx, s.endFetch = context.WithCancel(ctx)
	go func() {
		f := fetched{ctx: ctx, LoadWeights: *m}
		f.File, f.err = s.fetchWeights(ctx, m)
		s.fetches <- f
	}()
}

func (s *Session) fetchWeights(ctx context.Context, m *worker.LoadWeights) ([]byte, error) {
	file, err := s.Files.Open(ctx, m.URL, "", func() {
		s.page.Send(&worker.Failure{Scope: worker.ScopeWeights, Message: failure.Say("%s: nothing of the file comes; it is being tried again", m.Name)})
	})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, weights.MaxFile+1))
}

// takeFetched takes over weights that were fetched.
func (s *Session) takeFetched(f fetched) {
	switch {
	case f.ctx.Err() != nil:
	case f.err != nil:
		s.report(worker.ScopeWeights, failure.New("%s: %w", f.Name, f.err))
	default:
		s.report(worker.ScopeWeights, s.loadWeights(&f.LoadWeights))
	}
}

// loadWeights takes over the weights in a message, unless a run is under way. The
// first ones it takes then too: they are what Reset brings back.
func (s *Session) loadWeights(m *worker.LoadWeights) error {
	first := s.file.Params == nil
	if s.busy() && !first {
		return failure.New("a run is under way: stop it before opening other weights")
	}
	w, err := weights.Open(m)
	if err != nil {
		return err
	}
	s.file = w
	if !s.busy() {
		s.run = nil
		s.present = s.file
		s.sendPresent()
	}
	return nil
}

// takeWeights takes over weights of the trainer before this one. The first of them
// are from a file.
func (s *Session) takeWeights(m *worker.Weights) error {
	w, err := weights.Of(m)
	if err != nil {
		return err
	}
	s.endFetch() // or that would come late and take their place
	s.present = w
	if s.file.Params == nil {
		s.file = s.present
	}
	return nil
}

// useWeights makes weights that the page has kept the present ones, unless a run is
// under way.
func (s *Session) useWeights(m *worker.UseWeights) error {
	if s.busy() {
		return failure.New("a run is under way: stop it before using other weights")
	}
	w, err := weights.Of(&m.Weights)
	if err != nil {
		return err
	}
	model, err := w.NewModel()
	if err != nil {
		return err
	}
	if len(w.Params) != len(model.Params()) {
		return failure.New("%s: %d parameters, want the %d of its network", w.Source, len(w.Params), len(model.Params()))
	}
	s.endFetch() // or that would come late and take their place
	s.run, s.present = nil, w
	s.sendPresent()
	return nil
}

// saveWeights sends the weights in a message as a file, or the newest.
func (s *Session) saveWeights(m *worker.SaveWeights) error {
	format, err := train.ParseFormat(m.Format)
	if err != nil {
		return err
	}
	now := s.newest()
	if len(m.Weights.Params) > 0 {
		if now, err = weights.Of(&m.Weights); err != nil {
			return err
		}
	}
	if now.Params == nil {
		return failure.New("there are no weights to save")
	}
	model, err := now.Model()
	if err != nil {
		return err
	}
	file, err := format.Encode(model, now.Metadata(map[string]string{
		"source": now.Source,
		"step":   strconv.Itoa(now.Step),
	}))
	if err != nil {
		return err
	}
	s.page.Send(&worker.WeightsFile{
		Name:         fileName(now, format),
		Format:       string(format),
		Architecture: now.Architecture.String(),
		Loss:         now.Loss.Name(),
		File:         file,
	})
	return nil
}

// fileName is a name for the weights: of which network they are, what they were
// trained with, and how long; and whose layout they have if it is not PyTorch's.
func fileName(w weights.Weights, format train.Format) string {
	name := fmt.Sprintf("%s-%s-step%d", cmp.Or(w.Architecture.Name(), "network"), w.Loss.Name(), w.Step)
	if format == train.Paddle {
		name += "-paddle"
	}
	return name + format.Extension()
}
