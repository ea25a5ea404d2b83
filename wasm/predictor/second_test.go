package predictor

import (
	"math"
	"testing"

	"digitlab/nn"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// Two sets of weights read one drawing, each as it does alone, until that is ended.
func TestSecondReading(t *testing.T) {
	ours, theirs := worker.Pipe()
	go Serve(t.Context(), theirs)
	answers := ours.Listen(t.Context())
	ask := func(m worker.Message) *worker.Prediction {
		t.Helper()
		ours.Send(m)
		answer, ok := (<-answers).(*worker.Prediction)
		if !ok {
			t.Fatalf("%T is answered by something else", m)
		}
		return answer
	}
	blank := nn.NewSimpleNet(nn.CrossEntropy{}) // all zero: every digit is as probable
	mine := worker.Weights{Loss: "crossentropy", Source: "mine", Params: worker.PackFloats(wasmtest.Model(t, "simplenet", nn.CrossEntropy{}).Params())}
	other := worker.Weights{Loss: "crossentropy", Source: "run 2", Step: 9, Temperature: 1, Params: worker.PackFloats(blank.Params())}

	ours.Send(&mine)
	alone := ask(&seven)
	if alone.Second != nil {
		t.Fatalf("without a comparison the answer has a second reading: %+v", alone.Second)
	}
	both := ask(&worker.Compare{Weights: other})
	if both.Source != "mine" || both.Digits[0].Probability != alone.Digits[0].Probability {
		t.Errorf("compared, the present weights read %+v, alone %+v", both.Digits, alone.Digits)
	}
	second := both.Second
	if second == nil || second.Source != "run 2" || second.Step != 9 || len(second.Digits) != 1 || math.Abs(second.Digits[0].Probability-.1) > 1e-6 {
		t.Fatalf("the second reading is %+v, want a digit with a probability of 0.1 by run 2", second)
	}
	if next := ask(&seven); next.Second == nil {
		t.Error("the next drawing is not read by both")
	}
	if ended := ask(&worker.Compare{}); ended.Second != nil {
		t.Error("ended, the comparison goes on")
	}
	short := other
	short.Params = short.Params[:8]
	ours.Send(&worker.Compare{Weights: short})
	if m, ok := (<-answers).(*worker.Failure); !ok || m.Scope != worker.ScopeWeights {
		t.Errorf("weights that are too few are answered by %+v", m)
	}
}
