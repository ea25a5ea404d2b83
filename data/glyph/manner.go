package glyph

// manner is how someone writes: what all strokes of a drawing have in common.
type manner struct {
	jitter     int32    // how far joints are moved at most, in units of box
	bend       [6]int32 // see bent
	width      int32    // of a glyph, for its height
	slant      int32    // how far a point moves to the right for each one upwards
	turn       int32    // the same to the right and downwards
	roundness  int32    // of curves
	ends       int32    // how far strokes begin and end too early or too late at most
	leanFactor int32    // which way, and how much of a glyph's own slant
}

// The furthest that a manner goes; shares of unit.
const (
	mostJitter = box / 16
	mostBend   = unit / 4
	mostTurn   = unit / 10
	mostEnds   = box / 12
)

func (p *Pen) manner() manner {
	m := manner{
		jitter:     p.between(0, mostJitter),
		width:      p.between(unit*6/10, unit*12/10),
		slant:      p.between(-unit/4, unit/3) * p.between(0, unit) / unit,
		turn:       p.between(-mostTurn, mostTurn),
		roundness:  p.between(unit*6/10, unit*12/10),
		ends:       p.between(0, mostEnds),
		leanFactor: p.between(-unit, unit),
	}
	for i := range m.bend {
		m.bend[i] = p.between(-mostBend, mostBend)
	}
	return m
}

// moved returns where a manner puts a point of a glyph. The middle of the box
// stays.
func (m *manner) moved(at point, slant int32) point {
	x, y := int64(at.x)-box/2, int64(at.y)-box/2
	x, y = m.bent(x, y)
	x = x * int64(m.width) / unit
	x, y = x-y*int64(slant)/unit, y+x*int64(m.turn)/unit
	x -= y * int64(m.turn) / unit
	return point{int32(x), int32(y)}
}

// bent moves what is off the middle by squares and products of the distance, so
// that lines bend and one side of a glyph grows at the other's cost.
func (m *manner) bent(x, y int64) (int64, int64) {
	const full = unit * box / 2
	b := &m.bend
	xx, xy, yy := x*x, x*y, y*y
	return x + (int64(b[0])*xx+int64(b[1])*xy+int64(b[2])*yy)/full,
		y + (int64(b[3])*xx+int64(b[4])*xy+int64(b[5])*yy)/full
}

// write adds a glyph's lines in a manner.
func (p *Pen) write(g Glyph, m manner) {
	slant := m.slant + g.slant*m.leanFactor/unit
	for _, s := range g.strokes {
		p.joints = p.joints[:0]
		for _, j := range s {
			j.x += p.between(-m.jitter, m.jitter)
			j.y += p.between(-m.jitter, m.jitter)
			p.joints = append(p.joints, joint{m.moved(j.point, slant), j.sharp})
		}
		if last := len(s) - 1; last > 0 && !s.dot() {
			p.joints.stretch(0, 1, p.between(-m.ends, m.ends))
			p.joints.stretch(last, last-1, p.between(-m.ends, m.ends))
		}
		p.add(p.joints, m.roundness)
	}
}

// add adds the line of a stroke.
func (p *Pen) add(s stroke, roundness int32) {
	from := len(p.points)
	p.points = s.flatten(p.points, roundness)
	p.lines = append(p.lines, p.points[from:])
}

// dot reports whether the stroke is a dot and not a line.
func (s stroke) dot() bool { return len(s) == 2 && root(s[1].x-s[0].x, s[1].y-s[0].y) < box/6 }

// stretch moves the joint at end away from its neighbour by a length, or towards
// it, half of the way at most.
func (s stroke) stretch(end, neighbour int, by int32) {
	dx, dy := s[end].x-s[neighbour].x, s[end].y-s[neighbour].y
	length := root(dx, dy)
	if length == 0 {
		return
	}
	by = max(by, -length/2)
	s[end].x += int32(int64(dx) * int64(by) / int64(length))
	s[end].y += int32(int64(dy) * int64(by) / int64(length))
}
