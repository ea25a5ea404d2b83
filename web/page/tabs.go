package page

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/view/gallery"
	"digitlab/web/view/hand"
	"digitlab/web/view/inside"
	"digitlab/web/view/lessons"
	"digitlab/web/view/report"
	"digitlab/web/view/runbar"
	"digitlab/web/view/training"
)

// view is one of the parts of the page beside the pad, of which one is shown. The
// first stays mounted while it is hidden: its fields hold what the visitor has
// typed.
type view struct {
	ID    string
	Title string
	body  func() []app.UI
}

// views are all of them, in the order of their tabs.
var views = []view{
	{state.TrainView, "Train", training.View},
	{state.InsideView, "Look inside", inside.View},
	{state.ReportView, "Evaluate", report.View},
	{state.GalleryView, "Dataset", gallery.View},
	{state.HandView, "My handwriting", hand.View},
	{state.LessonsView, "Lessons", lessons.View},
}

// viewTabs shows one of the views, and a tab for each: the tabs pattern of the
// ARIA Authoring Practices, with the panel changing as the focus moves.
type viewTabs struct {
	app.Compo
	shown string
	stop  func() // ends following the height of the head
}

// OnInit shows the first view.
func (c *viewTabs) OnInit() { c.shown = state.FirstView }

// OnMount watches which view is to be shown, and has what is scrolled keep clear of the
// tabs and the run: how high they are depends on what there is to say of it.
func (c *viewTabs) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.ViewKey.Observe(ctx, &c.shown, func() { ctx.Defer(c.revealTab) })
	c.stop = dom.ObserveSize(ctx, c.JSValue().Get("firstElementChild"), func(_, height float64) {
		dom.SetLength("views-head", height)
	})
}

// OnDismount ends that.
func (c *viewTabs) OnDismount() {
	if c.stop != nil {
		c.stop()
	}
}

// revealTab scrolls the row of tabs, which may be wider than a phone, to the
// chosen one; the page stays where it is.
func (c *viewTabs) revealTab(app.Context) {
	tab := app.Window().GetElementByID("tab-" + c.shown)
	if !tab.Truthy() {
		return
	}
	row := tab.Get("parentElement")
	edge := func(of app.Value, name string) float64 {
		return of.Call("getBoundingClientRect").Get(name).Float()
	}
	hidden := max(0, edge(tab, "right")-edge(row, "right")) - max(0, edge(row, "left")-edge(tab, "left"))
	row.Set("scrollLeft", row.Get("scrollLeft").Float()+hidden)
}

// Render shows the tabs and the panel of the one that is chosen.
func (c *viewTabs) Render() app.UI {
	return app.Section().Class("card", "views").Body(
		// In sight wherever the view is scrolled to.
		app.Div().Class("views-head").Body(
			app.Div().Class("tabs").Role("tablist").Aria("label", text.T("Views")).Body(
				app.Range(views).Slice(func(i int) app.UI { return c.renderTab(views[i]) }),
			),
			&runbar.Bar{},
		),
		&training.SavedRunOffer{}, // in all views, for it concerns what is learned in any
		app.Range(views).Slice(func(i int) app.UI { return c.renderPanel(views[i]) }),
	)
}

func (c *viewTabs) renderTab(v view) app.UI {
	chosen, tabIndex := "false", -1
	if v.ID == c.shown {
		chosen, tabIndex = "true", 0
	}
	return app.Button().Type("button").ID("tab-"+v.ID).Role("tab").Class("tab").
		Aria("selected", chosen).Aria("controls", "view-"+v.ID).TabIndex(tabIndex).
		Text(text.T(v.Title)).
		OnClick(func(ctx app.Context, _ app.Event) { c.show(ctx, v.ID) }, v.ID).
		OnKeyDown(c.onKeyDown)
}

func (c *viewTabs) renderPanel(v view) app.UI {
	panel := app.Div().ID("view-"+v.ID).Class("view", v.ID).
		Role("tabpanel").Aria("labelledby", "tab-"+v.ID).Hidden(v.ID != c.shown)
	if v.ID != c.shown && v.ID != state.FirstView {
		return panel
	}
	return panel.Body(append([]app.UI{app.H2().Class("unseen").Text(text.T(v.Title))}, v.body()...)...)
}

func (c *viewTabs) show(ctx app.Context, id string) {
	state.ShowView.Raise(ctx, id)
}

// onKeyDown moves from tab to tab.
func (c *viewTabs) onKeyDown(ctx app.Context, e app.Event) {
	i := slices.IndexFunc(views, func(v view) bool { return v.ID == c.shown })
	switch e.Get("key").String() {
	case "ArrowRight":
		i++
	case "ArrowLeft":
		i += len(views) - 1
	case "Home":
		i = 0
	case "End":
		i = len(views) - 1
	default:
		return
	}
	e.PreventDefault()
	id := views[i%len(views)].ID
	c.show(ctx, id)
	app.Window().GetElementByID("tab-" + id).Call("focus")
}
