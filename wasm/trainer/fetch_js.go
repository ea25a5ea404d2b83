package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"syscall/js"

	"digitlab/data"
)

// download is the body of a response, to be closed.
type download struct {
	io.ReadCloser
	total int64 // bytes to come, 0 if the server does not say
	copy  *cacheCopy
}

// openURL begins a download. It ends when ctx does. The file can be kept in the
// cache of the given name, if there is one.
func openURL(ctx context.Context, url, cache string) (*download, error) {
	abort := js.Global().Get("AbortController").New()
	hold := context.AfterFunc(ctx, func() { abort.Call("abort") })
	response, err := await(js.Global().Call("fetch", url, map[string]any{"signal": abort.Get("signal")}))
	if err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	if !response.Get("ok").Bool() {
		return nil, fmt.Errorf("download: the server answers %d %s", response.Get("status").Int(), response.Get("statusText").String())
	}
	headers := response.Get("headers")
	d := &download{copy: copyForCache(response, hold, url, cache)}
	// What has an encoding arrives decoded, and its length is of something else.
	decoded := headers.Call("has", "Content-Encoding").Bool()
	if length := headers.Call("get", "Content-Length"); length.Type() == js.TypeString && !decoded {
		fmt.Sscan(length.String(), &d.total)
	}
	d.ReadCloser = newStreamReader(response.Get("body"))
	return d, nil
}

// gunzip returns a reader of what r holds, compressed or as it is, to be closed;
// r is closed with it. The browser's DecompressionStream does the work: it is
// native code, several times faster than compress/gzip as WebAssembly.
func gunzip(r io.ReadCloser) (io.ReadCloser, error) {
	buffered := bufio.NewReader(r)
	compressed, err := data.Compressed(buffered)
	if err != nil {
		r.Close()
		return nil, err
	}
	if !compressed {
		return struct {
			io.Reader
			io.Closer
		}{buffered, r}, nil
	}
	stream := js.Global().Get("DecompressionStream").New("gzip")
	go func() {
		defer r.Close()
		pump(stream.Get("writable").Call("getWriter"), buffered)
	}()
	return &gunzipReader{newStreamReader(stream.Get("readable"))}, nil
}

// pump writes all of r to a WritableStream. Errors of the stream itself are its
// reader's to report.
func pump(writer js.Value, r io.Reader) {
	buffer := make([]byte, chunkSize)
	for {
		n, err := r.Read(buffer)
		if n > 0 {
			chunk := js.Global().Get("Uint8Array").New(n)
			js.CopyBytesToJS(chunk, buffer[:n])
			if _, err := await(writer.Call("write", chunk)); err != nil {
				return
			}
		}
		if err == io.EOF {
			await(writer.Call("close"))
			return
		}
		if err != nil {
			await(writer.Call("abort", err.Error()))
			return
		}
	}
}

// chunkSize is how much is copied between Go and the browser at a time.
const chunkSize = 1 << 18

// gunzipReader says in words what DecompressionStream says in a TypeError.
type gunzipReader struct {
	*streamReader
}

func (g *gunzipReader) Read(p []byte) (int, error) {
	n, err := g.streamReader.Read(p)
	if err != nil && err != io.EOF {
		err = errors.New("the gzip data is damaged or cut short")
	}
	return n, err
}

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
