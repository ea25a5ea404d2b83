package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// waysToDie are what ends workers, as JavaScript in them. Of all but throwing,
// browsers tell nobody.
var waysToDie = map[string]string{
	"throws":                `setTimeout(() => { throw new Error("out of luck"); })`,
	"closes itself":         `self.close()`,
	"is in an endless loop": `setTimeout(() => { for (;;); })`,
}

// deathSettings are those of a run of sixty steps, of which each is an epoch, for
// it to be saved often.
const deathSettings = "#lr=0.05&momentum=0.9&batch=400&epochs=60&seed=7&workers=2&augment=light&ema=0.9"

// However workers die, the page goes on by itself, and the run ends with the
// weights that it would have had.
func TestWorkersDie(t *testing.T) {
	dataset := writeDataset(t, 400, 20, 20)
	begin := func(t *testing.T) *tab {
		p := open(t, deathSettings)
		p.do(chromedp.SetUploadFiles(chromedp.ID("dataset-file"), []string{dataset}))
		p.waitFor("document.getElementById('dataset-status').dataset.value === '440'")
		return p
	}
	p := begin(t)
	p.click("train-start")
	p.waitForTraining("done")
	want := p.savedWeights()

	for name, way := range waysToDie {
		t.Run(name, func(t *testing.T) {
			p := begin(t)
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			p.losePredictor(way)

			trainer := p.attach("trainer")
			must(trainer.followHelpers())
			p.click("train-start")
			p.waitForStep(3)
			must(trainer.tell(<-trainer.helpers, way))
			p.waitForStep(p.value("metric-step") + 4) // for which all helpers are needed

			must(trainer.run(way))
			p.waitFor("document.getElementById('error').innerText.includes('The run has gone on from step')")
			p.waitForTraining("done")
			if got := p.value("metric-step"); got != 60 {
				t.Errorf("the run ends at step %g, want 60", got)
			}
			if !bytes.Equal(p.savedWeights(), want) {
				t.Error("the run ends with other weights than an undisturbed one")
			}
		})
	}
}

// losePredictor ends the predictor in a way, and waits for the answer of the next.
func (p *tab) losePredictor(way string) {
	p.t.Helper()
	if err := p.attach("predictor").run(way); err != nil {
		p.t.Fatal(err)
	}
	p.draw(digits[1].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '7'")
	p.waitFor("document.getElementById('error').innerText.includes('What reads the drawings had stopped')")
}

// workerTab is a worker of the page, to run JavaScript in.
type workerTab struct {
	ctx     context.Context
	helpers chan target.SessionID // of a trainer, after followHelpers
}

// attach attaches to the page's worker in a role.
func (p *tab) attach(role string) *workerTab {
	p.t.Helper()
	w := &workerTab{helpers: make(chan target.SessionID, 100)}
	listen := func(event any) {
		if e, ok := event.(*target.EventAttachedToTarget); ok {
			w.helpers <- e.SessionID
		}
	}
	var id target.ID
	p.until("a "+role, func() bool {
		all, err := chromedp.Targets(p.ctx)
		if err != nil {
			p.t.Fatal(err)
		}
		for _, info := range all {
			if info.ParentID == chromedp.FromContext(p.ctx).Target.TargetID && strings.Contains(info.Title, "role="+role) {
				id = info.TargetID
			}
		}
		return id != ""
	})
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id), chromedp.WithDetachOnCancel(), chromedp.WithListener(listen))
	p.t.Cleanup(cancel)
	w.ctx = ctx
	return w
}

// run runs JavaScript in the worker, of which it does not wait for the end.
func (w *workerTab) run(script string) error {
	_, err := chromedp.Run(w.ctx, chromedp.Evaluate[chromedp.Void](script))
	return err
}

// followHelpers has helpers say which the trainer has, and starts from now on.
func (w *workerTab) followHelpers() error {
	flat := false // a session of its own would be one that chromedp knows nothing of
	_, err := chromedp.Call(w.ctx, target.SetAutoAttach, target.SetAutoAttachParams{AutoAttach: true, Flatten: &flat})
	return err
}

// tell runs JavaScript in a helper of the trainer.
func (w *workerTab) tell(helper target.SessionID, script string) error {
	type params struct {
		Message   string           `json:"message"`
		SessionID target.SessionID `json:"sessionId"`
	}
	quoted, err := json.Marshal(script)
	if err != nil {
		return err
	}
	message := fmt.Sprintf(`{"id": 1, "method": "Runtime.evaluate", "params": {"expression": %s}}`, quoted)
	send := cdp.Command[params, cdp.Empty]{Method: "Target.sendMessageToTarget"}
	_, err = chromedp.Call(w.ctx, send, params{message, helper})
	return err
}
