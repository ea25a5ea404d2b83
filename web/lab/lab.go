// Package lab controls the page: it answers actions, talks to the workers, and
// turns what they say into states. Nothing is computed here that takes longer than
// a frame.
package lab

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/form"
	"digitlab/web/lab/camera"
	"digitlab/web/lab/drawings"
	"digitlab/web/lab/gallery"
	"digitlab/web/lab/inside"
	"digitlab/web/lab/queue"
	"digitlab/web/lab/reader"
	"digitlab/web/lab/records"
	"digitlab/web/lab/runlist"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// Lab conducts the page: it sends the workers what the visitor asks for and
// turns what comes back into the states that components watch. It belongs to
// the UI goroutine.
type Lab struct {
	options            Options
	trainer, predictor worker.Port
	kernel             string // theirs, "" for the browser's best
	view               string // the ID of the one that is shown
	presented          bool   // the page is, to an audience
	queue              *queue.Queue
	notices            []state.Notice

	// What the next run is set up with.
	catalogue    form.Catalogue
	defaults     form.Form
	settings     state.Settings
	typing       int // counts the changes of the form
	network      state.Network
	askedNetwork worker.Describe // the last question about it
	preview      state.Preview
	askedPreview worker.Preview   // the last question about it
	askedRates   worker.PlanRates // the last question about learning rates
	rateTest     state.RateTest
	health       state.Health
	healthAsked  bool      // the trainer has been asked to measure
	linkWaits    bool      // for the recipe that it names
	linked       form.Form // what the address says, or the last that was right
	autostart    bool      // start when there is a dataset to train on

	// What it trains on.
	dataset state.Dataset
	request worker.LoadDataset // the last one
	inUse   worker.LoadDataset // that which the dataset in use came from
	offer   state.Offer        // what was opened to be the next
	offered worker.LoadDataset // what it comes from
	kept    keptData

	// The run, and those before it.
	training state.Training
	log      []string
	again    bool // a run is to begin once that under way is over
	runs     *runlist.Runs
	lesson   state.Lessons
	sweep    state.RunSweep
	savedRun state.SavedRun
	steering steering
	resuming bool // the trainer has been asked to continue it, and has not answered

	// What workers that take the place of others are given, see recovery.
	trainerLives, predictorLives lives
	pressed                      time.Time       // when the present run was asked for, zero once it has paused
	begun                        worker.Message  // what the present run was begun with, nil if it is of an earlier visit
	recovery                     *recovery       // of the run, nil if none is under way
	rereads                      bool            // the trainer that was to evaluate is gone
	file                         *worker.Weights // what a Reset brings back
	outside                      *worker.Weights // the newest, but for those of a run under way
	newest                       *worker.Weights

	// What is drawn, and what is read in it by which weights.
	reader   reader.Reader
	subjects int // that were to be read so far
	reading  state.Reading
	choosing choice
	weights  state.Weights
	export   exporting
	camera   *camera.Camera
	inside   *inside.Inside

	// What is read in the dataset.
	report  state.Report
	greeted bool // the weights of the page have been evaluated without being asked for
	unasked bool // nobody has asked for the evaluation under way
	quiet   bool // what comes of the evaluation under way is for the gallery alone
	gallery *gallery.Gallery

	// What the visitor has kept.
	records  *records.Records
	drawings *drawings.Drawings
	keep     func(app.Context) // keeps the drawing once it is read, nil if it is not to be
	learning state.Learning
	ownRun   ownRun
}

// New brings the page to life: it answers actions from now on, follows the
// address, starts the workers and opens what was kept on earlier visits.
func New(ctx app.Context, o Options) *Lab {
	o.setDefaults()
	defaults := form.Default(o.Cores)
	l := &Lab{
		options:  o,
		defaults: defaults,
		settings: state.Settings{Form: defaults, Origin: state.OriginFresh},
		linked:   defaults,
		view:     state.FirstView,
		queue:    queue.New(o.Waiting),
	}
	l.openRooms(ctx)
	l.handleActions(ctx)
	l.runState(ctx, &worker.RunState{State: worker.StateIdle})
	l.FollowLink(ctx) // which may choose the workers' kernel
	l.startPredictor(ctx)
	l.startTrainer(ctx)
	l.runs.Open(ctx)
	l.tellRefusal(ctx)
	if o.Example {
		l.offerExample(ctx)
	}
	return l
}

// handleActions registers the lab as the one who answers actions.
func (l *Lab) handleActions(ctx app.Context) {
	state.ShowView.Handle(ctx, l.showView)
	state.Present.Handle(ctx, l.present)
	state.ChooseLanguage.Handle(ctx, l.chooseLanguage)
	state.ChooseTheme.Handle(ctx, l.chooseTheme)
	state.KeepPreference.Handle(ctx, l.keepPreference)
	state.ChangeField.Handle(ctx, l.changeField)
	state.ChangeOrigin.Handle(ctx, l.changeOrigin)
	state.DropPlanned.Handle(ctx, l.dropPlanned)
	state.ChooseRecipe.Handle(ctx, l.chooseRecipe)
	state.ShowPreview.Handle(ctx, l.showPreview)
	state.StartRun.Handle(ctx, l.startRun)
	state.ToggleRun.Handle(ctx, l.toggleRun)
	state.StepRun.Handle(ctx, l.stepRun)
	state.StopRun.Handle(ctx, l.stopRun)
	state.ResetRun.Handle(ctx, l.resetRun)
	state.RemedyRun.Handle(ctx, l.remedyRun)
	state.OpenDataset.Handle(ctx, l.openDataset)
	state.RetryDataset.Handle(ctx, l.retryDataset)
	l.handleOffer(ctx)
	l.handleKeptData(ctx)
	state.OpenWeights.Handle(ctx, l.openWeights)
	state.SaveWeights.Handle(ctx, l.saveWeights)
	state.UnfoldExport.Handle(ctx, l.unfoldExport)
	state.EvaluateWeights.Handle(ctx, l.evaluateWeights)
	state.StopEvaluation.Handle(ctx, l.stopEvaluation)
	state.SelectMistakes.Handle(ctx, l.selectMistakes)
	l.handleRateTest(ctx)
	state.WatchHealth.Handle(ctx, l.watchHealth)
	state.KeepDrawing.Handle(ctx, l.keepDrawing)
	state.KeepAs.Handle(ctx, l.keepInSet)
	state.LearnHand.Handle(ctx, l.learnHand)
	state.UnlearnHand.Handle(ctx, l.unlearnHand)
	state.TrainOwnSet.Handle(ctx, l.trainOwnSet)
	state.BackToDigits.Handle(ctx, l.backToDigits)
	state.ReadSubject.Handle(ctx, l.readSubject)
	state.ReadExample.Handle(ctx, l.readExample)
	state.RestoreSubject.Handle(ctx, l.restoreSubject)
	state.PrepareSubject.Handle(ctx, l.prepareSubject)
	state.ChooseDigit.Handle(ctx, l.chooseDigit)
	l.handleRuns(ctx)
	l.handleLessons(ctx)
	l.handleSweep(ctx)
	state.ShareLink.Handle(ctx, l.shareLink)
	l.handleSavedRun(ctx)
	state.ShowNotice.Handle(ctx, l.showNotice)
	state.DismissNotice.Handle(ctx, l.dismissNotice)
	state.RetryWorkers.Handle(ctx, l.retryWorkers)
	state.DeleteUnread.Handle(ctx, l.deleteUnread)
}

func (l *Lab) askPredictor(ctx app.Context, m worker.Message) { l.send(ctx, l.predictor, m) }

func (l *Lab) askTrainer(ctx app.Context, m worker.Message) { l.send(ctx, l.trainer, m) }

// send posts a message to a worker; a port that could not be opened has been
// reported already.
func (l *Lab) send(ctx app.Context, port worker.Port, m worker.Message) {
	if port == nil {
		return
	}
	if err := port.Send(m); err != nil {
		l.notify(ctx, worker.ScopeWorker, text.Said(failure.Of(err)))
	}
}

func (l *Lab) receiveFromTrainer(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.RecipeList:
		l.recipeList(ctx, m)
	case *worker.Description:
		l.description(ctx, m)
		l.exportDescription(ctx, m)
	case *worker.LearningRates:
		l.learningRates(ctx, m)
	case *worker.PreviewImages:
		l.previewImages(ctx, m)
	case *worker.Neighbours, *worker.PickedImages:
		l.inside.Take(ctx, m)
	case *worker.DatasetProgress:
		l.datasetProgress(ctx, m)
	case *worker.DatasetPart:
		l.datasetPart(ctx, m)
	case *worker.DatasetReady:
		l.datasetReady(ctx, m)
	case *worker.KeptDatasets:
		l.keptDatasets(ctx, m)
	case *worker.DatasetOffer:
		l.offerCame(ctx, m)
	case *worker.SavedRun:
		l.offerSavedRun(ctx, m)
	case *worker.Restored:
		l.restored(ctx, m)
	case *worker.NotSaved:
		l.notSaved(ctx, m)
	case *worker.RunState:
		l.runState(ctx, m)
	case *worker.Progress:
		l.progress(ctx, m)
	case *worker.Steered:
		l.steered(ctx, m)
	case *worker.Evaluation:
		l.evaluation(ctx, m)
	case *worker.Diagnosis:
		l.diagnosis(ctx, m)
	case *worker.EvaluationProgress:
		l.evaluationProgress(ctx, m)
	case *worker.Health:
		l.addHealth(ctx, m)
	case *worker.RateCurve:
		l.rateCurve(ctx, m)
	case *worker.Images:
		l.gallery.Take(ctx, m)
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
func (l *Lab) trainerFailure(ctx app.Context, m *worker.Failure) {
	switch m.Scope { // beside the field, or in the place of the images
	case worker.ScopePreview:
		l.previewFailed(ctx, m.Message)
		return
	case worker.ScopeBrowse:
		l.gallery.Fail(ctx, m.Message)
		return
	case worker.ScopeSteer:
		l.steerFailed(ctx, m)
		return
	case worker.ScopeOffer:
		l.offerFailed(ctx, m)
		return
	}
	switch {
	case m.Scope == worker.ScopeWorker:
		l.trainerLost(ctx, m)
		return
	case m.Scope == worker.ScopeSavedRun && l.recovery != nil && l.recovery.asked:
		l.beginAgain(ctx)
		return
	case m.Scope == worker.ScopeDataset && keptKey(l.request) != "":
		l.keptFailed(ctx, m)
		return
	case l.failsInSeries(ctx, m):
		return
	}
	l.notify(ctx, m.Scope, failureText(m))
	switch m.Scope {
	case worker.ScopeDataset:
		l.datasetFailed(ctx)
	case worker.ScopeRun:
		l.runFailed(ctx, m.Text)
	case worker.ScopeSavedRun:
		l.resumeFailed(ctx)
	case worker.ScopeWeights:
		l.weightsFailed(ctx)
	case worker.ScopeEvaluation:
		l.evaluationFailed(ctx)
	case worker.ScopeRateTest:
		l.rateTestOver(ctx)
	}
}

func (l *Lab) receiveFromPredictor(ctx app.Context, m worker.Message) {
	switch m := m.(type) {
	case *worker.Prediction:
		l.prediction(ctx, m)
	case *worker.Failure:
		if m.Scope == worker.ScopeWorker {
			l.predictorLost(ctx, m)
			return
		}
		l.predictionFailed(ctx, m)
	default:
		l.inside.Take(ctx, m)
	}
}

// Close ends the workers and the camera.
func (l *Lab) Close() {
	l.camera.Stop()
	for _, port := range []worker.Port{l.trainer, l.predictor} {
		if port != nil {
			port.Close()
		}
	}
}
