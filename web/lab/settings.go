package lab

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/lab/link"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

func (l *Lab) changeField(ctx app.Context, change state.FieldChange) {
	i := slices.IndexFunc(form.Fields[:], func(f form.Field) bool { return f.ID == change.ID })
	next := l.settings.Form
	next[i] = change.Text
	if !change.Done {
		l.typeForm(ctx, next, cmp.Or(change.By, change.ID))
		return
	}
	l.setForm(ctx, next)
	// Faults of other fields are a matter of the next run.
	if n, ok := next.ValidWhole(form.Workers); ok && i == form.Workers && l.training.Active() {
		l.send(ctx, l.trainer, &worker.SetWorkers{Workers: int(n)})
	}
	l.steer(ctx, i)
	l.updateLink(ctx)
}

// setForm takes over a form as a whole and judges it. What the trainer says of
// the network stands beside that, and need not be said twice before a run is
// asked for.
func (l *Lab) setForm(ctx app.Context, f form.Form) {
	l.settings.Form, l.settings.Typing = l.catalogue.SpellOut(f), ""
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
func (l *Lab) typeForm(ctx app.Context, f form.Form, id string) {
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
func (l *Lab) askAbout(ctx app.Context) {
	l.describe(ctx)
	l.askForRates(ctx)
	l.askForPreview(ctx)
}

// judged returns the faults of the form that the page knows by itself.
func (l *Lab) judged() []form.Fault {
	faults := l.settings.Form.Check()
	if problem := l.catalogue.EffectsFault(l.settings.Form[form.Augment]); problem != "" {
		faults = append(faults, form.Fault{Field: form.Augment, Text: problem})
	}
	return faults
}

// check returns the faults of the form, with what the trainer says about it.
func (l *Lab) check() []form.Fault {
	faults := l.judged()
	if problem := l.networkFault(); problem != "" {
		faults = append(faults, form.Fault{Field: form.Network, Text: problem})
	}
	return faults
}

// shownFaults returns what is left of the faults that are shown.
func (l *Lab) shownFaults() []form.Fault {
	return slices.DeleteFunc(l.check(), func(f form.Fault) bool { return !l.settings.Fault(f.Field) })
}

// writeLink puts the settings into the address in the place of those of a link.
func (l *Lab) writeLink(ctx app.Context) {
	l.notify(ctx, state.ScopeLink, "")
	l.linked = l.settings.Form
	l.options.SetFragment(l.fragment())
}

// fragment returns that of the address: the settings, and where the visitor is.
func (l *Lab) fragment() string {
	asks := link.Link{Form: l.linked, Place: l.place(), Present: l.presented, Kernel: l.kernel}
	return asks.Fragment(l.defaults, l.catalogue)
}

// updateLink is writeLink unless a field is wrong, which no link is to carry.
func (l *Lab) updateLink(ctx app.Context) {
	if len(l.settings.Faults) == 0 {
		l.writeLink(ctx)
	}
}

func (l *Lab) changeOrigin(ctx app.Context, origin string) {
	l.settings.Origin = origin
	state.SettingsKey.Set(ctx, l.settings)
}

// showFaults marks the fields at fault and says what is allowed in them.
func (l *Lab) showFaults(ctx app.Context, faults []form.Fault) {
	l.settings.Faults = faults
	state.SettingsKey.Set(ctx, l.settings)
	var texts []string
	for _, f := range faults {
		texts = append(texts, f.Text)
	}
	l.notify(ctx, state.ScopeSettings, strings.Join(texts, " "))
}

// FollowLink takes over the settings in the address's fragment.
func (l *Lab) FollowLink(ctx app.Context) {
	fragment := l.options.Fragment()
	if fragment == "" {
		state.SettingsKey.Set(ctx, l.settings)
		return
	}
	asked, problem := link.Parse(fragment, l.defaults, l.catalogue)
	// What a recipe says is known when the trainer has told.
	l.linkWaits = asked.Recipe != "" && !l.catalogue.Told()
	if problem == "" {
		problem = l.useKernel(asked.Kernel)
	}
	l.notify(ctx, state.ScopeLink, cmp.Or(problem, l.limitWorkers(&asked.Form)))
	if asked.View != "" {
		l.goTo(ctx, asked.Place)
	}
	if asked.Lesson != "" {
		dom.ScrollTo(ctx, "lesson-"+asked.Lesson)
	}
	l.plan(ctx, nil, "")
	if asked.Present != l.presented {
		l.setPresent(ctx, asked.Present)
	}
	l.setForm(ctx, asked.Form)
	// A lesson asks for a guess first.
	l.autostart = asked.Autostart && problem == "" && !l.linkWaits && asked.Lesson == ""
	l.startByLink(ctx)
}

// limitWorkers lets a link start no more workers than there are cores, each of which
// takes its memory without a click, and says so. A visitor may.
func (l *Lab) limitWorkers(f *form.Form) (said string) {
	asked := f.Text(form.Workers)
	if n, ok := f.ValidWhole(form.Workers); l.options.Cores == 0 || !ok || n <= uint64(l.options.Cores) {
		return ""
	}
	f[form.Workers] = l.defaults[form.Workers]
	return text.F("The link asks for %s workers. This device has fewer processor cores, so there will be %s; more can be set in the field.",
		asked, f[form.Workers])
}

// useKernel takes over the kernel that a link asks for. Workers that are there
// already keep theirs, which problem says.
func (l *Lab) useKernel(kernel string) (problem string) {
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
func (l *Lab) startByLink(ctx app.Context) {
	if !l.autostart || !l.dataset.Trainable() {
		return
	}
	l.autostart = false
	if !l.training.Active() {
		l.begin(ctx, false)
	}
}

// readFields takes over what the fields show, since a script or the browser
// may have filled them in without the event that a visitor's typing raises.
func (l *Lab) readFields() {
	for i, f := range form.Fields {
		if input := app.Window().GetElementByID(f.ID); input.Truthy() {
			l.settings.Form[i] = dom.ShownText(input)
		}
	}
}

func (l *Lab) chooseRecipe(ctx app.Context, name string) {
	chosen, ok := l.catalogue.Recipe(name)
	if !ok {
		return
	}
	l.plan(ctx, nil, "")
	l.setForm(ctx, l.settings.Form.Follow(chosen))
	l.writeLink(ctx)
}
