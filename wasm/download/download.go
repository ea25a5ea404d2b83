// Package download reads files over networks that stall and break off: a
// download goes on where it was.
package download

import (
	"context"
	"errors"
	"io"
	"time"

	"digitlab/data/failure"
)

// Fetch asks for a file from byte from on; a server that has no ranges begins at
// byte 0. The tag is that of the file as it was, "" at first. Everything ends
// with an error when ctx does.
type Fetch func(ctx context.Context, from int64, tag string) (*Part, error)

// Part is a file as it arrives.
type Part struct {
	Body io.ReadCloser
	From int64  // where Body begins in the file
	Size int64  // of the whole file in bytes, 0 if the server does not say
	Tag  string // of the version of the file, "" if the server gives none
}

// Patience says how long to wait for a byte.
type Patience struct {
	Stalled time.Duration // until it is said that nothing comes
	Silent  time.Duration // until the server is asked again
	// Tries is how often in a row it is asked again after a failure, Pause how long
	// after the first, and each time twice as long.
	Tries int
	Pause time.Duration
}

// The patience with servers, and with files that are on this machine.
var (
	Networks = Patience{Stalled: 10 * time.Second, Silent: 25 * time.Second, Tries: 6, Pause: time.Second}
	Local    = Patience{Stalled: 10 * time.Second, Silent: time.Hour}
)

// Reader is a download under way.
type Reader struct {
	ctx      context.Context
	fetch    Fetch
	patience Patience
	stalled  func()

	part   *Part
	cancel context.CancelCauseFunc // ends part
	at     int64                   // bytes of the file read so far
	skip   int64                   // bytes of part that were read before
	size   int64
	tag    string
	failed int // tries since the last byte
}

// errSilent ends a part of which nothing comes any more.
var errSilent = failure.New("the server sends nothing")

// Open begins a download, which ends with ctx. A server that refuses is believed;
// one that answers, or does not, is asked again as patience says. Whenever
// nothing comes for a while, stalled is called, from any goroutine.
func Open(ctx context.Context, fetch Fetch, patience Patience, stalled func()) (*Reader, error) {
	r := &Reader{ctx: ctx, fetch: fetch, patience: patience, stalled: stalled}
	defer r.watch()()
	for {
		err := r.connect()
		if err == nil {
			return r, nil
		}
		if err != errSilent {
			return nil, err
		}
		if err := r.wait(err); err != nil {
			return nil, err
		}
	}
}

// Size returns the length of the file in bytes, 0 if the server does not say.
func (r *Reader) Size() int64 { return r.size }

// Read implements io.Reader.
func (r *Reader) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	defer r.watch()()
	for {
		n, err := r.read(p)
		switch {
		case n > 0:
			r.failed = 0
			return n, nil // an error comes again
		case err == io.EOF && r.at >= r.size:
			return 0, io.EOF
		case err == io.EOF:
			err = failure.New("the connection ended after %d of %d bytes", r.at, r.size)
		case err == nil:
			continue
		}
		r.Close()
		if err := r.wait(err); err != nil {
			return 0, err
		}
	}
}

// Close gives up what is left.
func (r *Reader) Close() error {
	if r.part == nil {
		return nil
	}
	r.cancel(context.Canceled)
	err := r.part.Body.Close()
	r.part = nil
	return err
}

// watch calls stalled unless the function that it returns is called soon.
func (r *Reader) watch() (stop func() bool) {
	return time.AfterFunc(r.patience.Stalled, r.stalled).Stop
}

// wait waits before the next try after one that failed, and returns an error if
// there is to be none.
func (r *Reader) wait(err error) error {
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if r.failed >= r.patience.Tries || errors.Is(err, errChanged) {
		return err
	}
	pause := r.patience.Pause << r.failed
	r.failed++
	select {
	case <-time.After(pause):
		return nil
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
}

// read reads what comes next in the part there is, or in another one.
func (r *Reader) read(p []byte) (n int, err error) {
	if r.part == nil {
		if err := r.connect(); err != nil {
			return 0, err
		}
	}
	cancel := r.cancel
	silent := time.AfterFunc(r.patience.Silent, func() { cancel(errSilent) })
	n, err = r.part.Body.Read(p)
	if !silent.Stop() && err != nil && err != io.EOF {
		err = errSilent
	}
	if known := min(int64(n), r.skip); known > 0 {
		n = copy(p, p[known:n])
		r.skip -= known
	}
	r.at += int64(n)
	return n, err
}

var errChanged = failure.New("the file has become another one during the download")

// connect asks for what is still to come.
func (r *Reader) connect() error {
	ctx, cancel := context.WithCancelCause(r.ctx)
	silent := time.AfterFunc(r.patience.Silent, func() { cancel(errSilent) })
	defer silent.Stop()
	part, err := r.fetch(ctx, r.at, r.tag)
	if err != nil {
		if context.Cause(ctx) == errSilent {
			err = errSilent
		}
		cancel(err)
		return err
	}
	if r.at == 0 {
		r.size, r.tag = part.Size, part.Tag
	}
	if differ(part.Size, r.size) || differ(part.Tag, r.tag) || part.From > r.at {
		cancel(errChanged)
		part.Body.Close()
		return errChanged
	}
	r.part, r.cancel, r.skip = part, cancel, r.at-part.From
	return nil
}

// differ reports whether two values are known and not the same.
func differ[T comparable](a, b T) bool {
	var unknown T
	return a != unknown && b != unknown && a != b
}
