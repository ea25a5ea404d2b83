package download

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// hasty is for servers that fail at once when they do.
var hasty = Patience{Stalled: 10 * time.Millisecond, Silent: 250 * time.Millisecond, Tries: 3, Pause: time.Millisecond}

// file is what is downloaded.
var file = func() []byte {
	text := make([]byte, 1<<20)
	rand.NewChaCha8([32]byte{1}).Read(text)
	return text
}()

// fetchOver fetches over HTTP, as the browser does.
func fetchOver(url string) Fetch {
	return func(ctx context.Context, from int64, tag string) (*Part, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		if from > 0 {
			request.Header.Set("Range", fmt.Sprintf("bytes=%d-", from))
			request.Header.Set("If-Range", tag)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return nil, err
		}
		part := &Part{Body: response.Body, Size: max(response.ContentLength, 0), Tag: response.Header.Get("ETag")}
		switch response.StatusCode {
		case http.StatusOK:
		case http.StatusPartialContent:
			var last int64
			fmt.Sscanf(response.Header.Get("Content-Range"), "bytes %d-%d/%d", &part.From, &last, &part.Size)
		default:
			response.Body.Close()
			return nil, errors.New(response.Status)
		}
		return part, nil
	}
}

// broken lets so many bytes of an answer through, and then ends it.
type broken struct {
	http.ResponseWriter
	left int
	end  func()
}

func (b *broken) Write(p []byte) (int, error) {
	if len(p) < b.left {
		b.left -= len(p)
		return b.ResponseWriter.Write(p)
	}
	b.ResponseWriter.Write(p[:b.left])
	b.ResponseWriter.(http.Flusher).Flush()
	b.end()
	return 0, io.ErrClosedPipe
}

func TestDownloadsGoOn(t *testing.T) {
	const whole = 2 << 20
	hang := func(r *http.Request) { <-r.Context().Done() }
	breakOff := func(*http.Request) { panic(http.ErrAbortHandler) }
	tests := []struct {
		name    string
		through []int                // bytes that each answer lets through in turn; then all
		end     func(*http.Request)  // of such an answer
		change  func(h http.Header)  // of a request; nil for none
		tag     func(n int32) string // of answer n
		stalls  bool
		want    string // in the error, "" for none
	}{
		{name: "whole", through: []int{whole}},
		{name: "stalls twice", through: []int{400_000, 300_000}, end: hang, stalls: true},
		{name: "stalls at its last byte", through: []int{len(file) - 1}, end: hang, stalls: true},
		{name: "no answer at first", through: []int{0}, end: hang, stalls: true},
		{name: "breaks off", through: []int{400_000, 0, 300_000}, end: breakOff},
		{name: "without ranges", through: []int{400_000}, end: breakOff, change: func(h http.Header) { h.Del("Range") }},
		{name: "without tags", through: []int{400_000}, end: breakOff, tag: func(int32) string { return "" }},
		{name: "another file", through: []int{400_000}, end: breakOff,
			tag: func(n int32) string { return fmt.Sprintf(`"%d"`, n) }, want: "another one during the download"},
		{name: "breaks off again and again", through: []int{400_000, 0, 0, 0, 0}, end: breakOff, want: "EOF"},
		{name: "hangs again and again", through: []int{400_000, 0, 0, 0, 0}, end: hang, stalls: true, want: "sends nothing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.tag == nil {
				test.tag = func(int32) string { return `"one"` }
			}
			var answers atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				n := answers.Add(1)
				if test.change != nil {
					test.change(r.Header)
				}
				if tag := test.tag(n); tag != "" {
					w.Header().Set("ETag", tag)
				}
				if int(n) <= len(test.through) {
					through := test.through[n-1]
					if through == 0 {
						test.end(r)
						return
					}
					w = &broken{w, through, func() { test.end(r) }}
				}
				http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file))
			}))
			defer server.Close()

			var stalled atomic.Bool
			r, err := Open(t.Context(), fetchOver(server.URL), hasty, func() { stalled.Store(true) })
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if r.Size() != int64(len(file)) {
				t.Errorf("the size is %d, want %d", r.Size(), len(file))
			}
			got, err := io.ReadAll(r)
			if test.want == "" && (err != nil || !bytes.Equal(got, file)) {
				t.Errorf("%d bytes, error %v, want the %d of the file", len(got), err, len(file))
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !bytes.Equal(got, file[:len(got)])) {
				t.Errorf("%d bytes, error %v, want the beginning and %q", len(got), err, test.want)
			}
			if test.stalls && !stalled.Load() {
				t.Error("nobody is told that it stalls")
			}
		})
	}
}

func TestRefusalIsBelieved(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusNotFound)
	}))
	defer server.Close()
	if _, err := Open(t.Context(), fetchOver(server.URL), hasty, func() {}); err == nil || asked.Load() != 1 {
		t.Errorf("error %v after %d requests, want one after the first", err, asked.Load())
	}
}

func TestDownloadEndsWithItsContext(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(&broken{w, 1000, func() { <-r.Context().Done() }}, r, "", time.Time{}, bytes.NewReader(file))
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	patient := Patience{Stalled: time.Millisecond, Silent: time.Hour, Tries: 1}
	var opened atomic.Bool
	r, err := Open(ctx, fetchOver(server.URL), patient, func() {
		if opened.Load() {
			cancel()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	opened.Store(true)
	if _, err := io.ReadAll(r); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}
