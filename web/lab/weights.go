package lab

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/dom"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

// maxWeightsFile bounds what is read from a file: the network's own are 80 KB.
const maxWeightsFile = 64 << 20

// pretrained is the name of the weights that the page begins with.
const pretrained = "pretrained"

// newWeights passes the trainer's weights on to the predictor, which answers
// with them from then on.
func (l *Lab) newWeights(ctx app.Context, m *worker.Weights) {
	l.keepWeights(m)
	l.runs.NoteWeights(m)
	if m.Source == pretrained {
		l.notify(ctx, worker.ScopeWeights, "") // that they do not come
	}
	if !slices.Equal(l.weights.Classes, m.Classes) {
		state.ClassesKey.Set(ctx, m.Classes)
	}
	l.weights.Source, l.weights.Step, l.weights.Loss, l.weights.Classes = m.Source, m.Step, m.Loss, m.Classes
	state.WeightsKey.Set(ctx, l.weights)
	l.gallery.WeightsCame(ctx, m)
	l.renewExport(ctx, m)
	l.send(ctx, l.predictor, m)
	l.followDrawings(ctx)
	l.evaluateFirst(ctx)
}

func (l *Lab) openWeights(ctx app.Context, file app.Value) {
	name := file.Get("name").String()
	if words := refusal(name); words != "" {
		l.notify(ctx, worker.ScopeWeights, words)
		return
	}
	l.notify(ctx, worker.ScopeWeights, "")
	dom.ReadFile(ctx, file, maxWeightsFile, func(ctx app.Context, data []byte, err error) {
		if err != nil {
			l.notify(ctx, worker.ScopeWeights, err.Error())
			return
		}
		l.send(ctx, l.trainer, &worker.LoadWeights{Name: name, Architecture: l.settings.Form.Text(form.Network), File: data})
	})
}

// refusal says why a file with a name cannot hold weights that the page opens, "" if
// it may.
func refusal(name string) string {
	if !strings.HasSuffix(strings.ToLower(name), ".onnx") {
		return ""
	}
	return text.F("%s is a network in the format ONNX, which this page writes for other programs and does not open. To use weights here again, save them with “Save weights” and open that file, which ends in .safetensors.", name)
}

func (l *Lab) saveWeights(ctx app.Context, format string) {
	l.weights.Saving = true
	state.WeightsKey.Set(ctx, l.weights)
	m := &worker.SaveWeights{Format: format}
	if l.recovery != nil && l.newest != nil { // the trainer does not have those of the run yet
		m.Weights = *l.newest
	}
	l.send(ctx, l.trainer, m)
}

func (l *Lab) weightsFile(ctx app.Context, m *worker.WeightsFile) {
	dom.SaveFile(m.Name, m.File)
	l.weights.Saving = false
	state.WeightsKey.Set(ctx, l.weights)
	l.nameExport(ctx, m)
}

func (l *Lab) weightsFailed(ctx app.Context) {
	l.weights.Saving = false
	state.WeightsKey.Set(ctx, l.weights)
}
