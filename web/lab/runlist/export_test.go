package runlist

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/runs"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// twoRuns returns runs of 3 and 2 steps, and their names.
func twoRuns() (list runs.List, names []string) {
	for i, steps := range []int{3, 2} {
		r := runs.Run{ID: strconv.Itoa(i), History: runs.NewHistory()}
		for step := 1; step <= steps; step++ {
			r.History.Add(&worker.Progress{Step: step, Steps: 10, Batches: 5, Losses: []float64{2.3}, Accuracies: []float64{.1}})
		}
		list = append(list, r)
	}
	return list, []string{"Cross-entropy", `twice, "soft"`}
}

func TestTableOfRuns(t *testing.T) {
	list, names := twoRuns()
	between := 0
	file, err := runFormats[state.ExportCSV].file(list, names, func() { between++ })
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	steps := map[string]int{}
	for _, row := range rows[1:] {
		steps[row[0]]++
		if loss, err := strconv.ParseFloat(row[5], 64); rows[0][5] != "training_loss" || err != nil || loss != 2.3 {
			t.Fatalf("%s of %q, want a loss of 2.3: %v", rows[0][5], row, err)
		}
	}
	if len(steps) != 2 || steps[names[0]] != 3 || steps[names[1]] != 2 || between != 2 {
		t.Errorf("the table has these runs and steps: %v, with %d breaks", steps, between)
	}
}

func TestRunsForPrograms(t *testing.T) {
	list, names := twoRuns()
	for n := range len(list) + 1 {
		file, err := runFormats[state.ExportJSON].file(list[:n], names[:n], func() {})
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ Runs []struct{ Name string } }
		if err := json.Unmarshal(file, &got); err != nil || len(got.Runs) != n {
			t.Errorf("%d runs of %d: %v", len(got.Runs), n, err)
		}
	}
}
