package draw

import (
	"testing"

	"digitlab/web/state"
)

func TestPenMoves(t *testing.T) {
	for key, want := range map[string]pen{
		"ArrowLeft": {130, 140, true}, "ArrowRight": {150, 140, true}, "ArrowUp": {140, 130, true}, "ArrowDown": {140, 150, true},
		"Home": {130, 130, true}, "PageUp": {150, 130, true}, "End": {130, 150, true}, "PageDown": {150, 150, true},
	} {
		if got := newPen().moved(key); got != want {
			t.Errorf("after %s the pen is %v, want %v", key, got, want)
		}
	}
}

func TestPenStaysOnThePad(t *testing.T) {
	for key, want := range map[string]pen{
		"Home": {state.PadPen / 2, state.PadPen / 2, true}, "PageDown": {state.PadSide - state.PadPen/2, state.PadSide - state.PadPen/2, true},
	} {
		p := newPen()
		for range 100 {
			p = p.moved(key)
		}
		if p != want {
			t.Errorf("after many times %s the pen is %v, want %v", key, p, want)
		}
	}
}
