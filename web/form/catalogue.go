package form

import (
	"slices"
	"strings"

	"digitlab/web/worker"
)

// Catalogue is what the trainer knows by name; empty until it has told.
type Catalogue struct {
	Recipes  []Recipe // the tutorial's first
	Networks Presets
	Augments Presets
	Effects  []worker.Effect // of augmentation
	Hand     worker.Settings // of learning a hand
	Own      worker.Settings // of training on a set of one's own
}

// Told reports whether the trainer has told.
func (c Catalogue) Told() bool { return len(c.Recipes) > 0 }

// NewCatalogue returns what the trainer tells.
func NewCatalogue(m *worker.RecipeList) Catalogue {
	c := Catalogue{Networks: m.Networks, Augments: m.Augments, Effects: m.Effects, Hand: m.Hand, Own: m.Own}
	for _, r := range m.Recipes {
		c.Recipes = append(c.Recipes, Recipe{r.Name, Of(r.Settings)})
	}
	return c
}

// Presets are names for texts of a field.
type Presets []worker.Preset

// NameOf returns the name of what a text says, "" if it has none.
func (p Presets) NameOf(text string) string {
	i := slices.IndexFunc(p, func(p worker.Preset) bool {
		return sameText(p.Text, text) || sameText(p.Name, text)
	})
	if i < 0 {
		return ""
	}
	return p[i].Name
}

// textOf returns the text of a name.
func (p Presets) textOf(name string) (text string, ok bool) {
	i := slices.IndexFunc(p, func(p worker.Preset) bool { return sameText(p.Name, name) })
	if i < 0 {
		return "", false
	}
	return p[i].Text, true
}

// Presets returns those of a field, nil if it has none.
func (c Catalogue) Presets(field int) Presets {
	switch field {
	case Network:
		return c.Networks
	case Augment:
		return c.Augments
	}
	return nil
}

// SpellOut returns the form with texts in the place of their names, for them to
// be seen and changed.
func (c Catalogue) SpellOut(f Form) Form {
	for i := range f {
		if text, ok := c.Presets(i).textOf(f[i]); ok {
			f[i] = text
		}
	}
	return f
}

// sameText reports whether two texts differ in nothing but spaces and capitals.
func sameText(a, b string) bool { return squeeze(a) == squeeze(b) }

func squeeze(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " , ")), " "))
}

// Same reports whether two texts of a field say the same, one perhaps by its name.
// Where names are not known yet, it cannot tell, and takes them for the same.
func (c Catalogue) Same(i int, a, b string) bool {
	if !c.Told() && (i == Network || i == Augment) {
		return true
	}
	name := c.Presets(i).NameOf(a)
	return sameValue(a, b) || name != "" && name == c.Presets(i).NameOf(b)
}
