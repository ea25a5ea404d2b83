package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A link opens an exercise, which wants a guess before it trains. The lesson
// about the losses trains all three, tells what one sees, and leaves the weights
// as they were.
func TestLessons(t *testing.T) {
	p := open(t, "#workers=2&lesson=chance")
	p.waitForDataset()
	p.waitFor("document.getElementById('tab-lessons').ariaSelected === 'true'")
	p.waitFor("document.getElementById('lesson-chance') !== null")
	if eval[bool](p, "document.getElementById('lesson-start-chance') !== null") {
		t.Error("the exercise can be started without a guess")
	}
	p.click("guess-1")
	p.waitFor("document.getElementById('lesson-start-chance')?.disabled === false")
	p.click("lesson-start-chance")
	p.waitFor("document.getElementById('lesson-status-chance').innerText.includes('Run 1 of 5')")
	p.waitFor("document.getElementById('exercise-chart')?.dataset.value > 0")
	p.shoot("exercise", 1440, 900, false)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("lesson-stop-chance")
	p.waitForTraining("done")
	p.click("exercise-chance") // closes it
	p.waitFor("document.getElementById('lesson-chance') === null")

	p.waitFor("document.getElementById('lesson-start-losses').disabled === false")
	p.click("lesson-start-losses")
	p.waitFor("document.getElementById('losses-story')?.dataset.value === '8'")
	p.waitForTraining("done")
	story := eval[string](p, "document.getElementById('losses-story').innerText")
	for _, want := range []string{"Squared error starts at 30.", "Double softmax starts at 2.30", "with cross-entropy"} {
		if !strings.Contains(story, want) {
			t.Errorf("the story does not say %q:\n%s", want, story)
		}
	}
	p.waitFor("document.getElementById('weights-source').innerText.includes('pretrained')")
	p.shoot("losses", 1440, 900, false)
	p.shoot("losses", 390, 844, true)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.click("tab-train")
	p.waitFor("document.getElementById('runs').dataset.value === '4'")
	p.click("share")
	p.waitFor("document.getElementById('share-status').innerText !== '' || document.getElementById('share-link').value.includes('#')")
}
