package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"digitlab/web/e2e/webdriver"
)

// window is the page in a browser that is driven by WebDriver.
type window struct {
	*webdriver.Session
	t   *testing.T
	ctx context.Context
}

// openWindow starts a browser, opens the page and waits until it answers to
// clicks.
func openWindow(t *testing.T, start startBrowserFunc, url string) *window {
	t.Helper()
	w := startWindow(t, start)
	w.must(w.Open(url))
	w.waitFor(isReady)
	return w
}

// startWindow starts a browser, or skips the test where it is not installed.
func startWindow(t *testing.T, start startBrowserFunc) *window {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*patience) // for all of a visit
	t.Cleanup(cancel)
	session, err := start(ctx)
	if errors.Is(err, exec.ErrNotFound) {
		t.Skipf("%v: .ci/setup installs it", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(session.Close)
	w := &window{session, t, ctx}
	w.must(w.Resize(1440, 1000))
	return w
}

func (w *window) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *window) expectNoProblems() {
	w.t.Helper()
	for _, problem := range evalIn[[]string](w, "window.problems") {
		w.t.Errorf("console: %s", problem)
	}
}

// evalIn returns the value of a JavaScript expression.
func evalIn[T any](w *window, expression string) (value T) {
	w.t.Helper()
	w.must(w.Run("return "+expression, &value))
	return value
}

func (w *window) waitForDataset() {
	w.t.Helper()
	w.waitFor("document.documentElement.dataset.dataset === 'ready'")
}

func (w *window) waitFor(condition string) {
	w.t.Helper()
	for !evalIn[bool](w, "Boolean("+condition+")") {
		w.wait(condition)
	}
}

// wait waits a moment for something, and not beyond the test's patience.
func (w *window) wait(what string) {
	w.t.Helper()
	select {
	case <-w.ctx.Done():
		w.t.Fatalf("waiting for %s: %v", what, w.ctx.Err())
	case <-time.After(50 * time.Millisecond):
	}
}

func (w *window) click(id string) {
	w.t.Helper()
	// Not below the bars that stay at the edges of the window.
	w.must(w.Run(fmt.Sprintf("document.getElementById(%q).scrollIntoView({block: 'center'})", id), nil))
	w.must(w.Click("#" + id))
}

// draw draws a line on the pad with the mouse.
func (w *window) draw(line []point) {
	w.t.Helper()
	w.must(w.Run("document.getElementById('pad').scrollIntoView({block: 'center'})", nil))
	box := evalIn[struct{ X, Y, Width, Height float64 }](w, "document.getElementById('pad').getBoundingClientRect().toJSON()")
	var pixels [][2]float64
	for _, at := range line {
		pixels = append(pixels, [2]float64{box.X + at.x*box.Width, box.Y + at.y*box.Height})
	}
	w.must(w.Draw(pixels))
}

// reload reloads the page as a page does it itself: a driver's command would
// pass by the service worker.
func (w *window) reload() {
	w.t.Helper()
	w.expectNoProblems()
	w.must(w.Run("window.old = true; location.reload()", nil))
	w.waitFor("!window.old && " + isReady)
}

// shoot leaves a screenshot in the folder SHOTS, if one is asked for.
func (w *window) shoot(name string) {
	w.t.Helper()
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	shot, err := w.Screenshot()
	w.must(err)
	w.must(os.WriteFile(filepath.Join(folder, filepath.Base(w.t.Name())+"-"+name+".png"), shot, 0o644))
}

// expectDarkFields looks, in the dark theme, whether fields that are not ticked
// have the colour of the page's fields in their middle, or what is left of words.
func (w *window) expectDarkFields(ids ...string) {
	w.t.Helper()
	w.must(w.Run("const theme = document.getElementById('theme'); theme.value = 'dark'; theme.dispatchEvent(new Event('change', {bubbles: true}))", nil))
	w.waitFor("document.documentElement.dataset.theme === 'dark'")
	want := evalIn[string](w, "getComputedStyle(document.documentElement).getPropertyValue('--sheet')")
	for _, id := range ids {
		at := evalIn[struct{ X, Y int }](w, fmt.Sprintf(`(() => {
			const field = document.getElementById(%q);
			field.scrollIntoView({block: "center"});
			const box = field.getBoundingClientRect();
			return {x: Math.floor(box.x + Math.min(5, box.width / 2)), y: Math.floor(box.y + box.height / 2)};
		})()`, id))
		for w.colourAt(at.X, at.Y) != want { // the browser may still be painting
			w.wait(fmt.Sprintf("the dark colour of #%s", id))
		}
	}
}

// colourAt returns the colour of a pixel of the window.
func (w *window) colourAt(x, y int) string {
	w.t.Helper()
	shot, err := w.Screenshot()
	w.must(err)
	window, err := png.Decode(bytes.NewReader(shot))
	w.must(err)
	r, g, b, _ := window.At(x, y).RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// savedWeights saves the weights of SimpleNet and returns the step they are of
// and their bytes.
func (w *window) savedWeights() (step int, tensors []byte) {
	w.t.Helper()
	const size = 20350 * 4 // parameters of 4 bytes
	w.click("weights-save")
	for len(tensors) < size { // the browser may still be writing
		w.wait("the file of the weights")
		files, _ := filepath.Glob(filepath.Join(w.Downloads, "*.safetensors")) // the pattern is right
		for _, file := range files {
			content, err := os.ReadFile(file)
			w.must(err)
			var header []byte
			header, tensors = splitWeights(content)
			if match := stepOf.FindSubmatch(header); match != nil {
				step, err = strconv.Atoi(string(match[1]))
				w.must(err)
			}
		}
	}
	w.must(os.RemoveAll(w.Downloads))
	w.must(os.Mkdir(w.Downloads, 0o700))
	return step, tensors
}

// stepOf matches the step in a header.
var stepOf = regexp.MustCompile(`"step":"(\d+)"`)
