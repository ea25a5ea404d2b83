package space

import "math"

// vector is a place or a direction in space: x goes from the picture to the answers, y
// up, and z from left to right as one looks along x.
type vector struct{ X, Y, Z float64 }

func (v vector) plus(w vector) vector   { return vector{v.X + w.X, v.Y + w.Y, v.Z + w.Z} }
func (v vector) minus(w vector) vector  { return vector{v.X - w.X, v.Y - w.Y, v.Z - w.Z} }
func (v vector) times(f float64) vector { return vector{v.X * f, v.Y * f, v.Z * f} }
func (v vector) dot(w vector) float64   { return v.X*w.X + v.Y*w.Y + v.Z*w.Z }
func (v vector) length() float64        { return math.Sqrt(v.dot(v)) }
func (v vector) within(b box) vector {
	return vector{clamp(v.X, b.Low.X, b.High.X), clamp(v.Y, b.Low.Y, b.High.Y), clamp(v.Z, b.Low.Z, b.High.Z)}
}
func clamp(v, low, high float64) float64 { return max(low, min(high, v)) }

// matrix is one of 4 by 4, column by column as WebGL takes it.
type matrix [16]float64

// times returns the matrix that applies n, and then m.
func (m matrix) times(n matrix) (product matrix) {
	for column := range 4 {
		for row := range 4 {
			for k := range 4 {
				product[4*column+row] += m[4*k+row] * n[4*column+k]
			}
		}
	}
	return product
}

// project returns where a place is seen, -1 to 1 from left to right and from the bottom
// to the top, and how far away; nothing at 0 or less is to be seen.
func (m matrix) project(v vector) (x, y, away float64) {
	row := func(i int) float64 { return m[i]*v.X + m[4+i]*v.Y + m[8+i]*v.Z + m[12+i] }
	away = row(3)
	return row(0) / away, row(1) / away, away
}

// float32s returns the matrix as WebGL takes it.
func (m matrix) float32s() []float32 {
	values := make([]float32, len(m))
	for i, v := range m {
		values[i] = float32(v)
	}
	return values
}

// box is a part of space with sides along the axes.
type box struct{ Low, High vector }

// around returns the box that goes half of a side from a place in each direction.
func around(centre vector, half float64) box {
	d := vector{half, half, half}
	return box{centre.minus(d), centre.plus(d)}
}

// with returns the least box around both.
func (b box) with(c box) box {
	return box{
		vector{min(b.Low.X, c.Low.X), min(b.Low.Y, c.Low.Y), min(b.Low.Z, c.Low.Z)},
		vector{max(b.High.X, c.High.X), max(b.High.Y, c.High.Y), max(b.High.Z, c.High.Z)},
	}
}

func (b box) centre() vector { return b.Low.plus(b.High).times(.5) }

// corners returns the eight: bit 0 of their index is for x, 1 for y, 2 for z.
func (b box) corners() (list [8]vector) {
	for i := range list {
		list[i] = b.Low
		if i&1 > 0 {
			list[i].X = b.High.X
		}
		if i&2 > 0 {
			list[i].Y = b.High.Y
		}
		if i&4 > 0 {
			list[i].Z = b.High.Z
		}
	}
	return list
}

// ray is what is seen at one point of the picture.
type ray struct{ From, Along vector }

// meets returns how far along a ray a box begins, in lengths of Along, and false if the
// ray misses it.
func (r ray) meets(b box) (at float64, hit bool) {
	from, to := 0., math.Inf(1)
	for _, axis := range [3][4]float64{
		{r.From.X, r.Along.X, b.Low.X, b.High.X},
		{r.From.Y, r.Along.Y, b.Low.Y, b.High.Y},
		{r.From.Z, r.Along.Z, b.Low.Z, b.High.Z},
	} {
		start, along, low, high := axis[0], axis[1], axis[2], axis[3]
		if along == 0 {
			if start < low || start > high {
				return 0, false
			}
			continue
		}
		near, far := (low-start)/along, (high-start)/along
		if near > far {
			near, far = far, near
		}
		from, to = max(from, near), min(to, far)
	}
	return from, from <= to
}
