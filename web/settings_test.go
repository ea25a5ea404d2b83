package web

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"digitlab/web/worker"
)

func TestFormCheck(t *testing.T) {
	tests := []struct {
		field int
		text  string
		valid bool
	}{
		{fieldLoss, "crossentropy", true},
		{fieldLoss, "doublesoftmax", true},
		{fieldLoss, "squarederror", true},
		{fieldLoss, "", false},
		{fieldLoss, "CrossEntropy", false},
		{fieldLearningRate, "0.01", true},
		{fieldLearningRate, " 1e-3 ", true},
		{fieldLearningRate, "0", false},
		{fieldLearningRate, "-1", false},
		{fieldLearningRate, "0,01", false},
		{fieldLearningRate, "NaN", false},
		{fieldLearningRate, "Inf", false},
		{fieldLearningRate, "1e-60", false}, // 0 as a float32
		{fieldLearningRate, "1e60", false},  // infinite as a float32
		{fieldLearningRate, "", false},
		{fieldMomentum, "0", true},
		{fieldMomentum, "0.9", true},
		{fieldMomentum, "1", false},
		{fieldMomentum, "-0.1", false},
		{fieldBatchSize, "1", true},
		{fieldBatchSize, "10000", true},
		{fieldBatchSize, "0", false},
		{fieldBatchSize, "10001", false},
		{fieldBatchSize, "1.5", false},
		{fieldEpochs, "1000", true},
		{fieldEpochs, "1001", false},
		{fieldEpochs, "-3", false},
		{fieldSeed, "0", true},
		{fieldSeed, "18446744073709551615", true},
		{fieldSeed, "18446744073709551616", false},
		{fieldSeed, "x", false},
		{fieldWorkers, "64", true},
		{fieldWorkers, "0", false},
		{fieldWorkers, "65", false},
		{fieldOptimizer, "adamw", true},
		{fieldOptimizer, "Adam", false},
		{fieldNesterov, "1", true},
		{fieldNesterov, "yes", false},
		{fieldBeta1, "0", false}, // would stand for the default
		{fieldBeta1, "0.99999999", false},
		{fieldBeta2, "0.99", true},
		{fieldBeta2, "1", false},
		{fieldEpsilon, "1e-8", true},
		{fieldEpsilon, "0", false},
		{fieldEpsilon, "1e-60", false}, // 0 as a float32
		{fieldSchedule, "onecycle", true},
		{fieldSchedule, "linear", false},
		{fieldWarmup, "0.5", true},
		{fieldWarmup, "-1", false},
		{fieldStepEvery, "0", false},
		{fieldStepFactor, "1", true},
		{fieldStepFactor, "1.1", false},
		{fieldWeightDecay, "5e-4", true},
		{fieldWeightDecay, "1e60", false}, // infinite as a float32
		{fieldLabelSmoothing, "0.1", true},
		{fieldLabelSmoothing, "1", false},
		{fieldEMA, "0.999", true},
		{fieldEMA, "0.99999999", false}, // 1 as a float32
		{fieldNetwork, "", false},
		{fieldAugment, "none", true},
	}
	for _, test := range tests {
		f := formInWhichCounts(test.field)
		f[test.field] = test.text
		faults := f.check()
		if got := len(faults) == 0; got != test.valid {
			t.Errorf("%s %q: check() = %v, want valid %v", fields[test.field].Label, test.text, faults, test.valid)
			continue
		}
		if test.valid {
			continue
		}
		if faults[0].Field != test.field || !strings.HasPrefix(faults[0].Text, fields[test.field].Label+" must be ") {
			t.Errorf("%s %q: fault = %+v, want one that names the field", fields[test.field].Label, test.text, faults[0])
		}
	}
}

// formInWhichCounts returns a form whose other fields let one count.
func formInWhichCounts(i int) form {
	f := defaultForm(4)
	switch i {
	case fieldNesterov:
		f[fieldMomentum] = "0.9"
	case fieldBeta1, fieldBeta2, fieldEpsilon:
		f[fieldOptimizer] = "adam"
	case fieldStepEvery, fieldStepFactor:
		f[fieldSchedule] = "step"
	}
	return f
}

func TestFieldsThatDoNotCount(t *testing.T) {
	tests := []struct {
		field   int
		changes map[int]string // that make it not count
	}{
		{fieldMomentum, map[int]string{fieldOptimizer: "adam"}},
		{fieldNesterov, map[int]string{fieldMomentum: "0"}},
		{fieldNesterov, map[int]string{fieldOptimizer: "adamw"}},
		{fieldBeta1, map[int]string{fieldOptimizer: "sgd"}},
		{fieldBeta2, map[int]string{fieldOptimizer: "sgd"}},
		{fieldEpsilon, map[int]string{fieldOptimizer: "sgd"}},
		{fieldStepEvery, map[int]string{fieldSchedule: "cosine"}},
		{fieldStepFactor, map[int]string{fieldSchedule: "onecycle"}},
		{fieldLabelSmoothing, map[int]string{fieldLoss: "squarederror"}},
	}
	for _, test := range tests {
		f := formInWhichCounts(test.field)
		f[test.field] = "nonsense"
		if len(f.check()) != 1 {
			t.Errorf("%s: check() = %v before, want one fault", fields[test.field].Label, f.check())
		}
		for i, text := range test.changes {
			f[i] = text
		}
		if faults := f.check(); len(faults) > 0 {
			t.Errorf("%s: check() = %v although it does not count with %v", fields[test.field].Label, faults, test.changes)
		}
		without := f
		without[test.field] = fields[test.field].Default
		if f.settings() != without.settings() {
			t.Errorf("%s: settings() = %+v, want it left out", fields[test.field].Label, f.settings())
		}
		if key := fields[test.field].Key; strings.Contains(link{Form: f}.fragment(defaultForm(4), catalogue{}), key+"=") {
			t.Errorf("the fragment sets %s although it does not count", key)
		}
	}
}

func TestFormSettings(t *testing.T) {
	f := form{
		fieldLoss: "crossentropy", fieldLearningRate: " 0.5", fieldMomentum: "0.9", fieldBatchSize: "32",
		fieldEpochs: "7", fieldSeed: "18446744073709551615", fieldWorkers: "3 ",
		fieldOptimizer: "sgd", fieldNesterov: "1", fieldBeta1: "0.8", fieldBeta2: "0.99", fieldEpsilon: "1e-7",
		fieldSchedule: "step", fieldWarmup: "0.5", fieldStepEvery: "2", fieldStepFactor: "0.3",
		fieldWeightDecay: "5e-4", fieldLabelSmoothing: "0.1", fieldEMA: "0.99",
		fieldNetwork: "mlp ", fieldAugment: "shift=1",
	}
	want := worker.Settings{
		Loss: "crossentropy", LearningRate: .5, Momentum: .9, BatchSize: 32,
		Epochs: 7, Seed: math.MaxUint64, Workers: 3,
		Optimizer: "sgd", Nesterov: true, Schedule: "step", Warmup: .5, StepEvery: 2, StepFactor: .3,
		WeightDecay: 5e-4, LabelSmoothing: .1, EMA: .99,
		Architecture: "mlp", Augment: "shift=1",
	}
	if got := f.settings(); got != want {
		t.Errorf("settings() = %+v, want %+v", got, want)
	}
	f[fieldOptimizer], f[fieldSchedule] = "adamw", "cosine"
	want.Optimizer, want.Momentum, want.Nesterov = "adamw", 0, false
	want.Beta1, want.Beta2, want.Epsilon = .8, .99, 1e-7
	want.Schedule, want.StepEvery, want.StepFactor = "cosine", 0, 0
	if got := f.settings(); got != want {
		t.Errorf("settings() = %+v, want %+v", got, want)
	}
}

// What the trainer says about a recipe arrives in the fields, and they say the
// same back.
func TestFormOfSettings(t *testing.T) {
	for _, want := range []worker.Settings{
		{Loss: "squarederror", LearningRate: 1e-3, Momentum: .9, Nesterov: true, BatchSize: 32, Epochs: 7, Seed: math.MaxUint64,
			Workers: 3, Optimizer: "sgd", Schedule: "step", Warmup: .5, StepEvery: 2, StepFactor: .3, WeightDecay: 5e-4, EMA: .99,
			Architecture: "mlp", Augment: "none"},
		{Loss: "crossentropy", LearningRate: 1e-3, BatchSize: 1, Epochs: 1, Workers: 1, Optimizer: "adam", Schedule: "cosine",
			Beta1: .8, Beta2: .99, Epsilon: 1e-10, LabelSmoothing: .1,
			Architecture: "conv 8 3, linear", Augment: "shift=1,pen=0.5"},
	} {
		if got := formOf(want).settings(); got != want {
			t.Errorf("settings() = %+v, want %+v", got, want)
		}
	}
	f := formOf(worker.Settings{Optimizer: "adam"})
	for i, want := range map[int]string{fieldBeta1: "0.9", fieldBeta2: "0.999", fieldEpsilon: "1e-8", fieldSchedule: "constant"} {
		if f[i] != want {
			t.Errorf("%s that is not said shows %q, want the default, %s", fields[i].Label, f[i], want)
		}
	}
}

func TestDefaultFormWorkers(t *testing.T) {
	for cores, want := range map[int]string{0: "1", 8: "8", 256: "64"} {
		if got := defaultForm(cores)[fieldWorkers]; got != want {
			t.Errorf("defaultForm(%d) has %s workers, want %s", cores, got, want)
		}
	}
}

func TestParseFragment(t *testing.T) {
	base := defaultForm(4)
	known := someCatalogue()
	fast := base.follow(known.Recipes[1])
	slower := fast
	slower[fieldLearningRate] = "0.05"
	changed := func(changes map[int]string) form {
		f := base
		for i, text := range changes {
			f[i] = text
		}
		return f
	}
	tests := []struct {
		name      string
		fragment  string
		want      form
		kernel    string
		autostart bool
		problem   string // a part of it
	}{
		{"empty", "", base, "", false, ""},
		{"all", "loss=doublesoftmax&lr=0.05&momentum=0.9&batch=50&epochs=1&seed=7&workers=2&autostart=1",
			changed(map[int]string{fieldLoss: "doublesoftmax", fieldLearningRate: "0.05", fieldMomentum: "0.9",
				fieldBatchSize: "50", fieldEpochs: "1", fieldSeed: "7", fieldWorkers: "2"}), "", true, ""},
		{"the last one counts", "lr=1&lr=2", changed(map[int]string{fieldLearningRate: "2"}), "", false, ""},
		{"a value to be checked later", "lr=abc&autostart=1", changed(map[int]string{fieldLearningRate: "abc"}), "", true, ""},
		{"unknown key", "lr=2&rate=3&autostart=1", changed(map[int]string{fieldLearningRate: "2"}), "", false, "“rate”"},
		{"kernel", "kernel=relaxed&lr=2", changed(map[int]string{fieldLearningRate: "2"}), "relaxed", false, ""},
		{"other kernel", "kernel=simd&autostart=1", base, "simd", true, ""},
		{"unknown kernel", "kernel=avx2&autostart=1", base, "", false, "The link says kernel=avx2; kernel can be simd or relaxed."},
		{"unknown autostart", "autostart=yes", base, "", false, "The link says autostart=yes; autostart can be 0 or 1."},
		{"no autostart", "autostart=0", base, "", false, ""},
		{"recipe", "recipe=fast", fast, "", false, ""},
		{"recipe, changed", "lr=0.05&recipe=fast&autostart=1", slower, "", true, ""},
		{"unknown recipe", "recipe=tasty&lr=2&autostart=1", changed(map[int]string{fieldLearningRate: "2"}), "", false,
			"The link says recipe=tasty; recipe can be tutorial, fast."},
		{"several faults", "lesson=1&view=x&rate=3&tempo=2", base, "", false, "The link says lesson=1; lesson can be losses, rate, batch, momentum, chance. " +
			"The link says view=x; view can be train, "},
		{"several unknown keys", "tempo=2&rate=3", base, "", false, "The link sets “rate”, “tempo”, which this page does not know; it knows recipe, "},
		{"broken escape", "lr=%zz", base, "", false, "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problem := parseFragment(test.fragment, base, known)
			got.Recipe = "" // which the form has taken in
			if want := (link{Form: test.want, Kernel: test.kernel, Autostart: test.autostart}); got != want {
				t.Errorf("parseFragment(%q) = %+v, want %+v", test.fragment, got, want)
			}
			if (problem == "") != (test.problem == "") || !strings.Contains(problem, test.problem) {
				t.Errorf("parseFragment(%q): problem %q, want %q", test.fragment, problem, test.problem)
			}
		})
	}
}

func TestFragmentRoundTrip(t *testing.T) {
	defaults := defaultForm(4)
	f := someCatalogue().Recipes[1].Form
	f[fieldSeed], f[fieldWorkers], f[fieldEMA] = "12", "3", "0.5"
	f[fieldNetwork], f[fieldAugment] = "conv 8 3, pool, linear", "shift=1"
	for _, kernel := range []string{"", "simd", "relaxed"} {
		want := link{Form: f, Kernel: kernel}
		fragment := want.fragment(defaults, someCatalogue())
		if got, problem := parseFragment(fragment, defaults, catalogue{}); got != want || problem != "" {
			t.Errorf("parseFragment(%q) = %+v, %q, want %+v", fragment, got, problem, want)
		}
	}
	if got, want := (link{Form: defaults}).fragment(defaults, catalogue{}), "loss=crossentropy&lr=0.01&momentum=0&batch=100&epochs=3&seed=1"; got != want {
		t.Errorf("fragment of the defaults = %q, want %q", got, want)
	}
}

func TestLinkChoosesTheKernel(t *testing.T) {
	l := &lab{}
	if problem := l.useKernel("simd"); problem != "" || l.kernel != "simd" {
		t.Errorf("before there are workers, kernel=simd gives %q, problem %q", l.kernel, problem)
	}
	l.trainer, _ = worker.Pipe()
	if problem := l.useKernel("relaxed"); !strings.Contains(problem, "reload") || l.kernel != "simd" {
		t.Errorf("beside workers, kernel=relaxed gives %q, problem %q; want them to keep theirs", l.kernel, problem)
	}
	for _, kernel := range []string{"", "simd"} {
		if problem := l.useKernel(kernel); problem != "" || l.kernel != "simd" {
			t.Errorf("beside workers, kernel=%s gives %q, problem %q", kernel, l.kernel, problem)
		}
	}
}

// What is being typed may be newer than what the page knows of it.
func TestTypingIsLeftAlone(t *testing.T) {
	s := newStage(t)
	s.say(someRecipes())
	sets := func(id string) bool {
		tag := regexp.MustCompile(`<[a-z]+ [^>]*\bid="` + id + `"[^>]*>`).FindString(s.html())
		return strings.Contains(tag, " value=")
	}
	for _, id := range []string{"learning-rate", "network", "augment"} {
		s.act(changeField, fieldChange{ID: id, Text: "1"})
		if sets(id) {
			t.Errorf("the page sets #%s while it is being typed in", id)
		}
		s.act(changeField, fieldChange{ID: id, Text: "1", Done: true})
		if !sets(id) {
			t.Errorf("the page does not set #%s after that", id)
		}
	}
	s.act(changeField, fieldChange{ID: "augment", Text: "shift=1", By: "augment-shift"})
	if sets("augment-shift") || !sets("augment") || !sets("augment-rotate") {
		t.Error("while a slider is moved, the page sets it, or not the others")
	}
}
