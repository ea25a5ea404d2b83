package golden

import (
	_ "embed"
	"encoding/json"
)

//go:embed pytorch.json
var pyTorch []byte

// PyTorch is what pytorch.py has PyTorch compute.
type PyTorch struct {
	// Halves are 16-bit patterns, and the bits of the float32 of the same value.
	Halves struct {
		Bits      []uint16
		F16, BF16 []uint32
	}
	RMSprop struct {
		Params []float32   // before the first step
		Grads  [][]float32 // of each step
		Rates  []float32   // learning rate of each step
		Cases  []struct {
			Alpha       float64 // 0 for the default, as those below
			Epsilon     float64 `json:"eps"`
			Momentum    float64
			WeightDecay float64     `json:"weight_decay"`
			After       [][]float64 // the parameters after each step
		}
	}
	Linear struct {
		Peak          float64
		StepsPerEpoch int `json:"steps_per_epoch"`
		Cases         []struct {
			Steps  int
			Warmup float64   // epochs
			Rates  []float64 // of each step
		}
	}
	Plateau struct {
		Peak   float64
		Losses []float64 // of each epoch
		Cases  []struct {
			Factor   float64
			Patience int
			Rates    []float64 // after each epoch
		}
	}
	Networks []struct {
		Layers     string
		Shape      []int     // of a sample
		X          []float32 // (N,C,H,W)
		XGradient  []float64 `json:"x_gradient"` // (N,C,H,W)
		Labels     []int     // (N)
		Outputs    []float64 // (N,10)
		Loss       float64
		Parameters []struct {
			Name     string
			Values   []float32
			Gradient []float64
		}
	}
}

// ReadPyTorch returns the content of pytorch.json.
func ReadPyTorch(t TB) *PyTorch {
	t.Helper()
	p := new(PyTorch)
	if err := json.Unmarshal(pyTorch, p); err != nil {
		t.Fatal(err)
	}
	return p
}
