package lab

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// handleOffer registers the lab as the one who answers actions on what is opened to
// train on.
func (l *Lab) handleOffer(ctx app.Context) {
	state.OfferDataset.Handle(ctx, l.offerDataset)
	state.PrepareOffer.Handle(ctx, l.prepareOffer)
	state.InvertOffer.Handle(ctx, l.invertOffer)
	state.NameClass.Handle(ctx, l.nameClass)
	state.UseOffer.Handle(ctx, l.useOffer)
	state.DropOffer.Handle(ctx, l.dropOffer)
}

// offerDataset has files read beside the dataset in use.
func (l *Lab) offerDataset(ctx app.Context, files state.Files) {
	switch {
	case len(files.Names) == 0:
		l.notify(ctx, worker.ScopeDataset, text.T("There is no file in that folder."))
		return
	case files.OwnForm():
		l.openDataset(ctx, files.Blobs.Index(0))
		return
	}
	l.dropOffer(ctx)
	l.notify(ctx, worker.ScopeDataset, "")
	request := worker.LoadDataset{URL: dom.ObjectURL(dom.Files(files).Joined()), Name: filesName(files.Names), Keep: true, Offer: true}
	for i, name := range files.Names {
		request.Files = append(request.Files, worker.DatasetFile{Name: name, Size: files.Sizes[i]})
	}
	l.offered = request
	l.offer = state.Offer{Open: true, Name: request.Name}
	l.readOffer(ctx)
}

// filesName returns what files are called together.
func filesName(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	folder, _, _ := strings.Cut(names[0], "/")
	for _, name := range names {
		if !strings.HasPrefix(name, folder+"/") {
			return text.F("%d files", len(names))
		}
	}
	return folder
}

// readOffer has the files read. What they were taken for before stays in sight.
func (l *Lab) readOffer(ctx app.Context) {
	l.offer.Reading, l.offer.Images = true, 0
	state.OfferKey.Set(ctx, l.offer)
	request := l.offered
	l.send(ctx, l.trainer, &request)
}

func (l *Lab) prepareOffer(ctx app.Context, prepare bool) {
	l.offered.Prepare, l.offer.Prepare, l.offer.Problem = prepare, prepare, ""
	l.readOffer(ctx)
}

func (l *Lab) invertOffer(ctx app.Context, invert bool) {
	l.offer.Invert = invert
	state.OfferKey.Set(ctx, l.offer)
}

// nameClass gives a class of what is offered another name.
func (l *Lab) nameClass(ctx app.Context, named state.ClassName) {
	if named.Label >= len(l.offer.Names) {
		return
	}
	l.offer.Names = slices.Clone(l.offer.Names) // components hold the old ones
	l.offer.Names[named.Label] = named.Name
	state.OfferKey.Set(ctx, l.offer)
}

func (l *Lab) offerProgress(ctx app.Context, m *worker.DatasetProgress) {
	if l.offer.Reading {
		l.offer.Images = m.Images
		state.OfferKey.Set(ctx, l.offer)
	}
}

// offerCame shows what the files hold. What is dark on light is inverted unless the
// visitor says otherwise.
func (l *Lab) offerCame(ctx app.Context, m *worker.DatasetOffer) {
	if !l.offer.Reading {
		return
	}
	if l.offer.Found.Train == 0 {
		l.offer.Invert = m.DarkOnLight
	}
	if len(l.offer.Names) != m.Classes.Count() { // those that the visitor gave stay when it is read again
		l.offer.Names = m.Classes.Names()
	}
	l.offer.Reading, l.offer.Found = false, *m
	state.OfferKey.Set(ctx, l.offer)
}

// offerFailed says why files cannot be used. Pictures that are only not to be
// prepared are read as before.
func (l *Lab) offerFailed(ctx app.Context, m *worker.Failure) {
	if l.offer.Prepare && l.offer.Found.Train > 0 {
		l.prepareOffer(ctx, false)
		l.offer.Problem = failureText(m)
		state.OfferKey.Set(ctx, l.offer)
		return
	}
	l.dropOffer(ctx)
	l.notify(ctx, worker.ScopeDataset, failureText(m))
}

// useOffer has the trainer take over what is offered.
func (l *Lab) useOffer(ctx app.Context) {
	if !l.offer.Open || l.offer.Reading || state.NamesFault(l.offer.Names) != "" {
		return
	}
	l.forgetRequest()
	l.request = l.offered
	l.request.Offer, l.request.Invert = false, l.offer.Invert
	if names := state.TrimNames(l.offer.Names); !slices.Equal(names, l.offer.Found.Classes.Names()) {
		l.request.Names = names
	}
	l.dataset.Asked = l.request.Name
	l.offered = worker.LoadDataset{}
	l.send(ctx, l.trainer, &worker.UseOffer{Invert: l.offer.Invert, Names: l.request.Names})
	l.closeOffer(ctx)
}

// dropOffer lets go of what is offered, or being read for it.
func (l *Lab) dropOffer(ctx app.Context) {
	if !l.offer.Open {
		return
	}
	l.send(ctx, l.trainer, &worker.DropOffer{})
	dom.RevokeURL(l.offered.URL)
	l.offered = worker.LoadDataset{}
	l.closeOffer(ctx)
}

func (l *Lab) closeOffer(ctx app.Context) {
	l.offer = state.Offer{}
	state.OfferKey.Set(ctx, l.offer)
}
