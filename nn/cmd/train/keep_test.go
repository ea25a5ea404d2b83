package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// The weights of the best epoch are written, and evaluated at the end, whatever
// has come after it.
func TestKeepBest(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	for _, test := range []struct {
		name, args string
		err, note  string
	}{
		// So high a rate that the accuracy falls again.
		{"stops early", "-net mlp -lr 1 -earlystop 3", "", "train: stopped early: no epoch has read more validation images rightly since epoch %d\n"},
		// So high a rate that the loss grows and grows.
		{"diverges", "-net linear -loss squarederror -lr 0.03", "training diverged", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			weights := filepath.Join(dir, "weights")
			args := append(strings.Fields(test.args), "-data", dataset, "-batch", "20", "-epochs", "60",
				"-log", "json", "-logevery", "1000", "-keep", "best", "-out", weights, "-eval", "valid")
			var out, notes strings.Builder
			err := run(args, &out, &notes)
			if (err == nil) != (test.err == "") || err != nil && !strings.HasPrefix(err.Error(), test.err) {
				t.Fatalf("error %v, want %q", err, test.err)
			}
			epochs, final := evaluations(t, out.String())
			best := 0
			for i, e := range epochs {
				if e["val_accuracy"] > epochs[best]["val_accuracy"] {
					best = i
				}
			}
			if best == len(epochs)-1 {
				t.Fatalf("the last of %d epochs is the best, which shows nothing", len(epochs))
			}
			want := fmt.Sprintf("train: the weights are those after epoch %d, of accuracy %.4f\n", best, epochs[best]["val_accuracy"])
			if test.note != "" {
				want = fmt.Sprintf(test.note, best) + want
			}
			if notes.String() != want {
				t.Errorf("noted %q, want %q", notes.String(), want)
			}
			if err != nil {
				_, final = evaluations(t, strings.Join(command(t, "-data", dataset, "-epochs", "0", "-init", weights, "-log", "json", "-eval", "valid"), "\n"))
			}
			if final["val_loss"] != epochs[best]["val_loss"] {
				t.Errorf("at the end the loss is %v, want that of epoch %d, %v", final["val_loss"], best, epochs[best]["val_loss"])
			}
		})
	}
}

// evaluations returns those after the epochs, and at the end, of a log in JSON.
func evaluations(t *testing.T, log string) (epochs []map[string]float64, final map[string]float64) {
	t.Helper()
	for line := range strings.Lines(log) {
		var o map[string]float64
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		_, step := o["step"]
		_, epoch := o["epoch"]
		switch {
		case step:
		case epoch:
			epochs = append(epochs, o)
		default:
			final = o
		}
	}
	return epochs, final
}
