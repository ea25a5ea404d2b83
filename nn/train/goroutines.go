package train

import (
	"sync"
	"sync/atomic"

	"digitlab/nn"
)

// Goroutines are Workers within this process.
type Goroutines struct {
	replicas []*Replica
}

// NewGoroutines returns n workers, each with a model from newModel.
func NewGoroutines(n int, newModel func() *nn.Model) *Goroutines {
	g := new(Goroutines)
	for range n {
		g.replicas = append(g.replicas, NewReplica(newModel()))
	}
	return g
}

// Compute implements Workers. It returns no error.
func (g *Goroutines) Compute(params []float32, shards []Shard, results []Result) error {
	var next atomic.Int64
	var group sync.WaitGroup
	for _, r := range g.replicas[:min(len(g.replicas), len(shards))] {
		group.Go(func() {
			r.SetParams(params)
			for i := next.Add(1) - 1; i < int64(len(shards)); i = next.Add(1) - 1 {
				r.Compute(&results[i], shards[i])
			}
		})
	}
	group.Wait()
	return nil
}
