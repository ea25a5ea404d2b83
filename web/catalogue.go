package web

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/worker"
)

// catalogueState holds a catalogue.
const catalogueState = "catalogue"

// catalogue is what the trainer knows by name; empty until it has told.
type catalogue struct {
	Recipes  []recipe // the tutorial's first
	Networks presets
	Augments presets
	Effects  []worker.Effect // of augmentation
	Hand     worker.Settings // of learning a hand
}

func (c catalogue) told() bool { return len(c.Recipes) > 0 }

func (l *lab) recipeList(ctx app.Context, m *worker.RecipeList) {
	l.catalogue = catalogue{Networks: m.Networks, Augments: m.Augments, Effects: m.Effects, Hand: m.Hand}
	for _, r := range m.Recipes {
		l.catalogue.Recipes = append(l.catalogue.Recipes, recipe{r.Name, formOf(r.Settings)})
	}
	ctx.SetState(catalogueState, l.catalogue)
	l.publishRows(ctx) // runs are named after presets
	// A trainer that may be gone was asked the last questions.
	l.network.asked = worker.Describe{ID: l.network.asked.ID}
	l.planned = worker.PlanRates{}
	if l.linkWaits {
		l.followLink(ctx)
		return
	}
	l.setForm(ctx, l.settings.Form)
}

// presets are names for texts of a field.
type presets []worker.Preset

// nameOf returns the name of what a text says, "" if it has none.
func (p presets) nameOf(text string) string {
	i := slices.IndexFunc(p, func(p worker.Preset) bool {
		return sameText(p.Text, text) || sameText(p.Name, text)
	})
	if i < 0 {
		return ""
	}
	return p[i].Name
}

// textOf returns the text of a name.
func (p presets) textOf(name string) (text string, ok bool) {
	i := slices.IndexFunc(p, func(p worker.Preset) bool { return sameText(p.Name, name) })
	if i < 0 {
		return "", false
	}
	return p[i].Text, true
}

// presets returns those of a field, nil if it has none.
func (c catalogue) presets(field int) presets {
	switch field {
	case fieldNetwork:
		return c.Networks
	case fieldAugment:
		return c.Augments
	}
	return nil
}

// spellOut returns the form with texts in the place of their names, for them to
// be seen and changed.
func (c catalogue) spellOut(f form) form {
	for i := range f {
		if text, ok := c.presets(i).textOf(f[i]); ok {
			f[i] = text
		}
	}
	return f
}

// sameText tells whether two texts differ in nothing but spaces and capitals.
func sameText(a, b string) bool { return squeeze(a) == squeeze(b) }

func squeeze(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " , ")), " "))
}
