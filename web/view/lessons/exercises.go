package lessons

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/ui"
	"digitlab/web/view/chart"
	"digitlab/web/view/series"
)

// exercisesView lists the exercises, and shows the one that is open.
type exercisesView struct {
	app.Compo
	lesson   state.Lessons
	runs     state.RunList
	training state.Training
	dataset  state.Dataset
}

// OnMount watches what the exercises depend on.
func (c *exercisesView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.LessonsKey.Observe(ctx, &c.lesson)
	state.RunsKey.Observe(ctx, &c.runs)
	state.TrainingKey.Observe(ctx, &c.training)
	state.DatasetKey.Observe(ctx, &c.dataset)
}

// Render shows a button for each exercise, and the exercise.
func (c *exercisesView) Render() app.UI {
	return app.Section().Class("exercises").Aria("labelledby", "exercises-title").Body(
		app.H3().ID("exercises-title").Text(text.T("Guess first, then see")),
		app.Div().Class("buttons", "exercise-list").Body(
			app.Range(lesson.Exercises).Slice(func(i int) app.UI {
				e := &lesson.Exercises[i]
				return app.Button().Type("button").ID("exercise-"+e.Name).DataSet("exercise", e.Name).
					Aria("expanded", strconv.FormatBool(e.Name == c.lesson.Open)).
					Text(text.T(e.Title)).OnClick(c.onOpen, e.Name)
			}),
		),
		c.renderOpen(),
	)
}

func (c *exercisesView) onOpen(ctx app.Context, _ app.Event) {
	name := ctx.JSSrc().Get("dataset").Get("exercise").String()
	if name == c.lesson.Open {
		name = ""
	}
	state.OpenLesson.Raise(ctx, name)
}

// renderOpen shows the exercise that is open: first it wants a guess, then its
// runs are trained, or it leads to where the answer is seen, and it says what became
// of the guess.
func (c *exercisesView) renderOpen() app.UI {
	e := lesson.ExerciseNamed(c.lesson.Open)
	if e == nil {
		return app.Div().Hidden(true)
	}
	answer, guessed := c.lesson.Guesses[e.Name]
	list := c.runs.OfLesson(e.Name)
	running := c.lesson.Series.Running(e.Name)
	body := []app.UI{
		app.H4().Text(text.T(e.Title)),
		app.P().Text(text.T(e.Ask)),
		c.renderGuesses(e, answer, guessed, running),
	}
	if guessed && e.Part != "" {
		body = append(body, renderLook(e), c.renderAnswer(e, answer))
	} else if guessed {
		body = append(body, series.Buttons{
			Name: e.Name, Label: text.T("See what happens"), Series: c.lesson.Series, Again: len(list) > 0 && !running,
			Left: c.left(e), Ready: c.dataset.Trainable() && !c.training.Active(),
			Paused: c.training.Held(), Few: state.TooFew(e.Settings(1), c.dataset),
		}.Render(onStart))
	}
	if guessed && e.Part == "" && len(list) > 0 {
		body = append(body, &chart.Chart{ID: "exercise-chart", Lesson: e.Name, X: e.X, LogLoss: e.LogLoss})
		if e.Answered(list) && !running {
			body = append(body, c.renderAnswer(e, answer))
		}
	}
	return app.Div().ID("lesson-" + e.Name).Class("exercise").Body(body...)
}

// left returns the seconds that the exercise's runs take, or what is left of them.
func (c *exercisesView) left(e *lesson.Exercise) float64 {
	if c.lesson.Series.Running(e.Name) {
		return state.SecondsLeft(c.lesson, c.runs, c.dataset)
	}
	return state.Estimate(e.Settings(1), c.dataset, c.runs.List.Speed())
}

func (c *exercisesView) renderGuesses(e *lesson.Exercise, answer int, guessed, running bool) app.UI {
	return app.FieldSet().Class("guesses").Body(
		app.Legend().Text(text.T("Your guess")),
		app.Range(e.Guesses).Slice(func(i int) app.UI {
			id := "guess-" + strconv.Itoa(i)
			// The exercises take turns in the same place: the scope tells go-app
			// whose the handler is.
			return app.Label().Class("check").Body(
				ui.Tick(app.Input().Type("radio").Name("guess").ID(id).Value(strconv.Itoa(i)).
					Disabled(running).OnChange(c.onGuess, e.Name, i), guessed && answer == i),
				app.Span().Text(text.T(e.Guesses[i])),
			)
		}),
	)
}

func (c *exercisesView) onGuess(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
		state.GuessAnswer.Raise(ctx, state.Guess{Exercise: c.lesson.Open, Answer: i})
	}
}

// renderAnswer compares the guess with the outcome.
func (c *exercisesView) renderAnswer(e *lesson.Exercise, answer int) app.UI {
	right, because := e.Judge(c.runs.OfLesson(e.Name))
	said := text.F("You guessed “%s”, and so it is: %s.", text.T(e.Guesses[answer]), because)
	if answer != right {
		said = text.F("You guessed “%s”. It turned out otherwise, “%s”: %s.",
			text.T(e.Guesses[answer]), text.T(e.Guesses[right]), because)
	}
	return app.Div().ID("exercise-answer").Class("story").DataSet("value", right).Role("status").Body(
		app.P().Body(app.Strong().Text(said)),
		app.Range(e.Lessons).Slice(func(i int) app.UI { return app.P().Text(text.T(e.Lessons[i])) }),
	)
}

// renderLook leads to where an exercise's answer is to be seen.
func renderLook(e *lesson.Exercise) app.UI {
	return app.Div().Class("run").Body(
		app.P().Text(text.T(e.Look)),
		app.Div().Class("buttons").Body(
			app.Button().Type("button").ID("lesson-look-"+e.Name).Class("primary").DataSet("part", e.Part).
				Text(text.T("See for yourself")).OnClick(onLook, e.Name),
		),
	)
}

// onLook opens the view, and the part, which may be folded.
func onLook(ctx app.Context, _ app.Event) {
	part, place := ctx.JSSrc().Get("dataset").Get("part").String(), "inside"
	if slices.Contains(state.FoldingParts, part) {
		state.FoldPart.Raise(ctx, state.PartFold{Part: part, Open: true})
		place = "inside-fold-" + part
	}
	state.ShowView.Raise(ctx, state.InsideView)
	dom.ScrollTo(ctx, place)
	// What was pressed is gone with its view.
	ctx.Defer(func(ctx app.Context) { dom.FocusOn(ctx, place) })
}

func onStart(ctx app.Context, _ app.Event) {
	state.StartLesson.Raise(ctx, ctx.JSSrc().Get("dataset").Get("lesson").String())
}
