package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// settingsState holds a settings.
const settingsState = "settings"

// Actions on the settings.
const (
	changeField  = "/settings/change" // a fieldChange
	changeOrigin = "/settings/origin" // originFresh or originPresent
)

// settings are what the next run starts with.
type settings struct {
	Form   form
	Origin string  // the weights it starts from: originFresh or originPresent
	Faults []fault // shown ones
	// Typing is the id of the element that is being typed in or slid, "" if
	// none is: what it shows may be newer than the form, and must be left alone.
	Typing string
}

// Values of settings.Origin.
const (
	originFresh   = "fresh"
	originPresent = "present"
)

// initialSettings are those that the page shows before it answers.
func initialSettings() settings {
	return settings{Form: defaultForm(1), Origin: originFresh}
}

// fieldChange is a change of a field by the visitor.
type fieldChange struct {
	ID   string
	Text string
	Done bool   // the visitor has left the field, so that it may be judged
	By   string // id of the element that changes it, if that is not its own
}

func (s settings) fault(i int) bool {
	return slices.ContainsFunc(s.Faults, func(f fault) bool { return f.Field == i })
}

func (l *lab) changeField(ctx app.Context, a app.Action) {
	change := a.Value.(fieldChange)
	i := slices.IndexFunc(fields[:], func(f field) bool { return f.ID == change.ID })
	form := l.settings.Form
	form[i] = change.Text
	if !change.Done {
		l.typeForm(ctx, form, cmp.Or(change.By, change.ID))
		return
	}
	l.setForm(ctx, form)
	if i == fieldWorkers && l.training.stands() && !l.settings.fault(i) {
		// Faults of other fields are a matter of the next run.
		l.send(ctx, l.trainer, &worker.SetWorkers{Workers: int(parseWhole(change.Text))})
	}
	l.updateLink(ctx)
}

// setForm takes over a form as a whole and judges it. What the trainer says of
// the network stands beside that, and need not be said twice before a run is
// asked for.
func (l *lab) setForm(ctx app.Context, f form) {
	l.settings.Form, l.settings.Typing = l.catalogue.spellOut(f), ""
	l.showFaults(ctx, l.judged())
	l.typing++
	l.askAbout(ctx)
}

// typingPause is how long one who types has to stop for the trainer to be asked
// about it.
const typingPause = 300 * time.Millisecond

// typeForm takes over a form in which one field is being typed, in the element
// with that id. Nobody is blamed for half a number; but a fault that is mended
// goes at once.
func (l *lab) typeForm(ctx app.Context, f form, id string) {
	l.settings.Form, l.settings.Typing = f, id
	l.showFaults(ctx, l.shownFaults())
	l.typing++
	typing := l.typing
	ctx.After(typingPause, func(ctx app.Context) {
		if typing == l.typing {
			l.askAbout(ctx)
		}
	})
}

// askAbout asks the trainer about what the fields say, as far as it has changed.
func (l *lab) askAbout(ctx app.Context) {
	l.describe(ctx)
	l.askForRates(ctx)
	l.askForSamples(ctx)
}

// judged returns the faults of the form that the page knows by itself.
func (l *lab) judged() []fault {
	faults := l.settings.Form.check()
	if problem := l.catalogue.effectsFault(l.settings.Form[fieldAugment]); problem != "" {
		faults = append(faults, fault{Field: fieldAugment, Text: problem})
	}
	return faults
}

// check returns the faults of the form, with what the trainer says about it.
func (l *lab) check() []fault {
	faults := l.judged()
	if problem := l.network.fault(l.settings.Form); problem != "" {
		faults = append(faults, fault{Field: fieldNetwork, Text: problem})
	}
	return faults
}

// shownFaults returns what is left of the faults that are shown.
func (l *lab) shownFaults() []fault {
	return slices.DeleteFunc(l.check(), func(f fault) bool { return !l.settings.fault(f.Field) })
}

// writeLink puts the settings into the address in the place of those of a link.
func (l *lab) writeLink(ctx app.Context) {
	l.notify(ctx, scopeLink, "")
	writeFragment(link{Form: l.settings.Form, View: l.view, Lesson: l.lesson.Open, Kernel: l.kernel}.fragment(l.defaults, l.catalogue))
}

// updateLink is writeLink unless a field is wrong, which no link is to carry.
func (l *lab) updateLink(ctx app.Context) {
	if len(l.settings.Faults) == 0 {
		l.writeLink(ctx)
	}
}

func (l *lab) changeOrigin(ctx app.Context, a app.Action) {
	l.settings.Origin = a.Value.(string)
	ctx.SetState(settingsState, l.settings)
}

// showFaults marks the fields at fault and says what is allowed in them.
func (l *lab) showFaults(ctx app.Context, faults []fault) {
	l.settings.Faults = faults
	ctx.SetState(settingsState, l.settings)
	var texts []string
	for _, f := range faults {
		texts = append(texts, f.Text)
		if inMoreSettings(f.Field) {
			unfold()
		}
	}
	l.notify(ctx, scopeSettings, strings.Join(texts, " "))
}

// followLink takes over the settings in the address's fragment.
func (l *lab) followLink(ctx app.Context) {
	fragment := readFragment()
	if fragment == "" {
		ctx.SetState(settingsState, l.settings)
		return
	}
	asked, problem := parseFragment(fragment, l.defaults, l.catalogue)
	// What a recipe says is known when the trainer has told.
	l.linkWaits = asked.Recipe != "" && !l.catalogue.told()
	if problem == "" {
		problem = l.useKernel(asked.Kernel)
	}
	l.notify(ctx, scopeLink, problem)
	if asked.View != "" {
		l.setView(ctx, asked.View)
	}
	if asked.Lesson != "" {
		l.showLesson(ctx, asked.Lesson)
		scrollTo(ctx, "lesson-"+asked.Lesson)
	}
	l.setForm(ctx, asked.Form)
	// A lesson asks for a guess first.
	l.autostart = asked.Autostart && problem == "" && !l.linkWaits && asked.Lesson == ""
	l.startByLink(ctx)
}

// useKernel takes over the kernel that a link asks for. Workers that are there
// already keep theirs, which problem says.
func (l *lab) useKernel(kernel string) (problem string) {
	if kernel == "" || kernel == l.kernel {
		return ""
	}
	if l.trainer != nil {
		return text.T("The link asks for another kernel; reload the page to change it.")
	}
	l.kernel = kernel
	return ""
}

// startByLink begins the run of a link with autostart once there is data, but
// does not take the place of a run that stands.
func (l *lab) startByLink(ctx app.Context) {
	if !l.autostart || !l.dataset.trainable() {
		return
	}
	l.autostart = false
	if !l.training.stands() {
		l.begin(ctx, false)
	}
}

// readFields takes over what the fields show, since a script or the browser
// may have filled them in without the event that a visitor's typing raises.
func (l *lab) readFields() {
	for i, f := range fields {
		if input := app.Window().GetElementByID(f.ID); input.Truthy() {
			l.settings.Form[i] = shownText(input)
		}
	}
}

func readFragment() string {
	hash := app.Window().Get("location").Get("hash").String()
	return strings.TrimPrefix(hash, "#")
}

// writeFragment replaces the fragment without an entry in the history, so that
// the address can be shared and the back button still leaves the page.
func writeFragment(fragment string) {
	app.Window().Get("history").Call("replaceState", nil, "", "#"+fragment)
}
