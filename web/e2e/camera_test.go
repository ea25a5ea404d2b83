package e2e

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Size of what the camera films: a sheet of paper on a darker table, and on it
// images of MNIST in a row, magnified.
const (
	filmWidth, filmHeight = 640, 480
	sheetLeft, sheetTop   = 170, 70
	sheetSide             = 340
)

// writeFilm writes a YUV4MPEG2 file in which sheets are held before the camera in
// turn, each for two seconds.
func writeFilm(t *testing.T, sheets ...[][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "film.y4m")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	const perSecond = 5
	fmt.Fprintf(w, "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n", filmWidth, filmHeight, perSecond)
	colours := bytes.Repeat([]byte{128}, filmWidth*filmHeight/2) // grey
	for _, sheet := range sheets {
		luma := frameOf(sheet)
		for range 2 * perSecond {
			fmt.Fprint(w, "FRAME\n")
			w.Write(luma)
			w.Write(colours)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return path
}

// frameOf returns what the camera sees of a sheet, one byte a pixel.
func frameOf(sheet [][]byte) []byte {
	const table, paper, ink = 110, 220, 50
	luma := bytes.Repeat([]byte{table}, filmWidth*filmHeight)
	for y := range sheetSide {
		row := luma[(sheetTop+y)*filmWidth+sheetLeft:]
		copy(row, bytes.Repeat([]byte{paper}, sheetSide))
	}
	for i, pixels := range sheet {
		left, top, scale := imageOnSheet(i, len(sheet))
		for y := range 28 * scale {
			row := luma[(top+y)*filmWidth+left:]
			for x := range 28 * scale {
				row[x] = byte(paper - (paper-ink)*int(pixels[28*(y/scale)+x/scale])/255)
			}
		}
	}
	return luma
}

// imageOnSheet returns where an image of so many lies in the film, in its pixels, and
// how many of them are as wide as one of its own.
func imageOnSheet(i, count int) (left, top, scale int) {
	const margin = 40
	scale = (sheetSide - 2*margin) / (28 * count)
	return sheetLeft + margin + i*28*scale, sheetTop + (sheetSide-28*scale)/2, scale
}

// startFilming starts a browser with a camera that films a file, or, for "", with
// two cameras. It lets every page have them, if it is not to ask.
func startFilming(t *testing.T, film string, asks bool) context.Context {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{chromedp.Flag("use-fake-device-for-media-stream", "device-count=2")}
	if film != "" {
		options = []chromedp.ExecAllocatorOption{
			chromedp.Flag("use-fake-device-for-media-stream", true),
			chromedp.Flag("use-file-for-fake-video-capture", film),
		}
	}
	if !asks {
		options = append(options, chromedp.Flag("use-fake-ui-for-media-stream", true))
	}
	filming, stop, err := startBrowser(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return filming
}

// openCamera presses the button, and keeps the camera's track as window.track.
func (p *tab) openCamera() {
	p.t.Helper()
	p.click("camera-open")
	p.waitForLiveCamera()
}

func (p *tab) waitForLiveCamera() {
	p.t.Helper()
	p.waitFor("document.getElementById('camera').dataset.value === 'live'")
	eval[string](p, "(window.track = document.getElementById('camera').srcObject.getTracks()[0]).readyState")
}

// waitForNoCamera waits until the camera is off, and not only out of sight.
func (p *tab) waitForNoCamera() {
	p.t.Helper()
	p.waitFor("window.track.readyState === 'ended' && document.getElementById('camera').srcObject === null")
	p.waitFor("document.getElementById('camera').checkVisibility() === false && document.getElementById('camera-open').checkVisibility()")
}

func TestCamera(t *testing.T) {
	first, label := mnist(t, 1)
	second, next := mnist(t, 2)
	if label == next {
		t.Fatal("the two images are of the same digit")
	}
	number := [][]byte{first, second}
	p := openIn(t, startFilming(t, writeFilm(t, [][]byte{first}, [][]byte{second}, number, number), false), address)
	if eval[bool](p, "document.getElementById('camera').srcObject !== null") {
		t.Error("the camera is open before anybody asked for it")
	}
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")

	p.openCamera()
	for _, digit := range []byte{label, next, label} {
		p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%d'", digit))
	}
	for _, width := range []int64{1440, 390, 320} {
		p.do(chromedp.EmulateViewport(width, 844))
		p.expectBoxesInFilm(fmt.Sprintf("%d%d", label, next))
		p.shoot("camera", width, 844, width == 390)
	}
	p.do(chromedp.EmulateViewport(320, 844))
	if got := eval[int64](p, "document.documentElement.scrollWidth"); got > 320 {
		t.Errorf("with the camera the page is %d pixels wide in a window of 320", got)
	}
	p.do(chromedp.EmulateViewport(1440, 900))

	// Back to what was drawn before.
	p.do(chromedp.Focus(chromedp.ID("camera-close")), chromedp.KeyEvent(kb.Escape))
	p.waitForNoCamera()
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.waitFor("document.activeElement.id === 'camera-open'")

	// The last picture stays.
	p.openCamera()
	p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%d'", next))
	p.click("camera-use")
	p.waitForNoCamera()
	p.waitFor("document.getElementById('picture')?.naturalWidth === 640")
	p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%d'", next))
	p.shoot("camera-still", 1440, 900, true)

	// And comes back when the camera is closed, as when the tab is out of sight.
	p.openCamera()
	p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%d'", label))
	p.do(chromedp.Evaluate[chromedp.Void](`
		Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
		document.dispatchEvent(new Event("visibilitychange"));
		delete document.visibilityState;`))
	p.waitForNoCamera()
	p.waitFor(fmt.Sprintf("document.getElementById('picture') !== null && document.getElementById('prediction').dataset.value === '%d'", next))

	// What is opened meanwhile takes the camera's place.
	p.openCamera()
	p.do(chromedp.SetUploadFiles(chromedp.ID("image-file"), []string{writePicture(t, first, 0, 255)}))
	p.waitForNoCamera()
	p.waitFor(fmt.Sprintf("document.getElementById('prediction').dataset.value === '%d'", label))
}

// expectBoxesInFilm waits until the digits of a sheet are read, and compares their
// boxes with where they are held. The ink of each image lies around its middle.
func (p *tab) expectBoxesInFilm(digits string) {
	p.t.Helper()
	// At once, for another sheet follows.
	p.waitFor(fmt.Sprintf(`document.getElementById("prediction").dataset.value === %q &&
		(window.boxes = [...document.querySelectorAll(".pad-box")].filter(box => box.checkVisibility()).
			map(box => box.getBoundingClientRect().toJSON())).length === %d`, digits, len(digits)))
	type rect struct{ X, Y, Width, Height float64 }
	boxes := eval[[]rect](p, "window.boxes")
	pad := eval[rect](p, "document.getElementById('camera').getBoundingClientRect().toJSON()")
	shown := pad.Width / filmWidth // px of the page for one of the film, above and below which paper is free
	free := (pad.Height - shown*filmHeight) / 2
	for i, box := range boxes {
		left, top, scale := imageOnSheet(i, len(boxes))
		side := shown * float64(28*scale)
		wantX, wantY := pad.X+shown*float64(left)+side/2, pad.Y+free+shown*float64(top)+side/2
		x, y := box.X+box.Width/2, box.Y+box.Height/2
		if math.Abs(x-wantX) > side/4 || math.Abs(y-wantY) > side/4 || box.Height < side/2 || box.Height > 1.3*side {
			p.t.Errorf("the box of digit %d is %.0f x %.0f px around (%.0f, %.0f), want one around (%.0f, %.0f) within %.0f px",
				i, box.Width, box.Height, x, y, wantX, wantY, side)
		}
	}
}

func TestCameraIsRefusedThenChosen(t *testing.T) {
	p := openIn(t, startFilming(t, "", true), address, chromedp.WithNewBrowserContext())
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.permit("camera", cdpbrowser.PermissionSettingDenied)
	p.click("camera-open")
	p.waitFor("document.getElementById('error').innerText.includes('The camera was refused')")
	p.waitFor("document.getElementById('camera-open').checkVisibility() && document.getElementById('prediction').dataset.value === '1'")
	p.shoot("camera-refused", 1440, 900, false)

	p.permit("camera", cdpbrowser.PermissionSettingGranted)
	p.openCamera()
	p.waitFor("document.getElementById('error').innerText === ''")
	p.waitFor("document.getElementById('camera-device').options.length === 2")
	device := "window.track.getSettings().deviceId"
	before := eval[string](p, "window.before = window.track, "+device)
	if got := eval[string](p, "document.getElementById('camera-device').value"); got != before {
		t.Errorf("the camera that is chosen is %q, want the one that is live, %q", got, before)
	}
	other := eval[string](p, fmt.Sprintf("[...document.getElementById('camera-device').options].find(o => o.value !== %q).value", before))
	p.set("camera-device", other)
	p.waitFor("window.before.readyState === 'ended'")
	p.waitForLiveCamera()
	if got := eval[string](p, device); got != other {
		t.Errorf("the camera %q is live, want the chosen one, %q", got, other)
	}
	p.shoot("camera-two", 390, 844, false)
	p.click("camera-close")
	p.waitForNoCamera()
}

func TestNoCamera(t *testing.T) {
	if cameras, _ := filepath.Glob("/dev/video*"); len(cameras) > 0 { // the pattern is right
		t.Skip("there is a camera")
	}
	p := open(t, "")
	p.permit("camera", cdpbrowser.PermissionSettingGranted)
	p.click("camera-open")
	p.waitFor("document.getElementById('error').innerText.includes('No camera was found')")
	p.waitFor("document.getElementById('camera-open').checkVisibility()")
	p.choose("language", "zh-Hans")
	p.click("camera-open")
	p.waitFor("document.getElementById('error').innerText.includes('没有找到摄像头')")
}
