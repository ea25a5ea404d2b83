package draw

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// laid is a picture that lies on the pad, over the drawing. Its url is "" if there is
// none.
type laid struct {
	subject       state.Subject
	url           string
	width, height int // in its pixels; 0 until it is there
}

// maxPicture bounds the size of a picture's file.
const maxPicture = 32 << 20

func (c *pad) renderPicture() app.UI {
	if c.laid.url == "" {
		return nil
	}
	return app.Img().ID("picture").Class("pad-picture").Src(c.laid.url).Alt(text.F("The picture %s", c.laid.subject.Name)).
		OnLoad(c.onPicture)
}

// onPicture takes the size of a picture that has come.
func (c *pad) onPicture(ctx app.Context, _ app.Event) {
	c.laid.width, c.laid.height = ctx.JSSrc().Get("naturalWidth").Int(), ctx.JSSrc().Get("naturalHeight").Int()
}

// openPicture shows a picture over the drawing and asks for it to be read.
func (c *pad) openPicture(ctx app.Context, file app.Value) {
	name := file.Get("name").String()
	dom.ReadFile(ctx, file, maxPicture, func(ctx app.Context, data []byte, err error) {
		if err != nil {
			state.ShowNotice.Raise(ctx, state.Notice{Scope: worker.ScopePicture, Text: err.Error()})
			return
		}
		c.lay(ctx, laid{subject: state.Subject{Name: name, Picture: data}, url: dom.ObjectURL(file)})
	})
}

// openImage shows an image of a dataset over the drawing and asks for it to be
// read. The pad comes into sight: the image was chosen elsewhere on the page.
func (c *pad) openImage(ctx app.Context, s state.Subject) {
	c.lay(ctx, laid{subject: s, url: ui.BitmapURL(s.Image, worker.ImageSide)})
	app.Window().GetElementByID("pad").Call("focus")
}

// lay puts a picture on the pad. The one that lay there is kept below it, for the new
// one may not be readable.
func (c *pad) lay(ctx app.Context, l laid) {
	c.endStroke(ctx)
	dom.RevokeLater(c.below.url)
	c.below, c.laid = c.laid, l
	state.ReadSubject.Raise(ctx, l.subject)
}

// lift takes the picture off the pad, and what lay there before it is there again.
func (c *pad) lift() {
	dom.RevokeLater(c.laid.url) // its element goes on loading when it is gone
	c.laid, c.below = c.below, laid{}
}

// pictureFailed brings back what was under a picture that cannot be read. The notice
// about it stays, so that is not raised as something new.
func (c *pad) pictureFailed(ctx app.Context) {
	c.lift()
	state.RestoreSubject.Raise(ctx, c.subject())
}
