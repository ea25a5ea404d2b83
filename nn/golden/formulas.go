package golden

import (
	_ "embed"
	"encoding/json"
)

//go:embed formulas.json
var formulas []byte

// Formulas is what formulas.py computes, in double precision, from the formulas
// in PyTorch's documentation.
type Formulas struct {
	Optimizers struct {
		Params []float32   // before the first step
		Grads  [][]float32 // of each step
		Rates  []float32   // learning rate of each step
		Cases  []struct {
			Kind        string // sgd, adam or adamw
			Momentum    float64
			Nesterov    bool
			Beta1       float64
			Beta2       float64
			Epsilon     float64
			WeightDecay float64     `json:"weight_decay"`
			After       [][]float64 // the parameters after each step
		}
	}
	EMA struct {
		Decay    float64
		Params   [][]float32 // after each step
		Averages [][]float64
	}
	LabelSmoothing struct {
		Logits []float32 // (N,10)
		Labels []int     // (N)
		Cases  []struct {
			Smoothing float32
			Loss      float64
			Gradient  []float64 // (N,10)
		}
	} `json:"label_smoothing"`
	Schedules struct {
		Peak          float64
		StepsPerEpoch int `json:"steps_per_epoch"`
		Cases         []struct {
			Kind       string
			Steps      int
			Warmup     float64   // epochs
			StepEvery  float64   `json:"step_every"` // epochs
			StepFactor float64   `json:"step_factor"`
			Rates      []float64 // of each step
		}
	}
}

// ReadFormulas returns the content of formulas.json.
func ReadFormulas(t TB) *Formulas {
	t.Helper()
	f := new(Formulas)
	if err := json.Unmarshal(formulas, f); err != nil {
		t.Fatal(err)
	}
	return f
}
