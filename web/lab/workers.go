package lab

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// startPredictor starts a predictor, and asks it what the one before has not
// answered.
func (l *Lab) startPredictor(ctx app.Context) {
	l.spawn(ctx, "predictor", &l.predictor, l.receiveFromPredictor)
	if l.newest != nil {
		l.send(ctx, l.predictor, l.newest)
	} else {
		l.fetchFirstWeights(ctx)
	}
	l.runs.CompareAgain(ctx)
	l.inside.AskAgain(ctx)
	l.unchoose()
	l.ask(ctx, l.reader.Repeat())
}

// startTrainer starts a trainer, asks it what it knows and gives it the weights,
// which at first are the pretrained ones, and the dataset.
func (l *Lab) startTrainer(ctx app.Context) {
	l.notify(ctx, worker.ScopeProgram, "")
	l.spawn(ctx, "trainer", &l.trainer, l.receiveFromTrainer)
	l.send(ctx, l.trainer, &worker.Recipes{})
	l.healthAsked = false
	l.askForHealth(ctx)
	if l.file == nil {
		l.send(ctx, l.trainer, &worker.LoadWeights{URL: dom.FileURL(dom.WeightsFile), Name: pretrained})
	} else {
		l.send(ctx, l.trainer, l.file)
	}
	if l.outside != nil && l.outside != l.file {
		l.send(ctx, l.trainer, l.outside)
	}
	request := l.firstRequest()
	switch {
	case l.inUse.Name != "" && (l.training.Active() || l.dataset.Phase != state.DatasetLoading):
		request = l.inUse
	case keptKey(l.request) != "": // which the trainer before has perhaps died of
		request = ownRequest()
	case l.request.Name != "":
		request = l.request
	}
	held := l.request.Name == "" || l.dataset.Phase == state.DatasetHeld
	l.dataset = state.Dataset{}
	l.loadUnasked(ctx, request, held)
}

// spawn starts a worker at a port, which is nil if that cannot be. The one before
// is ended, and what comes late from it is not received.
func (l *Lab) spawn(ctx app.Context, role string, port *worker.Port, receive func(app.Context, worker.Message)) {
	if *port != nil {
		(*port).Close()
	}
	var started worker.Port
	started, err := l.options.Spawn(ctx, role, l.kernel, func(ctx app.Context, m worker.Message) {
		if *port == started {
			receive(ctx, m)
		}
	})
	*port = started
	if err != nil {
		l.offerRetry(ctx, text.Said(failure.Of(err)))
	}
}

// arrivesWithin is how long a trainer may take for its first words without one on the
// page: most of it goes into the download of its program.
const arrivesWithin = 15 * time.Second

// workerSpawner returns the spawner of Web Workers.
func workerSpawner() spawner {
	patience := map[string]*worker.Patience{"trainer": {}, "predictor": {}} // by role
	return func(ctx app.Context, role, kernel string, receive func(app.Context, worker.Message)) (worker.Port, error) {
		port, err := worker.Spawn(dom.FileURL(dom.WorkerFile), role, kernel, patience[role])
		if err != nil {
			return nil, err
		}
		late := time.AfterFunc(arrivesWithin, func() {
			if role == "trainer" {
				dom.Dispatch(ctx, func(ctx app.Context) { receive(ctx, worker.NotArrived()) })
			}
		})
		ctx.Async(func() {
			defer late.Stop()
			for m := range port.Listen(ctx) {
				late.Stop()
				dom.Dispatch(ctx, func(ctx app.Context) { receive(ctx, m) })
			}
		})
		return port, nil
	}
}

// lives are when the last workers in one role have ended.
type lives []time.Time

// One end is an accident. As many in as short a time as this are not, and whatever
// causes them would cause the next.
const (
	endsTooMany = 3
	endsWithin  = 2 * time.Minute
)

// next notes the end of a worker, and reports whether another is to take its place.
func (l *lives) next() bool {
	*l = slices.DeleteFunc(*l, func(end time.Time) bool { return time.Since(end) > endsWithin })
	*l = append(*l, time.Now())
	return len(*l) < endsTooMany
}

// predictorLost starts another predictor.
func (l *Lab) predictorLost(ctx app.Context, m *worker.Failure) {
	if !l.predictorLives.next() {
		l.predictor.Close()
		l.predictor = nil
		l.offerRetry(ctx, text.F("Drawings are not read any more: what reads them has stopped again and again. %s.", failureText(m)))
		return
	}
	l.notify(ctx, worker.ScopeWorker, text.T("What reads the drawings had stopped and was started anew."))
	l.startPredictor(ctx)
}

// trainerLost starts another trainer, which goes on with what the last has left.
func (l *Lab) trainerLost(ctx app.Context, m *worker.Failure) {
	if l.resuming {
		l.resuming, l.training.Pending = false, false
	}
	l.dropOffer(ctx)
	l.setSavedRun(ctx, state.SavedRun{}) // the next trainer offers it again
	l.weightsFailed(ctx)
	l.rereads = l.report.Pending != ""
	l.inside.ForgetTrainer()
	if !l.trainerLives.next() {
		l.giveUpTrainer(ctx, m)
		return
	}
	said := text.T("The trainer had stopped and was started anew.")
	if !l.training.Active() {
		l.setLearning(ctx, state.Learning{}) // which cannot be undone any more
	} else {
		l.recover(ctx)
		said = text.T("The trainer had stopped and was started anew. The run goes on by itself as soon as the images are read again.")
	}
	l.notify(ctx, worker.ScopeWorker, said)
	state.TrainingKey.Set(ctx, l.training)
	l.startTrainer(ctx)
}

// giveUpTrainer shows that there is no trainer any more. The run in it is over for
// now; if it was saved, the next trainer offers it.
func (l *Lab) giveUpTrainer(ctx app.Context, m *worker.Failure) {
	l.closeTrainer()
	l.recovery = nil
	l.setPending(ctx, "")
	l.rateTestOver(ctx)
	l.dataset.Lost = true
	l.setDatasetPhase(ctx, state.DatasetError)
	if l.training.Active() {
		l.runs.Disown()
		l.stopSeries(ctx)
		l.runState(ctx, &worker.RunState{State: worker.StateDone})
	}
	l.offerRetry(ctx, text.F("The trainer has stopped again and again. %s.", failureText(m)))
}

// closeTrainer ends the trainer; nothing is sent to one until the next has started.
func (l *Lab) closeTrainer() {
	if l.trainer != nil {
		l.trainer.Close()
		l.trainer = nil
	}
}

func (l *Lab) retryWorkers(ctx app.Context) {
	l.notify(ctx, worker.ScopeWorker, "")
	if l.trainer == nil {
		l.trainerLives = nil
		l.startTrainer(ctx)
	}
	if l.predictor == nil {
		l.predictorLives = nil
		l.startPredictor(ctx)
	}
}
