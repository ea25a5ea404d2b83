package report

import (
	"math"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// maxMistakes is how many images are shown at a time.
const maxMistakes = 24

// mistake is an image that was read wrongly.
type mistake struct {
	worker.Mistake
	Split string
	Of    worker.Classes
	Image []byte // 28x28 pixels, 255 = ink
}

// mistakes returns the worst mistakes of a pair, as far as there are images.
func mistakes(r *worker.Evaluation, p state.Pair) (list []mistake) {
	const pixels = worker.ImageSide * worker.ImageSide
	for i, m := range r.Mistakes {
		if p.Holds(m.Label, m.Prediction) && len(list) < maxMistakes {
			list = append(list, mistake{m, r.Split, r.Classes, r.Images[i*pixels : (i+1)*pixels]})
		}
	}
	return list
}

// renderMistakes shows the worst of the chosen mistakes as buttons that put them
// on the pad.
func renderMistakes(f state.Findings) []app.UI {
	chosen := state.EveryMistake
	if f.Selected != nil {
		chosen = *f.Selected
	}
	list := mistakes(f.Evaluation, chosen)
	return []app.UI{
		app.H3().ID("mistakes-title").Aria("live", "polite").Text(mistakesTitle(chosen, f.Classes)),
		app.P().Class("hint").Body(
			app.Text(countText(len(list), chosen.Count(f.Confusion))+" "),
			app.If(f.Selected != nil, app.Button().Type("button").ID("mistakes-all").Class("link").
				Text(text.T("Show the worst of all")).OnClick(onAllMistakes)),
		),
		app.Ul().ID("mistakes").Class("mistakes").DataSet("value", len(list)).Aria("labelledby", "mistakes-title").Body(
			app.Range(list).Slice(func(i int) app.UI { return renderMistake(i, list[i]) }),
		),
	}
}

func onAllMistakes(ctx app.Context, _ app.Event) {
	state.SelectMistakes.Raise(ctx, (*state.Pair)(nil))
}

func mistakesTitle(p state.Pair, of worker.Classes) string {
	if p == state.EveryMistake {
		return text.T("The worst mistakes")
	}
	return text.F("The worst of: %s", p.Words(of))
}

// countText says how many of the images are shown.
func countText(shown, all int) string {
	switch {
	case all == 0:
		return text.T("There is none.")
	case shown < all:
		return text.F("%d of %s, by their loss. Press one to let the network read it again.", shown, number.Grouped(all))
	}
	return text.T("By their loss. Press one to let the network read it again.")
}

func renderMistake(i int, m mistake) app.UI {
	return app.Li().Body(
		app.Button().Type("button").ID("mistake-"+strconv.Itoa(i)).Class("mistake").
			DataSet("value", m.Index).
			Title(m.String()).
			OnClick(func(ctx app.Context, _ app.Event) {
				state.OpenImage.Raise(ctx, state.Subject{Name: m.name(), Image: m.Image, Label: m.Label, Labelled: true})
			}, m.Split, m.Index).
			Body(
				ui.Bitmap(m.Image, worker.ImageSide, m.name()),
				app.Span().Class("mistake-pair").Text(m.Of.Name(m.Label)+" → "+m.Of.Name(m.Prediction)),
				app.Span().Class("mistake-sure").Text(m.sureness()),
			),
	)
}

func (m mistake) name() string { return state.ImageName(m.Split, m.Index) }

// String says in words what went wrong.
func (m mistake) String() string {
	return text.F("%s: %s read as %s, %s", m.name(), m.Of.Name(m.Label), m.Of.Name(m.Prediction), m.sureness())
}

// sureness says how sure the network was of its answer, or how wrong it was if
// it gives no probabilities.
func (m mistake) sureness() string {
	if confidence := float64(m.Confidence); !math.IsNaN(confidence) {
		return text.F("%s sure", number.Probability(confidence))
	}
	return text.F("loss %s", number.Decimals(m.Loss, 1))
}
