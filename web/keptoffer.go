package web

import (
	"math"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// keptOffer offers to go on with the run that was kept from before.
type keptOffer struct {
	app.Compo
	last     lastRun
	training training
	dataset  dataset
}

// OnMount watches the offer, and what it depends on whether it can be taken.
func (c *keptOffer) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(lastRunState).Value(&c.last)
	ctx.ObserveState(trainingState).Value(&c.training)
	ctx.ObserveState(datasetState).Value(&c.dataset)
}

// Render shows the offer, if there is one, and why runs are not kept now. The
// elements with their words stay in the page when they are empty, or screen
// readers would not announce the next.
func (c *keptOffer) Render() app.UI {
	offer := c.last.Offer
	step, said, hint := "", "", ""
	if offer != nil {
		step, said, hint = strconv.Itoa(offer.Step), offerText(offer, c.last.Age), c.hint()
	}
	return app.Div().Class("kept-lines").Body(
		app.Div().ID("kept").Class("kept").DataSet("value", step).Hidden(offer == nil).Body(
			app.Div().Class("kept-words").Role("status").Body(
				app.P().Text(said),
				app.P().Class("hint").Text(hint),
			),
			app.Div().Class("buttons").Body(
				app.Button().Type("button").ID("kept-resume").Class("primary").Text(c.resumeLabel()).
					Disabled(c.last.Chosen || c.training.stands()).OnClick(c.onResume),
				app.Button().Type("button").ID("kept-discard").Text(text.T("Discard")).
					Disabled(c.training.Pending).OnClick(c.onDiscard),
			),
		),
		app.P().ID("not-kept").Class("hint").Role("status").Text(notKeptText(c.last.NotKept)),
	)
}

func (c *keptOffer) resumeLabel() string {
	if c.last.Offer != nil && c.last.Offer.Finished {
		return text.T("Bring it back")
	}
	return text.T("Go on")
}

func (c *keptOffer) hint() string {
	switch {
	case c.last.Chosen && !c.last.ready(c.dataset):
		return text.T("It goes on when the images to train on are loaded.")
	case c.training.stands() && !c.last.Chosen:
		return text.T("The run under way is not kept until you choose; to go on with this one, stop that first.")
	}
	return text.T("Until you choose, no other run is kept.")
}

// offerText says which run it is.
func offerText(m *worker.Kept, age time.Duration) string {
	accuracy := float64(m.Accuracy)
	switch {
	case m.Finished && math.IsNaN(accuracy):
		return text.F("A run that was finished %s.", ago(age))
	case m.Finished:
		if m.Split == splitTest {
			return text.F("A run that was finished %s, with a test accuracy of %s.", ago(age), percent(accuracy, 2))
		}
		return text.F("A run that was finished %s, with a validation accuracy of %s.", ago(age), percent(accuracy, 2))
	}
	return text.F("A run from %s stands at epoch %d of %d, step %s of %s.",
		ago(age), m.Epoch+1, m.Epochs, grouped(m.Step), grouped(m.Steps))
}

// ago says how long ago something was.
func ago(age time.Duration) string {
	hours := int(age.Hours())
	switch minutes := int(age.Minutes()); {
	case minutes < 1:
		return text.T("a moment ago")
	case minutes == 1:
		return text.T("a minute ago")
	case hours < 1:
		return text.F("%d minutes ago", minutes)
	case hours == 1:
		return text.T("an hour ago")
	case hours < 48:
		return text.F("%d hours ago", hours)
	}
	return text.F("%d days ago", hours/24)
}

// notKeptText says why a run would not outlive the page.
func notKeptText(m worker.NotKept) string {
	switch m.Reason {
	case worker.NotKeptHere:
		return text.T("This page is open in another tab, which keeps its runs. The run here ends with its tab.")
	case worker.NotKeptAtAll:
		return text.T("This browser keeps nothing for pages, as in some private windows: the run ends with the tab.")
	case worker.NotKeptFailed:
		return text.F("The run could not be kept, and ends with the tab: %s", m.Text)
	}
	return ""
}

func (c *keptOffer) onResume(ctx app.Context, _ app.Event)  { ctx.NewAction(resumeLastRun) }
func (c *keptOffer) onDiscard(ctx app.Context, _ app.Event) { ctx.NewAction(discardLastRun) }
