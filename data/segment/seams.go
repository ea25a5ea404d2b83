package segment

import (
	"cmp"
	"image"
	"slices"
)

const (
	// cutWidth is from where on a spot may be more than one digit, in heights of a
	// digit.
	cutWidth = 0.9

	// gridRows is how finely seams are looked for: that many rows for the height of
	// a digit, and at most maxColumns for the width of a spot.
	gridRows, maxColumns = 28, 1000

	// seamReach is how far a seam goes to either side, and seamApart how far one is
	// from the next, in heights of a digit.
	seamReach, seamApart = 0.2, 0.12

	// seamTurn is what a step to the side costs, in squares of ink.
	seamTurn = 0.05

	// thinPlace is how many widths of its lines a spot is cut through at most: where
	// round digits touch, it is more than one.
	thinPlace = 3.5

	// seamsPerHeight is how many of them a spot gets, and one more.
	seamsPerHeight = 2.5
)

// cutWide returns the spots, and in the place of those that are too wide for a
// digit their parts between the seams, from left to right.
func cutWide(ink *image.Gray, spots []spot, height float64) (parts []spot) {
	for _, s := range spots {
		// A spot that is higher than a digit is of lines on the paper.
		if float64(s.box.Dx()) < cutWidth*height || float64(s.box.Dy()) > 3*height {
			parts = append(parts, s)
			continue
		}
		parts = append(parts, newGrid(ink, &s, height).cut(ink, &s)...)
	}
	return parts
}

// grid is a spot in squares of about a digit's height / gridRows.
type grid struct {
	side          float64 // of a square, in pixels
	rows, columns int
	ink           []float64 // share of each square
	high          float64   // height of a digit, in squares
	line          float64   // width of the lines, in squares
	reach, apart  int       // see seamReach and seamApart
	seams         int       // at most
}

// seam is a way from top to bottom: a column for each row.
type seam struct {
	columns []int
	cut     float64 // widths of the line that it goes through
}

func newGrid(ink *image.Gray, s *spot, height float64) *grid {
	side := max(1, height/gridRows, float64(s.box.Dx())/maxColumns)
	g := &grid{
		side:    side,
		high:    height / side,
		rows:    int(float64(s.box.Dy()-1)/side) + 1,
		columns: int(float64(s.box.Dx()-1)/side) + 1,
		reach:   int(seamReach*height/side + 0.5),
		apart:   max(1, int(seamApart*height/side+0.5)),
		seams:   1 + int(seamsPerHeight*float64(s.box.Dx())/height),
	}
	g.ink = make([]float64, g.rows*g.columns)
	for _, at := range s.pixels {
		row, column := g.square(s, int(at)%ink.Stride, int(at)/ink.Stride)
		g.ink[row*g.columns+column] += float64(ink.Pix[at]) / (255 * side * side)
	}
	g.line = g.lineWidth()
	return g
}

// square returns the one that a pixel is in.
func (g *grid) square(s *spot, x, y int) (row, column int) {
	return int(float64(y-s.box.Min.Y) / g.side), int(float64(x-s.box.Min.X) / g.side)
}

// lineWidth returns the median of how far ink goes on from a square, across or
// down, whichever is less.
func (g *grid) lineWidth() float64 {
	inked := func(row, column int) bool {
		return row >= 0 && column >= 0 && row < g.rows && column < g.columns && g.ink[row*g.columns+column] >= 0.5
	}
	run := func(row, column, down, across int) int {
		n := 0
		for inked(row, column) {
			row, column, n = row+down, column+across, n+1
		}
		return n
	}
	var widths []int
	for row := range g.rows {
		for column := range g.columns {
			if inked(row, column) {
				widths = append(widths, min(
					run(row, column, 1, 0)+run(row, column, -1, 0)-1,
					run(row, column, 0, 1)+run(row, column, 0, -1)-1))
			}
		}
	}
	if len(widths) == 0 {
		return 1
	}
	slices.Sort(widths)
	return float64(widths[len(widths)/2])
}

// cut returns the parts of a spot between the best seams.
func (g *grid) cut(ink *image.Gray, s *spot) []spot {
	seams := g.best()
	parts := make([]spot, len(seams)+1)
	for i := range parts {
		parts[i].cut = s.cut
		if i > 0 {
			parts[i].cut = seams[i-1].cut
		}
	}
	for _, at := range s.pixels {
		x, y := int(at)%ink.Stride, int(at)/ink.Stride
		row, column := g.square(s, x, y)
		i := 0
		for i < len(seams) && column >= seams[i].columns[row] {
			i++
		}
		parts[i].pixels = append(parts[i].pixels, at)
		parts[i].box = parts[i].box.Union(image.Rect(x, y, x+1, y+1))
	}
	return slices.DeleteFunc(parts, func(p spot) bool { return len(p.pixels) == 0 })
}

// best returns the seams through the thinnest places, from left to right, none
// across another.
func (g *grid) best() (seams []seam) {
	var all []seam
	for at := g.apart; at < g.columns-g.apart; at++ {
		if s := g.seamAt(at); s.cut <= thinPlace && g.highBeside(s) {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b seam) int { return cmp.Compare(a.cut, b.cut) })
	for _, s := range all {
		beside := func(t seam) bool { return !apart(s, t, g.apart) }
		if !slices.ContainsFunc(seams, beside) {
			if seams = append(seams, s); len(seams) == g.seams {
				break
			}
		}
	}
	slices.SortFunc(seams, func(a, b seam) int { return slices.Compare(a.columns, b.columns) })
	return seams
}

// highBeside reports whether what is at either side of a seam is as high as a digit
// at least, and no end of a line.
func (g *grid) highBeside(s seam) bool {
	var top, bottom [2]int // the first row with ink, and one after the last
	top = [2]int{g.rows, g.rows}
	for row := range g.rows {
		for column, ink := range g.ink[row*g.columns:][:g.columns] {
			if ink < 0.5 {
				continue
			}
			side := 0
			if column >= s.columns[row] {
				side = 1
			}
			top[side], bottom[side] = min(top[side], row), row+1
		}
	}
	least := int(lowHeight * g.high)
	return bottom[0]-top[0] >= least && bottom[1]-top[1] >= least
}

// apart reports whether two seams do not cross and are so many columns from each
// other in the mean.
func apart(s, t seam, columns int) bool {
	low, high, sum := 0, 0, 0
	for row, c := range s.columns {
		off := c - t.columns[row]
		low, high, sum = min(low, off), max(high, off), sum+off
	}
	return (low == 0 || high == 0) && max(sum, -sum) >= columns*len(s.columns)
}

// seamAt returns the cheapest seam that goes no farther than reach from a column.
func (g *grid) seamAt(at int) seam {
	first := max(0, at-g.reach)
	width := min(g.columns-1, at+g.reach) - first + 1
	cost := make([]float64, g.rows*width) // of the way from the top
	for row := range g.rows {
		for i := range width {
			c := 0.0
			if row > 0 {
				_, c = g.above(cost, width, row, i)
			}
			cost[row*width+i] = c + g.ink[row*g.columns+first+i]
		}
	}
	last := cost[(g.rows-1)*width:]
	i := slices.Index(last, slices.Min(last))
	s := seam{columns: make([]int, g.rows)}
	for row := g.rows - 1; row >= 0; row-- {
		s.columns[row] = first + i
		s.cut += g.ink[row*g.columns+first+i] / g.line
		if row > 0 {
			i, _ = g.above(cost, width, row, i)
		}
	}
	return s
}

// above returns the square above that a seam comes from, and the cost up to there.
func (g *grid) above(cost []float64, width, row, i int) (from int, least float64) {
	from, least = i, cost[(row-1)*width+i]
	for _, j := range [2]int{i - 1, i + 1} {
		if j >= 0 && j < width {
			if c := cost[(row-1)*width+j] + seamTurn; c < least {
				from, least = j, c
			}
		}
	}
	return from, least
}
