package optim_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"digitlab/nn/optim"
)

// remembering is an Optimizer or an EMA.
type remembering interface {
	State() optim.State
	SetState(optim.State) error
}

// memories are the things with a State: each with a maker and a step that moves
// values by others.
var memories = []struct {
	name string
	make func() remembering
	step func(r remembering, values, by []float32)
}{
	{"sgd", func() remembering { return new(optim.SGD) }, stepOptimizer},
	{"momentum", func() remembering { return &optim.SGD{Momentum: 0.9} }, stepOptimizer},
	{"nesterov", func() remembering { return &optim.SGD{Momentum: 0.9, Nesterov: true} }, stepOptimizer},
	{"adam", func() remembering { return new(optim.Adam) }, stepOptimizer},
	{"adamw", func() remembering { return &optim.Adam{Beta1: 0.8, WeightDecay: 0.1, Decoupled: true} }, stepOptimizer},
	{"rmsprop", func() remembering { return &optim.RMSprop{Alpha: 0.9, WeightDecay: 0.1} }, stepOptimizer},
	{"rmsprop with momentum", func() remembering { return &optim.RMSprop{Momentum: 0.9} }, stepOptimizer},
	{"ema", func() remembering { return &optim.EMA{Decay: 0.7} }, func(r remembering, values, by []float32) {
		r.(*optim.EMA).Update(by)
		copy(values, r.(*optim.EMA).Params())
	}},
}

func stepOptimizer(r remembering, values, by []float32) {
	r.(optim.Optimizer).Step(values, by, 0.01)
}

// After any number of steps, another one that is given the state goes on with
// the same bits.
func TestStateGoesOn(t *testing.T) {
	const steps, size = 5, 20
	rng := rand.New(rand.NewPCG(1, 2))
	var by [steps][size]float32
	for i := range by {
		for j := range by[i] {
			by[i][j] = rng.Float32() - 0.5
		}
	}
	for _, test := range memories {
		want := make([]float32, size)
		whole := test.make()
		for i := range by {
			test.step(whole, want, by[i][:])
		}
		for at := range steps + 1 {
			got := make([]float32, size)
			r := test.make()
			for i := range by {
				if i == at {
					state := r.State()
					test.step(r, slices.Clone(got), by[0][:]) // changes no state that was taken
					r = test.make()
					if err := r.SetState(state); err != nil {
						t.Fatalf("%s after %d steps: %v", test.name, at, err)
					}
				}
				test.step(r, got, by[i][:])
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: gone on after %d steps, it ends elsewhere", test.name, at)
			}
		}
	}
}

func TestSetStateErrors(t *testing.T) {
	two := []float32{1, 2}
	tests := []struct {
		name  string
		of    remembering
		state optim.State
		want  string
	}{
		{"moment of another", new(optim.SGD), optim.State{Moments: []optim.Moment{{"exp_avg", two}}}, `moment "exp_avg", want "momentum_buffer"`},
		{"too few", new(optim.Adam), optim.State{Moments: []optim.Moment{{"exp_avg", two}}}, "1 moments, want 2"},
		{"powers alone", new(optim.Adam), optim.State{Powers: []float64{0.9, 0.999}}, "0 moments, want 2"},
		{"other lengths", new(optim.Adam), optim.State{Moments: []optim.Moment{{"exp_avg", two}, {"exp_avg_sq", two[:1]}}, Powers: []float64{0.9, 0.999}}, "different numbers"},
		{"a moment too many", new(optim.RMSprop), optim.State{Moments: []optim.Moment{{"square_avg", two}, {"momentum_buffer", two}}}, "2 moments, want 1"},
		{"no momentum", &optim.RMSprop{Momentum: 0.9}, optim.State{Moments: []optim.Moment{{"square_avg", two}}}, "1 moments, want 2"},
		{"no power", &optim.EMA{Decay: 0.9}, optim.State{Moments: []optim.Moment{{"average", two}}}, "0 powers, want 1"},
		{"power of no step", &optim.EMA{Decay: 0.9}, optim.State{Moments: []optim.Moment{{"average", two}}, Powers: []float64{1}}, "power 1, want"},
		{"no number", &optim.EMA{Decay: 0.9}, optim.State{Moments: []optim.Moment{{"average", two}}, Powers: []float64{math.NaN()}}, "power NaN"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.of.SetState(test.state); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("SetState(%+v) = %v, want an error with %q", test.state, err, test.want)
			}
			if got := test.of.State(); len(got.Moments) > 0 {
				t.Errorf("what was refused is remembered: %+v", got)
			}
		})
	}
}
