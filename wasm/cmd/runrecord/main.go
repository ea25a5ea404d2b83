// Runrecord makes a record of a run, as the page keeps them, from the log of the
// command train. The page shows that of the run that made its weights:
//
//	train -recipe best -eval test -log json -logevery 20 | runrecord -recipe best >web/static/model.run
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"digitlab/nn/train"
	"digitlab/wasm/settings"
	"digitlab/web/runs"
)

func main() {
	recipe := flag.String("recipe", "tutorial", "the `name` of the recipe that was trained")
	flag.Parse()
	record, err := convert(os.Stdin, *recipe)
	if err == nil {
		_, err = os.Stdout.Write(record)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "runrecord:", err)
		os.Exit(1)
	}
}

// points is how many of a curve are kept at most: enough for the width of a chart.
const points = 750

// line is any line of a log. What it does not have is nil.
type line struct {
	Epoch        int      `json:"epoch"`
	Batch        int      `json:"batch"`
	Step         int      `json:"step"`
	Loss         *float64 `json:"loss"`
	Accuracy     float64  `json:"accuracy"`
	ValidLoss    *float64 `json:"val_loss"`
	Valid        float64  `json:"val_accuracy"`
	TestLoss     *float64 `json:"test_loss"`
	TestAccuracy float64  `json:"test_accuracy"`
}

// convert returns the record of a run of a recipe, from its log. How long it took is
// left out: that is a matter of the machine, and not the visitor's.
func convert(log io.Reader, recipe string) ([]byte, error) {
	trained, err := train.Recipe(recipe)
	if err != nil {
		return nil, err
	}
	r := runs.Run{ID: "pretrained", Shown: true, State: runs.Finished, Settings: settings.Format(trained), History: runs.NewHistory()}
	h := &r.History
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%q is no line of -log json: %w", lines.Text(), err)
		}
		switch {
		case l.Loss != nil:
			if l.Epoch > 0 {
				h.Batches = (l.Step - 1 - l.Batch) / l.Epoch
			}
			h.AddPoint(l.Step, *l.Loss, l.Accuracy)
		case l.ValidLoss != nil:
			h.Valid = append(h.Valid, runs.Result{Epoch: l.Epoch, Loss: *l.ValidLoss, Accuracy: l.Valid})
		case l.TestLoss != nil:
			r.Test = &runs.Result{Epoch: trained.Epochs - 1, Loss: *l.TestLoss, Accuracy: l.TestAccuracy}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(h.Valid) != trained.Epochs || r.Test == nil || h.Batches == 0 {
		return nil, errors.New("the log is not that of a whole run of several epochs with -eval test")
	}
	h.Steps = trained.Epochs * h.Batches
	h.Step = h.Steps
	r.Test.Step = h.Steps
	for i := range h.Valid {
		h.Valid[i].Step = (i + 1) * h.Batches
	}
	*h = h.Thinned(points)
	return runs.Encode(r)
}
