package report

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

func TestReliabilityDiagram(t *testing.T) {
	c := &worker.Calibration{Error: .05, Bins: make([]worker.CalibrationBin, 4)}
	nan := worker.Float(math.NaN())
	for i := range c.Bins {
		c.Bins[i] = worker.CalibrationBin{Accuracy: nan, Confidence: nan}
	}
	c.Bins[2] = worker.CalibrationBin{Images: 10, Accuracy: .5, Confidence: .6}
	c.Bins[3] = worker.CalibrationBin{Images: 30, Accuracy: 1, Confidence: .9}
	html := app.HTMLString(renderReliability(c))
	if strings.Contains(html, "NaN") {
		t.Error("an empty bin is drawn")
	}
	rects := regexp.MustCompile(`<rect [^>]*>`).FindAllString(html, -1)
	if len(rects) != 4 {
		t.Fatalf("%d bars, want an accuracy and a gap for each of two bins", len(rects))
	}
	r := newReliability()
	// Bin 2 is a bar up to its accuracy, and a gap from there to its confidence.
	for i, span := range [][2]float64{{0, .5}, {.9, 1}} {
		rect := rects[[]int{0, 3}[i]]
		for _, want := range []string{
			fmt.Sprintf(` y="%s"`, pixel(r.Y.At(span[1]))),
			fmt.Sprintf(` height="%s"`, pixel(r.Y.At(span[0])-r.Y.At(span[1]))),
		} {
			if !strings.Contains(rect, want) {
				t.Errorf("bar %s has no%s", rect, want)
			}
		}
	}
	// No label lies over the bars, which may be anywhere in the diagram.
	for _, label := range regexp.MustCompile(`<text [^>]*x="([0-9.]+)"[^>]*y="([0-9.]+)"|<text [^>]*y="([0-9.]+)"[^>]*x="([0-9.]+)"`).FindAllStringSubmatch(html, -1) {
		var x, y float64
		fmt.Sscan(label[1]+label[4], &x)
		fmt.Sscan(label[2]+label[3], &y)
		if x >= r.X.Start && y > r.Y.Stop && y < r.Y.Start {
			t.Errorf("the label %s lies over the bars", label[0])
		}
	}
	if want := "Expected calibration error 5.00 %. 50 to 75 % sure: 50 % of 10 right. 75 to 100 % sure: 100 % of 30 right."; !strings.Contains(html, want) {
		t.Errorf("the diagram is not described as %q", want)
	}
}
