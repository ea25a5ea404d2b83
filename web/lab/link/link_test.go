package link

import (
	"strings"
	"testing"

	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestLessonLinks(t *testing.T) {
	l, problem := Parse("lesson=batch&view=evaluate", form.Default(1), form.Catalogue{})
	if l.Lesson != "batch" || l.View != state.LessonsView || problem != "" {
		t.Errorf("the link opens lesson %q in view %q: %s", l.Lesson, l.View, problem)
	}
	if got := l.Fragment(form.Default(1), form.Catalogue{}); !strings.HasSuffix(got, "&lesson=batch") {
		t.Errorf("the link is written %q", got)
	}
	l.View = state.FirstView
	if got := l.Fragment(form.Default(1), form.Catalogue{}); strings.Contains(got, "lesson") {
		t.Errorf("in another view the link is written %q", got)
	}
	if _, problem := Parse("lesson=algebra", form.Default(1), form.Catalogue{}); !strings.Contains(problem, "losses, rate, batch, momentum, chance") {
		t.Errorf("of an unknown lesson the page says %q", problem)
	}
}

func TestFieldsThatDoNotCount(t *testing.T) {
	tests := []struct {
		field   int
		changes map[int]string // that make it not count
	}{
		{form.Momentum, map[int]string{form.Optimizer: "adam"}},
		{form.Nesterov, map[int]string{form.Momentum: "0"}},
		{form.Nesterov, map[int]string{form.Optimizer: "adamw"}},
		{form.Beta1, map[int]string{form.Optimizer: "sgd"}},
		{form.Beta2, map[int]string{form.Optimizer: "sgd"}},
		{form.Alpha, map[int]string{form.Optimizer: "adam"}},
		{form.Beta1, map[int]string{form.Optimizer: "rmsprop"}},
		{form.Epsilon, map[int]string{form.Optimizer: "sgd"}},
		{form.StepEvery, map[int]string{form.Schedule: "cosine"}},
		{form.StepFactor, map[int]string{form.Schedule: "onecycle"}},
		{form.StepEvery, map[int]string{form.Schedule: "plateau"}},
		{form.Patience, map[int]string{form.Schedule: "step"}},
		{form.LabelSmoothing, map[int]string{form.Loss: "squarederror"}},
	}
	for _, test := range tests {
		f := formInWhichCounts(test.field)
		f[test.field] = "nonsense"
		if len(f.Check()) != 1 {
			t.Errorf("%s: check() = %v before, want one fault", form.Fields[test.field].Label, f.Check())
		}
		for i, text := range test.changes {
			f[i] = text
		}
		if faults := f.Check(); len(faults) > 0 {
			t.Errorf("%s: check() = %v although it does not count with %v", form.Fields[test.field].Label, faults, test.changes)
		}
		without := f
		without[test.field] = form.Fields[test.field].Default
		if f.Settings() != without.Settings() {
			t.Errorf("%s: settings() = %+v, want it left out", form.Fields[test.field].Label, f.Settings())
		}
		if key := form.Fields[test.field].Key; strings.Contains(Link{Form: f}.Fragment(form.Default(4), form.Catalogue{}), key+"=") {
			t.Errorf("the fragment sets %s although it does not count", key)
		}
	}
}

func TestParse(t *testing.T) {
	base := form.Default(4)
	known := form.NewCatalogue(someRecipes())
	fast := base.Follow(known.Recipes[1])
	slower := fast
	slower[form.LearningRate] = "0.05"
	changed := func(changes map[int]string) form.Form {
		f := base
		for i, text := range changes {
			f[i] = text
		}
		return f
	}
	tests := []struct {
		name      string
		fragment  string
		want      form.Form
		kernel    string
		autostart bool
		problem   string // a part of it
	}{
		{"empty", "", base, "", false, ""},
		{"all", "loss=doublesoftmax&lr=0.05&momentum=0.9&batch=50&epochs=1&seed=7&workers=2&autostart=1",
			changed(map[int]string{form.Loss: "doublesoftmax", form.LearningRate: "0.05", form.Momentum: "0.9",
				form.BatchSize: "50", form.Epochs: "1", form.Seed: "7", form.Workers: "2"}), "", true, ""},
		{"the last one counts", "lr=1&lr=2", changed(map[int]string{form.LearningRate: "2"}), "", false, ""},
		{"a value to be checked later", "lr=abc&autostart=1", changed(map[int]string{form.LearningRate: "abc"}), "", true, ""},
		{"unknown key", "lr=2&rate=3&autostart=1", changed(map[int]string{form.LearningRate: "2"}), "", false, "“rate”"},
		{"kernel", "kernel=relaxed&lr=2", changed(map[int]string{form.LearningRate: "2"}), "relaxed", false, ""},
		{"other kernel", "kernel=simd&autostart=1", base, "simd", true, ""},
		{"unknown kernel", "kernel=avx2&autostart=1", base, "", false, "The link says kernel=avx2; kernel can be simd or relaxed."},
		{"unknown autostart", "autostart=yes", base, "", false, "The link says autostart=yes; autostart can be 0 or 1."},
		{"no autostart", "autostart=0", base, "", false, ""},
		{"recipe", "recipe=fast", fast, "", false, ""},
		{"recipe, changed", "lr=0.05&recipe=fast&autostart=1", slower, "", true, ""},
		{"unknown recipe", "recipe=tasty&lr=2&autostart=1", changed(map[int]string{form.LearningRate: "2"}), "", false,
			"The link says recipe=tasty; recipe can be tutorial, fast."},
		{"several faults", "lesson=1&view=x&rate=3&tempo=2", base, "", false, "The link says lesson=1; lesson can be losses, rate, batch, momentum, chance, edge, pooling, clouds, fool. " +
			"The link says view=x; view can be train, "},
		{"several unknown keys", "tempo=2&rate=3", base, "", false, "The link sets “rate”, “tempo”, which this page does not know; it knows recipe, "},
		{"broken escape", "lr=%zz", base, "", false, "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problem := Parse(test.fragment, base, known)
			got.Recipe = "" // which the form has taken in
			if want := (Link{Form: test.want, Kernel: test.kernel, Autostart: test.autostart}); got != want {
				t.Errorf("parseFragment(%q) = %+v, want %+v", test.fragment, got, want)
			}
			if (problem == "") != (test.problem == "") || !strings.Contains(problem, test.problem) {
				t.Errorf("parseFragment(%q): problem %q, want %q", test.fragment, problem, test.problem)
			}
		})
	}
}

func TestFragmentRoundTrip(t *testing.T) {
	defaults := form.Default(4)
	f := form.NewCatalogue(someRecipes()).Recipes[1].Form
	f[form.Seed], f[form.Workers], f[form.EMA] = "12", "3", "0.5"
	f[form.Keep], f[form.EarlyStop] = "best", "5"
	f[form.Network], f[form.Augment] = "conv 8 3, pool, linear", "shift=1"
	for _, kernel := range []string{"", "simd", "relaxed"} {
		want := Link{Form: f, Kernel: kernel}
		fragment := want.Fragment(defaults, form.NewCatalogue(someRecipes()))
		if got, problem := Parse(fragment, defaults, form.Catalogue{}); got != want || problem != "" {
			t.Errorf("parseFragment(%q) = %+v, %q, want %+v", fragment, got, problem, want)
		}
	}
	if got, want := (Link{Form: defaults}).Fragment(defaults, form.Catalogue{}), "loss=crossentropy&lr=0.01&momentum=0&batch=100&epochs=3&seed=1"; got != want {
		t.Errorf("fragment of the defaults = %q, want %q", got, want)
	}
}

// someRecipes are like the trainer's.
func someRecipes() *worker.RecipeList {
	const layers = "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"
	return &worker.RecipeList{
		Recipes: []worker.Recipe{
			{Name: "tutorial", Settings: worker.Settings{
				Loss: "crossentropy", LearningRate: .01, BatchSize: 100, Epochs: 3, Seed: 1,
				Optimizer: "sgd", Schedule: "constant", Architecture: layers, Augment: "none"}},
			{Name: "fast", Settings: worker.Settings{
				Loss: "crossentropy", LearningRate: .15, Momentum: .9, Nesterov: true, BatchSize: 64, Epochs: 2, Seed: 1,
				Optimizer: "sgd", Schedule: "onecycle", LabelSmoothing: .05, EMA: .99, Architecture: layers, Augment: "shift=1,rotate=8"}},
		},
		Networks: []worker.Preset{{Name: "simplenet", Text: layers}, {Name: "mlp", Text: "linear 100, relu, linear"}},
		Augments: []worker.Preset{{Name: "none", Text: "none"}, {Name: "light", Text: "shift=1,rotate=8"}},
		Effects:  []worker.Effect{{Name: "shift", Limit: 8}, {Name: "rotate", Limit: 45}, {Name: "pen", Limit: 1}},
	}
}

// formInWhichCounts returns a form whose other fields let one count.
func formInWhichCounts(i int) form.Form {
	f := form.Default(4)
	switch i {
	case form.Nesterov:
		f[form.Momentum] = "0.9"
	case form.Beta1, form.Beta2, form.Epsilon:
		f[form.Optimizer] = "adam"
	case form.Alpha:
		f[form.Optimizer] = "rmsprop"
	case form.StepEvery, form.StepFactor:
		f[form.Schedule] = "step"
	case form.Patience:
		f[form.Schedule] = "plateau"
	}
	return f
}

// A link that names no view opens that of what it names.
func TestLinkNamesAPlace(t *testing.T) {
	for fragment, want := range map[string]Place{
		"lr=0.1":          {},
		"run=k7":          {View: state.TrainView, Run: "k7"},
		"lesson=batch":    {View: state.LessonsView, Lesson: "batch"},
		"view=lessons":    {View: state.LessonsView},
		"view=data&run=1": {View: state.GalleryView, Run: "1"},
	} {
		if l, problem := Parse(fragment, form.Default(4), form.Catalogue{}); l.Place != want || problem != "" {
			t.Errorf("#%s is the place %+v, problem %q, want %+v", fragment, l.Place, problem, want)
		}
	}
}

// A link that is read is written, and then read as the same.
func FuzzParse(f *testing.F) {
	for _, fragment := range []string{"", "lr=0.05&batch=64&autostart=1", "recipe=fast&lesson=batch&view=evaluate", "lr=%zz", "network=conv+8+3%2C+linear&kernel=simd", "lr=&lr=1&x=2"} {
		f.Add(fragment)
	}
	base, known := form.Default(4), form.Catalogue{}
	f.Fuzz(func(t *testing.T, fragment string) {
		l, _ := Parse(fragment, base, known)
		l.Form.Check()
		l.Form.Settings()
		written := l.Fragment(base, known)
		again, problem := Parse(written, base, known)
		if problem != "" || again.Fragment(base, known) != written {
			t.Errorf("of %q is written %q, which is read as %+v, problem %q", fragment, written, again, problem)
		}
	})
}
