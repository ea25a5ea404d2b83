package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"syscall/js"
)

// download is the body of a response.
type download struct {
	io.Reader
	total int64 // bytes to come, 0 if the server does not say
}

// openURL begins a download. It ends when ctx does.
func openURL(ctx context.Context, url string) (*download, error) {
	abort := js.Global().Get("AbortController").New()
	context.AfterFunc(ctx, func() { abort.Call("abort") })
	response, err := await(js.Global().Call("fetch", url, map[string]any{"signal": abort.Get("signal")}))
	if err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	if !response.Get("ok").Bool() {
		return nil, fmt.Errorf("download: the server answers %d %s", response.Get("status").Int(), response.Get("statusText").String())
	}
	d := &download{Reader: newStreamReader(response.Get("body"))}
	if length := response.Get("headers").Call("get", "Content-Length"); length.Type() == js.TypeString {
		fmt.Sscan(length.String(), &d.total)
	}
	return d, nil
}

// gunzip returns a reader of what r holds compressed. The browser's
// DecompressionStream does the work: it is native code, several times faster
// than compress/gzip as WebAssembly.
func gunzip(r io.Reader) (io.Reader, error) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(r, head); err != nil || !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return nil, errors.New("not a gzip file")
	}
	stream := js.Global().Get("DecompressionStream").New("gzip")
	go pump(stream.Get("writable").Call("getWriter"), io.MultiReader(bytes.NewReader(head), r))
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
	r *streamReader
}

func (g *gunzipReader) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if err != nil && err != io.EOF {
		err = errors.New("the gzip data is damaged or cut short")
	}
	return n, err
}

// streamReader reads a ReadableStream of byte chunks.
type streamReader struct {
	reader js.Value
	chunk  js.Value // what is left of the last chunk, a Uint8Array
	left   int
}

func newStreamReader(stream js.Value) *streamReader {
	return &streamReader{reader: stream.Call("getReader")}
}

func (s *streamReader) Read(p []byte) (int, error) {
	for s.left == 0 {
		result, err := await(s.reader.Call("read"))
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
	s.chunk = s.chunk.Call("subarray", n)
	s.left -= n
	return n, nil
}

// await waits for a promise. It must not be called from an event handler.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	resolve := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{value: first(args)}
		return nil
	})
	defer resolve.Release()
	reject := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{err: errors.New(reason(first(args)))}
		return nil
	})
	defer reject.Release()
	promise.Call("then", resolve, reject)
	o := <-settled
	return o.value, o.err
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
