package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// A link opens an exercise, which wants a guess before it trains, and paints its
// runs on a chart of its own.
func TestExercise(t *testing.T) {
	p := open(t, "#workers=2&lesson=chance")
	p.waitForDataset()
	p.waitFor("document.getElementById('lesson-chance') !== null")
	p.click("guess-1")
	p.waitFor("document.getElementById('lesson-start-chance')?.disabled === false")
	p.click("lesson-start-chance")
	p.waitFor("document.getElementById('lesson-status-chance').innerText.includes('Run 1 of 5')")
	p.waitFor("document.getElementById('exercise-chart')?.dataset.value > 0")
	p.do(chromedp.ScrollIntoView(chromedp.ID("exercise-chart")))
	p.waitForPainted("exercise-chart")
	p.shoot("exercise", 1440, 900, false)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("lesson-stop-chance")
	p.waitForTraining("done")
	p.click("exercise-chance") // closes it
	p.waitFor("document.getElementById('lesson-chance') === null")
}
