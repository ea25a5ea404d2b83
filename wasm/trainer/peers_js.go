package main

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

// peers are train.Workers in Web Workers of their own: the helpers.
type peers struct {
	spawn    func() (worker.Port, error)
	want     atomic.Int32 // how many there should be from the next Compute on
	list     []*peer
	arrivals chan arrival
	nextID   int // of a shard; never used twice, so that late answers are known
	loss     string
}

// peer is one helper and the shards it is computing, by ID.
type peer struct {
	port   worker.Port
	cancel context.CancelFunc
	busy   map[int]int // index of the shard by its ID
}

// arrival is a message from a helper.
type arrival struct {
	from    *peer
	message worker.Message
}

// inFlight is how many shards a helper has at a time: the next one waits there
// while the answer to the first is on its way.
const inFlight = 2

// maxDeaths is how many helpers may die during one Compute before it gives up:
// one crash is an accident, a row of them is not.
const maxDeaths = 3

func newPeers(spawn func() (worker.Port, error)) *peers {
	return &peers{spawn: spawn, arrivals: make(chan arrival)}
}

// Compute implements train.Workers. Helpers that die are replaced, and their
// shards computed again.
func (p *peers) Compute(params []float32, shards []train.Shard, results []train.Result) error {
	if err := p.resize(int(p.want.Load())); err != nil {
		return err
	}
	packed := worker.PackFloats(params)
	for _, peer := range p.list {
		if err := p.greet(peer, packed); err != nil {
			return err
		}
	}
	open := make([]int, len(shards)) // shards to hand out, the last one first
	for i := range open {
		open[i] = len(shards) - 1 - i
	}
	done, deaths := 0, 0
	for done < len(shards) {
		var err error
		if open, err = p.handOut(open, shards); err != nil {
			return err
		}
		a := <-p.arrivals
		switch m := a.message.(type) {
		case *worker.ShardResult:
			if i, ok := a.from.busy[m.ID]; ok {
				delete(a.from.busy, m.ID)
				store(&results[i], m)
				done++
			}
		case *worker.Failure:
			if !slices.Contains(p.list, a.from) {
				continue // it has been replaced already
			}
			if deaths++; deaths > maxDeaths {
				p.dismissAll()
				return fmt.Errorf("the helper workers fail: %s", m.Text)
			}
			for _, i := range a.from.busy {
				open = append(open, i)
			}
			if err := p.replace(a.from, packed); err != nil {
				return err
			}
		}
	}
	return nil
}

func store(result *train.Result, m *worker.ShardResult) {
	result.Loss = float64(m.Loss)
	result.Predictions = append(result.Predictions[:0], m.Predictions...)
	result.Grads = worker.UnpackFloats(result.Grads[:0], m.Grads)
}

// handOut gives open shards to helpers that have room, evenly, and returns
// those that are left.
func (p *peers) handOut(open []int, shards []train.Shard) ([]int, error) {
	for room := range inFlight {
		for _, peer := range p.list {
			if len(open) == 0 {
				return open, nil
			}
			if len(peer.busy) > room {
				continue
			}
			i := open[len(open)-1]
			open = open[:len(open)-1]
			p.nextID++
			peer.busy[p.nextID] = i
			if err := peer.port.Send(shardMessage(p.nextID, shards[i])); err != nil {
				return nil, err
			}
		}
	}
	return open, nil
}

func shardMessage(id int, s train.Shard) *worker.Shard {
	samples := make([]byte, 0, len(s.Images)+len(s.Labels))
	samples = append(samples, s.Images...)
	return &worker.Shard{
		ID:       id,
		Count:    len(s.Labels),
		Batch:    s.Batch,
		Gradient: s.Gradient,
		Samples:  append(samples, s.Labels...),
	}
}

// greet hands a helper the weights to compute with. What it may still be
// computing, for a Compute that has failed, is of no use any more.
func (p *peers) greet(peer *peer, packed []byte) error {
	clear(peer.busy)
	return peer.port.Send(&worker.Weights{Loss: p.loss, Params: packed})
}

// resize starts or ends helpers until there are n, at least one.
func (p *peers) resize(n int) error {
	for len(p.list) > max(n, 1) {
		last := len(p.list) - 1
		p.list[last].dismiss()
		p.list = p.list[:last]
	}
	for len(p.list) < max(n, 1) {
		peer, err := p.start()
		if err != nil {
			return err
		}
		p.list = append(p.list, peer)
	}
	return nil
}

func (p *peers) start() (*peer, error) {
	port, err := p.spawn()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	started := &peer{port: port, cancel: cancel, busy: make(map[int]int)}
	go func() {
		for m := range port.Listen(ctx) {
			select {
			case p.arrivals <- arrival{started, m}:
			case <-ctx.Done():
			}
		}
	}()
	return started, nil
}

// replace puts a new helper in the place of one that died.
func (p *peers) replace(dead *peer, packed []byte) error {
	dead.dismiss()
	fresh, err := p.start()
	if err != nil {
		return err
	}
	for i, peer := range p.list {
		if peer == dead {
			p.list[i] = fresh
		}
	}
	return p.greet(fresh, packed)
}

func (p *peers) dismissAll() {
	for _, peer := range p.list {
		peer.dismiss()
	}
	p.list = nil
}

// dismiss ends a helper. What it may still have sent counts no more: its shards
// are computed by others.
func (p *peer) dismiss() {
	clear(p.busy)
	p.cancel()
	p.port.Close()
}
