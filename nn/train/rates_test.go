package train

import (
	"slices"
	"testing"
)

func TestLearningRates(t *testing.T) {
	s := Settings{LearningRate: 8, Epochs: 3, Schedule: ScheduleSettings{Kind: "step", StepFactor: 0.5}}
	tests := []struct {
		batches, count int
		want           []float64
	}{
		{2, 6, []float64{8, 8, 4, 4, 2, 2}},
		{2, 100, []float64{8, 8, 4, 4, 2, 2}}, // no more than there are
		{100, 2, []float64{8, 2}},             // the first and the last
		{100, 3, []float64{8, 4, 2}},
		{1, 1, []float64{8}},
		{0, 5, []float64{}},
	}
	for _, test := range tests {
		if got := s.LearningRates(test.batches, test.count); !slices.Equal(got, test.want) {
			t.Errorf("LearningRates(%d, %d) = %v, want %v", test.batches, test.count, got, test.want)
		}
	}
}
