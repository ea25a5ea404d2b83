package guide

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// Tutorial says which tutorial the page speaks of.
type Tutorial struct{ app.Compo }

// OnMount follows the language.
func (c *Tutorial) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows it as a fold.
func (c *Tutorial) Render() app.UI {
	losses := []struct{ name, words string }{
		{text.T("Squared error"), text.T("the network gives one number and pays for its distance to the label; the chapter begins with it.")},
		{text.T("Double softmax"), text.T("ten outputs, but softmax is taken twice, once in the network and once in the loss; the chapter's code does that and learns slowly.")},
		{text.T("Cross-entropy"), text.T("ten outputs and one softmax; the loss is the surprise at the right digit. That is what it should be.")},
	}
	return app.Details().ID("tutorial").Class("more").Body(
		app.Summary().Text(text.T("Which tutorial is “the tutorial”?")),
		app.P().Text(text.T("The chapter about recognising MNIST's digits that many introductions to deep learning have: it trains a small convolutional network with plain gradient descent (SGD), first with mean squared error, then with cross-entropy. Its three losses:")),
		app.Ul().Body(app.Range(losses).Slice(func(i int) app.UI {
			return app.Li().Body(app.Strong().Text(losses[i].name+": "), app.Text(losses[i].words))
		})),
	)
}
