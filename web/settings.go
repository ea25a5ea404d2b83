package web

import (
	"strconv"
	"strings"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// A form holds what the training fields show, as typed: indexed by the field
// constants. It may hold nonsense; check says so.
type form [fieldCount]string

// defaultForm returns the tutorial's settings.
func defaultForm(workers int) form {
	var f form
	for i, field := range fields {
		f[i] = field.Default
	}
	f[fieldWorkers] = strconv.Itoa(min(max(workers, 1), maxWorkers))
	return f
}

// formOf returns the form of settings. Where these have 0 or nothing, it has
// the default, which that stands for.
func formOf(s worker.Settings) form {
	f := defaultForm(s.Workers)
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
	set(fieldLoss, s.Loss)
	setNumber(fieldLearningRate, s.LearningRate)
	setNumber(fieldMomentum, s.Momentum)
	set(fieldBatchSize, strconv.Itoa(s.BatchSize))
	set(fieldEpochs, strconv.Itoa(s.Epochs))
	f[fieldSeed] = strconv.FormatUint(s.Seed, 10)
	set(fieldOptimizer, s.Optimizer)
	if s.Nesterov {
		f[fieldNesterov] = "1"
	}
	setNumber(fieldBeta1, s.Beta1)
	setNumber(fieldBeta2, s.Beta2)
	setNumber(fieldEpsilon, s.Epsilon)
	set(fieldSchedule, s.Schedule)
	setNumber(fieldWarmup, s.Warmup)
	setNumber(fieldStepEvery, s.StepEvery)
	setNumber(fieldStepFactor, s.StepFactor)
	setNumber(fieldWeightDecay, s.WeightDecay)
	setNumber(fieldLabelSmoothing, s.LabelSmoothing)
	setNumber(fieldEMA, s.EMA)
	set(fieldNetwork, s.Architecture)
	set(fieldAugment, s.Augment)
	return f
}

// settings returns the numbers in a form that check finds no fault with.
func (f form) settings() worker.Settings {
	return worker.Settings{
		Loss:           f.text(fieldLoss),
		LearningRate:   f.decimal(fieldLearningRate),
		Momentum:       f.decimal(fieldMomentum),
		BatchSize:      int(f.whole(fieldBatchSize)),
		Epochs:         int(f.whole(fieldEpochs)),
		Seed:           f.whole(fieldSeed),
		Workers:        int(f.whole(fieldWorkers)),
		Optimizer:      f.text(fieldOptimizer),
		Nesterov:       f.whole(fieldNesterov) == 1,
		Beta1:          f.decimal(fieldBeta1),
		Beta2:          f.decimal(fieldBeta2),
		Epsilon:        f.decimal(fieldEpsilon),
		Schedule:       f.text(fieldSchedule),
		Warmup:         f.decimal(fieldWarmup),
		StepEvery:      f.decimal(fieldStepEvery),
		StepFactor:     f.decimal(fieldStepFactor),
		WeightDecay:    f.decimal(fieldWeightDecay),
		LabelSmoothing: f.decimal(fieldLabelSmoothing),
		EMA:            f.decimal(fieldEMA),
		Architecture:   f.text(fieldNetwork),
		Augment:        f.text(fieldAugment),
	}
}

// means tells whether a field counts beside what the others say.
func (f form) means(i int) bool { return fields[i].means == nil || fields[i].means(f) }

func (f form) text(i int) string { return strings.TrimSpace(f[i]) }

// decimal returns the number in a field, 0 if the field does not count.
func (f form) decimal(i int) float64 {
	if !f.means(i) {
		return 0
	}
	return parseDecimal(f[i])
}

// whole is decimal for a whole number.
func (f form) whole(i int) uint64 {
	if !f.means(i) {
		return 0
	}
	return parseWhole(f[i])
}

// fault is a field whose text is not allowed.
type fault struct {
	Field int
	Text  string // names the field and what is allowed
}

// check returns the faults of a form, none if it can be trained with. Fields
// that do not count may hold anything.
func (f form) check() []fault {
	var faults []fault
	for i, typed := range f {
		if f.means(i) && !fields[i].valid(strings.TrimSpace(typed)) {
			faults = append(faults, fault{Field: i, Text: mustBe(text.T(fields[i].Label), text.T(fields[i].Allowed), typed)})
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
