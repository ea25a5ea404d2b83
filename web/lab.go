package web

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// lab conducts the page: it sends the workers what the visitor asks for and
// turns what comes back into the states that components watch. It belongs to
// the UI goroutine.
type lab struct {
	trainer, predictor worker.Port
	kernel             string // theirs, "" for the browser's best
	view               string // the ID of the one that is shown

	catalogue catalogue
	settings  settings
	defaults  form
	network   network
	samples   samples
	planned   worker.PlanRates // the last question about learning rates
	dataset   dataset
	training  training
	book      runBook
	lesson    lessonBook
	log       []string
	reader    reader
	reading   reading
	weights   weights
	elsewhere elsewhere
	report    report
	gallery   gallery
	look      look
	turns     turns
	hand      ownHand
	handStore handStore
	learning  learning
	lastRun   lastRun
	notices   []notice

	typing    int  // counts the changes of the form
	nearestID int  // of the last question about neighbours
	linkWaits bool // for the recipe that it names
	autostart bool // start when there is a dataset to train on
}

// handleActions registers the lab as the one who answers actions.
func (l *lab) handleActions(ctx app.Context) {
	ctx.Handle(showView, l.showView)
	ctx.Handle(chooseLanguage, l.chooseLanguage)
	ctx.Handle(chooseTheme, l.chooseTheme)
	ctx.Handle(changeField, l.changeField)
	ctx.Handle(changeOrigin, l.changeOrigin)
	ctx.Handle(chooseRecipe, l.chooseRecipe)
	ctx.Handle(showSamples, l.showSamples)
	ctx.Handle(startRun, l.startRun)
	ctx.Handle(toggleRun, l.toggleRun)
	ctx.Handle(stepRun, l.stepRun)
	ctx.Handle(stopRun, l.stopRun)
	ctx.Handle(resetRun, l.resetRun)
	ctx.Handle(openDataset, l.openDataset)
	ctx.Handle(retryDataset, l.retryDataset)
	ctx.Handle(openWeights, l.openWeights)
	ctx.Handle(saveWeights, l.saveWeights)
	ctx.Handle(unfoldElsewhere, l.unfoldElsewhere)
	ctx.Handle(evaluateWeights, l.evaluateWeights)
	ctx.Handle(stopEvaluation, l.stopEvaluation)
	ctx.Handle(selectMistakes, l.selectMistakes)
	l.handleGallery(ctx)
	l.handleHand(ctx)
	ctx.Handle(readSubject, l.readSubject)
	ctx.Handle(restoreSubject, l.restoreSubject)
	ctx.Handle(prepareSubject, l.prepareSubject)
	l.handleInside(ctx)
	l.handleRuns(ctx)
	l.handleLessons(ctx)
	ctx.Handle(shareLink, l.shareLink)
	l.handleLastRun(ctx)
	ctx.Handle(showNotice, l.showNotice)
	ctx.Handle(dismissNotice, l.dismissNotice)
}

// connect starts the workers, asks the trainer what it knows and gives it the
// pretrained weights, which it passes on, and the dataset.
func (l *lab) connect(ctx app.Context) {
	l.predictor = l.spawn(ctx, "predictor", l.receiveFromPredictor)
	l.trainer = l.spawn(ctx, "trainer", l.receiveFromTrainer)
	l.inspect(ctx)
	l.send(ctx, l.trainer, &worker.Recipes{})
	l.send(ctx, l.trainer, &worker.LoadWeights{URL: fileURL(weightsFile), Name: "pretrained"})
	l.loadDataset(ctx, fileURL(datasetFile), datasetFile)
}

func (l *lab) spawn(ctx app.Context, role string, receive func(app.Context, worker.Message)) worker.Port {
	port, err := worker.Spawn(fileURL(workerFile), role, l.kernel)
	if err != nil {
		l.notify(ctx, worker.ScopeWorker, err.Error())
		return nil
	}
	ctx.Async(func() {
		for m := range port.Listen(ctx) {
			dispatch(ctx, func(ctx app.Context) { receive(ctx, m) })
		}
	})
	return port
}

// dispatch runs a function of the lab on the UI goroutine. Unlike the context's
// own Dispatch it does not render the page anew, since what components show are
// states, which they observe.
func dispatch(ctx app.Context, f func(app.Context)) {
	ctx.Dispatcher().Dispatch(app.Dispatch{Mode: app.Next, Source: ctx.Src(), Function: f})
}

// dispatchAfter is dispatch after a while.
func dispatchAfter(ctx app.Context, while time.Duration, f func(app.Context)) {
	ctx.Async(func() {
		time.Sleep(while)
		dispatch(ctx, f)
	})
}

// send posts a message to a worker; a port that could not be opened has been
// reported already.
func (l *lab) send(ctx app.Context, port worker.Port, m worker.Message) {
	if port == nil {
		return
	}
	if err := port.Send(m); err != nil {
		l.notify(ctx, worker.ScopeWorker, err.Error())
	}
}

func (l *lab) receiveFromTrainer(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.RecipeList:
		l.recipeList(ctx, m)
	case *worker.Description:
		l.description(ctx, m)
		l.elsewhereDescription(ctx, m)
	case *worker.LearningRates:
		l.learningRates(ctx, m)
	case *worker.PreviewImages:
		l.previewImages(ctx, m)
	case *worker.Neighbours:
		l.neighbours(ctx, m)
	case *worker.DatasetProgress:
		l.datasetProgress(ctx, m)
	case *worker.DatasetPart:
		l.datasetPart(ctx, m)
	case *worker.DatasetReady:
		l.datasetReady(ctx, m)
	case *worker.Kept:
		l.offerLastRun(ctx, m)
	case *worker.Restored:
		l.restored(ctx, m)
	case *worker.NotKept:
		l.notKept(ctx, m)
	case *worker.RunState:
		l.runState(ctx, m)
	case *worker.Progress:
		l.progress(ctx, m)
	case *worker.Evaluation:
		l.evaluation(ctx, m)
	case *worker.EvaluationProgress:
		l.evaluationProgress(ctx, m)
	case *worker.Images:
		l.images(ctx, m)
	case *worker.Learned:
		l.learned(ctx, m)
	case *worker.Weights:
		l.newWeights(ctx, m)
	case *worker.WeightsFile:
		l.weightsFile(ctx, m)
	case *worker.Failure:
		l.trainerFailure(ctx, m)
	}
}

// trainerFailure shows a failure and undoes what was waiting for a success.
func (l *lab) trainerFailure(ctx app.Context, m *worker.Failure) {
	switch m.Scope { // beside the field, or in the place of the images
	case worker.ScopePreview:
		l.previewFailed(ctx, m.Text)
		return
	case worker.ScopeBrowse:
		l.browseFailed(ctx, m.Text)
		return
	}
	if l.failsInSeries(ctx, m) {
		return
	}
	l.notify(ctx, m.Scope, failureText(m))
	switch m.Scope {
	case worker.ScopeDataset:
		l.datasetFailed(ctx)
	case worker.ScopeRun:
		l.runFailed(ctx, m.Text)
	case worker.ScopeKept:
		l.resumeFailed(ctx)
	case worker.ScopeWeights:
		l.weightsFailed(ctx)
	case worker.ScopeEvaluation:
		l.evaluationFailed(ctx)
	case worker.ScopeWorker:
		l.trainerLost(ctx)
	}
}

// trainerLost shows that the trainer is gone, with the dataset and the run in
// it; trying again starts new workers.
func (l *lab) trainerLost(ctx app.Context) {
	l.dataset.Lost = true
	l.setLastRun(ctx, lastRun{}) // the next trainer offers it again
	l.setPending(ctx, "")
	l.setDatasetPhase(ctx, datasetError)
	if l.training.stands() {
		l.runState(ctx, &worker.RunState{State: worker.StateDone})
	}
}

func (l *lab) receiveFromPredictor(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Prediction:
		l.prediction(ctx, m)
	case *worker.Prepared, *worker.Inside, *worker.Mattered, *worker.Sweep:
		l.showInside(ctx, m)
	case *worker.Failure:
		l.notify(ctx, m.Scope, failureText(m))
		l.predictionFailed(ctx, m)
	}
}

// close ends the workers.
func (l *lab) close() {
	for _, port := range []worker.Port{l.trainer, l.predictor} {
		if port != nil {
			port.Close()
		}
	}
	l.book.keeper.close()
}

// mark sets a data- attribute of the html element, by which scripts and tests
// see where the page stands: once the page shows what it stands for.
func mark(ctx app.Context, name, value string) {
	ctx.Defer(func(app.Context) { setMark(name, value) })
}

func setMark(name, value string) {
	app.Window().Get("document").Get("documentElement").Call("setAttribute", "data-"+name, value)
}
