package training

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/state"
	"digitlab/web/text"
)

// logView shows the run's text log, as the tutorial's program prints it.
type logView struct {
	app.Compo
	lines []string
}

// OnMount watches the log.
func (c *logView) OnMount(ctx app.Context) {
	state.FollowLanguage(ctx)
	state.LogKey.Observe(ctx, &c.lines, func() { ctx.Defer(c.followEnd) })
}

// Render shows the lines. They are not announced: one every second would drown
// everything else a screen reader has to say.
func (c *logView) Render() app.UI {
	log, language := strings.Join(c.lines, "\n"), text.English
	if log == "" {
		log, language = text.T("The log of the run appears here."), text.Spoken()
	}
	return app.Div().Class("log").Body(app.P().ID("log-why").Class("hint").
		Text(text.T("The log counts epochs and batches from 0, as the tutorial’s program does.")), c.renderLines(log, language))
}

func (c *logView) renderLines(log string, language *text.Language) app.UI {
	return app.Pre().ID("log").Lang(language.Tag).TabIndex(0).Role("log").Aria("live", "off").
		Aria("label", text.T("Log of the run")).DataSet("value", len(c.lines)).Text(log)
}

// followEnd keeps the newest line in sight unless the visitor has scrolled up.
func (c *logView) followEnd(app.Context) {
	box := c.JSValue().Call("querySelector", "#log")
	below := box.Get("scrollHeight").Float() - box.Get("scrollTop").Float() - box.Get("clientHeight").Float()
	const lines = 80 // px: a little more than comes in at once
	if below < lines {
		box.Set("scrollTop", box.Get("scrollHeight"))
	}
}
