package guide

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
)

// The tour opens only when it is asked for, goes through its steps, and is remembered
// when it is over, or refused.
func TestTour(t *testing.T) {
	c := &Tour{}
	disp := app.NewClientTester(c)
	defer disp.Close()
	ctx := disp.Context()
	var kept []state.Preference
	state.KeepPreference.Handle(ctx, func(_ app.Context, p state.Preference) { kept = append(kept, p) })
	html := func() string {
		disp.Consume()
		return app.HTMLString(c)
	}
	if got := html(); !strings.Contains(got, "tour-open") || strings.Contains(got, `id="tour"`) {
		t.Errorf("at first there is %s, want the offer of a tour alone", got)
	}
	state.OpenTour.Raise(ctx)
	if got := html(); !strings.Contains(got, "1 of 4: ") {
		t.Errorf("the tour opens with %s", got)
	}
	for range steps()[1:] {
		c.onNext(ctx, app.Event{})
	}
	if !c.open || c.at != 3 {
		t.Errorf("after three steps more it is open %t at %d, want it open at the last", c.open, c.at)
	}
	c.onNext(ctx, app.Event{})
	disp.Consume()
	if c.open || len(kept) != 1 || kept[0].Key != state.TourKey || kept[0].Value == "" {
		t.Errorf("after the last it is open %t, and %v is kept", c.open, kept)
	}
	state.OpenTour.Raise(ctx)
	disp.Consume()
	c.onEscape(ctx)
	disp.Consume()
	if c.open || !c.known {
		t.Error("Esc does not close it for good")
	}
}
