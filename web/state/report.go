package state

import (
	"strconv"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// Findings are what the parts of the report show.
type Findings struct {
	*worker.Evaluation       // nil before the first, and while nobody looks
	Selected           *Pair // as in report
}

// ReportPartCount is how many parts the report has. Each is told in turn what to
// show: all of them at once would keep the page from answering.
const ReportPartCount = 5

// FindingsKey names the state that holds the findings that a part shows.
func FindingsKey(part int) Key[Findings] { return Key[Findings]("findings-" + strconv.Itoa(part)) }

// ReportKey holds a Report.
const ReportKey Key[Report] = "report"

// Actions on the report.
const (
	EvaluateWeights Action[string] = "/report/evaluate" // SplitTest or SplitValid
	StopEvaluation  Signal         = "/report/stop"
	SelectMistakes  Action[*Pair]  = "/report/select" // nil for the worst of all
)

// Report says how good weights are, those of the run or those asked for.
type Report struct {
	Pending  string                    // the split that is being evaluated, "" if none is
	Progress worker.EvaluationProgress // of that
	Result   *worker.Evaluation        // the newest, nil before the first
	Selected *Pair                     // whose mistakes to show, nil for the worst of all
}

// Pair is a label and what was read in its place.
type Pair struct{ Label, Prediction int }

// AnyDigit in a pair stands for every digit but the other one.
const AnyDigit = -1

// Holds reports whether images of a label that were read as prediction are among
// the mistakes of p.
func (p Pair) Holds(label, prediction int) bool {
	return label != prediction &&
		(p.Label == AnyDigit || p.Label == label) &&
		(p.Prediction == AnyDigit || p.Prediction == prediction)
}

// EveryMistake holds all of them.
var EveryMistake = Pair{AnyDigit, AnyDigit}

// Count returns the number of images that are mistakes of p.
func (p Pair) Count(confusion [][]int) (images int) {
	for label, row := range confusion {
		for prediction, n := range row {
			if p.Holds(label, prediction) {
				images += n
			}
		}
	}
	return images
}

// Words says the pair in words.
func (p Pair) Words(of worker.Classes) string {
	label, prediction := of.Name(p.Label), of.Name(p.Prediction)
	switch {
	case p.Label == AnyDigit && of.AreDigits():
		return text.F("another digit read as %s", prediction)
	case p.Label == AnyDigit:
		return text.F("others read as %s", prediction)
	case p.Prediction == AnyDigit && of.AreDigits():
		return text.F("%s read as another digit", label)
	case p.Prediction == AnyDigit:
		return text.F("%s read as others", label)
	}
	return text.F("%s read as %s", label, prediction)
}
