package draw

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/worker"
)

// newPad mounts a pad. What it asks to have read is in read.
func newPad(t *testing.T) (c *pad, disp app.ClientDispatcher, read *state.Subject) {
	c, read = &pad{}, new(state.Subject)
	disp = app.NewClientTester(c)
	t.Cleanup(disp.Close)
	for _, action := range []state.Action[state.Subject]{state.ReadSubject, state.ReadExample, state.RestoreSubject} {
		action.Handle(disp.Context(), func(_ app.Context, s state.Subject) { *read = s })
	}
	return c, disp, read
}

// What the pad asks to have read follows the strokes that are on it.
func TestUndo(t *testing.T) {
	c, disp, read := newPad(t)
	ctx := disp.Context()
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
	c.laid.url = "data:,"
	c.onUndo(ctx, app.Event{})
	expect("an undo of a picture", first)
	c.onClear(ctx, app.Event{})
	expect("clearing")
	c.onUndo(ctx, app.Event{})
	expect("an undo of clearing", first)

	c.onClear(ctx, app.Event{})
	disp.Consume()
	c.begin(ctx, 1, second[0], second[1])
	c.sketch.end()
	expect("another drawing", second)
	c.onUndo(ctx, app.Event{})
	expect("its undo")
	c.onUndo(ctx, app.Event{})
	expect("an undo of clearing before it", first)
}

// What was on the pad before a picture that cannot be read is there again.
func TestFailedPictureLeavesWhatWasThere(t *testing.T) {
	c, disp, read := newPad(t)
	ctx := disp.Context()
	seven, notes := state.Subject{Name: "7.png", Picture: []byte{7}}, state.Subject{Name: "notes.png", Picture: []byte{0}}
	expect := func(after string, want state.Subject) {
		t.Helper()
		disp.Consume()
		if !reflect.DeepEqual(*read, want) {
			t.Errorf("after %s %+v is to be read, want %+v", after, *read, want)
		}
	}
	drawn := state.Subject{Strokes: []worker.Stroke{{140, 56}}}
	c.begin(ctx, 1, 140, 56)
	c.sketch.end()
	expect("a dot", drawn)
	c.lay(ctx, laid{subject: notes, url: "data:,notes"})
	expect("a file over it", notes)
	c.pictureFailed(ctx)
	expect("its failure", drawn)

	c.lay(ctx, laid{subject: seven, url: "data:,7"})
	c.lay(ctx, laid{subject: notes, url: "data:,notes"})
	disp.Consume()
	c.pictureFailed(ctx)
	expect("a failure over a picture", seven)
	c.onClear(ctx, app.Event{})
	expect("clearing", state.Subject{})
	c.onUndo(ctx, app.Event{})
	expect("its undo", seven)
	c.begin(ctx, 1, 140, 56) // a new drawing
	c.sketch.end()
	expect("a dot", drawn)
}

// The example is whole after a while, is nothing that the visitor has drawn, and
// makes way for the first stroke.
func TestExample(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, disp, read := newPad(t)
		ctx := disp.Context()
		var lengths []int
		state.ReadExample.Handle(ctx, func(_ app.Context, s state.Subject) { lengths = append(lengths, len(s.Strokes[0])) })
		state.ExampleKey.Set(ctx, true)
		wait := func() {
			time.Sleep(exampleTick)
			disp.Consume()
		}
		for range exampleStroke {
			wait()
		}
		if !slices.IsSorted(lengths) || len(lengths) == 0 || lengths[0] != 2 {
			t.Errorf("what is to be read has lengths %v, want them to grow from a dot's", lengths)
		}
		if !read.Example || !reflect.DeepEqual(read.Strokes, []worker.Stroke{exampleStroke}) {
			t.Errorf("then %+v is to be read, want the whole example", *read)
		}
		html := app.HTMLString(c)
		if !strings.Contains(html, "Example") || !strings.Contains(html, `data-value="0"`) {
			t.Errorf("the pad says neither that it is an example, nor that nothing is drawn: %s", html)
		}
		c.begin(ctx, 1, 140, 56)
		c.sketch.end()
		wait()
		if want := (state.Subject{Strokes: []worker.Stroke{{140, 56}}}); !reflect.DeepEqual(*read, want) {
			t.Errorf("after a dot %+v is to be read, want that alone", *read)
		}
		for range 2 {
			c.onUndo(ctx, app.Event{})
			disp.Consume()
		}
		if !read.Blank() || c.example != nil {
			t.Errorf("an undo leaves %+v and the example %v, want neither", *read, c.example)
		}
	})
}
