package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// previewCount is how many there are: four rows of four.
const previewCount = 16

func (l *Lab) showPreview(ctx app.Context, wanted bool) {
	l.preview.Wanted = wanted
	state.PreviewKey.Set(ctx, l.preview)
	l.askForPreview(ctx)
}

// askForPreview asks for what is to be shown, if that has changed.
func (l *Lab) askForPreview(ctx app.Context) {
	f := l.settings.Form
	question := worker.Preview{Augment: f.Text(form.Augment), Seed: f.Whole(form.Seed), Count: previewCount}
	if !l.preview.Wanted || !l.dataset.Trainable() || question == l.askedPreview {
		return
	}
	l.askedPreview = question
	l.send(ctx, l.trainer, &question)
}

// renewPreview takes them from another dataset.
func (l *Lab) renewPreview(ctx app.Context) {
	l.askedPreview = worker.Preview{}
	l.askForPreview(ctx)
}

// previewImages takes an answer. Answers come in the order of the questions.
func (l *Lab) previewImages(ctx app.Context, m *worker.PreviewImages) {
	l.preview.PreviewImages, l.preview.Error = *m, failure.Message{}
	state.PreviewKey.Set(ctx, l.preview)
}

// previewFailed says what was wrong with the question. The last images stay.
func (l *Lab) previewFailed(ctx app.Context, problem failure.Message) {
	l.preview.Error = problem
	state.PreviewKey.Set(ctx, l.preview)
}
