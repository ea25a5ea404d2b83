package web

import (
	"bytes"
	"slices"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/hand"
	"digitlab/web/text"
)

// kept is what was last kept from the pad.
type kept struct {
	Image  []byte // as the network saw it; nil if nothing was kept
	Label  int
	before *hand.Sample // what the hand had of it; nil if nothing
}

// is tells whether what was kept is what r is about.
func (k kept) is(r reading) bool { return k.Image != nil && bytes.Equal(k.Image, r.Image) }

// own tells whether the reading is about something of the visitor's own, and not
// about an image that has its label.
func (r reading) own() bool { return r.Shown && r.Of.Sample == nil }

// strokes returns how what the reading is about was drawn.
func (r reading) strokes() hand.Strokes {
	if len(r.Of.Strokes) == 0 {
		return hand.Strokes{}
	}
	s := hand.Strokes{Side: padSide, Pen: padPen}
	for _, stroke := range r.Of.Strokes {
		s.Lines = append(s.Lines, slices.Clone(stroke))
	}
	return s
}

// keepDrawing keeps what was read last, as the digit that it is.
func (l *lab) keepDrawing(ctx app.Context, a app.Action) {
	if !l.reading.own() {
		return
	}
	l.notify(ctx, scopeHand, "")
	label := a.Value.(int)
	sample := hand.Sample{
		Label:   label,
		Kept:    time.Now().UTC().Truncate(time.Millisecond),
		Test:    l.hand.Set.HoldsBack(label),
		Image:   slices.Clone(l.reading.Image),
		Strokes: l.reading.strokes(),
	}
	last := kept{Image: sample.Image, Label: label}
	if i := l.hand.Set.Find(sample.ID()); i >= 0 {
		last.before = &l.hand.Set[i]
	}
	next := l.hand.Set.With(sample)
	if next.Find(sample.ID()) < 0 {
		l.notify(ctx, scopeHand, handIsFull())
		return
	}
	l.hand.Kept = last
	l.changeHand(ctx, next)
}

// undoKeeping takes back what was kept last.
func (l *lab) undoKeeping(ctx app.Context, _ app.Action) {
	last := l.hand.Kept
	l.hand.Kept = kept{}
	id := (&hand.Sample{Image: last.Image}).ID()
	if last.before != nil {
		l.changeHand(ctx, l.hand.Set.Labelled(id, last.before.Label))
	} else {
		l.changeHand(ctx, l.hand.Set.Without(id))
	}
}

// keeping lets the visitor say what a drawing is, below the bars, whose rows are
// the buttons for it.
type keeping struct {
	app.Compo
	reading reading
	hand    ownHand
}

// OnMount watches what is read and what is kept.
func (c *keeping) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(readingState).Value(&c.reading)
	ctx.ObserveState(handState).Value(&c.hand)
}

// Render says what a press on a row does, or what it has done. The line is there
// before there is something to say, so that nothing below it moves.
func (c *keeping) Render() app.UI {
	own := c.reading.own()
	has := own && c.hand.Kept.is(c.reading)
	said := ""
	if has {
		said = text.F("Kept as a %d in your hand", c.hand.Kept.Label)
	}
	return app.Div().Class("keeping").Body(
		app.P().ID("hand-kept").Role("status").DataSet("value", len(c.hand.Set)).Text(said),
		app.If(has, app.Button().Type("button").ID("kept-undo").Class("link").
			Text(text.T("Undo")).OnClick(c.onUndo)),
		app.If(own && !has, app.P().Class("hint").Text(text.T("Wrong? Press the right digit, and it joins your hand."))),
		app.If(own && !has, app.Button().Type("button").ID("keep-right").Class("link").
			Text(text.F("Right: keep it as a %d", c.reading.Digit)).OnClick(c.onRight)),
	)
}

// onUndo takes the drawing out, and the keyboard's focus, whose button goes, to
// the row that it came from.
func (c *keeping) onUndo(ctx app.Context, _ app.Event) {
	ctx.NewAction(undoKeeping)
	focusOn(ctx, "correct-"+strconv.Itoa(c.hand.Kept.Label))
}

func (c *keeping) onRight(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(keepDrawing, c.reading.Digit)
	focusOn(ctx, "kept-undo")
}

// correction is the button that lies over the row of a digit: pressed, it keeps the
// drawing as one. It changes far more seldom than the row, and is a component so
// that it is rendered as seldom.
type correction struct {
	app.Compo
	Digit int
	Own   bool // what was read is the visitor's own
}

// OnMount follows the language.
func (c *correction) OnMount(ctx app.Context) { followLanguage(ctx) }

// Render shows the button, in which there is nothing to see.
func (c *correction) Render() app.UI {
	label := text.F("It is a %d", c.Digit)
	return app.Button().Type("button").ID("correct-"+strconv.Itoa(c.Digit)).Class("correct").
		Aria("label", label).Title(label).Disabled(!c.Own).OnClick(c.onClick)
}

func (c *correction) onClick(ctx app.Context, _ app.Event) {
	ctx.NewActionWithValue(keepDrawing, c.Digit)
}
