package source

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"digitlab/data"
)

// BenchmarkTable reads a table as large as MNIST's 60,000 training images are, 110 MB. It
// reports the largest size that the Go heap has had by then: run it alone, once
// (-bench=Table -benchtime=1x).
func BenchmarkTable(b *testing.B) {
	const images, lines = 60_000, 500
	// As in MNIST, a fifth of the pixels is ink.
	rng := rand.New(rand.NewPCG(1, 2))
	var block []byte
	for i := range lines {
		block = strconv.AppendInt(block, int64(i%10), 10)
		for range data.Pixels {
			v := 0
			if rng.IntN(5) == 0 {
				v = rng.IntN(256)
			}
			block = strconv.AppendInt(append(block, ','), int64(v), 10)
		}
		block = append(block, '\n')
	}
	table := File{Name: "train.csv", Open: func() (io.ReadCloser, error) {
		var parts []io.Reader
		for range images / lines {
			parts = append(parts, bytes.NewReader(block))
		}
		return io.NopCloser(io.MultiReader(parts...)), nil
	}}
	b.SetBytes(int64(len(block)) * images / lines)
	for b.Loop() {
		d, _, err := Read([]File{table}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if got := d.Images(data.Train).Len() + d.Images(data.Valid).Len(); got != images {
			b.Fatalf("%d images, want %d", got, images)
		}
	}
	var heap runtime.MemStats
	runtime.ReadMemStats(&heap)
	b.ReportMetric(float64(heap.HeapSys)/(1<<20), "MB-heap")
}
