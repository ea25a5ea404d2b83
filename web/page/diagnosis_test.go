package page_test

import (
	"strings"
	"testing"

	"digitlab/data/failure"
	"digitlab/web/form"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// dead is what the trainer says of a run at a learning rate of 1.
func dead() *worker.Diagnosis {
	return &worker.Diagnosis{Kind: "dead", Nothing: true, Message: failure.Say("every image gets the same answer"),
		Changes: []worker.SettingValue{{Setting: "lr", Value: "0.1"}}}
}

func TestRemedy(t *testing.T) {
	for name, over := range map[string]bool{"after the run": true, "during the run": false} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, "lr=1")
			s.say(readyMessage)
			act(s, state.ChangeOrigin, state.OriginPresent)
			s.raise(state.StartRun)
			s.say(&worker.RunState{State: worker.StateRunning})
			s.sent()
			if got := s.value("diagnosis"); got != "" {
				t.Errorf("before the first #diagnosis has data-value %q", got)
			}
			s.say(dead())
			if html := s.html(); s.value("diagnosis") != "dead" || !strings.Contains(html, "Every image gets the same answer") || !strings.Contains(html, "Begin anew: Learning rate 0.1") {
				t.Error("the page does not say what is the matter, or what to change")
			}
			if over {
				s.say(&worker.Weights{Source: state.SourceRun, Step: 5}, &worker.RunState{State: worker.StateDone})
				if !strings.Contains(s.html(), "the network has learnt nothing") {
					t.Error("the end of the run is told as if all was well")
				}
			}
			s.raise(state.RemedyRun)
			s.raise(state.RemedyRun) // a second click
			if !over {
				s.expectSent(&worker.Stop{})
				s.say(&worker.RunState{State: worker.StateDone})
			}
			want := defaultStart(false)
			want.Settings.LearningRate = .1
			s.expectSent(want)
			if got := get(s, state.SettingsKey).Form.Text(form.LearningRate); got != "0.1" || !strings.Contains(s.address, "lr=0.1") {
				t.Errorf("the field has %q and the address %q, want 0.1", got, s.address)
			}
			s.say(&worker.RunState{State: worker.StateRunning})
			if got := s.value("diagnosis"); got != "" {
				t.Errorf("the next run has the diagnosis %q of the last", got)
			}
			s.raise(state.RemedyRun)
			s.say(&worker.RunState{State: worker.StateDone})
			s.expectSent()
		})
	}
}

// A run that is reset meanwhile is not begun anew, and nothing is when it is well
// again.
func TestNoRemedy(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.raise(state.StartRun)
	s.say(&worker.RunState{State: worker.StateRunning}, dead())
	s.raise(state.RemedyRun)
	s.sent()
	s.say(&worker.RunState{State: worker.StateIdle}, &worker.RunState{State: worker.StateDone})
	s.expectSent()
	s.say(dead(), &worker.Diagnosis{})
	s.raise(state.RemedyRun)
	s.expectSent()
}
