package winograd

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// some returns values of which many are equal, or 0, or negative.
func some(n int, rng *rand.Rand) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(rng.IntN(5) - 2)
	}
	return values
}

// The loops on vectors give the bits of the plain ones.
func TestWinogradLoops(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for _, n := range []int{1, 3, 4, 8} {
		const channels, tiles, rows = 3, 4, 2
		width, cols := 2*tiles*n, rows*tiles*n
		step := width + 4*n
		compare := func(name string, size int, loop, plain func(dst []float32)) {
			t.Helper()
			// Not aligned to a vector, and with guards round it.
			room := some(size+9, rng)
			before, want := slices.Clone(room), slices.Clone(room[5:5+size])
			loop(room[5 : 5+size])
			plain(want)
			if !slices.Equal(room[5:5+size], want) {
				t.Errorf("%s of %d values = %v, want %v", name, size, room[5:5+size], want)
			}
			if !slices.Equal(room[:5], before[:5]) || !slices.Equal(room[5+size:], before[5+size:]) {
				t.Errorf("%s of %d values writes beside its destination", name, size)
			}
		}

		x := some(channels*width, rng)
		four := [4][]float32{some(len(x), rng), some(len(x), rng), some(len(x), rng), some(len(x), rng)}
		compare("combineRows", (channels-1)*step+width,
			func(dst []float32) { combineRows(dst, &four, &tileA4[3], channels, width, step) },
			func(dst []float32) { combineRowsPlain(dst, &four, &tileA4[3], channels, width, step) })

		var six [points][]float32
		for r := range six {
			six[r] = some(len(x), rng)
		}
		compare("rowsIn", 5*step+width,
			func(dst []float32) { rowsIn(dst, &six, width, width, step) },
			func(dst []float32) { rowsInPlain(dst, &six, width, width, step) })

		elements := (points*channels-1)*cols + tiles*n
		src := some(max(elements, points*4*n, points*step), rng)
		for _, side := range []int{three, five} {
			m := tileSide(side)
			step := (m*tiles + side - 1) * n
			padded := some(channels*step, rng)
			compare("tilesIn", elements,
				func(dst []float32) { tilesIn(dst, padded, m, channels, tiles, n, step, cols) },
				func(dst []float32) { tilesInPlain(dst, padded, m, channels, tiles, n, step, cols) })
			compare("tapsGrad", side*4*n,
				func(dst []float32) { tapsGrad(dst, src, side, 4*n) },
				func(dst []float32) { tapsGradPlain(dst, src, side, 4*n) })
		}

		a := &tileA2[3]
		compare("tilesGrad2", elements,
			func(dst []float32) { tilesGrad2(dst, x, four[0], a, channels, tiles, n, cols) },
			func(dst []float32) { tilesGrad2Plain(dst, x, four[0], a, channels, tiles, n, cols) })
		compare("tilesOut2", channels*2*tiles*n,
			func(dst []float32) { tilesOut2(dst, src, channels, tiles, n, cols) },
			func(dst []float32) { tilesOut2Plain(dst, src, channels, tiles, n, cols) })
		compare("rowsOut2", 2*width,
			func(dst []float32) { rowsOut2(dst[:width], dst[width:], src, 3, step) },
			func(dst []float32) { rowsOut2Plain(dst[:width], dst[width:], src, 3, step) })

		row := some(channels*4*tiles*n, rng)
		compare("tilesGrad4", elements,
			func(dst []float32) { tilesGrad4(dst, row, channels, tiles, n, cols) },
			func(dst []float32) { tilesGrad4Plain(dst, row, channels, tiles, n, cols) })
		compare("tilesOut4", channels*4*tiles*n,
			func(dst []float32) { tilesOut4(dst, src, channels, tiles, n, cols) },
			func(dst []float32) { tilesOut4Plain(dst, src, channels, tiles, n, cols) })
		rowsOf := func(dst []float32) *[4][]float32 {
			return &[4][]float32{dst[:width], dst[width : 2*width], dst[2*width : 3*width], dst[3*width:]}
		}
		compare("rowsOut4", 4*width,
			func(dst []float32) { rowsOut4(rowsOf(dst), src, 3, step) },
			func(dst []float32) { rowsOut4Plain(rowsOf(dst), src, 3, step) })
	}
}
