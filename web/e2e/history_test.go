package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Back goes from view to view and from one chosen thing to another, and does not leave
// the page; Forward goes there again. The page is the same one all the time, with what
// is drawn and typed.
func TestBackAndForward(t *testing.T) {
	p := open(t, "#view=lessons")
	p.waitFor("!document.getElementById('view-lessons').hidden")
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	length := eval[int](p, "history.length")
	p.click("exercise-rate")
	p.waitFor("document.getElementById('lesson-rate') !== null")
	p.click("exercise-momentum")
	p.waitFor("document.getElementById('lesson-momentum') !== null")
	p.click("tab-train")
	p.waitFor("!document.getElementById('view-train').hidden")
	p.set("learning-rate", "0.25")
	p.set("seed", "7")
	p.waitFor("location.hash.includes('lr=0.25') && location.hash.includes('seed=7')")
	if got := eval[int](p, "history.length") - length; got != 3 {
		t.Errorf("the history has %d entries more, want 3: two lessons and a view", got)
	}
	for _, step := range []struct{ go_, shows string }{
		{"back", "document.getElementById('lesson-momentum') !== null && !document.getElementById('view-lessons').hidden"},
		{"back", "document.getElementById('lesson-rate') !== null"},
		{"back", "document.getElementById('lesson-rate') === null && document.getElementById('lesson-momentum') === null && !document.getElementById('view-lessons').hidden"},
		{"forward", "document.getElementById('lesson-rate') !== null"},
		{"forward", "document.getElementById('lesson-momentum') !== null"},
		{"forward", "!document.getElementById('view-train').hidden"},
	} {
		p.do(chromedp.Evaluate[chromedp.Void]("history." + step.go_ + "()"))
		p.waitFor(step.shows)
	}
	if rate, digit := eval[string](p, "document.getElementById('learning-rate').value"), p.value("prediction"); rate != "0.25" || digit != 7 {
		t.Errorf("afterwards the learning rate is %s and the drawing reads %g, want 0.25 and 7", rate, digit)
	}
	// A link that is followed from there is taken as a whole.
	p.do(chromedp.Evaluate[chromedp.Void]("location.hash = '#lr=0.5&view=evaluate'"))
	p.waitFor("!document.getElementById('view-evaluate').hidden && document.getElementById('learning-rate').value === '0.5'")
	p.do(chromedp.Evaluate[chromedp.Void]("history.back()"))
	p.waitFor("!document.getElementById('view-train').hidden")
}
