package peers

import (
	"math"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

// How many times as fast as one helper many are that share a board, by what a shard
// takes and what lies between two batches as docs/benchmarks.md has them. In the
// bubble nothing else takes time.
func TestManyHelpers(t *testing.T) {
	const (
		between   = 300 * time.Microsecond
		simpleNet = 1450 * time.Microsecond
		sprint    = 1160 * time.Microsecond
	)
	tests := []struct {
		name    string
		shards  int
		shard   time.Duration
		helpers int
		first   time.Duration // what a shard takes with the first helper; 0 is as with the others
		late    time.Duration // that it is
		want    float64
	}{
		{name: "simplenet, batches of 100", shards: 13, shard: simpleNet, helpers: 8, want: 6.0},
		{name: "simplenet, batches of 100", shards: 13, shard: simpleNet, helpers: 16, want: 10.9},
		{name: "simplenet, batches of 128", shards: 16, shard: simpleNet, helpers: 8, want: 7.3},
		{name: "simplenet, batches of 128", shards: 16, shard: simpleNet, helpers: 16, want: 13.4},
		{name: "sprint", shards: 16, shard: sprint, helpers: 8, want: 7.2},
		{name: "sprint", shards: 16, shard: sprint, helpers: 16, want: 12.9},
		{name: "sprint, seven", shards: 16, shard: sprint, helpers: 7, want: 5.0},
		{name: "sprint, one of half the speed", shards: 16, shard: sprint, helpers: 8, first: 2*sprint + 1, want: 5.0},
		{name: "sprint, one of a quarter of it", shards: 16, shard: sprint, helpers: 8, first: 4 * sprint, want: 3.8},
		{name: "sprint, one that comes late", shards: 16, shard: sprint, helpers: 8, late: time.Second, want: 5.0},
	}
	for _, test := range tests {
		synctest.Test(t, func(t *testing.T) {
			memory, err := worker.NewMemory(layout{shards: test.shards}.size())
			if err != nil {
				t.Fatal(err)
			}
			var group sync.WaitGroup
			start, ended := time.Now(), make(chan time.Duration, 1)
			time.Sleep(between)
			(&board{memory: memory}).write(batch{shards: make([]train.Shard, test.shards)}, 1, test.helpers)
			for i := range test.helpers {
				takes, late := test.shard, time.Duration(0)
				if i == 0 {
					takes, late = max(takes, test.first), test.late
				}
				group.Go(func() {
					time.Sleep(late)
					b := board{memory: memory}
					for i, ok := b.takeShard(); ok; i, ok = b.takeShard() {
						time.Sleep(takes)
						if b.writeResult(i, new(train.Result)) {
							ended <- time.Since(start)
						}
					}
				})
			}
			one, took := between+time.Duration(test.shards)*test.shard, <-ended
			group.Wait()
			if got := math.Round(10*float64(one)/float64(took)) / 10; got != test.want {
				t.Errorf("%s: %d helpers are %v times one, want %v", test.name, test.helpers, got, test.want)
			}
		})
	}
}
