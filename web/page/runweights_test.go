package page_test

import (
	"fmt"
	"strings"
	"testing"

	"digitlab/web/runs"
	"digitlab/web/runtable"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// weightsAt are the weights of the present run after a step.
func (s *stage) weightsAt(step int) *worker.Weights {
	return &worker.Weights{Loss: "crossentropy", Source: state.SourceRun, Run: get(s, state.RunsKey).Present, Step: step,
		Temperature: 1, Params: []byte{byte(step), 0, 0, 0}}
}

// trainAndKeep trains a run whose best epoch is its first of two.
func (s *stage) trainAndKeep() (id string) {
	s.raise(state.StartRun)
	s.train(50)
	s.say(s.weightsAt(50), &worker.Evaluation{Split: "valid", Step: 50, Accuracy: .9})
	s.say(s.weightsAt(100), &worker.Evaluation{Split: "valid", Step: 100, Epoch: 1, Accuracy: .8}, &worker.RunState{State: worker.StateDone})
	s.sent()
	return get(s, state.RunsKey).Present
}

func (s *stage) row(id string) runtable.Row {
	s.t.Helper()
	for _, row := range get(s, state.RunRowsKey).Rows {
		if row.ID == id {
			return row
		}
	}
	s.t.Fatalf("no run %q is listed", id)
	return runtable.Row{}
}

func TestRunsKeepTheirBestAndLastWeights(t *testing.T) {
	s := newRunStage(t)
	id := s.trainAndKeep()
	if got := s.row(id).Weights; got != (runtable.Kept{Kept: true, Both: true, Best: 50, Last: 100}) {
		t.Fatalf("the run has kept %+v", got)
	}
	act(s, state.RenameRun, state.RunNaming{ID: id, Name: "first"})
	best := state.RunWeights{Run: id, Best: true}
	act(s, state.UseRunWeights, best)
	used := worker.Weights{Loss: "crossentropy", Source: "first", Run: id, Step: 50, Temperature: 1, Params: []byte{50, 0, 0, 0}}
	s.expectSent(&worker.UseWeights{Weights: used})
	s.say(&used)
	if got := get(s, state.WeightsKey); got.Source != "first" || got.Step != 50 {
		t.Errorf("used, the present weights are %+v", got)
	}
	if !s.row(id).Weights.Both {
		t.Error("weights that come back are taken for those of the run under way")
	}
	act(s, state.UseRunWeights, state.RunWeights{Run: id})
	last := used
	last.Step, last.Params = 100, []byte{100, 0, 0, 0}
	s.expectSent(&worker.UseWeights{Weights: last})
	act(s, state.EvaluateRunWeights, best)
	s.expectSent(&worker.UseWeights{Weights: used}, &worker.Evaluate{Split: "test", Workers: 1})
	if get(s, state.ViewKey) != state.ReportView {
		t.Error("the view “Evaluate” does not open")
	}

	act(s, state.TrainRunWeights, best)
	further := defaultStart(false)
	further.GoOn = true
	s.expectSent(&worker.UseWeights{Weights: used}, further)
	s.say(&worker.RunState{State: worker.StateRunning})
	if !s.row(id).Weights.Busy {
		t.Error("during a run the weights of another can be used")
	}
	act(s, state.UseRunWeights, best)
	s.expectSent()
}

func TestDeletedRunsTakeTheirWeightsAlong(t *testing.T) {
	s := newRunStage(t)
	id := s.trainAndKeep()
	act(s, state.DeleteRun, id)
	act(s, state.UseRunWeights, state.RunWeights{Run: id})
	s.expectSent()
	s.raise(state.BringRun)
	if got := s.row(id).Weights; !got.Kept || !got.Both {
		t.Errorf("brought back, the run has %+v", got)
	}
}

func TestADivergedRunKeepsItsBestWeightsOrNone(t *testing.T) {
	s := newRunStage(t)
	diverge := &worker.Failure{Scope: worker.ScopeRun, Text: "training diverged"}
	s.raise(state.StartRun)
	s.train(50)
	s.say(s.weightsAt(50), &worker.Evaluation{Split: "valid", Step: 50, Accuracy: .9}, s.weightsAt(60), diverge, &worker.RunState{State: worker.StateDone})
	if got := s.row(get(s, state.RunsKey).Present).Weights; got.Both || got.Last != 50 {
		t.Errorf("a run that diverged after an epoch has kept %+v", got)
	}
	s.raise(state.StartRun)
	s.train(5)
	s.say(s.weightsAt(5), diverge, &worker.RunState{State: worker.StateDone})
	if got := s.row(get(s, state.RunsKey).Present).Weights; got.Kept || !got.Lost {
		t.Errorf("a run that diverged before has kept %+v", got)
	}
}

func TestTheOldestRunsLoseTheirWeights(t *testing.T) {
	s := newRunStage(t)
	var ids []string
	for range runs.MaxWeights + 1 {
		ids = append(ids, s.trainAndKeep())
	}
	if first, second := s.row(ids[0]).Weights, s.row(ids[1]).Weights; first.Kept || !first.Lost || !second.Kept {
		t.Errorf("the first run has %+v, the second %+v", first, second)
	}
	act(s, state.ChooseRun, ids[0])
	if html := s.html(); !strings.Contains(html, fmt.Sprintf("The newest %d runs keep their weights", runs.MaxWeights)) {
		t.Error("the page does not say how many runs keep their weights")
	}
	if got := attribute(t, s.html(), "run-1-weights", "aria-label"); !strings.HasPrefix(got, "Weights not kept") {
		t.Errorf("the button for the weights of the first run is called %q", got)
	}
}

// Two sets of weights answer until the visitor ends that, or the run is deleted; a
// predictor that takes the place of another does both too.
func TestCompareRuns(t *testing.T) {
	s := newRunStage(t)
	id := s.trainAndKeep()
	s.sentToPredictor()
	which := state.RunWeights{Run: id, Best: true}
	compare := &worker.Compare{Weights: worker.Weights{Loss: "crossentropy", Source: "Cross-entropy", Run: id, Step: 50, Temperature: 1, Params: []byte{50, 0, 0, 0}}}
	sent := func() string {
		var kinds []string
		for _, m := range s.sentToPredictor() {
			if c, ok := m.(*worker.Compare); ok {
				kinds = append(kinds, fmt.Sprint(worker.Kind(c), len(c.Weights.Params)))
			}
		}
		return strings.Join(kinds, " ")
	}
	act(s, state.CompareRunWeights, which)
	if got := sent(); got != "compare4" {
		t.Fatalf("the predictor was sent %q", got)
	}
	act(s, state.ReadSubject, state.Subject{Strokes: []worker.Stroke{{1, 2, 3, 4}}})
	asked := s.sentToPredictor()
	s.sayAs("predictor", &worker.Prediction{ID: questionID(t, asked[len(asked)-1]), Digit: 7, Digits: []worker.ReadDigit{{Digit: 7}}, Probabilities: make([]float64, 10),
		Second: &worker.SecondReading{Source: compare.Weights.Source, Digits: []worker.ReadDigit{{Digit: 1, Probability: .75}}}})
	if got := s.value("second"); got != "1" || !strings.Contains(s.html(), "Cross-entropy reads") {
		t.Errorf("#second has data-value %q, want 1", got)
	}
	s.sayAs("predictor", &worker.Failure{Scope: worker.ScopeWorker, Text: "panic"})
	if got := sent(); got != "compare4" {
		t.Errorf("the next predictor was sent %q", got)
	}
	act(s, state.CompareRunWeights, which)
	if got := sent(); got != "compare0" || strings.Contains(s.html(), `id="second"`) {
		t.Errorf("ended, the predictor was sent %q", got)
	}
	act(s, state.CompareRunWeights, which)
	act(s, state.DeleteRun, id)
	if got := sent(); got != "compare4 compare0" {
		t.Errorf("when the run is deleted, the predictor was sent %q", got)
	}
}
