package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// samplesState holds a samples.
const samplesState = "samples"

// showSamples is the action of showing training images as a run varies them; its
// value is a bool, false to hide them.
const showSamples = "/samples/show"

// samples are training images as the settings vary them.
type samples struct {
	Wanted bool // by the visitor
	worker.PreviewImages
	Error string // in the last answer, "" if there is none

	asked worker.Preview // the last question
}

// sampleCount is how many there are: four rows of four.
const sampleCount = 16

func (l *lab) showSamples(ctx app.Context, a app.Action) {
	l.samples.Wanted = a.Value.(bool)
	ctx.SetState(samplesState, l.samples)
	l.askForSamples(ctx)
}

// askForSamples asks for what is to be shown, if that has changed.
func (l *lab) askForSamples(ctx app.Context) {
	f := l.settings.Form
	question := worker.Preview{Augment: f.text(fieldAugment), Seed: f.whole(fieldSeed), Count: sampleCount}
	if !l.samples.Wanted || !l.dataset.trainable() || question == l.samples.asked {
		return
	}
	l.samples.asked = question
	l.send(ctx, l.trainer, &question)
}

// renewSamples takes them from another dataset.
func (l *lab) renewSamples(ctx app.Context) {
	l.samples.asked = worker.Preview{}
	l.askForSamples(ctx)
}

// previewImages takes an answer. Answers come in the order of the questions.
func (l *lab) previewImages(ctx app.Context, m *worker.PreviewImages) {
	l.samples.PreviewImages, l.samples.Error = *m, ""
	ctx.SetState(samplesState, l.samples)
}

// previewFailed says what was wrong with the question. The last images stay.
func (l *lab) previewFailed(ctx app.Context, problem string) {
	l.samples.Error = problem
	ctx.SetState(samplesState, l.samples)
}

// renderSamples shows the images, the label of each in words.
func renderSamples(s samples) app.UI {
	const pixels = imageSide * imageSide
	count := 0
	if s.Wanted {
		count = min(len(s.Labels), len(s.Images)/pixels)
	}
	return app.Ul().ID("augment-preview").Class("samples").DataSet("value", count).
		Aria("label", text.T("Training images, varied")).
		Body(app.Range(s.Labels[:count]).Slice(func(i int) app.UI {
			return app.Li().Body(app.Img().
				Src(bitmapURL(s.Images[i*pixels : (i+1)*pixels])).
				Alt(strconv.Itoa(s.Labels[i])).
				Width(imageSide).Height(imageSide))
		}))
}
