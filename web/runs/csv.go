package runs

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// CSVHeader is the first line of a table of runs, see AppendCSV.
const CSVHeader = "run,loss_function,step,epoch,seconds,training_loss,training_accuracy," +
	"validation_loss,validation_accuracy,test_loss,test_accuracy,changed\r\n"

// AppendCSV appends a run's lines of a table as RFC 4180 has it: one for each
// step that there is something to say about. What a step does not have is
// empty. The last field is what was changed behind the step, such as
// "lr 0.1 -> 0.01".
func AppendCSV(table []byte, r *Run, name string) []byte {
	h := &r.History
	results := map[int]*Result{}
	for i := range h.Valid {
		results[h.Valid[i].Step] = &h.Valid[i]
	}
	start := CSVField(name) + "," + CSVField(r.Settings.Loss) + ","
	for _, step := range r.Steps() {
		table = append(table, start...)
		table = strconv.AppendInt(table, int64(step), 10)
		table = append(table, ',')
		if h.Batches > 0 {
			table = appendNumber(table, float64(step)/float64(h.Batches))
		}
		table = append(table, ',')
		table = strconv.AppendFloat(table, h.SecondsAt(float64(step)), 'f', 3, 64)
		table = appendResult(table, h.Point(step))
		table = appendResult(table, results[step])
		var test *Result
		if r.Test != nil && r.Test.Step == step {
			test = r.Test
		}
		table = appendResult(table, test)
		table = append(table, ',')
		table = append(table, CSVField(r.changedAt(step))...)
		table = append(table, "\r\n"...)
	}
	return table
}

// changedAt says what was changed behind a step.
func (r *Run) changedAt(step int) string {
	var said []string
	for _, c := range r.Changes {
		if c.Step == step {
			said = append(said, c.Setting+" "+c.From+" -> "+c.To)
		}
	}
	return strings.Join(said, "; ")
}

// Steps returns those with a point, a result or a change, in order.
func (r *Run) Steps() []int {
	steps := r.History.steps()
	for _, v := range r.History.Valid {
		steps = append(steps, v.Step)
	}
	if r.Test != nil {
		steps = append(steps, r.Test.Step)
	}
	for _, c := range r.Changes {
		steps = append(steps, c.Step)
	}
	slices.Sort(steps)
	return slices.Compact(steps)
}

// steps returns those of the points.
func (h *History) steps() []int {
	steps := make([]int, len(h.Loss))
	for i := range steps {
		steps[i] = (i + 1) * h.Stride
	}
	return steps
}

// Point returns what a step gave in training, nil if that is not known.
func (h *History) Point(step int) *Result {
	i := step/h.Stride - 1
	if step%h.Stride != 0 || i < 0 || i >= len(h.Loss) {
		return nil
	}
	return &Result{Loss: float64(h.Loss[i]), Accuracy: float64(h.Accuracy[i])}
}

func appendResult(table []byte, r *Result) []byte {
	if r == nil {
		return append(table, ",,"...)
	}
	table = append(table, ',')
	table = appendNumber(table, r.Loss)
	table = append(table, ',')
	return appendNumber(table, r.Accuracy)
}

// appendNumber appends six digits: a float32 has not many more.
func appendNumber(table []byte, v float64) []byte {
	return strconv.AppendFloat(table, v, 'g', 6, 64)
}

// field returns a text as a field. What a spreadsheet would take for a formula
// gets an apostrophe in front (OWASP, "CSV Injection"), and what begins with an
// apostrophe gets one too: whoever takes one off has the text again. Quotes are
// there for any character that some program takes for the end of a field.
func CSVField(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); strings.ContainsRune("=+-@＝＋－＠\t\r\n'", first) {
		text = "'" + text
	}
	if !strings.ContainsAny(text, "\",;\t\r\n") {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
