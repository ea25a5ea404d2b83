package session

import (
	"context"
	"io"
)

// Files is where a session reads from: the browser's network, but in tests.
type Files interface {
	// Open begins to read the file at a URL, which ends when ctx does. It can be
	// kept in the cache of a name, "" for none. Whenever nothing of it comes for a
	// while, stalled is called, from any goroutine.
	Open(ctx context.Context, url, cache string, stalled func()) (File, error)
	// Gunzip returns a reader of what r holds, compressed or as it is, to be
	// closed; r is closed with it.
	Gunzip(r io.ReadCloser) (io.ReadCloser, error)
	// Blob returns the file at a URL to be read from anywhere.
	Blob(ctx context.Context, url string) (Blob, error)
	// Yield lets messages in that wait.
	Yield()
}

// Blob is a file on this machine.
type Blob interface{ io.ReaderAt }

// File is a file being read, to be closed. Once all of it is read, it can be kept
// in its cache.
type File interface {
	io.ReadCloser
	Size() int64 // in bytes, 0 if that is not known
	Keep()
}
