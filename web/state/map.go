package state

import (
	"math"

	"digitlab/web/hand"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// States of the map of digits.
const (
	MapKey      Key[Map]             = "image-map"
	MapPlaceKey Key[worker.MapPlace] = "map-place" // of the drawing, in the newest map
)

// Actions on the map.
const (
	OpenMap         Signal         = "/map/open" // it is there to be seen
	CloseMap        Signal         = "/map/close"
	ChooseMapMethod Action[string] = "/map/method"
)

// Map is what the network's last hidden layer makes of images, in two dimensions.
type Map struct {
	Method string               // that is asked for
	Picked *worker.PickedImages // nil before they are there
	Hand   hand.Set             // drawings of the visitor that Frame has behind them
	Frame  *worker.ImageMap     // the newest, nil before the first
	Broken bool                 // the newest weights give no numbers
}

// MapPoint is an image on a map.
type MapPoint struct {
	X, Y  float32
	Label int
	Read  int
	// Is and ReadAs are the names of these two.
	Is, ReadAs string
	Own        bool   // it is a drawing of the visitor
	Split      string // that the image is of otherwise
	Index      int    // there, or among those drawings
	Image      []byte
}

// Name says which image it is.
func (p MapPoint) Name() string {
	if p.Own {
		return text.T("a drawing of yours")
	}
	return ImageName(p.Split, p.Index)
}

// Wrong reports whether the image was read as something else.
func (p MapPoint) Wrong() bool { return p.Label != p.Read || p.Is != p.ReadAs }

// String says what the image is and what was read.
func (p MapPoint) String() string {
	if p.Wrong() {
		return text.F("%s: %s read as %s", p.Name(), p.Is, p.ReadAs)
	}
	return text.F("%s: %s read correctly", p.Name(), p.Is)
}

// Subject returns what the pad is to show of the image.
func (p MapPoint) Subject() Subject {
	return Subject{Name: p.Name(), Image: p.Image, Label: p.Label, Labelled: true}
}

// Len returns the number of images on the map.
func (m *Map) Len() int {
	if m.Frame == nil || m.Picked == nil {
		return 0
	}
	return len(m.Frame.Predictions)
}

// Classes returns those of the images.
func (m *Map) Classes() worker.Classes {
	if m.Picked == nil {
		return nil
	}
	return m.Picked.Classes
}

// Points returns the images, those of the dataset first.
func (m *Map) Points() []MapPoint {
	points := make([]MapPoint, m.Len())
	if len(points) == 0 {
		return nil
	}
	at := worker.UnpackFloats(nil, m.Frame.Positions)
	for i := range points {
		p := &points[i]
		p.X, p.Y, p.Read = at[2*i], at[2*i+1], m.Frame.Predictions[i]
		if own := i - len(m.Picked.Labels); own >= 0 {
			p.Own, p.Index, p.Label, p.Image = true, own, m.Hand[own].Label, m.Hand[own].Image
			p.Is, p.ReadAs = worker.Classes(nil).Name(p.Label), m.Frame.Classes.Name(p.Read)
			continue
		}
		p.Label, p.Image = m.Picked.Labels[i], m.Picked.Images[i*worker.ImagePixels:][:worker.ImagePixels]
		p.Split, p.Index = m.Picked.Split, m.Picked.Indices[i]
		p.Is, p.ReadAs = m.Picked.Classes.Name(p.Label), m.Frame.Classes.Name(p.Read)
	}
	return points
}

// Cloud is the images of a class on a map, those of the dataset.
type Cloud struct {
	Count    int
	Mistakes int
	X, Y     float64 // of the middle
	Spread   float64 // root mean square distance from there
	Nearest  int     // the class of the nearest other cloud, -1 if there is none
	Distance float64 // of the two middles
}

// Clouds returns those of up to ten classes.
func Clouds(points []MapPoint) (clouds [10]Cloud) {
	for _, p := range points {
		if c := &clouds[p.Label]; !p.Own {
			c.Count++
			c.X, c.Y = c.X+float64(p.X), c.Y+float64(p.Y)
			if p.Wrong() {
				c.Mistakes++
			}
		}
	}
	for i := range clouds {
		c := &clouds[i]
		c.X, c.Y, c.Nearest = c.X/float64(max(c.Count, 1)), c.Y/float64(max(c.Count, 1)), -1
	}
	for _, p := range points {
		if c := &clouds[p.Label]; !p.Own {
			c.Spread += (square(float64(p.X)-c.X) + square(float64(p.Y)-c.Y)) / float64(c.Count)
		}
	}
	for i := range clouds {
		c := &clouds[i]
		c.Spread = math.Sqrt(c.Spread)
		for j := range clouds {
			other := &clouds[j]
			if i == j || c.Count == 0 || other.Count == 0 {
				continue
			}
			if d := math.Hypot(c.X-other.X, c.Y-other.Y); c.Nearest < 0 || d < c.Distance {
				c.Nearest, c.Distance = j, d
			}
		}
	}
	return clouds
}

func square(v float64) float64 { return v * v }

// Separation returns how far the clouds lie from their nearest ones, on average, over
// how wide they are; 0 if there is nothing to compare.
func Separation(clouds [10]Cloud) float64 {
	var distances, spreads float64
	for _, c := range clouds {
		if c.Nearest >= 0 {
			distances += c.Distance
			spreads += c.Spread
		}
	}
	if spreads == 0 {
		return 0
	}
	return distances / spreads
}
