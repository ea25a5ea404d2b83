package plate

import (
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
)

// Palette has the colour of each value of a pixel: red, green, blue, opacity.
type Palette [256][4]byte

// Palettes, by what a picture shows.
const (
	Ink     = iota // white ink on black paper, as the network gets it
	Numbers        // numbers: blue above 0, orange below
	Trace          // ink drawn thinly over something else

	paletteCount
)

// PalettesKey holds those of the present theme.
const PalettesKey state.Key[Palettes] = "palettes"

// Palettes has all of them, by what a picture shows.
type Palettes [paletteCount]Palette

// colour is red, green and blue.
type colour [3]byte

// newPalettes makes them from the colours for the largest number, 0, and the
// smallest, and that of text. Blue and orange are told apart by those, too, who
// do not see red or green.
func newPalettes(plus, zero, minus, ink colour) (p Palettes) {
	for v := range 256 {
		p[Ink][v] = [4]byte{byte(v), byte(v), byte(v), 255}
		p[Numbers][v] = numberColour(float64(v-128)/127, plus, zero, minus)
		p[Trace][v] = [4]byte{ink[0], ink[1], ink[2], byte(v * 2 / 5)}
	}
	return p
}

// depth is the power that brings out numbers which are small beside the largest.
const depth = 0.65

// numberColour returns the colour of a number as a share of the largest.
func numberColour(share float64, plus, zero, minus colour) (c [4]byte) {
	towards := plus
	if share < 0 {
		towards, share = minus, -share
	}
	share = math.Pow(min(share, 1), depth)
	for i := range zero {
		c[i] = byte(float64(zero[i])*(1-share) + float64(towards[i])*share + 0.5)
	}
	c[3] = 255
	return c
}

// presentPalettes returns those of the theme that the page shows.
func presentPalettes() Palettes {
	style := app.Window().Call("getComputedStyle", app.Window().Get("document").Get("documentElement"))
	property := func(name string) colour {
		return parseColour(style.Call("getPropertyValue", name).String())
	}
	return newPalettes(property("--number-plus"), property("--number-zero"), property("--number-minus"), property("--ink"))
}

// parseColour reads #rrggbb; anything else is black.
func parseColour(text string) (c colour) {
	v, err := strconv.ParseUint(strings.TrimPrefix(strings.TrimSpace(text), "#"), 16, 32)
	if err != nil {
		return c
	}
	return colour{byte(v >> 16), byte(v >> 8), byte(v)}
}

// FollowTheme keeps PalettesKey up to date with the theme until stop is
// called.
func FollowTheme(ctx app.Context) (stop func()) {
	PalettesKey.Set(ctx, presentPalettes())
	return dom.ObserveTheme(func() {
		ctx.Dispatch(func(ctx app.Context) { PalettesKey.Set(ctx, presentPalettes()) })
	})
}
