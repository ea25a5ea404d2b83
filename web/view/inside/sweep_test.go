package inside

import (
	"slices"
	"testing"

	"digitlab/web/worker"
)

func TestSweep(t *testing.T) {
	m := sweepOf(worker.ShiftX)
	runs := runsOf(m)
	if want := []sameDigit{{1, 0, 14}, {7, 15, 40}}; !slices.Equal(runs, want) {
		t.Errorf("runs %v, want %v", runs, want)
	}
	if got, want := runsText(worker.ShiftX, nil, runs), "Reads 1 from -10 pixels to -3 pixels, 7 from -2.5 pixels to +10 pixels"; got != want {
		t.Errorf("runsText = %q, want %q", got, want)
	}
	picture := sweepPicture(m, 7)
	if picture[0] != 128-50 || picture[40] != 255 {
		t.Errorf("the ends are %d and %d, want another answer, less sure, and the same", picture[0], picture[40])
	}
	for of, want := range map[int]string{worker.Turn: "-9°", worker.Scale: "× 0.750", worker.ShiftX: "-1 pixel", worker.ShiftY: "+3 pixels", worker.Thickness: "0 pixels at each edge"} {
		v := map[int]float64{worker.Turn: -9, worker.Scale: -0.25, worker.ShiftX: -1, worker.ShiftY: 3}[of]
		if got := changeText(of, v); got != want {
			t.Errorf("changeText(%d, %g) = %q, want %q", of, v, got, want)
		}
	}
}

// sweepOf reads 1 up to a value's middle and 7 from there on, where it is sure.
func sweepOf(of int) *worker.Sweep {
	m := &worker.Sweep{Of: of, Bytes: make([]byte, 2*worker.Sweeps)}
	for i := range worker.Sweeps {
		m.Bytes[i], m.Bytes[worker.Sweeps+i] = 7, 255
		if i < 15 {
			m.Bytes[i], m.Bytes[worker.Sweeps+i] = 1, 100
		}
	}
	return m
}
