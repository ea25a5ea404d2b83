package plot

import (
	"math/rand/v2"
	"testing"
)

// A thinned line covers the same pixels: in every column it starts and ends at
// the same value and has the same extremes.
func TestDownsampleKeepsColumns(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	const columns = 50
	for _, n := range []int{0, 1, 199, 200, 201, 1234, 100_000} {
		v := make([]float32, n)
		for i := range v {
			v[i] = rnd.Float32()
		}
		kept := downsample(nil, v, columns)
		if len(kept) > 4*columns {
			t.Errorf("downsample of %d points keeps %d, want at most %d", n, len(kept), 4*columns)
		}
		column := func(i int) int { return columnOf(i, n, columns) }
		want, got := map[int][4]float32{}, map[int][4]float32{}
		for i, x := range v {
			want[column(i)] = widen(want, column(i), x)
		}
		for k, i := range kept {
			if k > 0 && i <= kept[k-1] {
				t.Fatalf("downsample of %d points: index %d after %d", n, i, kept[k-1])
			}
			got[column(i)] = widen(got, column(i), v[i])
		}
		for c := range want {
			if got[c] != want[c] {
				t.Errorf("downsample of %d points: column %d has first, low, high, last %v, want %v", n, c, got[c], want[c])
			}
		}
	}
}

// columnOf returns the column of pixels that index i of n is drawn in.
func columnOf(i, n, columns int) int {
	c := i * columns / n
	for c+1 < columns && i >= (c+1)*n/columns {
		c++
	}
	return c
}

func widen(columns map[int][4]float32, c int, x float32) [4]float32 {
	v, ok := columns[c]
	if !ok {
		return [4]float32{x, x, x, x}
	}
	return [4]float32{v[0], min(v[1], x), max(v[2], x), x}
}
