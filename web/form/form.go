// Package form holds the settings of a run as a form that a visitor fills in: its
// fields, what is allowed in them, and the recipes that fill them in.
package form

import (
	"strconv"
	"strings"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// A form holds what the training fields show, as typed: indexed by the field
// constants. It may hold nonsense; check says so.
type Form [fieldCount]string

// Default returns the tutorial's settings.
func Default(workers int) Form {
	var f Form
	for i, field := range Fields {
		f[i] = field.Default
	}
	f[Workers] = strconv.Itoa(min(max(workers, 1), maxWorkers))
	return f
}

// Of returns the form of settings. Where these have 0 or nothing, it has
// the default, which that stands for.
func Of(s worker.Settings) Form {
	f := Default(s.Workers)
	set := func(i int, text string) {
		if text != "" && text != "0" {
			f[i] = text
		}
	}
	setNumber := func(i int, v float64) {
		if v != parseDecimal(f[i]) { // else it may be spelt better: 1e-8
			set(i, strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	set(Loss, s.Loss)
	setNumber(LearningRate, s.LearningRate)
	setNumber(Momentum, s.Momentum)
	set(BatchSize, strconv.Itoa(s.BatchSize))
	set(Epochs, strconv.Itoa(s.Epochs))
	f[Seed] = strconv.FormatUint(s.Seed, 10)
	set(Optimizer, s.Optimizer)
	if s.Nesterov {
		f[Nesterov] = "1"
	}
	setNumber(Beta1, s.Beta1)
	setNumber(Beta2, s.Beta2)
	setNumber(Alpha, s.Alpha)
	setNumber(Epsilon, s.Epsilon)
	set(Schedule, s.Schedule)
	setNumber(Warmup, s.Warmup)
	setNumber(StepEvery, s.StepEvery)
	setNumber(StepFactor, s.StepFactor)
	set(Patience, strconv.Itoa(s.Patience))
	setNumber(WeightDecay, s.WeightDecay)
	setNumber(LabelSmoothing, s.LabelSmoothing)
	setNumber(EMA, s.EMA)
	set(Steps, strconv.Itoa(s.MaxSteps))
	if s.KeepBest {
		f[Keep] = keepBest
	}
	set(EarlyStop, strconv.Itoa(s.EarlyStop))
	set(Network, s.Architecture)
	set(Augment, s.Augment)
	return f
}

// Settings returns the numbers in a form that check finds no fault with.
func (f Form) Settings() worker.Settings {
	return worker.Settings{
		Loss:           f.Text(Loss),
		LearningRate:   f.decimal(LearningRate),
		Momentum:       f.decimal(Momentum),
		BatchSize:      int(f.Whole(BatchSize)),
		Epochs:         int(f.Whole(Epochs)),
		Seed:           f.Whole(Seed),
		Workers:        int(f.Whole(Workers)),
		Optimizer:      f.Text(Optimizer),
		Nesterov:       f.Whole(Nesterov) == 1,
		Beta1:          f.decimal(Beta1),
		Beta2:          f.decimal(Beta2),
		Alpha:          f.decimal(Alpha),
		Epsilon:        f.decimal(Epsilon),
		Schedule:       f.Text(Schedule),
		Warmup:         f.decimal(Warmup),
		StepEvery:      f.decimal(StepEvery),
		StepFactor:     f.decimal(StepFactor),
		Patience:       int(f.Whole(Patience)),
		WeightDecay:    f.decimal(WeightDecay),
		LabelSmoothing: f.decimal(LabelSmoothing),
		EMA:            f.decimal(EMA),
		MaxSteps:       int(f.Whole(Steps)),
		KeepBest:       f.Text(Keep) == keepBest,
		EarlyStop:      int(f.Whole(EarlyStop)),
		Architecture:   f.Text(Network),
		Augment:        f.Text(Augment),
	}
}

// Applies reports whether a field counts beside what the others say.
func (f Form) Applies(i int) bool { return Fields[i].applies == nil || Fields[i].applies(f) }

// Text returns what field i shows, without spaces around it.
func (f Form) Text(i int) string { return strings.TrimSpace(f[i]) }

// decimal returns the number in a field, 0 if the field does not count.
func (f Form) decimal(i int) float64 {
	if !f.Applies(i) {
		return 0
	}
	return parseDecimal(f[i])
}

// Whole is decimal for a whole number.
func (f Form) Whole(i int) uint64 {
	if !f.Applies(i) {
		return 0
	}
	return ParseWhole(f[i])
}

// ValidWhole returns the whole number in a field, whether it counts or not; ok is
// false if the field's text is not allowed.
func (f Form) ValidWhole(i int) (v uint64, ok bool) {
	typed := f.Text(i)
	return ParseWhole(typed), Fields[i].Valid(typed)
}

// Fault is a field whose text is not allowed.
type Fault struct {
	Field int
	Text  string // names the field and what is allowed
}

// Check returns the faults of a form, none if it can be trained with. Fields
// that do not count may hold anything.
func (f Form) Check() []Fault {
	var faults []Fault
	for i, typed := range f {
		if f.Applies(i) && !Fields[i].Valid(strings.TrimSpace(typed)) {
			faults = append(faults, Fault{Field: i, Text: mustBe(text.T(Fields[i].Label), text.T(Fields[i].Allowed), typed)})
		}
	}
	return faults
}

func mustBe(label, allowed, typed string) string {
	return text.F("%s must be %s; %s.", label, allowed, isNot(typed))
}

func isNot(typed string) string {
	if typed = strings.TrimSpace(typed); typed == "" {
		return text.T("it is empty")
	}
	if len(typed) > 40 {
		typed = typed[:40] + "…"
	}
	return text.F("“%s” is not", strings.ToValidUTF8(typed, ""))
}
