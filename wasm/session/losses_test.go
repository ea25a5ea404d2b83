package session

import (
	"os"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/wasm/run"
	"digitlab/web/lesson"
	"digitlab/web/runs"
	"digitlab/web/worker"
)

// A run of any loss gives the weights that answer.
func TestEveryLossTrains(t *testing.T) {
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			p := newPage(t, nil, byMessage)
			p.load("small.json.gz")
			asked := testSettings(1)
			asked.Loss, asked.LearningRate = loss.Name(), 0.001
			p.send(&worker.Start{Settings: asked})
			seen := p.untilState(worker.StateDone)
			w := lastOf[*worker.Weights](t, seen)
			if last := lastOf[*worker.Progress](t, seen); last.Step != 6 || w.Loss != loss.Name() || w.Source != run.Source || w.Step != 6 {
				t.Errorf("after %d steps weights for %q of %q answer, from step %d", last.Step, w.Loss, w.Source, w.Step)
			}
		})
	}
}

// The lesson about the losses begins as it tells, with MNIST's images.
func TestLossesBeginAsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all of MNIST")
	}
	file, err := os.ReadFile("../../data/mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(t, memoryFiles{"mnist.json.gz": file}, byMessage)
	p.load("mnist.json.gz")
	var list runs.List
	for _, s := range lesson.LossRuns(lesson.Shares[0], 1) {
		p.send(&worker.Start{Settings: s, Trial: true, Paused: true})
		p.send(&worker.Step{})
		first, _ := untilKind[*worker.Progress](p)
		p.send(&worker.Stop{})
		p.untilState(worker.StateDone)
		r := runs.Run{Settings: s, State: runs.Running, History: runs.NewHistory()}
		r.History.Add(first)
		list = append(list, r)
	}
	story := strings.Join(lesson.LossStory(list, true, nil), "\n")
	for _, want := range []string{"Squared error starts at 30.", "Double softmax starts at 2.30"} {
		if !strings.Contains(story, want) {
			t.Errorf("the story does not say %q:\n%s", want, story)
		}
	}
}
