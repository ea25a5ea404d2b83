package main

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"syscall/js"
	"time"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

// peers are train.Workers in Web Workers of their own: the helpers.
type peers struct {
	spawn    func() (worker.Port, error)
	exchange exchange
	cores    int          // of the processor
	want     atomic.Int32 // how many there should be from the next Compute on
	wayUntil atomic.Int64 // ns since 1970, when they need not give way any more
	list     []*peer
	arrivals chan arrival
	network  network
}

// peer is one helper.
type peer struct {
	port   worker.Port
	cancel context.CancelFunc
	board  *board // what it was last given to work on, nil without shared memory
}

// arrival is a message from a helper.
type arrival struct {
	from    *peer
	message worker.Message
}

// batch is what Compute is asked for.
type batch struct {
	network
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
	// ended says whether all results of the batch are in.
	ended() bool
}

// maxDeaths is how many helpers may die during one Compute before it gives up:
// one crash is an accident, a row of them is not.
const maxDeaths = 3

func newPeers(spawn func() (worker.Port, error)) *peers {
	p := &peers{spawn: spawn, exchange: new(byMessage), cores: processorCores(), arrivals: make(chan arrival)}
	if worker.CanShare() {
		p.exchange = new(byBoard)
	}
	return p
}

// processorCores returns how many the browser tells of, 1 if it does not.
func processorCores() int {
	navigator := js.Global().Get("navigator")
	if navigator.IsUndefined() {
		return 1
	}
	return navigator.Get("hardwareConcurrency").Int()
}

// giveWay leaves a processor core free for a while, beginning with the next
// Compute.
func (p *peers) giveWay(while time.Duration) {
	p.wayUntil.Store(time.Now().Add(while).UnixNano())
}

// working returns the helpers that take part in a batch: all of them, or all
// but one if that frees a core that somebody needs. What they compute is the
// same.
func (p *peers) working() []*peer {
	n := len(p.list)
	if n > 1 && n >= p.cores && time.Now().UnixNano() < p.wayUntil.Load() {
		n--
	}
	return p.list[:n]
}

// Compute implements train.Workers. When a helper dies, another takes its place
// and the batch begins anew.
func (p *peers) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	for deaths := 0; ; deaths++ {
		if err := p.resize(max(int(p.want.Load()), 1)); err != nil {
			return err
		}
		death, err := p.attempt(batch{p.network, params, shards, results})
		if err != nil || death == nil {
			return err
		}
		if deaths == maxDeaths {
			p.resize(0) // more of them may have died; the next Compute has fresh ones
			return fmt.Errorf("the helper workers fail: %s", death.Text)
		}
	}
}

// attempt computes a batch with the present helpers. If one of them dies, it is
// dismissed and the results are of no use.
func (p *peers) attempt(b batch) (death *worker.Failure, err error) {
	if err := p.exchange.begin(p.working(), b); err != nil {
		return nil, err
	}
	for !p.exchange.ended() {
		a := <-p.arrivals
		i := slices.Index(p.list, a.from)
		if i < 0 {
			continue // sent before it was dismissed
		}
		if death, ok := a.message.(*worker.Failure); ok {
			p.dismiss(i)
			return death, nil
		}
		if err := p.exchange.take(a.from, a.message); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// resize starts or ends helpers until there are n.
func (p *peers) resize(n int) error {
	for len(p.list) > n {
		p.dismiss(len(p.list) - 1)
	}
	for len(p.list) < n {
		if err := p.start(); err != nil {
			return err
		}
	}
	return nil
}

func (p *peers) start() error {
	port, err := p.spawn()
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

// dismiss ends helper i.
func (p *peers) dismiss(i int) {
	p.list[i].cancel()
	p.list[i].port.Close()
	p.list = slices.Delete(p.list, i, i+1)
}
