package training

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/worker"
)

// renderPreview shows the images, the label of each in words.
func renderPreview(s state.Preview, of worker.Classes) app.UI {
	const pixels = worker.ImagePixels
	count := 0
	if s.Wanted {
		count = min(len(s.Labels), len(s.Images)/pixels)
	}
	return app.Ul().ID("augment-preview").Class("samples").DataSet("value", count).
		Aria("label", text.T("Training images, varied")).
		Body(app.Range(s.Labels[:count]).Slice(func(i int) app.UI {
			return app.Li().Body(ui.Bitmap(s.Images[i*pixels:(i+1)*pixels], worker.ImageSide, labelText(s.Labels[i], of)))
		}))
}

// labelText says what a training image shows, if any of the classes.
func labelText(label int, of worker.Classes) string {
	if label >= of.Count() {
		return text.T("no digit")
	}
	return of.Name(label)
}
