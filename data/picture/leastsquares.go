package picture

import "math"

// evenness is added to the squares of all terms but the constant, as a share
// of the points. It holds a page of few pixels, which has no one best
// polynomial, to the most even one, and hardly shows on others.
const evenness = 1e-4

// fit returns the polynomial (see paper.light) with the least weighted squared
// distance to the points. Points have Tukey's biweights (1-(off/scale)^2)^2,
// zero beyond scale, by how far each was off the previous polynomial.
func fit(points []gridPoint, off []float64, scale float64) [terms]float64 {
	var normal [terms][terms + 1]float64 // the normal equations, right-hand side last
	for i, s := range points {
		share := off[i] / scale
		weight := max(0, 1-share*share)
		weight *= weight
		row := [terms + 1]float64{1, s.x, s.y, s.x * s.x, s.x * s.y, s.y * s.y, s.value}
		for j := range terms {
			for k := j; k <= terms; k++ {
				normal[j][k] += weight * row[j] * row[k]
			}
		}
	}
	for j := range terms {
		if j > 0 {
			normal[j][j] += evenness * float64(len(points))
		}
		for k := range j {
			normal[j][k] = normal[k][j]
		}
	}
	return solve(normal)
}

// solve solves linear equations by Gaussian elimination with pivoting. Terms
// that the equations leave open become zero.
func solve(m [terms][terms + 1]float64) (x [terms]float64) {
	for col := range terms {
		pivot := col
		for row := col + 1; row < terms; row++ {
			if math.Abs(m[row][col]) > math.Abs(m[pivot][col]) {
				pivot = row
			}
		}
		m[col], m[pivot] = m[pivot], m[col]
		if m[col][col] == 0 {
			continue
		}
		for row := col + 1; row < terms; row++ {
			factor := m[row][col] / m[col][col]
			for k := col; k <= terms; k++ {
				m[row][k] -= factor * m[col][k]
			}
		}
	}
	for row := terms - 1; row >= 0; row-- {
		if m[row][row] == 0 {
			continue
		}
		sum := m[row][terms]
		for k := row + 1; k < terms; k++ {
			sum -= m[row][k] * x[k]
		}
		x[row] = sum / m[row][row]
	}
	return x
}
