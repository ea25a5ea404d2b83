// Package peers spreads batches over helpers, workers that each compute shards
// of them: by message, or by a board in shared memory. Serve is the helper's end.
package peers

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"digitlab/data/failure"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Peers compute as train.Workers do, in workers of their own: the helpers.
type Peers struct {
	options  Options
	exchange exchange
	want     atomic.Int32 // how many there should be from the next Compute on
	wayUntil atomic.Int64 // ns since 1970, when they need not give way any more
	held     atomic.Int64 // ns since 1970, when batches may begin again
	pace     *pace        // of helpers whose number nobody has chosen; nil before the first Compute
	list     []*peer
	arrivals chan arrival // with room for what helpers say between batches, which are watched all the same
	network  weights.Network
}

// Options say how helpers are started and reached.
type Options struct {
	// Spawn starts a helper, a worker that calls Serve.
	Spawn func() (worker.Port, error)
	// Cores is how many the processor has: as many helpers as there are to be
	// where nobody says, and as there are to be less than while they give way.
	Cores int
	// Share has batches cross in shared memory, which worker.CanShare tells of.
	Share bool
}

// peer is one helper.
type peer struct {
	port   worker.Port
	cancel context.CancelFunc
	board  *board // what it was last given to work on, nil without shared memory
	idle   bool   // it waits for messages, and not at the board
}

// arrival is a message from a helper.
type arrival struct {
	from    *peer
	message worker.Message
}

// batch is what Compute is asked for.
type batch struct {
	weights.Network
	params  []float32
	shards  []train.Shard
	results []train.Result
}

// exchange is a way for batches to reach helpers, and for results to come back.
type exchange interface {
	// begin hands out a batch. One that has not ended is given up, and what
	// helpers still do for it counts no more.
	begin(helpers []*peer, b batch) error
	// take takes a message from a helper.
	take(from *peer, m worker.Message) error
	// ended reports whether all results of the batch are in.
	ended() bool
	// giveUp is called when helpers are dismissed, which may be about to take part
	// in the next batch.
	giveUp()
}

// maxDeaths is how many times helpers may die during one Compute before it gives
// up: one crash is an accident, a row of them is not.
const maxDeaths = 3

// ErrDead is that of a Compute that has given up. The next has fresh helpers.
var ErrDead = failure.New("the helper workers failed again and again")

// New returns peers that start with the first Compute.
func New(options Options) *Peers {
	p := &Peers{options: options, exchange: new(byMessage), arrivals: make(chan arrival, 1000)}
	if options.Share {
		p.exchange = new(byBoard)
	}
	return p
}

// SetNetwork says of which network the parameters are that come next. It must
// not be called during a Compute. How many helpers pay is found out anew for other
// layers only.
func (p *Peers) SetNetwork(n weights.Network) {
	if n.Architecture != p.network.Architecture {
		p.pace = nil
	}
	p.network = n
}

// SetCount sets the number of helpers, 0 meaning one a processor core; of as many,
// those are ended that turn out not to pay. It takes effect with the next Compute.
func (p *Peers) SetCount(n int) {
	if n < 1 {
		n = p.options.Cores
	}
	p.want.Store(int32(n))
}

// Count returns how many helpers the last Compute had. It must not be called
// during one.
func (p *Peers) Count() int { return len(p.list) }

// GiveWay leaves a processor core free for a while, beginning with the next
// Compute.
func (p *Peers) GiveWay(while time.Duration) {
	p.wayUntil.Store(time.Now().Add(while).UnixNano())
}

// Hold lets no batch begin for a while, which the next call changes.
func (p *Peers) Hold(while time.Duration) {
	p.held.Store(time.Now().Add(while).UnixNano())
}

// await waits until batches may begin.
func (p *Peers) await(ctx context.Context) error {
	for time.Now().UnixNano() < p.held.Load() && ctx.Err() == nil {
		time.Sleep(2 * time.Millisecond)
	}
	if ctx.Err() != nil {
		return train.ErrStopped
	}
	return nil
}

// size returns how many helpers there are to be.
func (p *Peers) size() int {
	n := max(int(p.want.Load()), 1)
	if n != p.options.Cores {
		p.pace = nil
		return n
	}
	if p.pace == nil {
		p.pace = newPace(n)
	}
	return p.pace.most
}

// working returns the helpers that take part in a batch: all of them, or all
// but one if that frees a core that somebody needs. What they compute is the
// same.
func (p *Peers) working() []*peer {
	n := len(p.list)
	switch {
	case p.givesWay():
		n--
	case p.pace != nil:
		n -= p.pace.fewer()
	}
	return p.list[:n]
}

// givesWay reports whether one helper is to leave its core to the page.
func (p *Peers) givesWay() bool {
	cores := p.options.Cores
	if p.pace != nil {
		cores = p.pace.most
	}
	return len(p.list) > 1 && len(p.list) >= cores && time.Now().UnixNano() < p.wayUntil.Load()
}

// Compute is that of train.Workers, but ends with train.ErrStopped as soon as ctx
// does: it may be a helper that nobody hears of any more which it waits for, or a
// batch that takes long. When a helper dies, the batch begins anew with
// fresh helpers: what has ended one, such as a want of memory, may have ended more
// of them, and of one that fell silent nobody hears at once.
func (p *Peers) Compute(ctx context.Context, params []float32, shards []train.Shard, results []train.Result) error {
	for deaths := 0; ; deaths++ {
		if err := p.await(ctx); err != nil {
			return err
		}
		if err := p.resize(p.size()); err != nil {
			return err
		}
		b := batch{p.network, params, shards, results}
		measured := p.pace != nil && !p.givesWay() && layoutOf(b).gradient
		start := time.Now()
		death, err := p.attempt(ctx, b)
		if err != nil {
			return err
		}
		if death == nil {
			if measured {
				p.pace.add(time.Since(start), len(shards))
			}
			return nil
		}
		p.resize(0)
		if deaths == maxDeaths {
			return failure.New("%w: %s", ErrDead, death.Message)
		}
	}
}

// attempt computes a batch with the present helpers. If one of them dies, the
// results are of no use.
func (p *Peers) attempt(ctx context.Context, b batch) (death *worker.Failure, err error) {
	if err := p.exchange.begin(p.working(), b); err != nil {
		return nil, err
	}
	for !p.exchange.ended() {
		var a arrival
		select {
		case a = <-p.arrivals:
		case <-ctx.Done():
			return nil, train.ErrStopped
		}
		if !slices.Contains(p.list, a.from) {
			continue // sent before it was dismissed
		}
		if death, ok := a.message.(*worker.Failure); ok {
			return death, nil
		}
		if err := p.exchange.take(a.from, a.message); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// resize starts or ends helpers until there are n.
func (p *Peers) resize(n int) error {
	if len(p.list) > n {
		p.exchange.giveUp()
	}
	for len(p.list) > n {
		last := p.list[len(p.list)-1]
		last.cancel()
		last.port.Close()
		p.list = p.list[:len(p.list)-1]
	}
	for len(p.list) < n {
		if err := p.start(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Peers) start() error {
	port, err := p.options.Spawn()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	started := &peer{port: port, cancel: cancel}
	go func() {
		for m := range port.Listen(ctx) {
			select {
			case p.arrivals <- arrival{started, m}:
			case <-ctx.Done():
			}
		}
	}()
	p.list = append(p.list, started)
	return nil
}
