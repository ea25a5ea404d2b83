package augment

import "math"

// fixed is a number with 16 bits behind the point.
//
// Augmentation calculates with these and with no floating point, whose results
// may differ by machine: Go lets a compiler round a*b + c once or twice, and
// package math has its own assembly for some processors. An image that differs
// in one bit makes another network after a few steps.
type fixed int64

const one fixed = 1 << 16

// toFixed returns the nearest number to v, which is not large. Nothing but the
// scaling by a power of two is calculated, so there is nothing to round.
func toFixed(v float64) fixed { return fixed(math.Round(v * float64(one))) }

func (a fixed) times(b fixed) fixed { return a * b >> 16 }

func (a fixed) over(b fixed) fixed { return a << 16 / b }

// radian is 180/pi degrees.
const radian fixed = 3754936

// sinCos returns the sine and cosine of an angle of at most 45 degrees, by
// Taylor's series: at 45 degrees the first term left out is a 27000th, two
// units of the last bit.
func sinCos(degrees fixed) (sin, cos fixed) {
	x := degrees.over(radian)
	xx := x.times(x)
	sin = x - x.times(xx)/6 + x.times(xx).times(xx)/120
	cos = one - xx/2 + xx.times(xx)/24 - xx.times(xx).times(xx)/720
	return sin, cos
}
