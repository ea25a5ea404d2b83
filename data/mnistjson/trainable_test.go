package mnistjson

import (
	"errors"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"digitlab/data"
)

// sum is a checksum of all that a dataset holds.
func sum(d *data.Dataset) uint32 {
	crc := crc32.NewIEEE()
	for split := range data.Splits {
		images := d.Images(split)
		for i := range images.Len() {
			crc.Write(images.Image(i))
		}
		crc.Write(images.Labels())
	}
	return crc.Sum32()
}

// TestTrainableBeforeTheEnd holds the test images back until the part before
// them is there, and reads that part while they arrive: the race detector
// watches.
func TestTrainableBeforeTheEnd(t *testing.T) {
	source := randomDataset(seeded(5))
	text := string(spellDataset(source, func(k byte) string { return spellings[k] }, func() string { return "" }))
	cut := strings.LastIndex(text, ",[[[")
	lost := errors.New("connection lost")
	for _, test := range []struct {
		name string
		end  func(w *io.PipeWriter)
		want error
	}{
		{"whole", func(w *io.PipeWriter) { io.WriteString(w, text[cut:]); w.Close() }, nil},
		{"broken", func(w *io.PipeWriter) { io.WriteString(w, text[cut:cut+100]); w.CloseWithError(lost) }, lost},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, w := io.Pipe()
			parts := make(chan *data.Dataset, 1)
			type result struct {
				whole *data.Dataset
				err   error
			}
			done := make(chan result)
			go func() {
				whole, err := ReadText(r, Hooks{Trainable: func(d *data.Dataset) { parts <- d }})
				done <- result{whole, err}
			}()
			io.WriteString(w, text[:cut])
			part := <-parts
			go test.end(w)
			want := sum(trainable(source))
			if got := sum(part); got != want {
				t.Errorf("the part has checksum %08x, want %08x", got, want)
			}
			end := <-done
			if !errors.Is(end.err, test.want) {
				t.Fatalf("ReadText: error %v, want %v", end.err, test.want)
			}
			if end.err == nil && !equal(end.whole, source) {
				t.Error("ReadText and what was written differ")
			}
			if got := sum(part); got != want {
				t.Errorf("at the end the part has checksum %08x, want %08x", got, want)
			}
		})
	}
}

// TestTrainableIsFinal holds that nothing is handed over that a test image may
// change: in the spellings k/255 and k/256 multiples of 1/8 look the same.
func TestTrainableIsFinal(t *testing.T) {
	tests := []struct {
		name        string
		train, test string // the first pixel
		calls       int
	}{
		{"k/255", "0.012", "0.012", 1},
		{"k/256", "0.01171875", "0.01171875", 1},
		{"0 and 1", "1.0", "0.01171875", 1},
		{"a multiple of 1/8", "0.625", "0.01171875", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			image := imageText(test.train)
			text := "[[[" + image + "],[1]],[[" + image + "],[2]],[[" + imageText(test.test) + "],[3]]]"
			var parts []*data.Dataset
			whole, err := ReadText(strings.NewReader(text), Hooks{Trainable: func(d *data.Dataset) { parts = append(parts, d) }})
			if err != nil {
				t.Fatal(err)
			}
			if len(parts) != test.calls {
				t.Fatalf("%d calls of Trainable, want %d", len(parts), test.calls)
			}
			for _, part := range parts {
				if !equal(part, trainable(whole)) {
					t.Error("the part differs from the whole")
				}
			}
		})
	}
}
