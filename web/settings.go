package web

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"digitlab/web/worker"
)

// A form holds what the training fields show, as typed: indexed by the field
// constants. It may hold nonsense; settings says so.
type form [fieldCount]string

// The fields of a form.
const (
	fieldLoss = iota
	fieldLearningRate
	fieldMomentum
	fieldBatchSize
	fieldEpochs
	fieldSeed
	fieldWorkers
	fieldCount
)

// field describes one of them.
type field struct {
	ID      string // of the element on the page
	Key     string // in the address's fragment
	Label   string
	Allowed string // completes "... must be"
	valid   func(text string) bool
}

var fields = [fieldCount]field{
	fieldLoss: {
		ID: "loss-function", Key: "loss", Label: "Loss",
		Allowed: "crossentropy, doublesoftmax or squarederror",
		valid:   isLoss,
	},
	fieldLearningRate: {
		ID: "learning-rate", Key: "lr", Label: "Learning rate",
		Allowed: "a number above 0, such as 0.01",
		// The network computes in float32: a rate it cannot hold is none.
		valid: decimal(func(v float64) bool { return float32(v) > 0 && v <= math.MaxFloat32 }),
	},
	fieldMomentum: {
		ID: "momentum", Key: "momentum", Label: "Momentum",
		Allowed: "a number from 0 up to, but not including, 1",
		valid:   decimal(func(v float64) bool { return v >= 0 && float32(v) < 1 }),
	},
	fieldBatchSize: {
		ID: "batch-size", Key: "batch", Label: "Batch size",
		Allowed: "a whole number from 1 to 10000",
		valid:   whole(1, 10000),
	},
	fieldEpochs: {
		ID: "epochs", Key: "epochs", Label: "Epochs",
		Allowed: "a whole number from 1 to 1000",
		valid:   whole(1, 1000),
	},
	fieldSeed: {
		ID: "seed", Key: "seed", Label: "Seed",
		Allowed: "a whole number, 0 or above",
		valid:   whole(0, math.MaxUint64),
	},
	fieldWorkers: {
		ID: "workers", Key: "workers", Label: "Workers",
		Allowed: "a whole number from 1 to 64",
		valid:   whole(1, maxWorkers),
	},
}

const maxWorkers = 64

// lossNames are the values of the loss field, with the words the page uses.
var lossNames = []struct{ Value, Text string }{
	{"crossentropy", "Cross-entropy"},
	{"doublesoftmax", "Double softmax"},
	{"squarederror", "Squared error"},
}

// defaultForm returns the tutorial's settings.
func defaultForm(workers int) form {
	return form{
		fieldLoss:         "crossentropy",
		fieldLearningRate: "0.01",
		fieldMomentum:     "0",
		fieldBatchSize:    "100",
		fieldEpochs:       "3",
		fieldSeed:         "1",
		fieldWorkers:      strconv.Itoa(min(max(workers, 1), maxWorkers)),
	}
}

// fault is a field whose text is not allowed.
type fault struct {
	Field int
	Text  string // names the field and what is allowed
}

// check returns the faults of a form, none if it can be trained with.
func (f form) check() []fault {
	var faults []fault
	for i, text := range f {
		if !fields[i].valid(strings.TrimSpace(text)) {
			faults = append(faults, fault{Field: i, Text: fmt.Sprintf(
				"%s must be %s; %s.", fields[i].Label, fields[i].Allowed, isNot(text))})
		}
	}
	return faults
}

func isNot(text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return "it is empty"
	}
	if len(text) > 40 {
		text = text[:40] + "…"
	}
	return fmt.Sprintf("“%s” is not", strings.ToValidUTF8(text, ""))
}

// settings returns the numbers in a form that check finds no fault with.
func (f form) settings() worker.Settings {
	return worker.Settings{
		Loss:         strings.TrimSpace(f[fieldLoss]),
		LearningRate: parseDecimal(f[fieldLearningRate]),
		Momentum:     parseDecimal(f[fieldMomentum]),
		BatchSize:    int(parseWhole(f[fieldBatchSize])),
		Epochs:       int(parseWhole(f[fieldEpochs])),
		Seed:         parseWhole(f[fieldSeed]),
		Workers:      int(parseWhole(f[fieldWorkers])),
	}
}

func isLoss(text string) bool {
	for _, loss := range lossNames {
		if loss.Value == text {
			return true
		}
	}
	return false
}

func decimal(allowed func(float64) bool) func(string) bool {
	return func(text string) bool {
		v := parseDecimal(text)
		return !math.IsNaN(v) && !math.IsInf(v, 0) && allowed(v)
	}
}

func whole(least, most uint64) func(string) bool {
	return func(text string) bool {
		v, err := strconv.ParseUint(text, 10, 64)
		return err == nil && v >= least && v <= most
	}
}

// parseDecimal returns NaN for what is no number.
func parseDecimal(text string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func parseWhole(text string) uint64 {
	v, _ := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	return v
}
