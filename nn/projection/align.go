package projection

import "math"

// Align turns and perhaps mirrors the plane such that samples which now lie at positions
// (N,2) come as near as that can bring them to where they were before (N,2), and moves
// the positions with it. This is Procrustes' problem, which in a plane has a solution in
// closed form; see Schönemann, "A generalized solution of the orthogonal Procrustes
// problem", 1966.
func (b *Basis) Align(positions, before []float32) {
	var xx, xy, yx, yy float64
	for i := 0; i < len(positions); i += 2 {
		x, y := float64(positions[i]), float64(positions[i+1])
		u, v := float64(before[i]), float64(before[i+1])
		xx, xy, yx, yy = xx+x*u, xy+x*v, yx+y*u, yy+y*v
	}
	angle, mirror := math.Atan2(xy-yx, xx+yy), float32(1)
	if math.Hypot(xx-yy, xy+yx) > math.Hypot(xx+yy, xy-yx) {
		angle, mirror = math.Atan2(xy+yx, xx-yy), -1
	}
	sin, cos := math.Sincos(angle)
	turn := func(x, y float32) (float32, float32) {
		y *= mirror
		return x*float32(cos) - y*float32(sin), x*float32(sin) + y*float32(cos)
	}
	for i := 0; i < len(positions); i += 2 {
		positions[i], positions[i+1] = turn(positions[i], positions[i+1])
	}
	d := len(b.Middle)
	for i := range d {
		b.Axes[i], b.Axes[d+i] = turn(b.Axes[i], b.Axes[d+i])
	}
}
