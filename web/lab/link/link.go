// Package link reads and writes what the page's address says: the settings, and where
// the visitor is.
package link

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"digitlab/web/form"
	"digitlab/web/lesson"
	"digitlab/web/state"
	"digitlab/web/text"
)

// Keys of a fragment that are no fields.
const (
	autostartKey = "autostart" // 1 starts the run of a link without a click
	kernelKey    = "kernel"    // simd or relaxed, instead of the browser's best
	recipeKey    = "recipe"    // what the fields that the link does not set are filled from
	viewKey      = "view"      // the view to show
	lessonKey    = "lesson"    // the lesson to open, in its view
	imageKey     = "image"     // the image of the dataset to show by itself, in its view
	runKey       = "run"       // the run to look at, in the table of this browser's runs
	presentKey   = "present"   // 1 presents the page to an audience
)

// Link is what an address's fragment asks for.
type Link struct {
	Form    form.Form
	Recipe  string // "" if it does not say
	Kernel  string // "" if it does not say
	Present bool
	Place
	Autostart bool
}

// Place is where a visitor is on the page. The history of the browser goes from one to
// another.
type Place struct {
	View   string // "" if a link does not say
	Lesson string // that is open in its view, "" for none
	Image  int    // the place of that which is shown by itself, among the selected ones of the dataset
	Run    string // ID of that whose weights are looked at, "" for none
}

// Parse returns what a fragment such as recipe=fast&lr=0.05&autostart=1
// asks for; fields that neither it nor its recipe sets are those of base. Their
// values are not checked here. problem says what in the fragment
// means nothing, and the fields it does set are returned all the same.
func Parse(fragment string, base form.Form, known form.Catalogue) (l Link, problem string) {
	l.Form = base
	values, err := url.ParseQuery(fragment)
	if err != nil {
		return l, text.T("The link's settings cannot be read; they are written like #lr=0.01&batch=100.")
	}
	var unknown, faults []string
	mean := func(key, value, allowed string) {
		faults = append(faults, text.F("The link says %s; %s can be %s.", key+"="+value, key, allowed))
	}
	// First, because the other fields change it.
	if texts := values[recipeKey]; len(texts) > 0 {
		l.Recipe = texts[len(texts)-1]
		recipe, ok := known.Recipe(l.Recipe)
		if ok {
			l.Form = base.Follow(recipe)
		} else if known.Told() {
			mean(recipeKey, l.Recipe, known.RecipeNames())
		}
	}
	for key, texts := range values {
		value := texts[len(texts)-1]
		i := slices.IndexFunc(form.Fields[:], func(f form.Field) bool { return f.Key == key })
		switch {
		case key == autostartKey && (value == "0" || value == "1"):
			l.Autostart = value == "1"
		case key == autostartKey:
			mean(autostartKey, value, text.T("0 or 1"))
		case key == presentKey && (value == "0" || value == "1"):
			l.Present = value == "1"
		case key == presentKey:
			mean(presentKey, value, text.T("0 or 1"))
		case key == kernelKey && (value == "simd" || value == "relaxed"):
			l.Kernel = value
		case key == kernelKey:
			mean(kernelKey, value, text.T("simd or relaxed"))
		case key == viewKey && slices.Contains(state.Views, value):
			l.View = value
		case key == viewKey:
			mean(viewKey, value, strings.Join(state.Views, ", "))
		case key == lessonKey && lesson.Exists(value):
			l.Lesson = value
		case key == lessonKey:
			mean(lessonKey, value, lesson.Names())
		case key == imageKey:
			l.Image, err = strconv.Atoi(value)
			if err != nil || l.Image < 0 {
				l.Image = 0
				mean(imageKey, value, text.T("a whole number from 0 on"))
			}
		case key == runKey: // of another browser it means nothing
			l.Run = value
		case key == recipeKey:
		case i < 0:
			unknown = append(unknown, text.F("“%s”", key))
		default:
			l.Form[i] = value
		}
	}
	switch {
	case l.Lesson != "":
		l.View = state.LessonsView
	case l.Run != "" && l.View == "":
		l.View = state.TrainView // which is not written, as the first
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		faults = append(faults, text.F("The link sets %s, which this page does not know; it knows %s.",
			strings.Join(unknown, ", "), knownKeys()))
	}
	if len(faults) > 0 {
		slices.Sort(faults)
		l.Autostart = false
	}
	return l, strings.Join(faults, " ")
}

func knownKeys() string {
	keys := []string{recipeKey}
	for _, f := range form.Fields {
		keys = append(keys, f.Key)
	}
	return strings.Join(append(keys, viewKey, lessonKey, imageKey, runKey, presentKey, kernelKey, autostartKey), ", ")
}

// Fragment returns the address's fragment that sets the form, the view and the
// kernel, without "#". It names no recipe, so that it means the same when recipes have
// become better. What does not count is left out, and so are settings beyond
// the first few where they are the tutorial's; and the number of workers, which
// is a matter of the machine, while it is the default's.
func (l Link) Fragment(defaults form.Form, known form.Catalogue) string {
	var parts []string
	for i, value := range l.Form {
		value = strings.TrimSpace(value)
		if name := known.Presets(i).NameOf(value); name != "" {
			value = name
		}
		if !l.Form.Applies(i) || i >= form.Workers && value == defaults[i] {
			continue
		}
		parts = append(parts, form.Fields[i].Key+"="+url.QueryEscape(value))
	}
	switch {
	case l.View == state.LessonsView && l.Lesson != "":
		parts = append(parts, lessonKey+"="+l.Lesson)
	case l.View != state.FirstView && l.View != "":
		parts = append(parts, viewKey+"="+l.View)
	}
	if l.Present {
		parts = append(parts, presentKey+"=1")
	}
	switch {
	case l.View == state.GalleryView && l.Image > 0:
		parts = append(parts, imageKey+"="+strconv.Itoa(l.Image))
	case l.View == state.TrainView && l.Run != "":
		parts = append(parts, runKey+"="+url.QueryEscape(l.Run))
	}
	if l.Kernel != "" {
		parts = append(parts, kernelKey+"="+l.Kernel)
	}
	return strings.Join(parts, "&")
}
