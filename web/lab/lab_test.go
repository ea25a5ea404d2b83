package lab

import (
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// blank is a page on which nothing is to be seen.
type blank struct{ app.Compo }

// Render shows nothing.
func (*blank) Render() app.UI { return app.Div() }

// newTestLab returns a lab behind a blank page, whose workers say nothing.
func newTestLab(t *testing.T) (*Lab, app.Context) {
	disp := app.NewClientTester(&blank{})
	t.Cleanup(disp.Close)
	silent := func(app.Context, string, string, func(app.Context, worker.Message)) (worker.Port, error) {
		near, _ := worker.Pipe()
		return near, nil
	}
	l := New(disp.Context(), Options{Spawn: silent})
	disp.Consume()
	return l, disp.Context()
}
