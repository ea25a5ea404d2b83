package chart

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/plot"
)

// rgb is a colour with channels from 0 to 1, as files have it or linear.
type rgb [3]float64

// The colours of runs are seen on the card, and told apart, also by those who do
// not see all colours.
func TestRunColours(t *testing.T) {
	tests := []struct{ theme, card, section string }{
		{"light", "#ffffff", `:root {`},
		{"dark", "#181b21", `:root[data-theme="dark"] {`},
	}
	file, err := os.ReadFile("../../static/chart.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.theme, func(t *testing.T) {
			_, section, _ := strings.Cut(string(file), test.section)
			section, _, _ = strings.Cut(section, "}")
			var colours []rgb
			for i := range plot.Colours {
				match := regexp.MustCompile(fmt.Sprintf(`--run-%d: (#[0-9a-f]{6});`, i)).FindStringSubmatch(section)
				if match == nil {
					t.Fatalf("there is no --run-%d", i)
				}
				colours = append(colours, parseRGB(t, match[1]))
				// WCAG 2.2, 1.4.11.
				if got := contrast(colours[i], parseRGB(t, test.card)); got < 3 {
					t.Errorf("--run-%d has a contrast of %.2f to the card, want 3", i, got)
				}
			}
			for sight, filter := range sights {
				for i := range colours {
					for j := range i {
						// A difference of 2.3 can just be seen; lines are
						// thin and far from each other.
						if got := difference(filter.of(colours[i].linear()), filter.of(colours[j].linear())); got < 25 {
							t.Errorf("%s: --run-%d and --run-%d differ by %.1f, want 25", sight, j, i, got)
						}
					}
				}
			}
		})
	}
}

func parseRGB(t *testing.T, text string) (c rgb) {
	t.Helper()
	for i := range c {
		v, err := strconv.ParseUint(text[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c[i] = float64(v) / 255
	}
	return c
}

// linear returns the colour in linear light (IEC 61966-2-1).
func (c rgb) linear() rgb {
	for i, v := range c {
		if v <= .04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+.055)/1.055, 2.4)
		}
	}
	return c
}

// contrast is WCAG's, from 1 to 21.
func contrast(a, b rgb) float64 {
	luminance := func(c rgb) float64 {
		c = c.linear()
		return .2126*c[0] + .7152*c[1] + .0722*c[2]
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// matrix maps linear colours.
type matrix [3]rgb

func (m matrix) of(c rgb) (mapped rgb) {
	for i, row := range m {
		mapped[i] = row[0]*c[0] + row[1]*c[1] + row[2]*c[2]
	}
	return mapped
}

// sights are ways of seeing: those that lack a kind of cones are after Machado,
// Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
// Vision Deficiency", 2009, with severity 1.
var sights = map[string]matrix{
	"all colours": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia": {
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia": {
		{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// difference is that of two linear colours in CIELAB, 1976.
func difference(a, b rgb) float64 {
	x, y := cielab(a), cielab(b)
	return math.Sqrt((x[0]-y[0])*(x[0]-y[0]) + (x[1]-y[1])*(x[1]-y[1]) + (x[2]-y[2])*(x[2]-y[2]))
}

func cielab(c rgb) rgb {
	for i, v := range c {
		c[i] = min(max(v, 0), 1)
	}
	xyz := matrix{{.4124564, .3575761, .1804375}, {.2126729, .7151522, .0721750}, {.0193339, .1191920, .9503041}}.of(c)
	f := func(v float64) float64 {
		if v > .008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16./116
	}
	// By the white of D65.
	x, y, z := f(xyz[0]/.95047), f(xyz[1]), f(xyz[2]/1.08883)
	return rgb{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
