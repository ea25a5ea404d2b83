package lab

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// keptData is what the lab knows of the datasets that the trainer keeps.
type keptData struct {
	state.KeptDatasets
	remembered string // key and name of the one to go on with on the next visit, "" for the page's own
}

func (l *Lab) handleKeptData(ctx app.Context) {
	l.kept.remembered = l.options.Recall(state.DatasetPreference)
	state.UseDataset.Handle(ctx, l.useKept)
	state.OwnDataset.Handle(ctx, func(ctx app.Context) {
		l.forgetRequest()
		l.loadDataset(ctx, ownRequest())
	})
	state.DeleteDataset.Handle(ctx, func(ctx app.Context, key string) {
		l.notify(ctx, worker.ScopeDataset, "")
		l.send(ctx, l.trainer, &worker.DeleteDataset{Key: key})
	})
	state.BringDataset.Handle(ctx, func(ctx app.Context) { l.send(ctx, l.trainer, &worker.BringDataset{}) })
}

// ownRequest asks for the page's own dataset.
func ownRequest() worker.LoadDataset {
	return worker.LoadDataset{URL: dom.FileURL(dom.DatasetFile), Name: dom.DatasetFile}
}

// keptRequest asks for a dataset that is kept.
func (l *Lab) keptRequest(key string) worker.LoadDataset {
	request := worker.LoadDataset{URL: worker.KeptURL + key, Name: key}
	if set := l.kept.Find(key); set != nil {
		request.Name = set.Name
	}
	return request
}

// firstRequest asks for what the page begins with: the dataset that was used last.
func (l *Lab) firstRequest() worker.LoadDataset {
	if key, name, remembered := strings.Cut(l.kept.remembered, " "); remembered {
		return worker.LoadDataset{URL: worker.KeptURL + key, Name: name}
	}
	return ownRequest()
}

func (l *Lab) useKept(ctx app.Context, key string) {
	l.forgetRequest()
	l.loadDataset(ctx, l.keptRequest(key))
}

// keptKey returns the key that a request asks for, "" if it asks for none that is kept.
func keptKey(request worker.LoadDataset) string {
	key, _ := strings.CutPrefix(request.URL, worker.KeptURL)
	if key == request.URL {
		return ""
	}
	return key
}

// keptDatasets takes over what the trainer keeps.
func (l *Lab) keptDatasets(ctx app.Context, m *worker.KeptDatasets) {
	k := &l.kept
	// A button that had the focus may have gone: with its dataset, or because that is back.
	gone := len(m.Sets) < len(k.Sets) || k.Deleted != "" && m.Deleted == ""
	k.Sets, k.Deleted, k.Trouble = m.Sets, m.Deleted, ""
	if m.Trouble.Text != "" {
		k.Trouble = text.Said(m.Trouble)
	}
	if m.URL != "" && m.URL == l.inUse.URL {
		k.InUse = m.Key
	}
	l.publishKept(ctx)
	l.rememberDataset(ctx)
	if gone {
		dom.RescueFocus(ctx, "kept-datasets-undo", "tab-"+l.view)
	}
}

func (l *Lab) publishKept(ctx app.Context) {
	state.KeptDatasetsKey.Set(ctx, l.kept.KeptDatasets)
	l.matchSavedRun(ctx)
}

// rememberDataset has the next visit go on with the dataset in use, if it is kept.
func (l *Lab) rememberDataset(ctx app.Context) {
	if l.inUse.URL == "" || l.kept.Trouble != "" {
		return // there is none yet, or nobody knows what is kept
	}
	value := ""
	if set := l.kept.Find(l.kept.InUse); set != nil && !set.Damaged {
		value = set.Key + " " + set.Name
	}
	if value != l.kept.remembered {
		l.kept.remembered = value
		l.keepPreference(ctx, state.Preference{Key: state.DatasetPreference, Value: value})
	}
}

// keptFailed says that a kept dataset cannot be used, and offers to delete it if it is
// damaged. The page goes on with what it has, or else with its own dataset.
func (l *Lab) keptFailed(ctx app.Context, m *worker.Failure) {
	key := keptKey(l.request)
	n := state.Notice{Scope: worker.ScopeDataset, Text: failureText(m)}
	if set := l.kept.Find(key); set != nil && set.Damaged {
		n.Dataset = key
	}
	l.showNotice(ctx, n)
	l.savedRun.Chosen = false // which may have waited for it
	l.setSavedRun(ctx, l.savedRun)
	switch {
	case l.dataset.Whole():
		l.setDatasetPhase(ctx, state.DatasetReady)
	case l.inUse.URL != "" && keptKey(l.inUse) == "":
		l.requestDataset(ctx, l.inUse)
	default:
		l.requestDataset(ctx, ownRequest())
	}
}

// matchSavedRun says whether the run that is offered needs another dataset than the one
// in use.
func (l *Lab) matchSavedRun(ctx app.Context) {
	r := l.savedRun
	r.Other, r.Opens = "", false
	if offer := r.Offer; offer != nil && !offer.Finished && offer.Dataset != "" && l.inUse.URL != "" {
		switch _, known := l.requestFor(offer); {
		case offer.Dataset == l.kept.InUse, offer.OwnDataset && l.inUse.URL == ownRequest().URL:
		default:
			r.Other, r.Opens = offer.DatasetName, known
		}
	}
	if r.Other != l.savedRun.Other || r.Opens != l.savedRun.Opens {
		l.setSavedRun(ctx, r)
	}
}

// requestFor asks for the dataset that a run was trained on, if the page can open it by
// itself.
func (l *Lab) requestFor(offer *worker.SavedRun) (request worker.LoadDataset, known bool) {
	if offer.OwnDataset {
		return ownRequest(), true
	}
	set := l.kept.Find(offer.Dataset)
	return l.keptRequest(offer.Dataset), set != nil && !set.Damaged
}
