package training

import (
	"math"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// SavedRunOffer offers to continue the run that was kept from before.
type SavedRunOffer struct {
	app.Compo
	saved    state.SavedRun
	training state.Training
	dataset  state.Dataset
}

// OnMount watches the offer, and what it depends on whether it can be taken.
func (c *SavedRunOffer) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.SavedRunKey.Observe(ctx, &c.saved)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows the offer, if there is one, and why runs are not kept now. The
// elements with their words stay in the page when they are empty, or screen
// readers would not announce the next.
func (c *SavedRunOffer) Render() app.UI {
	offer := c.saved.Offer
	step, said, hint := "", "", ""
	if offer != nil {
		step, said, hint = strconv.Itoa(offer.Step), offerText(offer, c.saved.Age), c.hint()
	}
	return app.Div().Class("kept-lines").Body(
		app.Div().ID("kept").Class("kept").DataSet("value", step).Hidden(offer == nil).Body(
			app.Div().Class("kept-words").Role("status").Body(
				app.P().Text(said),
				app.P().Class("hint").Text(hint),
			),
			app.Div().Class("buttons").Body(
				app.Button().Type("button").ID("kept-resume").Class("primary").Text(c.resumeLabel()).
					Disabled(c.saved.Chosen || c.training.Active()).OnClick(c.onResume),
				app.Button().Type("button").ID("kept-discard").Text(text.T("Discard")).
					Disabled(c.training.Pending).OnClick(c.onDiscard),
			),
		),
		app.P().ID("not-kept").Class("hint").Role("status").Text(notSavedText(c.saved.NotSaved)),
	)
}

func (c *SavedRunOffer) resumeLabel() string {
	if c.saved.Offer != nil && c.saved.Offer.Finished {
		return text.T("Bring it back")
	}
	return text.T("Go on")
}

func (c *SavedRunOffer) hint() string {
	switch {
	case c.saved.Chosen && !c.saved.Ready(c.dataset):
		return text.T("It goes on when the images to train on are loaded.")
	case c.training.Active() && !c.saved.Chosen:
		return text.T("To go on with this one, stop the run under way first. Both are kept.")
	case c.saved.Opens:
		return text.F("It learns from “%s”, which is opened when it goes on.", c.saved.Other)
	case c.saved.Other != "":
		return text.F("It learns from “%s”, which is not kept here: open that again for it to go on.", c.saved.Other)
	}
	return text.T("It is kept until you choose. You can train something else meanwhile; that is kept too.")
}

// offerText says which run it is.
func offerText(m *worker.SavedRun, age time.Duration) string {
	accuracy := float64(m.Accuracy)
	switch {
	case m.Finished && math.IsNaN(accuracy):
		return text.F("A run that was finished %s.", ago(age))
	case m.Finished:
		if m.Split == state.SplitTest {
			return text.F("A run that was finished %s, with a test accuracy of %s.", ago(age), number.Percent(accuracy, 2))
		}
		return text.F("A run that was finished %s, with a validation accuracy of %s.", ago(age), number.Percent(accuracy, 2))
	}
	return text.F("A run from %s stands at epoch %d of %d, step %s of %s.",
		ago(age), m.Epoch+1, m.Epochs, number.Grouped(m.Step), number.Grouped(m.Steps))
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

// notSavedText says why a run would not outlive the page.
func notSavedText(m worker.NotSaved) string {
	switch m.Reason {
	case worker.NotSavedOtherTab:
		return text.T("This page is open in another tab, which keeps its runs. The run here ends with its tab.")
	case worker.NotSavedNoStore:
		return text.T("This browser keeps nothing for pages, as in some private windows: the run ends with the tab.")
	case worker.NotSavedFailed:
		return text.F("The run could not be kept, and ends with the tab: %s", text.Said(m.Message))
	}
	return ""
}

func (c *SavedRunOffer) onResume(ctx app.Context, _ app.Event)  { state.ResumeSavedRun.Raise(ctx) }
func (c *SavedRunOffer) onDiscard(ctx app.Context, _ app.Event) { state.DiscardSavedRun.Raise(ctx) }
