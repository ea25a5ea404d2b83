package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/hand"
	"digitlab/web/lab/camera"
	"digitlab/web/lab/drawings"
	"digitlab/web/lab/gallery"
	"digitlab/web/lab/inside"
	"digitlab/web/lab/records"
	"digitlab/web/lab/runlist"
	"digitlab/web/state"
)

// openRooms opens what has a part of the page to itself.
func (l *Lab) openRooms(ctx app.Context) {
	l.inside = inside.New(ctx, inside.Needs{
		AskPredictor: l.askPredictor,
		AskTrainer:   l.askTrainer,
		Queue:        l.queue,
		Dataset:      func() state.Dataset { return l.dataset },
		Hand:         func() hand.Set { return l.drawings.Hand() },
		Prefer:       l.keepPreference,
		Cores:        l.options.Cores,
	})
	l.gallery = gallery.New(ctx, gallery.Needs{
		AskTrainer: l.askTrainer,
		Shown:      func() bool { return l.view == state.GalleryView },
		Dataset:    func() state.Dataset { return l.dataset },
		Weights:    func() state.Weights { return l.weights },
		Reading:    func() bool { return l.report.Pending != "" },
		Read:       l.readForGallery,
		Enter:      l.enterBy,
		Link:       l.updateLink,
	})
	l.camera = camera.New(ctx, camera.Needs{
		OpenDevice: l.options.OpenCamera,
		Subject:    l.reader.Subject,
		Behind:     l.reader.Behind,
		Read:       l.restoreSubject,
		Tell:       func(ctx app.Context, trouble string) { l.notify(ctx, state.ScopeCamera, trouble) },
	})
	l.records = records.New(records.Needs{Emptied: l.storeEmptied, Unreadable: l.tellUnread})
	l.runs = runlist.New(ctx, runlist.Needs{
		Records:      l.records,
		Queue:        l.queue,
		Catalogue:    func() form.Catalogue { return l.catalogue },
		Trainable:    func() bool { return l.dataset.Trainable() },
		Active:       func() bool { return l.training.Active() },
		Listed:       l.fetchPretrainedRun,
		AskPredictor: l.ask,
		Enter:        l.enterBy,
		Link:         l.updateLink,
		Tell:         func(ctx app.Context, trouble string) { l.notify(ctx, state.ScopeFile, trouble) },
	})
	l.drawings = drawings.New(ctx, drawings.Needs{
		Records:     l.records,
		Tell:        func(ctx app.Context, trouble string) { l.notify(ctx, state.ScopeHand, trouble) },
		HandChanged: l.inside.HandChanged,
		SetOpened:   l.followDrawings,
	})
}
