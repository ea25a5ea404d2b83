package draw

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/number"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// boxesID is the ID of what holds the boxes, and boxID begins that of each.
const boxesID, boxID = "pad-boxes", "digit-"

// boxes shows where on the pad each digit of a number was read, and lets the visitor
// choose one. The pad hears pointers that come down on a box.
type boxes struct {
	app.Compo
	// What lies on the pad: a picture, its name, and its size in its pixels, which
	// is 0 until that is known; or else a drawing.
	Picture       bool
	Name          string
	Width, Height int
	reading       state.Reading
	camera        state.Camera
}

// OnMount watches the answers, and whether the camera lies over the pad.
func (c *boxes) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.CameraKey.Observe(ctx, &c.camera)
	state.ReadingKey.Observe(ctx, &c.reading, func() { c.keepFocus(ctx) })
}

// keepFocus gives the keyboard's focus, if a box that goes has it, to the chosen one,
// or to the pad where there is nothing to choose.
func (c *boxes) keepFocus(ctx app.Context) {
	id := app.Window().Get("document").Get("activeElement").Get("id").String()
	index, isBox := strings.CutPrefix(id, boxID)
	if !isBox {
		return
	}
	if i, _ := strconv.Atoi(index); !c.reading.Several() || i >= len(c.reading.Digits) {
		dom.RescueFocus(ctx, boxID+strconv.Itoa(c.reading.Chosen), "pad", "camera-close")
	}
}

// manyDigits is the number of digits from which their boxes have no room for signs.
const manyDigits = 24

// Render shows a box for each digit. That of a single one is there for scripts alone.
func (c *boxes) Render() app.UI {
	r := c.reading
	over := app.Div().ID(boxesID).Class("pad-boxes", "dense")
	if !r.Shown || r.Of.Example {
		return over
	}
	if !r.Several() {
		return over.Body(c.renderBox(0).Class("only").TabIndex(-1).Aria("hidden", true))
	}
	if len(r.Digits) > manyDigits {
		over = over.Class("many")
	}
	left, top := c.margins()
	return over.Role("radiogroup").Aria("label", text.T("Digits that were read")).
		Hidden(!c.fits()).
		Style("inset", percent(top)+" "+percent(left)).
		Body(app.Range(r.Digits).Slice(func(i int) app.UI { return c.renderChoice(i) }))
}

// fits reports whether what was read lies on the pad: a picture or the camera may be
// there before its answer.
func (c *boxes) fits() bool {
	of := c.reading.Of
	switch {
	case c.camera.Phase != state.CameraClosed:
		return of.Bitmap != nil
	case c.Picture:
		return of.Picture != nil && of.Name == c.Name && c.Width > 0 && c.Height > 0
	}
	return of.Picture == nil && of.Bitmap == nil && of.Image == nil
}

// margins returns the share of the pad that a picture, or a frame of the camera,
// leaves free on each side, and above and below it.
func (c *boxes) margins() (left, top float64) {
	w, h := float64(c.Width), float64(c.Height)
	if frame := c.reading.Of.Bitmap; frame != nil {
		w, h = float64(frame.Width), float64(frame.Height)
	}
	if w == 0 || h == 0 {
		return 0, 0
	}
	return (1 - min(1, w/h)) / 2, (1 - min(1, h/w)) / 2
}

func percent(share float64) string { return number.Plain(100*share) + "%" }

// signBelow is how near to the upper edge a box is, as a share, that has its sign at
// the foot.
const signBelow = .08

// renderChoice shows the box of a digit that can be chosen.
func (c *boxes) renderChoice(i int) app.UI {
	r := c.reading
	chosen, tabIndex := "false", -1
	if i == r.Chosen {
		chosen, tabIndex = "true", 0
	}
	box := c.renderBox(i).TabIndex(tabIndex).Role("radio").Aria("checked", chosen).
		Aria("label", describe(r, i)).
		OnClick(func(ctx app.Context, e app.Event) { c.onClick(ctx, e, i) }, i).
		OnKeyDown(func(ctx app.Context, e app.Event) { c.onKeyDown(ctx, e, i) }, i)
	if r.Digits[i].Box[1] < signBelow {
		box = box.Class("low")
	}
	return box
}

// renderBox shows the box of a digit with what scripts read.
func (c *boxes) renderBox(i int) app.HTMLButton {
	d := c.reading.Digits[i]
	box := app.Button().Type("button").ID(boxID+strconv.Itoa(i)).Class("pad-box").
		DataSet("value", d.Digit).DataSet("probability", number.Plain(d.Probability)).
		DataSet("unsure", d.Unsure || d.None).DataSet("none", d.None).
		Body(app.Span().Class("pad-sign").Text(sign(c.reading, d)))
	if d.Box != ([4]float64{}) {
		box = box.Style("inset", strings.Join([]string{
			percent(d.Box[1]), percent(1 - d.Box[2]), percent(1 - d.Box[3]), percent(d.Box[0])}, " "))
	}
	return box
}

// sign returns what stands at a box.
func sign(r state.Reading, d worker.ReadDigit) string {
	if d.Unsure && !d.None {
		return r.Sign(d) + "?"
	}
	return r.Sign(d)
}

// describe says what was read as digit i.
func describe(r state.Reading, i int) string {
	d, place, all := r.Digits[i], i+1, len(r.Digits)
	switch {
	case d.None:
		return text.F("Digit %d of %d: no digit", place, all)
	case d.Unsure:
		return text.F("Digit %d of %d: not sure, maybe a %s", place, all, r.Classes.Name(d.Digit))
	}
	return text.F("Digit %d of %d: %s, %s sure", place, all, r.Classes.Name(d.Digit), number.Probability(d.Probability))
}

// onClick chooses a digit by the keyboard, or however else it is pressed without a
// pointer.
func (c *boxes) onClick(ctx app.Context, e app.Event, i int) {
	if e.Get("detail").Int() == 0 {
		state.ChooseDigit.Raise(ctx, i)
	}
}

// onKeyDown moves from digit to digit.
func (c *boxes) onKeyDown(ctx app.Context, e app.Event, i int) {
	last := len(c.reading.Digits) - 1
	switch e.Get("key").String() {
	case "ArrowRight", "ArrowDown":
		i = min(i+1, last)
	case "ArrowLeft", "ArrowUp":
		i = max(i-1, 0)
	case "Home":
		i = 0
	case "End":
		i = last
	default:
		return
	}
	e.PreventDefault() // or the page would scroll
	state.ChooseDigit.Raise(ctx, i)
	app.Window().GetElementByID(boxID + strconv.Itoa(i)).Call("focus")
}
