// Package camera conducts the camera: what it shows is read while it is open, and its
// last picture can be put on the pad.
package camera

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// Device is an open camera.
type Device interface {
	// Frame returns what it shows now, as worker.Bitmap has it.
	Frame() (width, height int, pixels []byte)
	// Still gives the last frame as a file, false if there is none.
	Still(ctx app.Context, name string, taken func(ctx app.Context, file app.Value, ok bool))
	Close()
}

// Events are those of dom.CameraEvents.
type Events struct {
	Opened func(ctx app.Context, device Device, of state.Camera)
	Shows  func(app.Context)
	Lost   func(app.Context, error)
}

// Opener opens the camera with an ID, "" for any.
type Opener func(ctx app.Context, id string, events Events)

// Needs are what the lab gives the camera.
type Needs struct {
	OpenDevice Opener
	Subject    func() state.Subject // what is on the pad
	Behind     func() bool          // something is still being read
	Read       func(app.Context, state.Subject)
	Tell       func(ctx app.Context, trouble string) // in the place of what was told before; "" for none
}

// Camera is the camera of the page. It belongs to the UI goroutine.
type Camera struct {
	Needs
	state  state.Camera
	device Device        // nil unless it is live
	before state.Subject // what the pad has meanwhile
	turn   int           // counts openings and closings: what comes of an earlier one is late
}

// New answers the actions of the camera from now on.
func New(ctx app.Context, needs Needs) *Camera {
	c := &Camera{Needs: needs}
	state.OpenCamera.Handle(ctx, c.open)
	state.CloseCamera.Handle(ctx, c.close)
	state.UseFrame.Handle(ctx, c.useFrame)
	return c
}

// open opens a camera, in the place of the one that is open.
func (c *Camera) open(ctx app.Context, id string) {
	before := c.before
	if c.state.Phase == state.CameraClosed {
		before = c.Subject()
	}
	devices := c.state.Devices
	c.Stop() // many devices open only one at a time
	c.before = before
	c.Tell(ctx, "")
	c.set(ctx, state.Camera{Phase: state.CameraAsked, Devices: devices, Device: id})
	turn := c.turn
	c.OpenDevice(ctx, id, Events{
		Opened: func(ctx app.Context, device Device, of state.Camera) {
			if turn != c.turn {
				device.Close()
				return
			}
			c.device = device
			of.Phase = state.CameraLive
			c.set(ctx, of)
		},
		Shows: func(ctx app.Context) {
			if turn == c.turn {
				c.readFrame(ctx)
			}
		},
		Lost: func(ctx app.Context, err error) {
			if turn == c.turn {
				c.lost(ctx, err)
			}
		},
	})
}

func (c *Camera) set(ctx app.Context, next state.Camera) {
	c.state = next
	state.CameraKey.Set(ctx, next)
}

// readFrame reads what the camera shows, unless something is still being read.
func (c *Camera) readFrame(ctx app.Context) {
	if !c.Behind() {
		width, height, pixels := c.device.Frame()
		c.Read(ctx, state.Subject{Bitmap: &worker.Bitmap{Width: width, Height: height, Pixels: pixels}})
	}
}

// Stop ends the camera; nothing that comes of it later counts.
func (c *Camera) Stop() {
	if c.device != nil {
		c.device.Close()
	}
	*c = Camera{Needs: c.Needs, turn: c.turn + 1}
}

// close ends the camera and goes back to what was on the pad before.
func (c *Camera) close(ctx app.Context) {
	if c.state.Phase == state.CameraClosed {
		return
	}
	before := c.before
	c.Leave(ctx)
	c.Read(ctx, before)
}

// Leave ends the camera for something else on the pad.
func (c *Camera) Leave(ctx app.Context) {
	if c.state.Phase != state.CameraClosed {
		c.Stop()
		c.set(ctx, state.Camera{})
	}
}

// lost closes a camera that has ended, or was not given, and says why, if there is a
// reason.
func (c *Camera) lost(ctx app.Context, err error) {
	c.close(ctx)
	if err != nil {
		c.Tell(ctx, err.Error())
	}
}

// useFrame puts the frame that was read last on the pad, as if it had been opened.
func (c *Camera) useFrame(ctx app.Context) {
	if c.device == nil {
		return
	}
	c.turn++ // no further frame is to be read
	turn := c.turn
	c.device.Still(ctx, text.T("picture from the camera"), func(ctx app.Context, file app.Value, ok bool) {
		switch {
		case turn != c.turn: // it was closed meanwhile
		case !ok:
			c.lost(ctx, nil)
		default:
			c.Leave(ctx)
			state.OpenPicture.Raise(ctx, file)
		}
	})
}

// OpenOfBrowser is the Opener of a page.
func OpenOfBrowser(ctx app.Context, id string, events Events) {
	opened := func(ctx app.Context, c *dom.Camera) {
		of := state.Camera{Device: c.Device}
		for _, d := range c.Devices {
			of.Devices = append(of.Devices, state.CameraDevice(d))
		}
		events.Opened(ctx, c, of)
	}
	dom.OpenCamera(ctx, app.Window().GetElementByID("camera"), id,
		dom.CameraEvents{Opened: opened, Shows: events.Shows, Lost: events.Lost})
}
