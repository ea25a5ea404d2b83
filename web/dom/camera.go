package dom

import (
	"errors"
	"math"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
)

// maxFrameSide is the longer side of the frames that Camera gives, in pixels: a
// digit a tenth as high is more than twice as large as what the network reads, and
// the page is busy with a frame for a few milliseconds.
const maxFrameSide = 640

// frameEvery is the time between two frames: they follow a hand that moves a sheet,
// and leave the cores to others for most of the time.
const frameEvery = 200 * time.Millisecond

// Camera is an open camera, live in an element of the page.
type Camera struct {
	Device  string // its ID
	Devices []CameraDevice

	video, stream app.Value
	canvas, pen   app.Value
	seen          bool   // some of the element is in sight
	stop          func() // ends the listening
}

// CameraDevice is a camera of the visitor's device.
type CameraDevice struct {
	ID   string
	Name string // "" if the browser does not tell
}

// CameraEvents are told of a camera, on the UI goroutine.
type CameraEvents struct {
	Opened func(app.Context, *Camera)
	// Shows is called a few times a second when there is a Frame.
	Shows func(app.Context)
	// Lost is called when no camera is given or it ends by itself, with the reason
	// in words for the visitor, and with nil when the tab is hidden. The camera is
	// to be closed then.
	Lost func(app.Context, error)
}

// OpenCamera asks for the camera with an ID, or, for "", for one that looks away
// from the visitor if there is such a one, and shows it in a video element.
func OpenCamera(ctx app.Context, video app.Value, id string, events CameraEvents) {
	media := app.Window().Get("navigator").Get("mediaDevices")
	if !media.Truthy() {
		events.Lost(ctx, errors.New(text.T("The browser gives this page no camera. It does so only where the address begins with https, and on localhost.")))
		return
	}
	picture := map[string]any{"width": map[string]any{"ideal": 1280}}
	if id == "" {
		picture["facingMode"] = map[string]any{"ideal": "environment"}
	} else {
		picture["deviceId"] = map[string]any{"exact": id}
	}
	asked := media.Call("getUserMedia", map[string]any{"audio": false, "video": picture})
	Settle(ctx, asked, func(ctx app.Context, result app.Value, given bool) {
		if !given {
			events.Lost(ctx, cameraRefusal(result))
			return
		}
		// Only now do the cameras have names.
		Settle(ctx, media.Call("enumerateDevices"), func(ctx app.Context, devices app.Value, told bool) {
			c := newCamera(video, result)
			if told {
				c.Devices = camerasAmong(devices)
			}
			c.watch(ctx, events)
			events.Opened(ctx, c)
		})
	})
}

// cameraRefusal says why there is no camera, and what helps, by the error of
// getUserMedia.
func cameraRefusal(err app.Value) error {
	switch name := err.Get("name").String(); name {
	case "NotAllowedError", "SecurityError":
		return errors.New(text.T("The camera was refused. To use it, allow it in the browser's settings for this page, beside the address, and in those of your system, and press Camera again."))
	case "NotFoundError", "OverconstrainedError":
		return errors.New(text.T("No camera was found. Connect one and press Camera again, or open a picture."))
	case "NotReadableError", "AbortError":
		return errors.New(text.T("The camera cannot be opened: another program may be using it. Close that, and press Camera again."))
	default:
		return errors.New(text.F("The camera cannot be opened (%s).", name))
	}
}

func newCamera(video, stream app.Value) *Camera {
	canvas := app.Window().Get("document").Call("createElement", "canvas")
	video.Set("muted", true) // or some browsers wait for a click
	video.Set("srcObject", stream)
	return &Camera{
		Device: stream.Call("getVideoTracks").Index(0).Call("getSettings").Get("deviceId").String(),
		video:  video,
		stream: stream,
		canvas: canvas,
		pen:    canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true}),
		seen:   true,
	}
}

// camerasAmong returns the cameras among a list of MediaDeviceInfo.
func camerasAmong(devices app.Value) (list []CameraDevice) {
	for i := range devices.Length() {
		if d := devices.Index(i); d.Get("kind").String() == "videoinput" {
			list = append(list, CameraDevice{ID: d.Get("deviceId").String(), Name: d.Get("label").String()})
		}
	}
	return list
}

// watch tells what happens with the camera from now on.
func (c *Camera) watch(ctx app.Context, events CameraEvents) {
	document := app.Window().Get("document")
	hidden := func(app.Value) {
		if document.Get("visibilityState").String() == "hidden" {
			Dispatch(ctx, func(ctx app.Context) { events.Lost(ctx, nil) })
		}
	}
	ended := func(app.Value) {
		Dispatch(ctx, func(ctx app.Context) {
			events.Lost(ctx, errors.New(text.T("The camera has stopped: it may have been unplugged, or another program may have taken it.")))
		})
	}
	shows := func() {
		if c.shows() {
			Dispatch(ctx, events.Shows)
		}
	}
	sight := NewObserver("IntersectionObserver", func(told []app.Value) { c.seen = InSight(told) })
	sight.Value.Call("observe", c.video)
	c.stop = StopAll(
		Listen(document, "visibilitychange", nil, hidden),
		Listen(c.stream.Call("getVideoTracks").Index(0), "ended", nil, ended),
		sight.Close,
		Repeat(frameEvery, shows),
	)
	hidden(nil) // the visitor may have left while the browser asked
}

// shows reports whether there is a frame, in sight of the visitor.
func (c *Camera) shows() bool {
	const haveCurrentData = 2 // of HTMLMediaElement.readyState
	return c.seen && c.video.Get("readyState").Int() >= haveCurrentData
}

// Frame returns what the camera shows now, at most maxFrameSide pixels wide and
// high: four bytes a pixel, red, green, blue and opacity.
func (c *Camera) Frame() (width, height int, pixels []byte) {
	width, height = frameSize(c.video.Get("videoWidth").Int(), c.video.Get("videoHeight").Int())
	if c.canvas.Get("width").Int() != width || c.canvas.Get("height").Int() != height {
		c.canvas.Set("width", width) // which clears it
		c.canvas.Set("height", height)
	}
	c.pen.Call("drawImage", c.video, 0, 0, width, height)
	pixels = make([]byte, 4*width*height)
	app.CopyBytesToGo(pixels, c.pen.Call("getImageData", 0, 0, width, height).Get("data"))
	return width, height, pixels
}

// frameSize returns the size at which neither side is longer than maxFrameSide.
func frameSize(width, height int) (int, int) {
	scale := min(1, maxFrameSide/float64(max(width, height)))
	shrunk := func(side int) int { return max(1, int(math.Round(scale*float64(side)))) }
	return shrunk(width), shrunk(height)
}

// Still gives the frame that was taken last as a PNG file, on the UI goroutine;
// false if there is none.
func (c *Camera) Still(ctx app.Context, name string, taken func(ctx app.Context, file app.Value, ok bool)) {
	CanvasFile(ctx, c.canvas, name, taken)
}

// Close ends the camera and clears its element.
func (c *Camera) Close() {
	c.stop()
	tracks := c.stream.Call("getTracks")
	for i := range tracks.Length() {
		tracks.Index(i).Call("stop")
	}
	c.video.Set("srcObject", nil)
}
