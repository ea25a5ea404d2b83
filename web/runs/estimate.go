package runs

import (
	"math"

	"digitlab/web/worker"
)

const (
	// shard is how many images of a batch are computed at a time: a batch of one
	// takes as long as one of eight.
	shard = 8
	// guessedSeconds is what a shard takes on one processor core before any run has
	// told: those of phones and of large computers are some four times more and less.
	guessedSeconds = shard / 3000.
)

// shardTime returns how many times as long as one shard a batch takes, whose shards
// are shared by the helpers.
func shardTime(s worker.Settings) float64 {
	shards := math.Ceil(float64(s.BatchSize) / shard)
	return math.Ceil(shards / float64(max(s.Workers, 1)))
}

// EstimateSeconds returns about how long a run with these settings trains on so
// many images, by how fast the newest one with the same network was, or by a guess.
func (l List) EstimateSeconds(s worker.Settings, images int) float64 {
	if s.BatchSize < 1 {
		return 0
	}
	seconds := guessedSeconds
	for i := range l {
		r := &l[i]
		if r.Speed > 0 && r.Settings.Architecture == s.Architecture && r.Settings.BatchSize > 0 {
			seconds = float64(r.Settings.BatchSize) / r.Speed / shardTime(r.Settings)
		}
	}
	batches := math.Ceil(float64(images) / float64(s.BatchSize))
	return float64(s.Epochs) * batches * shardTime(s) * seconds
}
