// Package lessons is the view of the lessons: runs to compare, questions to guess,
// and explanations to read.
package lessons

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// lessons explain in plain words what the page shows.
type lessons struct {
	app.Compo
}

// OnMount watches the language.
func (c *lessons) OnMount(ctx app.Context) { state.FollowLanguage(ctx) }

// Render shows one fold for each question.
func (c *lessons) Render() app.UI {
	return app.Section().Class("lessons").Aria("labelledby", "lessons-title").Body(
		app.H3().ID("lessons-title").Text(text.T("What you are looking at")),
		app.Div().Class("folds").Body(
			renderLesson(text.T("What is the loss?"),
				text.T("A number that says how wrong the network is. Training changes the weights, a "+
					"little for each batch of images, so that it falls. The three kinds differ in "+
					"what they call wrong; that is all that changes between them, and it changes "+
					"a lot."),
				text.T("Cross-entropy: the network gives ten outputs, softmax turns them into "+
					"probabilities, and the loss is the surprise at the right digit: -log of its "+
					"probability. A guess among ten costs 2.30, certainty costs 0."),
				text.T("Squared error: the network gives one number and pays for its distance to the "+
					"label, squared. To it, 8 is nearer to 9 than to 1, although the shapes say "+
					"otherwise; digits are names, not amounts.")),
			renderLesson(text.T("Why does double softmax stall near 1.4612?"),
				text.T("A common slip: the network already ends in softmax, and then the loss "+
					"function applies softmax once more. The second softmax gets numbers between "+
					"0 and 1, so even a network that is certain and right ends up with e / (e + "+
					"9), or 23 %, on the right digit."),
				text.T("The loss of that is 1.4612, and it cannot go lower. On the way there the "+
					"gradients are small too, so at the learning rate of 0.01 the curve hardly "+
					"moves. Try it with 0.01, then with 0.5, then cross-entropy with 0.01.")),
			renderLesson(text.T("What are the 28 × 28 pixels?"),
				text.T("All the network ever sees. Its training images were made in 1998 from "+
					"scanned forms: each digit was scaled into 20 × 20 pixels and placed in the "+
					"middle of 28 × 28 by its centre of mass. A drawing that is prepared in the "+
					"same way is read much better."),
				text.T("Take the tick from “Crop and centre” and draw a small digit in a corner to "+
					"see the difference.")),
			renderLesson(text.T("What happens when I press Train?"),
				text.T("Fresh random weights take the place of the pretrained ones. Batch by batch, "+
					"the images go through two layers of convolution and one layer of sums, "+
					"20,350 weights in all; the loss is traced back to each weight, and each "+
					"moves a step downhill."),
				text.T("Meanwhile your drawing is read again with every new set of weights: watch "+
					"the bars while the network learns. Reset brings the pretrained weights back, "+
					"and the address of this page holds the settings, so a run can be shared as a "+
					"link.")),
		),
	)
}

func renderLesson(question string, paragraphs ...string) app.UI {
	body := []app.UI{app.Summary().Text(question)}
	for _, paragraph := range paragraphs {
		body = append(body, app.P().Text(paragraph))
	}
	return app.Details().Body(body...)
}

// View returns the body of the view.
func View() []app.UI { return []app.UI{&lossLessonView{}, &exercisesView{}, &lessons{}} }
