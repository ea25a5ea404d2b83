package winograd

// Sides are those of the filters that there is an algorithm for.
const (
	three = 3
	five  = 5

	points = 6 // at which rows of filter and input are taken
)

// tileSide returns the side of a tile of the output, M: with filters of side R, tiles
// of the input have a side of M+R-1 = 6.
func tileSide(side int) int { return points + 1 - side }

// The matrices of the algorithms for the points 0, 1, -1, 2, -2 and infinity: a
// row of taps is a polynomial, filterG its values at the points, each divided by
// the product of the differences to the others, which Lagrange's interpolation
// asks for; tileA are the powers of the points; Bᵗ, which rowsIn and tilesIn multiply
// with, follows from both, and is the same for all sides:
//
//	4  0 -5  0  1  0
//	0 -4 -4  1  1  0
//	0  4 -4 -1  1  0
//	0 -2 -1  2  1  0
//	0  2 -1 -2  1  0
//	0  4  0 -5  0  1
var (
	// filterG is G (6,R).
	filterG = map[int][points][]float32{
		five: {
			{1. / 4, 0, 0, 0, 0},
			{-1. / 6, -1. / 6, -1. / 6, -1. / 6, -1. / 6},
			{-1. / 6, 1. / 6, -1. / 6, 1. / 6, -1. / 6},
			{1. / 24, 2. / 24, 4. / 24, 8. / 24, 16. / 24},
			{1. / 24, -2. / 24, 4. / 24, -8. / 24, 16. / 24},
			{0, 0, 0, 0, 1},
		},
		three: {
			{1. / 4, 0, 0},
			{-1. / 6, -1. / 6, -1. / 6},
			{-1. / 6, 1. / 6, -1. / 6},
			{1. / 24, 2. / 24, 4. / 24},
			{1. / 24, -2. / 24, 4. / 24},
			{0, 0, 1},
		},
	}
	// tileA2 and tileA4 are A (6,M), for filters of side 5 and 3.
	tileA2 = [points][2]float32{{1, 0}, {1, 1}, {1, -1}, {1, 2}, {1, -2}, {0, 1}}
	tileA4 = [points][4]float32{{1, 0, 0, 0}, {1, 1, 1, 1}, {1, -1, 1, -1}, {1, 2, 4, 8}, {1, -2, 4, -8}, {0, 0, 0, 1}}
)
