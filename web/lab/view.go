package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab/link"
	"digitlab/web/state"
)

func (l *Lab) showView(ctx app.Context, id string) {
	l.enterBy(ctx, func() { l.setView(ctx, id) })
}

func (l *Lab) setView(ctx app.Context, id string) {
	if l.view == state.ReportView && id != state.ReportView {
		l.forgetFindings(ctx)
	}
	l.view = id
	state.ViewKey.Set(ctx, id)
	l.followDrawings(ctx)
	l.tellFindings(ctx)
	l.askForHealth(ctx)
	l.evaluateFirst(ctx)
}

// place returns where the visitor is.
func (l *Lab) place() link.Place {
	return link.Place{View: l.view, Lesson: l.lesson.Open, Image: l.gallery.Place(), Run: l.runs.Chosen()}
}

// goTo shows a place. What it leaves open stays as it is in views that it does not
// show.
func (l *Lab) goTo(ctx app.Context, p link.Place) {
	l.setView(ctx, p.View)
	switch p.View {
	case state.LessonsView:
		l.showLesson(ctx, p.Lesson)
	case state.GalleryView:
		l.gallery.GoTo(ctx, p.Image)
	case state.TrainView:
		l.runs.GoTo(ctx, p.Run)
	}
}

// enterBy makes a change of place, and puts that into the history.
func (l *Lab) enterBy(ctx app.Context, change func()) {
	before := l.place()
	change()
	l.enter(ctx, before)
}

// enter puts the place into the address as an entry of the history, if it is another
// than the one before. A field that is wrong is not in it.
func (l *Lab) enter(ctx app.Context, before link.Place) {
	if len(l.settings.Faults) == 0 {
		l.notify(ctx, state.ScopeLink, "")
		l.linked = l.settings.Form
	}
	if l.place() != before {
		l.options.PushFragment(l.fragment())
	} else if len(l.settings.Faults) == 0 {
		l.writeLink(ctx)
	}
}

// FollowHistory shows the place of the entry of the history that the browser has gone
// to. The settings stay as they are: what has been typed is no place.
func (l *Lab) FollowHistory(ctx app.Context) {
	asked, _ := link.Parse(l.options.Fragment(), l.defaults, l.catalogue)
	if asked.View == "" {
		asked.View = state.FirstView
	}
	l.goTo(ctx, asked.Place)
	dom.RescueFocus(ctx, "tab-"+l.view)
	if asked.Form != l.linked {
		l.options.SetFragment(l.fragment())
	}
}
