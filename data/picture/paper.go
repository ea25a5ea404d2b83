package picture

import (
	"image"
	"math"
)

// paper is what a page would look like without ink: a grey that changes slowly
// over the page, as light falls on it, and the grain of its pixels.
type paper struct {
	// light holds the grey as a polynomial in x and y, both -1 to 1 over the
	// page: 1, x, y, xx, xy, yy.
	light [terms]float64
	// grain is the standard deviation of the paper's pixels about light.
	grain float64
}

const (
	terms = 6

	// gridSide bounds the pixels that the paper is estimated from.
	gridSide = 32

	// fitRounds is enough for the weights to settle where the light falls to
	// a third across the page.
	fitRounds = 8

	// minGrain keeps an even page, where most pixels are exactly alike, from
	// losing all others; maxGrain keeps ink that covers half of the page from
	// being taken for grain.
	minGrain, maxGrain = 2, 16

	// tukeyScale, in standard deviations, is from where on a pixel has no
	// weight. At this value the fit is 95% as good as least squares where
	// there are no outliers (Holland and Welsch, 1977).
	tukeyScale = 4.685

	// madToSigma turns the median of absolute deviations into the standard
	// deviation of a normal distribution.
	madToSigma = 1.4826
)

// estimatePaper finds the paper of a page, on which ink is what deviates: it
// starts with an even grey and fits the polynomial by least squares again and
// again, each time giving less weight to pixels the farther they were off.
func estimatePaper(page *image.Gray) paper {
	points := gridPoints(page)
	p := paper{light: [terms]float64{commonLevel(points)}}
	off := make([]float64, len(points))
	for round := range fitRounds {
		for i, s := range points {
			off[i] = s.value - p.at(s.x, s.y)
		}
		p.grain = min(madToSigma*medianSize(off), maxGrain)
		if p.grain == 0 {
			return p // most of the page is of one grey exactly, as a drawing is
		}
		if round < fitRounds-1 {
			p.light = fit(points, off, tukeyScale*max(p.grain, minGrain))
		}
	}
	if p.grain == maxGrain {
		p.grain = min(maxGrain, madToSigma*medianSize(nearPaper(off)))
	}
	p.grain = min(p.grain, grainOf(points))
	return p
}

// nearPaper returns the deviations of the pixels that have a weight in the fit. On
// a page of which ink covers half, the median of all is the ink's.
func nearPaper(off []float64) (near []float64) {
	for _, v := range off {
		if math.Abs(v) < tukeyScale*maxGrain {
			near = append(near, v)
		}
	}
	return near
}

// grainOf estimates the grain by how much neighbouring points differ. That is
// less than they differ from the light if it changes too much for a polynomial.
func grainOf(points []gridPoint) float64 {
	differences := make([]float64, 0, len(points))
	for i := 1; i < len(points); i++ {
		if points[i].y == points[i-1].y {
			differences = append(differences, points[i].value-points[i-1].value)
		}
	}
	return madToSigma * medianSize(differences) / math.Sqrt2
}

// inverted returns the paper of the page with all greys inverted.
func (p paper) inverted() paper {
	for i := range p.light {
		p.light[i] = -p.light[i]
	}
	p.light[0] += 255
	return p
}

// at returns the grey of the paper at x and y, both -1 to 1.
func (p *paper) at(x, y float64) float64 {
	return p.row(y).at(x)
}

// lightRow is the light along one row, a polynomial in x: 1, x, xx.
type lightRow [3]float64

// even reports whether all of the page is lit alike.
func (p *paper) even() bool { return p.light == [terms]float64{p.light[0]} }

// row returns the light along the row at y.
func (p *paper) row(y float64) lightRow {
	l := &p.light
	return lightRow{l[0] + y*(l[2]+y*l[5]), l[1] + y*l[4], l[3]}
}

func (l lightRow) at(x float64) float64 {
	return l[0] + x*(l[1]+x*l[2])
}

// inkMap returns a page's dark ink as a share of what it could be: 0 for the
// paper or what is lighter, 255 for black. A share, because in shadow ink and
// paper darken alike.
func (p *paper) inkMap(page *image.Gray) *inkMap {
	size := page.Bounds().Size()
	depth := image.NewGray(page.Bounds())
	m := &inkMap{depth: depth, grain: p.inkGrain()}
	if p.even() {
		shares := sharesOn(p.light[0])
		for i, v := range page.Pix {
			depth.Pix[i] = shares[v]
		}
		return m
	}
	for y := range size.Y {
		row, out := page.Pix[y*page.Stride:][:size.X], depth.Pix[y*depth.Stride:][:size.X]
		light := p.row(unit(y, size.Y))
		for x, v := range row {
			level := light.at(unit(x, size.X))
			out[x] = share(level-float64(v), level)
		}
	}
	return m
}

// inkGrain returns the grain as a share of ink, of 255.
func (p *paper) inkGrain() float64 { return p.grain * 255 / max(p.light[0], minRoom) }

// sharesOn returns the share of ink of every grey on paper of one level.
func sharesOn(level float64) (shares [256]byte) {
	for v := range shares {
		shares[v] = share(level-float64(v), level)
	}
	return shares
}

// minRoom keeps grain from counting as ink where the paper itself is nearly
// as dark as ink can be.
const minRoom = 64

// share returns what part of the room for it the ink takes, of 255.
func share(ink, room float64) byte {
	if ink <= 0 {
		return 0
	}
	return byte(min(255, ink*255/max(room, minRoom)+0.5))
}

// lightInk reports whether the ink is lighter than the paper, by which side of
// the paper's grey deviates more. Squares, because ink is far from paper, and
// glare or a crease is not.
func (p *paper) lightInk(page *image.Gray) bool {
	size := page.Bounds().Size()
	var lighter, darker float64
	for y := range size.Y {
		light := p.row(unit(y, size.Y))
		for x, v := range page.Pix[y*page.Stride:][:size.X] {
			off := float64(v) - light.at(unit(x, size.X))
			if off > 0 {
				lighter += off * off
			} else {
				darker += off * off
			}
		}
	}
	return lighter > darker
}

// unit maps the i-th of n pixels to -1 to 1, by its centre.
func unit(i, n int) float64 {
	return (2*float64(i)+1)/float64(n) - 1
}

// gridPoint is a pixel of the page at x and y, both -1 to 1.
type gridPoint struct {
	x, y, value float64
	rim         bool // among the outermost points
}

// gridPoints picks pixels on an even grid.
func gridPoints(page *image.Gray) []gridPoint {
	size := page.Bounds().Size()
	columns, rows := min(size.X, gridSide), min(size.Y, gridSide)
	points := make([]gridPoint, 0, columns*rows)
	for j := range rows {
		y := (2*j + 1) * size.Y / (2 * rows)
		for i := range columns {
			x := (2*i + 1) * size.X / (2 * columns)
			points = append(points, gridPoint{
				x:     unit(x, size.X),
				y:     unit(y, size.Y),
				value: float64(page.Pix[y*page.Stride+x]),
				rim:   i == 0 || j == 0 || i == columns-1 || j == rows-1,
			})
		}
	}
	return points
}

// commonLevel returns the grey that there is most of, as a median in which
// the rim of the page weighs as much as the rest: a bold digit may cover half
// of a page that is cut close, but not half of its rim.
func commonLevel(points []gridPoint) float64 {
	var all, atRim [256]float64
	rim := 0.0
	for _, s := range points {
		all[int(s.value)]++
		if s.rim {
			atRim[int(s.value)]++
			rim++
		}
	}
	left := 1.0 // half of the two shares together
	for v := range all {
		left -= all[v]/float64(len(points)) + atRim[v]/rim
		if left <= 0 {
			return float64(v)
		}
	}
	return 255
}

// medianSize returns the median of absolute values of 0 to 255, to an eighth.
func medianSize(values []float64) float64 {
	const parts = 8
	var counts [256 * parts]int
	for _, v := range values {
		counts[min(int(math.Abs(v)*parts+0.5), len(counts)-1)]++
	}
	left := len(values) / 2
	for i, count := range counts {
		left -= count
		if left < 0 {
			return float64(i) / parts
		}
	}
	return 0
}
