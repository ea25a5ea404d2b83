package peers

import (
	"math"
	"slices"
	"time"
)

// pace finds out how many helpers pay. Browsers tell of cores that others use, or
// that are none: a helper on one of those takes from the rest, and from the page,
// what it gives.
type pace struct {
	most  int // helpers that there may be
	batch int // of the present comparison, or of the warm-up before the first
	times [2][]float64
	best  float64 // ns a shard, the least so far
	done  bool
}

const (
	fewest = 2 // helpers are not compared with fewer
	// warmUp is how many batches are not looked at: engines compile meanwhile.
	warmUp = 50
	// In turns of so many batches the most helpers work, then one fewer, then the
	// most again: what else the machine does meanwhile meets both.
	batchesOfTurn = 8
	turns         = 24
	// worth is how much longer a shard may take with one helper fewer.
	worth = 1.03
)

func newPace(most int) *pace {
	return &pace{most: most, batch: -warmUp, best: math.Inf(1), done: most <= fewest}
}

// fewer returns by how many helpers less the next batch is to be computed, 0 or 1.
func (p *pace) fewer() int {
	if p.done || p.batch < 0 {
		return 0
	}
	return p.batch / batchesOfTurn % 2
}

// add takes in how long a batch of so many shards took, with as many helpers as
// fewer has said.
func (p *pace) add(took time.Duration, shards int) {
	if p.done || shards < 2*p.most { // some helpers get more shards than others
		return
	}
	if p.batch >= 0 {
		i := p.fewer()
		p.times[i] = append(p.times[i], float64(took)/float64(shards))
	}
	if p.batch++; p.batch < turns*batchesOfTurn {
		return
	}
	p.best = min(p.best, lowerQuartile(p.times[0]))
	if lowerQuartile(p.times[1]) > worth*p.best {
		p.done = true
		return
	}
	p.most--
	p.batch, p.times, p.done = 0, [2][]float64{}, p.most == fewest
}

// lowerQuartile is less than the mean moved by what stops a machine now and then.
func lowerQuartile(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/4]
}
