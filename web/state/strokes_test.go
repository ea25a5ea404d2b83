package state

import (
	"reflect"
	"testing"

	"digitlab/web/worker"
)

func TestStrokesOfOneDigit(t *testing.T) {
	four := []worker.Stroke{{56, 56, 42, 140, 112, 140}, {98, 84, 98, 224}}
	two := worker.Stroke{168, 70, 224, 84, 168, 210, 238, 210}
	boxOf := func(strokes ...worker.Stroke) worker.ReadDigit {
		box := [4]float64{1, 1, 0, 0}
		for _, s := range strokes {
			e := extentOf(s)
			box = [4]float64{min(box[0], e[0]), min(box[1], e[1]), max(box[2], e[2]), max(box[3], e[3])}
		}
		const pen = PadPen / 2. / PadSide
		return worker.ReadDigit{Box: [4]float64{box[0] - pen, box[1] - pen, box[2] + pen, box[3] + pen}}
	}
	inOneStroke := worker.Stroke{42, 56, 42, 140, 98, 140, 182, 210, 238, 210} // 4 and 2
	tests := []struct {
		name    string
		strokes []worker.Stroke
		digits  []worker.ReadDigit
		want    [][]worker.Stroke // by the chosen digit
	}{
		{"each its own", append(four[:2:2], two), []worker.ReadDigit{boxOf(four...), boxOf(two)}, [][]worker.Stroke{four, {two}}},
		{"one stroke for both", append(four[:1:1], inOneStroke), []worker.ReadDigit{boxOf(four...), boxOf(two)}, [][]worker.Stroke{nil, nil}},
		{"one in the other", append(four[:2:2], two), []worker.ReadDigit{boxOf(append(four, two)...), boxOf(two)}, [][]worker.Stroke{nil, nil}},
		{"the only one", four, []worker.ReadDigit{boxOf(four[0])}, [][]worker.Stroke{four}},
	}
	for _, test := range tests {
		for chosen, want := range test.want {
			r := NewReading(Subject{Strokes: test.strokes}, worker.Prediction{Digits: test.digits, Chosen: chosen})
			if got := r.StrokesOfChosen(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: digit %d has the strokes %v, want %v", test.name, chosen, got, want)
			}
		}
	}
}
