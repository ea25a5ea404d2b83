package main

import (
	"bufio"
	"io"
	"syscall/js"

	"digitlab/data/mnistjson"
)

// gunzip returns a reader of what r holds, compressed or as it is, to be closed;
// r is closed with it. The browser's DecompressionStream does the work: it is
// native code, several times faster than compress/gzip as WebAssembly.
func gunzip(r io.ReadCloser) (io.ReadCloser, error) {
	buffered := bufio.NewReader(r)
	compressed, err := mnistjson.Compressed(buffered)
	if err != nil {
		r.Close()
		return nil, err
	}
	source := readCloser{buffered, r}
	if !compressed {
		return source, nil
	}
	stream := js.Global().Get("DecompressionStream").New("gzip")
	g := &gunzipReader{
		streamReader: newStreamReader(stream.Get("readable")),
		source:       source,
		fed:          js.Global().Get("Array").New(),
		pumped:       make(chan struct{}),
	}
	go func() {
		g.pump(stream.Get("writable").Call("getWriter"))
		close(g.pumped)
	}()
	return g, nil
}

type readCloser struct {
	io.Reader
	io.Closer
}

// gunzipReader reads what a DecompressionStream makes of a file. Such a stream
// knows only files of one member, and does not say what is wrong with others:
// where it fails, compress/gzip takes its place, from the beginning of the file.
type gunzipReader struct {
	*streamReader // of the DecompressionStream, later of what was fed to it
	read          int64
	source        readCloser
	fed           js.Value      // what was read of the source, an Array of Uint8Array
	pumped        chan struct{} // closed when no more is read of it
	again         io.Reader     // compress/gzip, nil as long as the stream does
}

func (g *gunzipReader) Read(p []byte) (int, error) {
	if g.again != nil {
		return g.again.Read(p)
	}
	n, err := g.streamReader.Read(p)
	g.read += int64(n)
	if err == nil || err == io.EOF {
		return n, err
	}
	<-g.pumped
	g.streamReader.Close()
	g.streamReader = newStreamReader(js.Global().Get("Blob").New(g.fed).Call("stream"))
	g.again = mnistjson.Gunzip(io.MultiReader(g.streamReader, g.source))
	if _, err := io.CopyN(io.Discard, g.again, g.read); err != nil {
		return 0, err
	}
	return g.again.Read(p)
}

// Close also closes the source, as soon as nobody reads it.
func (g *gunzipReader) Close() error {
	go func() {
		<-g.pumped
		g.source.Close()
	}()
	return g.streamReader.Close()
}

// pump writes all of the source to a WritableStream. Errors are the reader's to
// report.
func (g *gunzipReader) pump(writer js.Value) {
	buffer := make([]byte, chunkSize)
	for {
		n, err := g.source.Read(buffer)
		if n > 0 {
			chunk := js.Global().Get("Uint8Array").New(n)
			js.CopyBytesToJS(chunk, buffer[:n])
			g.fed.Call("push", chunk)
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
