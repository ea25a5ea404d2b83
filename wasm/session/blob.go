package session

import (
	"context"
	"io"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/source"
	"digitlab/web/worker"
)

// readFiles reads the dataset in files of any form.
func (s *Session) readFiles(l *load, m *worker.LoadDataset) (*data.Dataset, source.Description, error) {
	p := &progress{page: s.page, told: worker.DatasetProgress{Name: l.name, Offer: m.Offer}}
	blob, err := s.Files.Blob(l.ctx, m.URL)
	if err != nil {
		return nil, source.Description{}, failure.New("%s: %w", l.name, err)
	}
	w := &window{ctx: l.ctx, blob: blob, turn: newTurn(s.Files, maxTurn)}
	whole, said, err := source.Read(w.sections(m.Files), source.Options{
		Prepare: m.Prepare,
		Invert:  m.Invert,
		Progress: func(images int) {
			p.read(images)
			w.turn.pause()
		},
	})
	if err == nil {
		err = nameClasses(whole, m.Names)
	}
	if err == nil {
		p.end()
	}
	return whole, said, err
}

// turn is how long a dataset has been read at a stretch.
type turn struct {
	files Files
	most  time.Duration
	began time.Time
}

func newTurn(files Files, most time.Duration) *turn { return &turn{files, most, time.Now()} }

// pause lets messages in when that has been as long as it may be.
func (t *turn) pause() {
	if time.Since(t.began) >= t.most {
		t.files.Yield()
		t.began = time.Now()
	}
}

// windowSize is how much of a blob is read at a time: each time takes a while,
// however little it is.
const windowSize = 64 << 10

// window is the part of a blob that is in memory. One goroutine uses it.
type window struct {
	ctx  context.Context
	blob Blob
	turn *turn
	room [windowSize]byte
	held []byte // in room
	from int64  // where that is in the blob
}

// sections returns the files that are in the blob, one after the other.
func (w *window) sections(of []worker.DatasetFile) (files []source.File) {
	from := int64(0)
	for _, f := range of {
		at := from
		files = append(files, source.File{Name: f.Name, Open: func() (io.ReadCloser, error) {
			return section{io.NewSectionReader(within{w, at + f.Size}, at, f.Size)}, nil
		}})
		from += f.Size
	}
	return files
}

// section is a file in a blob.
type section struct{ *io.SectionReader }

// Close implements io.Closer.
func (section) Close() error { return nil }

// within reads through a window, which then holds nothing beyond an end.
type within struct {
	*window
	end int64
}

// ReadAt implements io.ReaderAt.
func (w within) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) {
		if at < w.from || at >= w.from+int64(len(w.held)) {
			if err := w.move(at, w.end); err != nil {
				return n, err
			}
		}
		copied := copy(p[n:], w.held[at-w.from:])
		n += copied
		at += int64(copied)
	}
	return n, nil
}

// move reads what is to be seen from a place on, up to an end.
func (w *window) move(at, end int64) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.turn.pause()
	if at >= end {
		return io.EOF
	}
	w.held = w.room[:min(windowSize, end-at)]
	w.from = at
	n, err := w.blob.ReadAt(w.held, at)
	if n == len(w.held) {
		return nil
	}
	w.held = nil
	if err == nil || err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}
