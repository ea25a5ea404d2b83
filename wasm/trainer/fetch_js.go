package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall/js"

	"digitlab/data/failure"
	"digitlab/wasm/download"
	"digitlab/wasm/session"
)

// browser is the network, and what else the browser does for a session.
type browser struct{}

// openedFile is a download, and the copy of it for a cache.
type openedFile struct {
	*download.Reader
	*cacheCopy
}

// Read implements io.Reader.
func (f openedFile) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	f.add(p[:n])
	return n, err
}

// Open implements session.Files.
func (browser) Open(ctx context.Context, url, cache string, stalled func()) (session.File, error) {
	patience := download.Local // blob: is on this machine
	if strings.HasPrefix(url, "http") {
		patience = download.Networks
	}
	r, err := download.Open(ctx, fetcher(url), patience, stalled)
	if err != nil {
		return nil, err
	}
	return openedFile{r, copyForCache(url, cache)}, nil
}

// Gunzip implements session.Files.
func (browser) Gunzip(r io.ReadCloser) (io.ReadCloser, error) { return gunzip(r) }

// Blob implements session.Files.
func (browser) Blob(_ context.Context, url string) (session.Blob, error) {
	response, err := await(js.Global().Call("fetch", url))
	if err != nil {
		return nil, failure.New("download: %w", err)
	}
	b, err := await(response.Call("blob"))
	if err != nil {
		return nil, failure.New("download: %w", err)
	}
	return blob{b}, nil
}

// Yield implements session.Files.
func (browser) Yield() { letEventsIn() }

// fetcher returns how the browser fetches what is at a URL.
func fetcher(url string) download.Fetch {
	var decoded bool
	return func(ctx context.Context, from int64, tag string) (*download.Part, error) {
		abort := js.Global().Get("AbortController").New()
		context.AfterFunc(ctx, func() { abort.Call("abort") })
		asked := map[string]any{}
		// What has an encoding arrives decoded, and a range would be of something
		// else.
		if from > 0 && !decoded {
			asked["Range"] = fmt.Sprintf("bytes=%d-", from)
			if tag != "" {
				asked["If-Range"] = tag
			}
		}
		response, err := await(js.Global().Call("fetch", url, map[string]any{"signal": abort.Get("signal"), "headers": asked}))
		if err != nil {
			return nil, failure.New("download: %w", err)
		}
		if !response.Get("ok").Bool() {
			return nil, failure.New("download: the server answers %d %s", response.Get("status").Int(), response.Get("statusText").String())
		}
		header := func(name string) string {
			if value := response.Get("headers").Call("get", name); value.Type() == js.TypeString {
				return value.String()
			}
			return ""
		}
		part := &download.Part{Body: newStreamReader(response.Get("body")), Tag: header("ETag")}
		decoded = header("Content-Encoding") != ""
		switch {
		case response.Get("status").Int() == http206:
			var last int64
			fmt.Sscanf(header("Content-Range"), "bytes %d-%d/%d", &part.From, &last, &part.Size)
		case !decoded:
			fmt.Sscan(header("Content-Length"), &part.Size)
		}
		return part, nil
	}
}

const http206 = 206 // Partial Content

// streamReader reads a ReadableStream of byte chunks, of which there may be
// thousands.
type streamReader struct {
	reader js.Value
	waiter *waiter
	chunk  js.Value // what is left of the last chunk, a Uint8Array
	left   int
}

func newStreamReader(stream js.Value) *streamReader {
	return &streamReader{reader: stream.Call("getReader"), waiter: newWaiter()}
}

func (s *streamReader) Read(p []byte) (int, error) {
	for s.left == 0 {
		result, err := s.waiter.await(s.reader.Call("read"))
		if err != nil {
			return 0, err
		}
		if result.Get("done").Bool() {
			return 0, io.EOF
		}
		s.chunk = result.Get("value")
		s.left = s.chunk.Get("byteLength").Int()
	}
	n := js.CopyBytesToGo(p, s.chunk)
	if s.left -= n; s.left > 0 {
		s.chunk = s.chunk.Call("subarray", n)
	}
	return n, nil
}

// Close gives up what is left of the stream, so that whoever fills it stops. No
// Read may be under way.
func (s *streamReader) Close() error {
	_, err := s.waiter.await(s.reader.Call("cancel"))
	s.waiter.release()
	return err
}

// await waits for a promise. It must not be called from an event handler.
func await(promise js.Value) (js.Value, error) {
	w := newWaiter()
	defer w.release()
	return w.await(promise)
}

// waiter waits for one promise after the other. Making it takes as long as the
// waiting itself.
type waiter struct {
	resolve, reject js.Func
	settled         chan outcome
}

// outcome is what a promise comes to.
type outcome struct {
	value js.Value
	err   error
}

func newWaiter() *waiter {
	w := &waiter{settled: make(chan outcome, 1)}
	w.resolve = js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.settled <- outcome{value: first(args)}
		return nil
	})
	w.reject = js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.settled <- outcome{err: errors.New(reason(first(args)))}
		return nil
	})
	return w
}

func (w *waiter) await(promise js.Value) (js.Value, error) {
	promise.Call("then", w.resolve, w.reject)
	o := <-w.settled
	return o.value, o.err
}

func (w *waiter) release() {
	w.resolve.Release()
	w.reject.Release()
}

// letEventsIn waits until the browser has handled the events that wait already:
// a message to itself takes its turn behind them, and sooner than any timer.
func letEventsIn() {
	channel := js.Global().Get("MessageChannel").New()
	handled := make(chan struct{})
	onMessage := js.FuncOf(func(js.Value, []js.Value) any {
		close(handled)
		return nil
	})
	defer onMessage.Release()
	port := channel.Get("port1")
	defer port.Call("close")
	port.Set("onmessage", onMessage)
	channel.Get("port2").Call("postMessage", nil)
	<-handled
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}

// reason returns the words of a rejection, which may be an Error or anything.
func reason(v js.Value) string {
	if v.Type() == js.TypeObject && v.Get("message").Type() == js.TypeString {
		return v.Get("message").String()
	}
	return js.Global().Call("String", v).String()
}
