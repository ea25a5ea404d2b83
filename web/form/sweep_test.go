package form

import (
	"strings"
	"testing"

	"digitlab/web/text"
)

func TestSweep(t *testing.T) {
	t.Cleanup(func() { text.Speak(text.English) })
	for _, test := range []struct {
		field       int
		typed, want string // the values, or what is wrong
	}{
		{LearningRate, "0.01, 0.05,0.1", "0.01|0.05|0.1"},
		{LearningRate, " 1e-2 5e-2 ;", "1e-2|5e-2"},
		{Seed, "1,2,3", "1|2|3"},
		{Loss, "Double softmax, crossentropy", "doublesoftmax|crossentropy"},
		{LearningRate, "0.1", "two values or more"},
		{LearningRate, "", "two values or more"},
		{LearningRate, "0.1, fast", "“fast” is not"},
		{LearningRate, "0.1, -1", "“-1” is not"},
		{LearningRate, "0.1, 0.10", "“0.10” is there twice"},
		{Seed, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", "21 values; 20 are the most"},
		{Loss, "Double softmax, hinge", "“hinge” is not"},
	} {
		forms, problem := Default(1).Sweep(test.field, test.typed)
		var values []string
		for _, f := range forms {
			values = append(values, f[test.field])
			if f[test.field] = Default(1)[test.field]; f != Default(1) {
				t.Errorf("%q changes other fields than its own", test.typed)
			}
		}
		if got := strings.Join(values, "|"); got != test.want && (problem == "" || !strings.Contains(problem, test.want)) {
			t.Errorf("%q of %s: %q, %q; want %q", test.typed, Fields[test.field].ID, got, problem, test.want)
		}
	}
	text.Speak(text.Chinese)
	if forms, problem := Default(1).Sweep(Loss, "交叉熵，平方误差"); len(forms) != 2 && problem == "" {
		t.Errorf("in Chinese: %v, %q", forms, problem)
	}
}

func TestSweepable(t *testing.T) {
	f := Default(1)
	for i, want := range map[int]bool{LearningRate: true, Seed: true, Loss: true, Workers: false, Nesterov: false, Beta1: false, Network: false} {
		if got := f.Sweepable(i); got != want {
			t.Errorf("%s can be swept: %t, want %t", Fields[i].ID, got, want)
		}
	}
}
