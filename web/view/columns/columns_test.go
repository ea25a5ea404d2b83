package columns

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
	columns := Of(m, links)
	var names []string
	for i := range columns {
		names = append(names, columns[i].Name())
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
	columns[2].Pictures[2*14*14+30] = 255
	if got := columns[2].Brightest(2); got != 2*14*14+30 || columns[2].Picture(2)[30] != 255 || columns[4].Brightest(3) != 3 {
		t.Errorf("the largest value of pool1's map 3 is %d, want %d", got, 2*14*14+30)
	}
	if Of(&worker.Inside{}, links) != nil {
		t.Error("there are columns though nothing is read")
	}
}

func TestReasons(t *testing.T) {
	columns := Of(small())
	for n, want := range map[Node]string{
		{4, 2}: "relu2, number 1, speaks for it. relu2, number 2, speaks against it.",
		{2, 1}: "", // which stems from its own map
		{1, 0}: "", // there is only the picture
	} {
		if got := Reasons(columns, n); got != want {
			t.Errorf("what adds most to %v is %q, want %q", n, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	m, links := small()
	columns := Of(m, links)
	ofAnswer := LinksOf(columns, Node{4, 2})
	want := []Link{
		{Node{3, 0}, Node{4, 2}, 1}, {Node{3, 1}, Node{4, 2}, -1},
		{Node{2, 2}, Node{3, 0}, -118. / 127}, {Node{2, 0}, Node{3, 0}, 72. / 127}, {Node{2, 1}, Node{3, 1}, 1},
		{Node{1, 2}, Node{2, 2}, 1}, {Node{1, 0}, Node{2, 0}, 1}, {Node{1, 1}, Node{2, 1}, 1},
		{Node{0, 0}, Node{1, 2}, -1}, {Node{0, 0}, Node{1, 0}, 1},
	}
	if !slices.Equal(ofAnswer, want) {
		t.Errorf("links to an answer:\n%v, want\n%v", ofAnswer, want)
	}
	ofMap := LinksOf(columns, Node{2, 2})
	want = []Link{{Node{1, 2}, Node{2, 2}, 1}, {Node{0, 0}, Node{1, 2}, -1}, {Node{2, 2}, Node{3, 0}, -118. / 127}}
	if !slices.Equal(ofMap, want) {
		t.Errorf("links of a map:\n%v, want\n%v", ofMap, want)
	}
}
