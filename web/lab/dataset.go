package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func (l *Lab) loadDataset(ctx app.Context, request worker.LoadDataset) {
	l.notify(ctx, worker.ScopeDataset, "")
	l.requestDataset(ctx, request)
}

// requestDataset asks the trainer for a dataset. What is said of the one before
// stays in sight.
func (l *Lab) requestDataset(ctx app.Context, asked worker.LoadDataset) {
	l.request = asked
	l.dataset.Asked = asked.Name
	if l.ownDataset() {
		l.request.Cache = dom.FilesCache()
	}
	l.dataset.Progress = worker.DatasetProgress{Name: asked.Name}
	l.setDatasetPhase(ctx, state.DatasetLoading)
	request := l.request
	l.send(ctx, l.trainer, &request)
}

// ownDataset reports whether the dataset that was asked for is the page's own.
func (l *Lab) ownDataset() bool { return l.request.URL == ownRequest().URL }

func (l *Lab) setDatasetPhase(ctx app.Context, phase string) {
	l.dataset.Phase = phase
	state.DatasetKey.Set(ctx, l.dataset)
	dom.Mark(ctx, "dataset", phase)
}

func (l *Lab) openDataset(ctx app.Context, file app.Value) {
	l.forgetRequest()
	l.loadDataset(ctx, worker.LoadDataset{URL: dom.ObjectURL(file), Name: file.Get("name").String(), Keep: true})
}

func (l *Lab) retryDataset(ctx app.Context) {
	if l.dataset.Lost {
		l.retryWorkers(ctx)
		return
	}
	l.loadDataset(ctx, l.request)
}

func (l *Lab) datasetProgress(ctx app.Context, m *worker.DatasetProgress) {
	if m.Offer {
		l.offerProgress(ctx, m)
		return
	}
	l.dataset.Progress = *m
	state.DatasetKey.Set(ctx, l.dataset)
}

func (l *Lab) datasetPart(ctx app.Context, m *worker.DatasetPart) {
	l.dataset.Part = *m
	l.imagesCame(ctx, state.DatasetTrainable)
}

func (l *Lab) datasetReady(ctx app.Context, m *worker.DatasetReady) {
	l.dataset.Loaded = *m
	l.describe(ctx)
	l.imagesCame(ctx, state.DatasetReady)
	l.rememberDataset(ctx)
	l.startOwnRun(ctx)
}

// imagesCame goes on with what waits for images.
func (l *Lab) imagesCame(ctx app.Context, phase string) {
	l.use(l.request)
	l.publishKept(ctx)
	l.setDatasetPhase(ctx, phase)
	l.runs.Publish(ctx) // a run can be trained again
	l.resumeWhenReady(ctx)
	l.recoverWhenReady(ctx)
	l.renewPreview(ctx)
	l.gallery.Renew(ctx)
	l.inside.DatasetCame(ctx)
	l.startByLink(ctx)
	l.evaluateFirst(ctx)
}

// datasetFailed goes back to the dataset in use, if there is a whole one. A part
// stays in use too, but the rest can be asked for again. A trainer that has taken
// the place of another has neither, and is asked for the one in use.
func (l *Lab) datasetFailed(ctx app.Context) {
	l.ownRun = ownRun{}
	switch {
	case l.dataset.Whole():
		l.setDatasetPhase(ctx, state.DatasetReady)
	case l.dataset.Part.Train == 0 && l.inUse.URL != "" && l.inUse.URL != l.request.URL:
		l.forgetRequest()
		l.requestDataset(ctx, l.inUse)
	default:
		l.setDatasetPhase(ctx, state.DatasetError)
	}
}

// use notes what the dataset in use came from. The file stays open: another
// trainer may have to read it again.
func (l *Lab) use(request worker.LoadDataset) {
	if l.inUse.URL != request.URL {
		dom.RevokeURL(l.inUse.URL)
		l.kept.InUse = keptKey(request)
	}
	l.inUse = request
	l.dataset.MNIST = l.ownDataset()
}

// forgetRequest closes the file that was asked for last, if it is not in use.
func (l *Lab) forgetRequest() {
	if l.request.URL != l.inUse.URL {
		dom.RevokeURL(l.request.URL)
	}
}
