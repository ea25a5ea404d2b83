package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
)

// viewfinder lies over the pad while the camera is open, and shows what it sees.
type viewfinder struct {
	app.Compo
	camera state.Camera
}

// OnMount watches the camera.
func (c *viewfinder) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.CameraKey.Observe(ctx, &c.camera)
}

// Render shows the camera's element, which is always there so that a camera can be
// put into it.
func (c *viewfinder) Render() app.UI {
	asked := ""
	if c.camera.Phase == state.CameraAsked {
		asked = text.T("Waiting for the camera: the browser may ask whether this page may use it. What it shows stays in this browser, and none of it is kept.")
	}
	return app.Div().Class("viewfinder").Hidden(c.camera.Phase == state.CameraClosed).Body(
		app.Video().ID("camera").AutoPlay(true).Muted(true).Attr("playsinline", true).
			Aria("label", text.T("What the camera shows")).DataSet("value", string(c.camera.Phase)),
		app.P().Class("viewfinder-status").Role("status").Text(asked),
	)
}

// cameraButtons take the place of the pad's own while the camera is open.
type cameraButtons struct {
	app.Compo
	camera state.Camera
}

// OnMount watches the camera. With it come and go the buttons that opened or closed
// it, and the keyboard's focus goes on to one that is there.
func (c *cameraButtons) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.CameraKey.Observe(ctx, &c.camera, func() { dom.RescueFocus(ctx, "camera-close", "camera-open") })
}

// Render shows the buttons, and a choice where there are several cameras.
func (c *cameraButtons) Render() app.UI {
	live := c.camera.Phase == state.CameraLive
	return app.Div().Class("camera-row").Hidden(c.camera.Phase == state.CameraClosed).OnKeyDown(c.onKeyDown).Body(
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("camera-use").Class("primary").Text(text.T("Use this picture")).
				Disabled(!live).OnClick(c.onUse),
			app.Button().Type("button").ID("camera-close").Text(text.T("Close camera")).OnClick(c.onClose),
		),
		app.If(len(c.camera.Devices) > 1, c.renderDevices()),
		app.P().Class("hint").Text(text.T("Hold a number before the camera: it is read a few times a second. “Use this picture” closes the camera and leaves its last picture on the pad.")),
	)
}

func (c *cameraButtons) renderDevices() app.UI {
	return app.Select().ID("camera-device").Aria("label", text.T("Which camera")).OnChange(c.onDevice).Body(
		app.Range(c.camera.Devices).Slice(func(i int) app.UI {
			d := c.camera.Devices[i]
			name := d.Name
			if name == "" {
				name = text.F("Camera %d", i+1)
			}
			return app.Option().Value(d.ID).Selected(d.ID == c.camera.Device).Text(name)
		}),
	)
}

func (c *cameraButtons) onUse(ctx app.Context, _ app.Event)   { state.UseFrame.Raise(ctx) }
func (c *cameraButtons) onClose(ctx app.Context, _ app.Event) { state.CloseCamera.Raise(ctx) }

func (c *cameraButtons) onDevice(ctx app.Context, _ app.Event) {
	state.OpenCamera.Raise(ctx, ctx.JSSrc().Get("value").String())
}

func (c *cameraButtons) onKeyDown(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		state.CloseCamera.Raise(ctx)
	}
}
