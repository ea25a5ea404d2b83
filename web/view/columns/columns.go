// Package columns says what a picture of the whole network shows: what each layer gives,
// and which of it adds most to what.
package columns

import (
	"slices"
	"strings"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// Column is a part of the picture: what a layer gives, with the layers behind it that
// change single values, as one of them is drawn.
type Column struct {
	Layers   []string // such as conv1, relu1; empty for the picture that is read
	Text     string   // of the first, such as "conv 20 5"
	Count    int      // of maps, numbers or answers
	Side     int      // of a map, 1 for numbers
	Largest  float64  // size of a number
	Pictures []byte   // of all maps; nil for the answers
	All      int      // maps that there are, of which Count are shown

	// links is a picture of what each channel of the column before adds to each of
	// this one (Count,links/Count); nil where each channel stems from its own.
	links []byte
	in    int
}

// Name returns that of the layer whose values are shown.
func (c *Column) Name() string {
	if len(c.Layers) == 0 {
		return ""
	}
	return c.Layers[len(c.Layers)-1]
}

// Picture returns one of the maps; it has a single number where those are no maps.
func (c *Column) Picture(index int) []byte {
	area := c.Side * c.Side
	return c.Pictures[index*area:][:area]
}

// Brightest returns the value of a map that is largest, as its index in all of the
// layer's.
func (c *Column) Brightest(index int) int {
	if c.Side == 1 {
		return index
	}
	picture := c.Picture(index)
	return index*len(picture) + slices.Index(picture, slices.Max(picture))
}

// changesValues reports whether a layer changes each value by itself.
func changesValues(text string) bool {
	kind, _, _ := strings.Cut(text, " ")
	return slices.Contains([]string{"relu", "gelu", "sigmoid", "bn", "normalize"}, kind)
}

// Of returns the columns from the picture to the answers.
func Of(m *worker.Inside, links *worker.Connections) []Column {
	if !m.Read {
		return nil
	}
	columns := []Column{{Count: 1, All: 1, Side: worker.ImageSide, Largest: 1, Pictures: m.Image()}}
	for i := range m.Maps {
		n := &m.Maps[i]
		last := &columns[len(columns)-1]
		if changesValues(n.Text) && len(columns) > 1 {
			last.Layers = append(last.Layers, n.Layer)
			last.Largest, last.Pictures = float64(n.Largest), m.MapPictures(i)
			continue
		}
		columns = append(columns, Column{Layers: []string{n.Layer}, Text: n.Text, Count: n.Count, All: n.All, Side: n.Side,
			Largest: float64(n.Largest), Pictures: m.MapPictures(i)})
	}
	answers := Column{Layers: []string{state.LastLayer(m)}, Text: "linear", Count: len(m.Outputs), All: len(m.Outputs), Side: 1}
	columns = append(columns, answers)
	for i := range links.Layers {
		l := &links.Layers[i]
		at := slices.IndexFunc(columns, func(c Column) bool { return len(c.Layers) > 0 && c.Layers[0] == l.Layer })
		if at >= 0 {
			columns[at].links, columns[at].in = links.Picture(i), l.In
		}
	}
	return columns
}

// strength returns what channel from of the column before adds to channel to, as a
// share of the largest, -1 to 1.
func (c *Column) strength(to, from int) float64 {
	if c.links == nil {
		if to == from {
			return 1
		}
		return 0
	}
	at := to*c.in + from
	if from >= c.in || at >= len(c.links) {
		return 0
	}
	return (float64(c.links[at]) - 128) / 127
}

// Node is a map, a number or an answer.
type Node struct{ Column, Index int }

// Link is a connection that is drawn.
type Link struct {
	From, To Node
	Strength float64 // -1 to 1
}

const (
	// mostLinks is how many links are drawn to, or from, what is pointed at.
	mostLinks = 12
	// fewerLinks is how many of those to each node behind are.
	fewerLinks = 3
	// faintest is the least strength of a link that is drawn.
	faintest = 0.02
)

// LinksOf returns the strongest links to what is pointed at, back to the picture, and
// those to the next column. Of those to the same node the strongest comes first.
func LinksOf(columns []Column, at Node) []Link {
	links := Strongest(columns, at, mostLinks)
	level := links
	for len(level) > 0 {
		var next []Link
		var done []Node
		for _, l := range level {
			if slices.Contains(done, l.From) {
				continue
			}
			done = append(done, l.From)
			next = append(next, Strongest(columns, l.From, fewerLinks)...)
		}
		links = append(links, next...)
		level = next
	}
	return append(links, onward(columns, at)...)
}

// Strongest returns the strongest links to a node, from the column before it.
func Strongest(columns []Column, to Node, most int) []Link {
	if to.Column == 0 {
		return nil
	}
	c := &columns[to.Column]
	var links []Link
	for from := range columns[to.Column-1].Count {
		if s := c.strength(to.Index, from); s > faintest || s < -faintest {
			links = append(links, Link{Node{to.Column - 1, from}, to, s})
		}
	}
	return first(links, most)
}

// onward returns the strongest links from a node to the next column.
func onward(columns []Column, from Node) []Link {
	if from.Column+1 >= len(columns) {
		return nil
	}
	c := &columns[from.Column+1]
	var links []Link
	for to := range c.Count {
		if s := c.strength(to, from.Index); s > faintest || s < -faintest {
			links = append(links, Link{from, Node{from.Column + 1, to}, s})
		}
	}
	return first(links, mostLinks)
}

// first returns the strongest links, the strongest first.
func first(links []Link, most int) []Link {
	size := func(l Link) float64 { return max(l.Strength, -l.Strength) }
	slices.SortStableFunc(links, func(a, b Link) int {
		switch {
		case size(a) > size(b):
			return -1
		case size(a) < size(b):
			return 1
		}
		return 0
	})
	return links[:min(most, len(links))]
}
