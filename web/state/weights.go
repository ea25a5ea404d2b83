package state

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/number"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// WeightsKey holds the Weights.
const WeightsKey Key[Weights] = "weights"

// Actions on the weights.
const (
	OpenWeights Action[app.Value] = "/weights/open" // a File of JavaScript
	SaveWeights Action[string]    = "/weights/save" // a format, as in worker.SaveWeights
)

// Weights says which weights the trainer sent last.
type Weights struct {
	Source string // "" before the first
	Step   int
	Loss   string // that they were trained with
	// Classes are those that they tell apart.
	Classes worker.Classes
	Saving  bool // a file has been asked for
}

// SourceRun is what the trainer calls the weights of a run.
const SourceRun = "this run"

// SourceText says which weights they are.
func SourceText(source string, step int) string {
	switch source {
	case "":
		return text.T("none yet")
	case "pretrained":
		source = text.T("pretrained")
	case SourceRun:
		source = text.T("this run")
	case worker.SourceHand:
		source = text.T("my handwriting")
	}
	if step > 0 {
		return text.F("%s, step %s", source, number.Grouped(step))
	}
	return source
}
