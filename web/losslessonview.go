package web

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/runs"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// lossLessonView trains the three losses one after another, and tells what one
// sees.
type lossLessonView struct {
	app.Compo
	lesson   lessonBook
	runs     runList
	training training
	dataset  dataset
}

// OnMount watches what the lesson depends on.
func (c *lossLessonView) OnMount(ctx app.Context) {
	followLanguage(ctx)
	ctx.ObserveState(lessonState).Value(&c.lesson)
	ctx.ObserveState(runsState).Value(&c.runs)
	ctx.ObserveState(trainingState).Value(&c.training)
	ctx.ObserveState(datasetState).Value(&c.dataset)
}

// Render shows what will be done, the curves, and the story as far as it goes.
func (c *lossLessonView) Render() app.UI {
	list := c.runs.ofLesson(lossLesson)
	running := c.lesson.Series.running(lossLesson)
	body := []app.UI{
		app.H3().ID("losses-title").Text(text.T("The lesson: one network, three losses")),
		app.P().Text(text.T("The tutorial begins with squared error and ends with cross-entropy, and on the way it takes softmax twice without saying so. " +
			"Here all three are trained one after another: with the same first weights but for the last layer, the same images in the same order, and the tutorial's settings.")),
		app.Div().Class("lesson-share").Body(
			app.Label().For("lesson-share").Text(text.T("How much")),
			renderSelect("lesson-share", strconv.Itoa(c.lesson.Share), shareChoices(), c.onShare).Disabled(running),
		),
		renderLessonButtons(lessonButtons{
			Name: lossLesson, Label: text.T("Train all three"), Series: c.lesson.Series, Again: len(list) > 0 && !running,
			Left: c.left(), Ready: c.dataset.trainable() && !c.training.stands(),
			Paused: c.training.State == worker.StatePaused, Few: tooFew(lossRuns(shares[c.lesson.Share], 1), c.dataset),
		}),
	}
	if len(list) > 0 {
		body = append(body,
			&chart{ID: "losses-chart", Lesson: lossLesson, Notes: tutorialNotes()},
			renderStory(list, c.dataset.MNIST))
	}
	return app.Section().ID("lesson-"+lossLesson).Class("loss-lesson").Aria("labelledby", "losses-title").Body(body...)
}

func (c *lossLessonView) left() float64 {
	if c.lesson.Series.running(lossLesson) {
		return secondsLeft(c.lesson, c.runs, c.dataset)
	}
	return estimate(lossRuns(shares[c.lesson.Share], 1), c.dataset, c.runs.List.Speed())
}

func shareChoices() (choices []choice) {
	for i, s := range shares {
		choices = append(choices, choice{strconv.Itoa(i), text.T(s.Title)})
	}
	return choices
}

func (c *lossLessonView) onShare(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i >= 0 && i < len(shares) {
		ctx.NewActionWithValue(chooseShare, i)
	}
}

func renderStory(list runs.List, mnist bool) app.UI {
	story := lossStory(list, mnist)
	return app.Div().ID("losses-story").Class("story").DataSet("value", len(story)).Body(
		app.Range(story).Slice(func(i int) app.UI { return app.P().Text(story[i]) }),
	)
}
