package lab

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// Camera is an open camera.
type Camera interface {
	// Frame returns what it shows now, as worker.Bitmap has it.
	Frame() (width, height int, pixels []byte)
	// Still gives the last frame as a file, false if there is none.
	Still(ctx app.Context, name string, taken func(ctx app.Context, file app.Value, ok bool))
	Close()
}

// CameraEvents are those of dom.CameraEvents.
type CameraEvents struct {
	Opened func(ctx app.Context, camera Camera, of state.Camera)
	Shows  func(app.Context)
	Lost   func(app.Context, error)
}

// cameraOpener opens the camera with an ID, see dom.OpenCamera.
type cameraOpener func(ctx app.Context, id string, events CameraEvents)

// filming is what the lab knows of the camera.
type filming struct {
	state  state.Camera
	camera Camera        // nil unless it is live
	before state.Subject // what the pad has meanwhile
	turn   int           // counts openings and closings: what comes of an earlier one is late
}

func (l *Lab) handleCamera(ctx app.Context) {
	state.OpenCamera.Handle(ctx, l.openCamera)
	state.CloseCamera.Handle(ctx, l.closeCamera)
	state.UseFrame.Handle(ctx, l.useFrame)
}

// openCamera opens a camera, in the place of the one that is open.
func (l *Lab) openCamera(ctx app.Context, id string) {
	before := l.filming.before
	if l.filming.state.Phase == state.CameraClosed {
		before = l.reader.Subject()
	}
	devices := l.filming.state.Devices
	l.stopCamera() // many devices open only one at a time
	l.filming.before = before
	l.notify(ctx, state.ScopeCamera, "")
	l.setCamera(ctx, state.Camera{Phase: state.CameraAsked, Devices: devices, Device: id})
	turn := l.filming.turn
	l.options.OpenCamera(ctx, id, CameraEvents{
		Opened: func(ctx app.Context, camera Camera, of state.Camera) {
			if turn != l.filming.turn {
				camera.Close()
				return
			}
			l.filming.camera = camera
			of.Phase = state.CameraLive
			l.setCamera(ctx, of)
		},
		Shows: func(ctx app.Context) {
			if turn == l.filming.turn {
				l.readFrame(ctx)
			}
		},
		Lost: func(ctx app.Context, err error) {
			if turn == l.filming.turn {
				l.cameraLost(ctx, err)
			}
		},
	})
}

func (l *Lab) setCamera(ctx app.Context, c state.Camera) {
	l.filming.state = c
	state.CameraKey.Set(ctx, c)
}

// readFrame reads what the camera shows, unless something is still being read.
func (l *Lab) readFrame(ctx app.Context) {
	if !l.reader.Behind() {
		width, height, pixels := l.filming.camera.Frame()
		l.restoreSubject(ctx, state.Subject{Bitmap: &worker.Bitmap{Width: width, Height: height, Pixels: pixels}})
	}
}

// stopCamera ends the camera; nothing that comes of it later counts.
func (l *Lab) stopCamera() {
	if l.filming.camera != nil {
		l.filming.camera.Close()
	}
	l.filming = filming{turn: l.filming.turn + 1}
}

// closeCamera ends the camera and goes back to what was on the pad before.
func (l *Lab) closeCamera(ctx app.Context) {
	if l.filming.state.Phase == state.CameraClosed {
		return
	}
	before := l.filming.before
	l.leaveCamera(ctx)
	l.restoreSubject(ctx, before)
}

// leaveCamera ends the camera for something else on the pad.
func (l *Lab) leaveCamera(ctx app.Context) {
	if l.filming.state.Phase != state.CameraClosed {
		l.stopCamera()
		l.setCamera(ctx, state.Camera{})
	}
}

// cameraLost closes a camera that has ended, or was not given, and says why, if
// there is a reason.
func (l *Lab) cameraLost(ctx app.Context, err error) {
	l.closeCamera(ctx)
	if err != nil {
		l.notify(ctx, state.ScopeCamera, err.Error())
	}
}

// useFrame puts the frame that was read last on the pad, as if it had been opened.
func (l *Lab) useFrame(ctx app.Context) {
	if l.filming.camera == nil {
		return
	}
	l.filming.turn++ // no further frame is to be read
	turn := l.filming.turn
	l.filming.camera.Still(ctx, text.T("picture from the camera"), func(ctx app.Context, file app.Value, ok bool) {
		switch {
		case turn != l.filming.turn: // it was closed meanwhile
		case !ok:
			l.cameraLost(ctx, nil)
		default:
			l.leaveCamera(ctx)
			state.OpenPicture.Raise(ctx, file)
		}
	})
}

// openBrowserCamera is the cameraOpener of the page.
func openBrowserCamera(ctx app.Context, id string, events CameraEvents) {
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
