package plot

import (
	"math"
	"strings"
	"testing"

	"digitlab/web/runs"
	"digitlab/web/worker"
)

// A run whose loss shot up and came down does not flatten the others; who zooms in
// sees it.
func TestSpikeLeavesRoom(t *testing.T) {
	wild := testRun("a", "crossentropy", 40)
	wild.State = runs.Finished
	for i := range wild.History.Loss {
		wild.History.Loss[i] = 2.5
	}
	wild.History.Loss[2] = 119
	f := figure(wild)
	p := NewPlotter()
	for range 2 { // made, and kept
		l := p.Layout(f)
		if got := l.Panels[0]; got.YAxis.High != 8 || got.Above != 119 || !strings.Contains(texts(l), "off the scale: up to 119") {
			t.Errorf("the axis ends at %v with %v above it, want 8 and 119, which is said", got.YAxis.High, got.Above)
		}
	}
	f.View = Range{1, 10}
	if got := p.Layout(f).Panels[0]; got.YAxis.High < 119 || got.Above != 0 {
		t.Errorf("zoomed in, the axis ends at %v with %v above it", got.YAxis.High, got.Above)
	}
	f.View, f.Runs[0].History.Stride = Range{}, 2
	f.Runs[0].History.Loss[0] = 119
	if got := p.Layout(f).Panels[0].YAxis.High; got != 8 {
		t.Errorf("with a first loss that was thinned out, the axis ends at %v, want 8", got)
	}
}

// texts returns all that is written in a chart.
func texts(l *Layout) (all string) {
	for _, item := range l.Items() {
		all += item.Text + "\n"
	}
	return all
}

func TestSamples(t *testing.T) {
	r := testRun("a", "crossentropy", 150)
	r.History.AddSamples([]worker.Sample{{Step: 20, Images: 500, Accuracy: .25}, {Step: 120, Images: 500, Accuracy: .75}, {Step: 120, Images: 500}})
	p := NewPlotter()
	l := p.Layout(figure(r))
	got := points(t, l.Panels[1].Curves[0].Samples)
	if want := l.Panels[1].YAxis.At(.25); len(got) != 2 || math.Abs(got[0].y-want) > .051 || math.Abs(got[0].x-l.XAxis.At(20)) > .051 {
		t.Errorf("the samples are drawn at %v", got)
	}
	if !strings.Contains(texts(l), "dotted: 500 validation images") {
		t.Error("the line through the samples has no name")
	}
	for at, want := range map[float64]float64{10: 0, 30: .25, 110: 0, 130: .75} {
		var got float64
		if s := p.Read(l, at).Runs[0].Sample; s != nil {
			got = s.Accuracy
		}
		if got != want { // at 110 the end of the epoch is newer
			t.Errorf("at step %v the newest sample has the accuracy %v, want %v", at, got, want)
		}
	}
	if l := p.Layout(figure(testRun("b", "crossentropy", 150))); l.Panels[1].Curves[0].Samples != "" || strings.Contains(texts(l), "dotted") {
		t.Error("a run without samples has a line through them")
	}
}
