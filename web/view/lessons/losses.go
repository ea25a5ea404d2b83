package lessons

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lesson"
	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/chart"
	"digitlab/web/view/series"
)

// lossLessonView trains the three losses one after another, and tells what one
// sees.
type lossLessonView struct {
	app.Compo
	lesson   state.Lessons
	runs     state.RunList
	training state.Training
	dataset  state.Dataset
}

// OnMount watches what the lesson depends on.
func (c *lossLessonView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.LessonsKey.Observe(ctx, &c.lesson)
	state.RunsKey.Observe(ctx, &c.runs)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows what will be done, the curves, and the story as far as it goes.
func (c *lossLessonView) Render() app.UI {
	list := c.runs.OfLesson(lesson.LossLesson)
	running := c.lesson.Series.Running(lesson.LossLesson)
	body := []app.UI{
		app.H3().ID("losses-title").Text(text.T("The lesson: one network, three losses")),
		app.P().Text(text.T("The tutorial begins with squared error and ends with cross-entropy, and on the way it takes softmax twice without saying so. " +
			"Here all three are trained one after another: with the same first weights but for the last layer, the same images in the same order, and the tutorial's settings.")),
		app.Div().Class("lesson-share").Body(
			app.Label().For("lesson-share").Text(text.T("How much")),
			ui.Select("lesson-share", strconv.Itoa(c.lesson.Share), shareChoices(), c.onShare).Disabled(running),
		),
		series.Buttons{
			Name: lesson.LossLesson, Label: text.T("Train all three"), Series: c.lesson.Series, Again: len(list) > 0 && !running,
			Left: c.left(), Ready: c.dataset.Trainable() && !c.training.Active(),
			Paused: c.training.Held(), Few: state.TooFew(lesson.LossRuns(lesson.Shares[c.lesson.Share], 1), c.dataset),
		}.Render(onStart),
	}
	if len(list) > 0 {
		body = append(body,
			&chart.Chart{ID: "losses-chart", Lesson: lesson.LossLesson, Notes: lesson.TutorialNotes()},
			renderStory(list, c.dataset))
	}
	return app.Section().ID("lesson-"+lesson.LossLesson).Class("loss-lesson").Aria("labelledby", "losses-title").Body(body...)
}

func (c *lossLessonView) left() float64 {
	if c.lesson.Series.Running(lesson.LossLesson) {
		return state.SecondsLeft(c.lesson, c.runs, c.dataset)
	}
	return state.Estimate(lesson.LossRuns(lesson.Shares[c.lesson.Share], 1), c.dataset, c.runs.List.Speed())
}

func shareChoices() (choices []ui.Choice) {
	for i, s := range lesson.Shares {
		choices = append(choices, ui.Choice{Value: strconv.Itoa(i), Text: text.T(s.Title)})
	}
	return choices
}

func (c *lossLessonView) onShare(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil && i >= 0 && i < len(lesson.Shares) {
		state.ChooseShare.Raise(ctx, i)
	}
}

func renderStory(list runs.List, of state.Dataset) app.UI {
	story := lesson.LossStory(list, of.MNIST, of.Loaded.Classes)
	return app.Div().ID("losses-story").Class("story").DataSet("value", len(story)).Body(
		app.Range(story).Slice(func(i int) app.UI { return app.P().Text(story[i]) }),
	)
}
