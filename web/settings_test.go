package web

import (
	"math"
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
	}
	for _, test := range tests {
		f := defaultForm(4)
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

func TestFormSettings(t *testing.T) {
	f := form{
		fieldLoss: "doublesoftmax", fieldLearningRate: " 0.5", fieldMomentum: "0.9", fieldBatchSize: "32",
		fieldEpochs: "7", fieldSeed: "18446744073709551615", fieldWorkers: "3 ",
	}
	want := worker.Settings{
		Loss: "doublesoftmax", LearningRate: .5, Momentum: .9, BatchSize: 32,
		Epochs: 7, Seed: math.MaxUint64, Workers: 3,
	}
	if got := f.settings(); got != want {
		t.Errorf("settings() = %+v, want %+v", got, want)
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
			form{"doublesoftmax", "0.05", "0.9", "50", "1", "7", "2"}, "", true, ""},
		{"the last one counts", "lr=1&lr=2", changed(map[int]string{fieldLearningRate: "2"}), "", false, ""},
		{"a value to be checked later", "lr=abc&autostart=1", changed(map[int]string{fieldLearningRate: "abc"}), "", true, ""},
		{"unknown key", "lr=2&rate=3&autostart=1", changed(map[int]string{fieldLearningRate: "2"}), "", false, "“rate”"},
		{"kernel", "kernel=relaxed&lr=2", changed(map[int]string{fieldLearningRate: "2"}), "relaxed", false, ""},
		{"other kernel", "kernel=simd&autostart=1", base, "simd", true, ""},
		{"unknown kernel", "kernel=avx2&autostart=1", base, "", false, "kernel other than simd and relaxed"},
		{"unknown autostart", "autostart=yes", base, "", false, "autostart other than 0 and 1"},
		{"no autostart", "autostart=0", base, "", false, ""},
		{"broken escape", "lr=%zz", base, "", false, "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problem := parseFragment(test.fragment, base)
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
	f := form{"squarederror", "1e-3", "0.5", "7", "2", "12", "3"}
	for _, kernel := range []string{"", "simd", "relaxed"} {
		want := link{Form: f, Kernel: kernel}
		fragment := want.fragment(defaults)
		if got, problem := parseFragment(fragment, defaults); got != want || problem != "" {
			t.Errorf("parseFragment(%q) = %+v, %q, want %+v", fragment, got, problem, want)
		}
	}
	if got, want := (link{Form: defaults}).fragment(defaults), "loss=crossentropy&lr=0.01&momentum=0&batch=100&epochs=3&seed=1"; got != want {
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
