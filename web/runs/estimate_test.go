package runs

import (
	"testing"

	"digitlab/web/worker"
)

func TestEstimateSeconds(t *testing.T) {
	settings := func(net string, batch, epochs, workers int) worker.Settings {
		return worker.Settings{Architecture: net, BatchSize: batch, Epochs: epochs, Workers: workers}
	}
	known := List{
		{Settings: settings("simplenet", 64, 1, 1), Speed: 100},
		{Settings: settings("simplenet", 64, 1, 1), Speed: 1000}, // the newest
		{Settings: settings("mlp", 64, 1, 1), Speed: 1e6},
		{Settings: settings("simplenet", 64, 1, 1)}, // has not begun
	}
	tests := []struct {
		list     List
		settings worker.Settings
		images   int
		want     float64
	}{
		{known, settings("simplenet", 64, 3, 1), 6400, 3 * 6.4},
		{known, settings("simplenet", 64, 3, 4), 6400, 3 * 1.6},
		// A batch of one takes as long as one of eight.
		{known, settings("simplenet", 1, 1000, 2), 50_000, 1000 * 50_000 * .008},
		{known, settings("simplenet", 100, 1, 1), 150, 2 * .104}, // 13 shards each, the last not full
		{nil, settings("simplenet", 8, 1, 1), 3000, 1},
		{known, settings("linear", 8, 1, 1), 3000, 1},
		{known, worker.Settings{}, 3000, 0},
	}
	for _, test := range tests {
		if got := test.list.EstimateSeconds(test.settings, test.images); got < test.want*.999 || got > test.want*1.001 {
			t.Errorf("%+v on %d images takes %v s, want %v", test.settings, test.images, got, test.want)
		}
	}
}
