package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lab/camera"
	"digitlab/web/worker"
)

// Options are what a lab has from outside, for tests to give it something else.
type Options struct {
	Spawn    spawner       // nil for Web Workers
	Fragment func() string // of the page's address; nil for the browser's
	// SetFragment puts another one into the address; nil for the browser's.
	SetFragment func(fragment string)
	// PushFragment does so too, as an entry in the history; nil for the browser's.
	PushFragment func(fragment string)
	Cores        int           // of the processor; 0 for what the browser tells
	OpenCamera   camera.Opener // nil for the browser's
	Redraw       redrawer      // nil for the browser's
	Fetch        fetcher       // nil for the browser's
	// SavesData reports whether the visitor wants to save data; nil for what the browser
	// tells.
	SavesData func() bool
	// WhenKept calls done if the browser keeps the file at url; nil for asking it.
	WhenKept func(ctx app.Context, url string, done func(app.Context))
	// Recall returns what was chosen under a key on an earlier visit; nil for what the
	// browser has kept.
	Recall func(key string) string
	// Remember keeps such a choice, and reports false if there is no room; nil for in
	// the browser.
	Remember func(key, value string) bool
	Example  bool // the pad may open with one
	// Waiting is told how many states are still to be set, nil if nobody asks.
	Waiting func(states int)
}

// spawner starts a worker in a role, with a kernel, "" for the browser's best. What
// the worker says is received on the UI goroutine.
type spawner func(ctx app.Context, role, kernel string, receive func(app.Context, worker.Message)) (worker.Port, error)

// redrawer gives the file of a picture as PNG, see dom.RedrawPicture.
type redrawer func(ctx app.Context, file []byte, done func(ctx app.Context, picture []byte))

// setDefaults gives what is missing from the browser.
func (o *Options) setDefaults() {
	if o.Spawn == nil {
		o.Spawn = workerSpawner()
	}
	if o.Fragment == nil {
		o.Fragment = dom.ReadFragment
	}
	if o.SetFragment == nil {
		o.SetFragment = dom.WriteFragment
	}
	if o.PushFragment == nil {
		o.PushFragment = dom.PushFragment
	}
	if o.OpenCamera == nil {
		o.OpenCamera = camera.OpenOfBrowser
	}
	if o.Redraw == nil {
		o.Redraw = dom.RedrawPicture
	}
	if o.Fetch == nil {
		o.Fetch = dom.FetchFile
	}
	if o.SavesData == nil {
		o.SavesData = dom.SavesData
	}
	if o.WhenKept == nil {
		o.WhenKept = dom.WhenKept
	}
	if o.Recall == nil {
		o.Recall = dom.Recall
	}
	if o.Remember == nil {
		o.Remember = dom.Remember
	}
	if o.Waiting == nil {
		o.Waiting = func(int) {}
	}
	if o.Cores == 0 {
		o.Cores = app.Window().Get("navigator").Get("hardwareConcurrency").Int()
	}
}
