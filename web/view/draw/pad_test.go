package draw

import (
	"reflect"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// What the pad asks to have read follows the strokes that are on it.
func TestUndo(t *testing.T) {
	c := &pad{}
	disp := app.NewClientTester(c)
	defer disp.Close()
	ctx := disp.Context()
	var read state.Subject
	state.ReadSubject.Handle(ctx, func(_ app.Context, s state.Subject) { read = s })
	expect := func(after string, want ...worker.Stroke) {
		t.Helper()
		disp.Consume()
		if len(read.Strokes) != len(want) || len(want) > 0 && !reflect.DeepEqual(read.Strokes, want) {
			t.Errorf("after %s %v is to be read, want %v", after, read.Strokes, want)
		}
	}
	first, second := worker.Stroke{140, 56}, worker.Stroke{140, 224}
	for _, at := range []worker.Stroke{first, second} {
		c.begin(ctx, 1, at[0], at[1])
		c.sketch.end()
		disp.Consume() // or the next may come before it
	}
	expect("two strokes", first, second)
	c.onUndo(ctx, app.Event{})
	expect("an undo", first)
	c.onUndo(ctx, app.Event{})
	expect("another one")
	if !read.Blank() {
		t.Errorf("an empty pad is read as %+v", read)
	}

	c.begin(ctx, 1, first[0], first[1])
	c.sketch.end()
	disp.Consume()
	c.picture = "data:,"
	c.onUndo(ctx, app.Event{})
	expect("an undo of a picture", first)
	c.onClear(ctx, app.Event{})
	expect("clearing")
}
