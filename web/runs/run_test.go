package runs

import (
	"encoding/csv"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"digitlab/web/worker"
)

// testRun returns a run of so many steps, a hundred in an epoch, whose loss at
// step s is 100/s and whose batches take half a second each.
func testRun(id string, steps int) Run {
	r := Run{
		ID: id, Shown: true, Started: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), State: Running,
		Settings: worker.Settings{Loss: "crossentropy", LearningRate: .01, BatchSize: 100, Epochs: 3},
		History:  NewHistory(),
	}
	for step := 1; step <= steps; step++ {
		r.History.Add(&worker.Progress{
			Step: step, Steps: 300, Batches: 100, Seconds: float64(step) / 2,
			Losses: []float64{100 / float64(step)}, Accuracies: []float64{1 - 1/float64(step)},
		})
		if step%100 == 0 {
			r.History.AddValidation(Result{Step: step, Epoch: step/100 - 1, Loss: 50, Accuracy: .5})
		}
	}
	return r
}

func TestHistoryKeepsInLine(t *testing.T) {
	h := NewHistory()
	h.Add(&worker.Progress{Step: 2, Losses: []float64{1, 2}, Accuracies: []float64{.1, .2}})
	h.Add(&worker.Progress{Step: 2, Losses: []float64{9, 9}})                         // again
	h.Add(&worker.Progress{Step: 5, Losses: []float64{5}, Accuracies: []float64{.5}}) // 3 and 4 are missing
	h.Add(&worker.Progress{Step: 6, Losses: []float64{math.Inf(1)}})
	if want := []float32{1, 2, 5, 5, 5}; !reflect.DeepEqual(h.Loss, want) {
		t.Errorf("Loss = %v, want %v", h.Loss, want)
	}
	if want := []float32{.1, .2, .5, .5, .5}; !reflect.DeepEqual(h.Accuracy, want) {
		t.Errorf("Accuracy = %v, want %v", h.Accuracy, want)
	}
	h.AddValidation(Result{Step: 5, Loss: 1})
	h.AddValidation(Result{Step: 5, Loss: 2}) // again
	if len(h.Valid) != 1 {
		t.Errorf("%d results after step 5, want 1", len(h.Valid))
	}
}

func TestHistoryIsBounded(t *testing.T) {
	h := NewHistory()
	const steps = 2*MaxPoints + 10
	for step := 1; step <= steps; step++ {
		h.AddPoint(step, float64(step), 0)
		h.addTick(Tick{step, float64(step)})
	}
	if len(h.Loss) >= MaxPoints || len(h.Accuracy) != len(h.Loss) || h.Stride != 4 {
		t.Errorf("after %d steps: %d points of stride %d, want fewer than %d of stride 4", steps, len(h.Loss), h.Stride, MaxPoints)
	}
	for _, i := range []int{0, 1, len(h.Loss) / 2, len(h.Loss) - 1} {
		if got, want := h.Loss[i], float32((i+1)*h.Stride); got != want {
			t.Errorf("Loss[%d] = %v, want the loss of step %v", i, got, want)
		}
	}
	if h.Step != steps || len(h.Clock) > maxTicks {
		t.Errorf("Step = %d, want %d; %d ticks", h.Step, steps, len(h.Clock))
	}
}

func TestThinnedLeavesTheHistory(t *testing.T) {
	h := testRun("a", 100).History
	thin := h.Thinned(30)
	if len(thin.Loss) != 25 || thin.Stride != 4 || thin.Loss[1] != h.Loss[7] || thin.Accuracy[1] != h.Accuracy[7] {
		t.Errorf("%d points of stride %d, want 25 of stride 4", len(thin.Loss), thin.Stride)
	}
	if len(h.Loss) != 100 || h.Stride != 1 {
		t.Error("the history itself was thinned")
	}
}

func TestClock(t *testing.T) {
	h := History{Step: 40, Clock: []Tick{{10, 1}, {30, 2}, {40, 2}}}
	for step, want := range map[float64]float64{0: 0, 5: .5, 10: 1, 20: 1.5, 35: 2, 99: 2} {
		if got := h.SecondsAt(step); got != want {
			t.Errorf("SecondsAt(%v) = %v, want %v", step, got, want)
		}
	}
	for seconds, want := range map[float64]float64{0: 0, .5: 5, 1: 10, 1.5: 20, 3: 40} {
		if got := h.StepAt(seconds); got != want {
			t.Errorf("StepAt(%v) = %v, want %v", seconds, got, want)
		}
	}
	if empty := NewHistory(); empty.SecondsAt(7) != 0 || empty.StepAt(7) != 0 {
		t.Error("a history without a clock has times")
	}
}

func TestBestAndLast(t *testing.T) {
	r := Run{Test: &Result{Accuracy: .1}}
	if r.Best() != r.Test || r.Last() != r.Test {
		t.Error("without validations best and last are not the test's")
	}
	r.History.Valid = []Result{{Step: 1, Accuracy: .8}, {Step: 2, Accuracy: .9}, {Step: 3, Accuracy: .9}, {Step: 4, Accuracy: .7}}
	if r.Best().Step != 2 || r.Last().Step != 4 {
		t.Errorf("best at step %d, last at %d, want 2 and 4", r.Best().Step, r.Last().Step)
	}
}

func TestCSV(t *testing.T) {
	r := testRun("a", 3)
	r.History.Batches = 2
	r.History.AddValidation(Result{Step: 2, Loss: 1.5, Accuracy: .25})
	r.Test = &Result{Step: 3, Loss: 1.25, Accuracy: .125}
	r.Changes = []worker.SettingChange{{Step: 0, Setting: "beta1", From: "0.9", To: "0"},
		{Step: 2, Setting: "lr", From: "0.1", To: "0.01"}, {Step: 2, Setting: "augment", From: "none", To: "shift=1,pen=1"}}
	got := string(AppendCSV(nil, &r, `slow, "safe"`))
	want := strings.Join([]string{
		`"slow, ""safe""",crossentropy,0,0,0.000,,,,,,,beta1 0.9 -> 0`,
		`"slow, ""safe""",crossentropy,1,0.5,0.500,100,0,,,,,`,
		`"slow, ""safe""",crossentropy,2,1,1.000,50,0.5,1.5,0.25,,,"lr 0.1 -> 0.01; augment none -> shift=1,pen=1"`,
		`"slow, ""safe""",crossentropy,3,1.5,1.500,33.3333,0.666667,,,1.25,0.125,`,
		"",
	}, "\r\n")
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if columns := strings.Count(CSVHeader, ","); columns != strings.Count(want[strings.Index(want, ",cross"):strings.Index(want, "\r")], ",") {
		t.Errorf("the header has %d commas, the lines have others", columns)
	}
	// A thinned run has lines for its results all the same.
	r.Changes = nil
	r.History = r.History.Thinned(1)
	r.History.Stride = 2
	if got := strings.Count(string(AppendCSV(nil, &r, "a")), "\n"); got != 2 {
		t.Errorf("%d lines for the steps 2 and 3, want 2", got)
	}
}

// No name is a formula to a spreadsheet, and each can be had again from the file.
func TestCSVHasNoFormulas(t *testing.T) {
	r := testRun("a", 1)
	for _, name := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)",
		`=HYPERLINK("http://example.com";"x")`, "a;=1+1", "a\t=1+1", `a";=1+1`, "'quoted'", "''", "adam, lr 0.01", "",
	} {
		table := CSVHeader + string(AppendCSV(nil, &r, name))
		lines, err := csv.NewReader(strings.NewReader(table)).ReadAll()
		if err != nil {
			t.Fatalf("a run called %q: %v", name, err)
		}
		got := lines[1][0]
		if first, _ := utf8.DecodeRuneInString(got); strings.ContainsRune("=+-@＝＋－＠\t\r\n", first) {
			t.Errorf("a run called %q is called %q in the file, which is a formula", name, got)
		}
		if strings.TrimPrefix(got, "'") != name {
			t.Errorf("a run called %q is called %q in the file, want it behind an apostrophe at most", name, got)
		}
		// Other programs end fields elsewhere.
		for _, comma := range ";\t" {
			other := csv.NewReader(strings.NewReader(string(AppendCSV(nil, &r, name))))
			other.Comma, other.LazyQuotes = comma, true
			line, err := other.Read()
			if err != nil || len(line) != 1 {
				t.Errorf("a run called %q is cut by %q: %q, %v", name, comma, line, err)
			}
		}
	}
	r.Settings.Loss = "=1+1"
	if line := string(AppendCSV(nil, &r, "a")); !strings.HasPrefix(line, "a,'=1+1,") {
		t.Errorf("the line is %q, the loss in it is a formula", line)
	}
}

func TestExportJSON(t *testing.T) {
	r := testRun("a", 4)
	r.History = r.History.Thinned(2)
	r.Changes = []worker.SettingChange{{Step: 3, Setting: "lr", From: "0.1", To: "0.01"}}
	got, err := ExportJSON(&r, "one")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"name":"one"`, `"loss":"crossentropy"`, `"steps":[2,4]`, `"training_loss":[50,25]`, `"test":null`,
		`"changes":[{"step":3,"setting":"lr","from":"0.1","to":"0.01"}]`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s does not have %s", got, want)
		}
	}
}
