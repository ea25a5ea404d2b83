package digitmap

import (
	"testing"
	"time"

	"digitlab/web/hand"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// Names stand in the place of digits, written so that they are one field.
func TestCSVOfNames(t *testing.T) {
	names := worker.Classes{"ant, small", "bee", "=cow"}
	m := &state.Map{
		Picked: &worker.PickedImages{Split: state.SplitTest, Indices: []int{3, 8}, Labels: []int{0, 1}, Classes: names, Images: append(cross(), cross()...)},
		Frame:  &worker.ImageMap{Predictions: []int{0, 2}, Classes: names, Positions: worker.PackFloats([]float32{.5, -1, 2, 0})},
	}
	const want = "of,index,label,read,x,y\ntest,3,\"ant, small\",\"ant, small\",0.5,-1\ntest,8,bee,'=cow,2,0\n"
	if got := string(csv(m)); got != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
	if p := m.Points()[1]; p.String() != "test image 8: bee read as =cow" {
		t.Errorf("the second is %v", p)
	}
}

func TestCSV(t *testing.T) {
	m := &state.Map{
		Picked: &worker.PickedImages{Split: state.SplitTest, Indices: []int{3, 8}, Labels: []int{4, 7}, Images: append(cross(), cross()...)},
		Hand:   hand.Set{{Label: 5, Kept: time.Unix(0, 0), Image: cross()}},
		Frame: &worker.ImageMap{Predictions: []int{9, 7, 5},
			Positions: worker.PackFloats([]float32{.5, -1, 2, 0, 1e-3, 3})},
	}
	const want = "of,index,label,read,x,y\ntest,3,4,9,0.5,-1\ntest,8,7,7,2,0\nhand,0,5,5,0.001,3\n"
	if got := string(csv(m)); got != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
}
