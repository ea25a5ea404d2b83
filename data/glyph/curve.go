package glyph

import "math"

// spans is how many straight lines a curve from one joint to the next is made of.
const spans = 10

// flatten appends the points of the stroke's curve as straight lines: a cubic Hermite
// spline with the tangents of Catmull and Rom, "A class of local interpolating
// splines" (1974), times the roundness, which is of unit.
func (s stroke) flatten(points []point, roundness int32) []point {
	points = append(points, s[0].point)
	for i := range len(s) - 1 {
		from, to := s[i], s[i+1]
		leaving, arriving := s.tangent(i, 1, roundness), s.tangent(i+1, -1, roundness)
		for k := int64(1); k <= spans; k++ {
			points = append(points, point{
				hermite(from.x, to.x, leaving.x, arriving.x, k),
				hermite(from.y, to.y, leaving.y, arriving.y, k),
			})
		}
	}
	return points
}

// tangent returns the direction of the curve at a joint, on the side of the next
// one (1) or of the one before (-1).
func (s stroke) tangent(i, side int, roundness int32) point {
	before, after := i-1, i+1
	half := int64(2)
	if i == 0 || i == len(s)-1 || s[i].sharp {
		before, after = min(i, i+side), max(i, i+side)
		half = 1
	}
	along := func(from, to int32) int32 { return int32(int64(to-from) * int64(roundness) / (unit * half)) }
	return point{along(s[before].x, s[after].x), along(s[before].y, s[after].y)}
}

// hermite returns one coordinate at k of spans on the way.
func hermite(from, to, leaving, arriving int32, k int64) int32 {
	const n = spans
	t, tt, ttt := k*n*n, k*k*n, k*k*k // times n*n*n
	sum := int64(from)*(2*ttt-3*tt+n*n*n) + int64(leaving)*(ttt-2*tt+t) +
		int64(to)*(3*tt-2*ttt) + int64(arriving)*(ttt-tt)
	return int32(sum / (n * n * n))
}

// extent returns the corners of the box around lines.
func extent(lines [][]point) (low, high point) {
	low, high = point{math.MaxInt32, math.MaxInt32}, point{math.MinInt32, math.MinInt32}
	for _, line := range lines {
		for _, at := range line {
			low.x, low.y = min(low.x, at.x), min(low.y, at.y)
			high.x, high.y = max(high.x, at.x), max(high.y, at.y)
		}
	}
	return low, high
}

// root returns the length of a vector. A square root is rounded in one way
// everywhere.
func root(x, y int32) int32 {
	return int32(math.Sqrt(float64(int64(x)*int64(x) + int64(y)*int64(y))))
}
