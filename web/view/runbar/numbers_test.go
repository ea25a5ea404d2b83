package runbar

import (
	"testing"

	"digitlab/web/state"
	"digitlab/web/worker"
)

func TestSecondsLeft(t *testing.T) {
	half := worker.Progress{Step: 50, Steps: 100, Seconds: 10}
	tests := []struct {
		name     string
		training state.Training
		want     float64
	}{
		{"under way", state.Training{State: worker.StateRunning, Progress: half}, 10},
		{"paused", state.Training{State: worker.StatePaused, Progress: half}, 10},
		{"before the first step", state.Training{State: worker.StateRunning, Progress: worker.Progress{Steps: 100}}, 0},
		{"stopped", state.Training{State: worker.StateDone, Progress: half}, 0},
		{"its last step", state.Training{State: worker.StateRunning, Progress: worker.Progress{Step: 100, Steps: 100, Seconds: 10}}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := secondsLeft(test.training); got != test.want {
				t.Errorf("secondsLeft = %g, want %g", got, test.want)
			}
		})
	}
}

func TestCountdown(t *testing.T) {
	for seconds, want := range map[float64]string{.2: "1 s", 19.5: "20 s", 21: "25 s", 88: "90 s", 100: "2 min", 600: "10 min", 8000: "2 h", 432000: "5 days", 1e9: "11574 days"} {
		if got := countdown(seconds); got != want {
			t.Errorf("countdown(%g) = %q, want %q", seconds, got, want)
		}
	}
}
