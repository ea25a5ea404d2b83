package network

import (
	"slices"
	"strings"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// column is a part of the picture: what a layer gives, with the layers behind it that
// change single values, as one of them is drawn.
type column struct {
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

// name returns that of the layer whose values are shown.
func (c *column) name() string {
	if len(c.Layers) == 0 {
		return ""
	}
	return c.Layers[len(c.Layers)-1]
}

// changesValues reports whether a layer changes each value by itself.
func changesValues(text string) bool {
	kind, _, _ := strings.Cut(text, " ")
	return slices.Contains([]string{"relu", "gelu", "sigmoid", "bn", "normalize"}, kind)
}

// columnsOf returns the columns from the picture to the answers.
func columnsOf(m *worker.Inside, links *worker.Connections) []column {
	if !m.Read {
		return nil
	}
	columns := []column{{Count: 1, All: 1, Side: worker.ImageSide, Largest: 1, Pictures: m.Image()}}
	for i := range m.Maps {
		n := &m.Maps[i]
		last := &columns[len(columns)-1]
		if changesValues(n.Text) && len(columns) > 1 {
			last.Layers = append(last.Layers, n.Layer)
			last.Largest, last.Pictures = float64(n.Largest), m.MapPictures(i)
			continue
		}
		columns = append(columns, column{Layers: []string{n.Layer}, Text: n.Text, Count: n.Count, All: n.All, Side: n.Side,
			Largest: float64(n.Largest), Pictures: m.MapPictures(i)})
	}
	answers := column{Layers: []string{state.LastLayer(m)}, Text: "linear", Count: len(m.Outputs), All: len(m.Outputs), Side: 1}
	columns = append(columns, answers)
	for i := range links.Layers {
		l := &links.Layers[i]
		at := slices.IndexFunc(columns, func(c column) bool { return len(c.Layers) > 0 && c.Layers[0] == l.Layer })
		if at >= 0 {
			columns[at].links, columns[at].in = links.Picture(i), l.In
		}
	}
	return columns
}

// strength returns what channel from of the column before adds to channel to, as a
// share of the largest, -1 to 1.
func (c *column) strength(to, from int) float64 {
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

// node is a map, a number or an answer.
type node struct{ Column, Index int }

// link is a connection that is drawn.
type link struct {
	From, To node
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

// linksOf returns the strongest links to what is pointed at, back to the picture, and
// those to the next column. Of those to the same node the strongest comes first.
func linksOf(columns []column, at node) []link {
	links := strongest(columns, at, mostLinks)
	level := links
	for len(level) > 0 {
		var next []link
		var done []node
		for _, l := range level {
			if slices.Contains(done, l.From) {
				continue
			}
			done = append(done, l.From)
			next = append(next, strongest(columns, l.From, fewerLinks)...)
		}
		links = append(links, next...)
		level = next
	}
	return append(links, onward(columns, at)...)
}

// strongest returns the strongest links to a node, from the column before it.
func strongest(columns []column, to node, most int) []link {
	if to.Column == 0 {
		return nil
	}
	c := &columns[to.Column]
	var links []link
	for from := range columns[to.Column-1].Count {
		if s := c.strength(to.Index, from); s > faintest || s < -faintest {
			links = append(links, link{node{to.Column - 1, from}, to, s})
		}
	}
	return first(links, most)
}

// onward returns the strongest links from a node to the next column.
func onward(columns []column, from node) []link {
	if from.Column+1 >= len(columns) {
		return nil
	}
	c := &columns[from.Column+1]
	var links []link
	for to := range c.Count {
		if s := c.strength(to, from.Index); s > faintest || s < -faintest {
			links = append(links, link{from, node{from.Column + 1, to}, s})
		}
	}
	return first(links, mostLinks)
}

// first returns the strongest links, the strongest first.
func first(links []link, most int) []link {
	size := func(l link) float64 { return max(l.Strength, -l.Strength) }
	slices.SortStableFunc(links, func(a, b link) int {
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
