package network

import (
	"bytes"
	"slices"
	"testing"

	"digitlab/web/worker"
)

// small is of a network conv 3 5, relu, pool, conv 2 5, relu, linear of 4 outputs.
func small() (*worker.Inside, *worker.Connections) {
	m := &worker.Inside{Read: true, Digit: 2, Outputs: make([]float64, 4), Parts: 2, Maps: []worker.Numbers{
		{Layer: "conv1", Text: "conv 3 5", All: 3, Count: 3, Channels: 1, Side: 28, Largest: 4},
		{Layer: "relu1", Text: "relu", All: 3, Count: 3, Channels: 1, Side: 28, Largest: 2},
		{Layer: "pool1", Text: "pool", All: 3, Count: 3, Channels: 1, Side: 14, Largest: 2},
		{Layer: "conv2", Text: "conv 2 5", All: 2, Count: 2, Channels: 1, Side: 14, Largest: 1},
		{Layer: "relu2", Text: "relu", All: 2, Count: 2, Channels: 1, Side: 14, Largest: 1},
	}}
	m.Bytes = make([]byte, 4*4*3+worker.ImagePixels)
	for i, n := range m.Maps {
		m.Bytes = append(m.Bytes, bytes.Repeat([]byte{byte(130 + i)}, n.Pixels())...)
	}
	links := &worker.Connections{
		Layers: []worker.LayerConnections{{Layer: "conv1", Out: 3, In: 1}, {Layer: "conv2", Out: 2, In: 3}, {Layer: "fc", Out: 4, In: 2}},
		Bytes: []byte{255, 128, 1, // conv1
			200, 128, 10, 128, 255, 128, // conv2
			128, 128, 128, 255, 255, 1, 128, 128}, // fc
	}
	return m, links
}

func TestColumns(t *testing.T) {
	m, links := small()
	columns := columnsOf(m, links)
	var names []string
	for i := range columns {
		names = append(names, columns[i].name())
	}
	if want := []string{"", "relu1", "pool1", "relu2", "fc"}; !slices.Equal(names, want) {
		t.Fatalf("columns %q, want %q", names, want)
	}
	if c := columns[1]; c.Pictures[0] != 131 || c.Largest != 2 {
		t.Errorf("conv1 is shown as %d of %g, want as behind its ReLU, 131 of 2", c.Pictures[0], c.Largest)
	}
	if got := columns[3].strength(0, 2); got != float64(10-128)/127 {
		t.Errorf("pool1's map 3 counts %g for conv2's map 1, want %g", got, float64(10-128)/127)
	}
	if columns[2].strength(1, 1) != 1 || columns[2].strength(1, 0) != 0 {
		t.Error("a pooled map does not stem from its own map alone")
	}
	if columnsOf(&worker.Inside{}, links) != nil {
		t.Error("there are columns though nothing is read")
	}
}

func TestLinks(t *testing.T) {
	m, links := small()
	columns := columnsOf(m, links)
	ofAnswer := linksOf(columns, node{4, 2})
	want := []link{
		{node{3, 0}, node{4, 2}, 1}, {node{3, 1}, node{4, 2}, -1},
		{node{2, 2}, node{3, 0}, -118. / 127}, {node{2, 0}, node{3, 0}, 72. / 127}, {node{2, 1}, node{3, 1}, 1},
		{node{1, 2}, node{2, 2}, 1}, {node{1, 0}, node{2, 0}, 1}, {node{1, 1}, node{2, 1}, 1},
		{node{0, 0}, node{1, 2}, -1}, {node{0, 0}, node{1, 0}, 1},
	}
	if !slices.Equal(ofAnswer, want) {
		t.Errorf("links to an answer:\n%v, want\n%v", ofAnswer, want)
	}
	ofMap := linksOf(columns, node{2, 2})
	want = []link{{node{1, 2}, node{2, 2}, 1}, {node{0, 0}, node{1, 2}, -1}, {node{2, 2}, node{3, 0}, -118. / 127}}
	if !slices.Equal(ofMap, want) {
		t.Errorf("links of a map:\n%v, want\n%v", ofMap, want)
	}
}
