// Package kernel is what the layers compute with: loops over every value of a
// batch, on vectors where the machine has them, blocks of a slice, and products of
// many matrices.
package kernel

// Each loop has a plain version here, or in norm.go, which every build compiles
// and tests compare with. loops_simd.go and norm_simd.go have the same loops on
// vectors; nosimd.go takes the plain ones. What Fill does is said at fillPlain, and
// so for all of them.

// fillPlain sets all of s to v.
func fillPlain(s []float32, v float32) {
	for i := range s {
		s[i] = v
	}
}

// equalPlain reports whether all of a equals b, which is as long.
func equalPlain(a, b []float32) bool {
	for i, v := range a {
		if v != b[i] {
			return false
		}
	}
	return true
}

// sumPlain returns the sum of s.
func sumPlain(s []float32) float32 {
	// As many sums as the vector version has, so that both round alike.
	var sums [16]float32
	for ; len(s) >= len(sums); s = s[len(sums):] {
		for i := range sums {
			sums[i] += s[i]
		}
	}
	var total [4]float32
	for i := range total {
		total[i] = (sums[i] + sums[4+i]) + (sums[8+i] + sums[12+i])
	}
	return (total[0] + total[1]) + (total[2] + total[3]) + sumTail(s)
}

// sumTail sums in order what is left over.
func sumTail(s []float32) (total float32) {
	for _, v := range s {
		total += v
	}
	return total
}

// reluPlain computes y = max(x, 0).
func reluPlain(y, x []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] = max(v, 0)
	}
}

// reluGradPlain computes dx = dy where x > 0, else 0.
func reluGradPlain(dx, dy, x []float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	for i, v := range x {
		if v > 0 {
			dx[i] = dy[i]
		} else {
			dx[i] = 0
		}
	}
}

// multiplyPlain computes y = x*factors, value by value.
func multiplyPlain(y, x, factors []float32) {
	y, factors = y[:len(x)], factors[:len(x)]
	for i, v := range x {
		y[i] = v * factors[i]
	}
}

// maxPoolRowPlain computes a row y (W/2,N) of a 2x2 max pooling from two rows
// (W,N).
func maxPoolRowPlain(y, upper, lower []float32, n int) {
	for len(y) >= n {
		a, b := upper[:n], upper[n:2*n]
		c, d := lower[:n], lower[n:2*n]
		for i := range y[:n] {
			y[i] = max(a[i], b[i], c[i], d[i])
		}
		y, upper, lower = y[n:], upper[2*n:], lower[2*n:]
	}
}

// maxPoolRowGradPlain overwrites dupper and dlower (W,N) with the gradient dy
// (W/2,N) at the first largest value of each window, and 0 elsewhere.
func maxPoolRowGradPlain(dupper, dlower, dy, upper, lower []float32, n int) {
	for len(dy) >= n {
		a, b := upper[:n], upper[n:2*n]
		c, d := lower[:n], lower[n:2*n]
		da, db := dupper[:n], dupper[n:2*n]
		dc, dd := dlower[:n], dlower[n:2*n]
		for i, g := range dy[:n] {
			da[i], db[i], dc[i], dd[i] = 0, 0, 0, 0
			switch max(a[i], b[i], c[i], d[i]) {
			case a[i]:
				da[i] = g
			case b[i]:
				db[i] = g
			case c[i]:
				dc[i] = g
			default:
				dd[i] = g
			}
		}
		dy, upper, lower = dy[n:], upper[2*n:], lower[2*n:]
		dupper, dlower = dupper[2*n:], dlower[2*n:]
	}
}

// addScaledPlain computes y += a*x.
func addScaledPlain(y, x []float32, a float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += a * v
	}
}
