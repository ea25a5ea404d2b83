package web

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// datasetState holds a dataset.
const datasetState = "dataset"

// Actions on the dataset.
const (
	openDataset  = "/dataset/open"  // a File of JavaScript, an app.Value
	retryDataset = "/dataset/retry" // nothing
)

// dataset says what the trainer has to train on.
type dataset struct {
	Phase    string // datasetLoading, datasetTrainable, datasetReady or datasetError
	Progress worker.DatasetProgress
	Loaded   worker.DatasetReady // the one in use; zero until the first is loaded
	Part     worker.DatasetPart  // what of it is there before that
	Lost     bool                // the trainer is gone
	MNIST    bool                // the one in use is the page's own

	request worker.LoadDataset // the last one
	blob    string             // URL of the file the visitor chose, to be revoked
}

// Values of dataset.Phase, and of data-dataset.
const (
	datasetLoading   = "loading"
	datasetTrainable = "trainable" // the test images are still to come
	datasetReady     = "ready"
	datasetError     = "error"
)

// images returns the number of images in use.
func (d dataset) images() int {
	if d.whole() {
		return d.Loaded.Train + d.Loaded.Valid + d.Loaded.Test
	}
	return d.Part.Train + d.Part.Valid
}

// size returns the number of images of a split that can be looked at.
func (d dataset) size(split string) int {
	switch {
	case split == splitTest:
		return d.Loaded.Test
	case split == splitValid && d.whole():
		return d.Loaded.Valid
	case split == splitValid:
		return d.Part.Valid
	case d.whole():
		return d.Loaded.Train
	}
	return d.Part.Train
}

// whole tells whether a dataset has been loaded to its end.
func (d dataset) whole() bool { return d.Loaded.Train > 0 }

// trainable tells whether a run can start: also on a part whose rest could not
// be loaded, but not while another file is on its way.
func (d dataset) trainable() bool {
	switch d.Phase {
	case datasetTrainable, datasetReady:
		return true
	case datasetError:
		return !d.Lost && d.Part.Train > 0
	}
	return false
}

func (l *lab) loadDataset(ctx app.Context, url, name string) {
	l.dataset.request = worker.LoadDataset{URL: url, Name: name}
	if l.ownDataset() {
		l.dataset.request.Cache = filesCache()
	}
	l.dataset.Progress = worker.DatasetProgress{Name: name}
	l.notify(ctx, worker.ScopeDataset, "")
	l.setDatasetPhase(ctx, datasetLoading)
	request := l.dataset.request
	l.send(ctx, l.trainer, &request)
}

// ownDataset tells whether the dataset that was asked for is the page's own.
func (l *lab) ownDataset() bool { return l.dataset.request.URL == fileURL(datasetFile) }

func (l *lab) setDatasetPhase(ctx app.Context, phase string) {
	l.dataset.Phase = phase
	ctx.SetState(datasetState, l.dataset)
	mark(ctx, "dataset", phase)
}

func (l *lab) openDataset(ctx app.Context, a app.Action) {
	file := a.Value.(app.Value)
	l.forgetBlob()
	l.dataset.blob = objectURL(file)
	l.loadDataset(ctx, l.dataset.blob, file.Get("name").String())
}

func (l *lab) retryDataset(ctx app.Context, _ app.Action) {
	if l.dataset.Lost {
		l.notify(ctx, worker.ScopeWorker, "")
		l.forgetBlob()
		l.close()
		l.dataset = dataset{}
		l.connect(ctx)
		l.ask(ctx, l.reader.repeat())
		return
	}
	l.loadDataset(ctx, l.dataset.request.URL, l.dataset.request.Name)
}

func (l *lab) datasetProgress(ctx app.Context, m *worker.DatasetProgress) {
	l.dataset.Progress = *m
	ctx.SetState(datasetState, l.dataset)
}

func (l *lab) datasetPart(ctx app.Context, m *worker.DatasetPart) {
	l.dataset.Part, l.dataset.MNIST = *m, l.ownDataset()
	l.setDatasetPhase(ctx, datasetTrainable)
	l.resumeWhenReady(ctx)
	l.renewSamples(ctx)
	l.renewGallery(ctx)
	l.startByLink(ctx)
}

func (l *lab) datasetReady(ctx app.Context, m *worker.DatasetReady) {
	l.dataset.Loaded, l.dataset.MNIST = *m, l.ownDataset()
	l.forgetBlob()
	l.setDatasetPhase(ctx, datasetReady)
	l.resumeWhenReady(ctx)
	l.renewSamples(ctx)
	l.renewGallery(ctx)
	l.startByLink(ctx)
}

// datasetFailed goes back to the dataset in use, if there is a whole one. A part
// stays in use too, but the rest can be asked for again.
func (l *lab) datasetFailed(ctx app.Context) {
	if l.dataset.whole() {
		l.setDatasetPhase(ctx, datasetReady)
		return
	}
	l.setDatasetPhase(ctx, datasetError)
}

func (l *lab) forgetBlob() {
	revokeURL(l.dataset.blob)
	l.dataset.blob = ""
}
