package session

import (
	"strings"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/wasm/datasets"
	"digitlab/wasm/savedrun"
	"digitlab/web/worker"
)

// keepTurn is how long a dataset that is to be kept is looked at at a stretch: there is
// time, and a run may be under way.
const keepTurn = 5 * time.Millisecond

// keepDataset keeps the dataset in use in the browser, if it is to be, beside everything
// else.
func (s *Session) keepDataset() {
	if s.from.keep {
		s.Datasets.Keep(s.from.url, s.from.name, s.dataset, newTurn(s.Files, keepTurn).pause)
	}
}

// readKept reads the dataset that is kept under a key.
func (s *Session) readKept(l *load, key string) (*data.Dataset, error) {
	p := &progress{page: s.page, told: worker.DatasetProgress{Name: l.name}}
	turn := newTurn(s.Files, maxTurn)
	kept, err := s.Datasets.Load(l.ctx, key, datasets.Watch{Size: p.begin, Took: p.count, Read: func(images int) {
		p.read(images)
		turn.pause()
	}})
	if kept.Name != "" {
		l.name = kept.Name
	}
	if err != nil {
		return nil, failure.New("the dataset “%s” that is kept in this browser cannot be used: %w", l.name, err)
	}
	p.end()
	return kept.Data, nil
}

// origin says where the dataset in use has come from. The page's own is the only one that
// is neither kept nor to be.
func (s *Session) origin() savedrun.Origin {
	return savedrun.Origin{Name: s.from.name, Own: !s.from.keep && !strings.HasPrefix(s.from.url, worker.KeptURL)}
}
