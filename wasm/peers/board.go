package peers

import (
	"encoding/binary"
	"math"
	"slices"
	"unsafe"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// board is memory that the coordinator and its helpers share. It holds one
// batch at a time; numbers are little-endian:
//
//	size                 what
//	4                    bell, int32: the number of the batch that helpers have
//	                     been called for, for the next of which they wait; -1
//	                     if the board is given up
//	4                    free, int32: how many shards nobody has taken; below 0
//	                     for those who have asked in vain
//	4                    helpers, int32: how many may take shards, the first ones
//	4                    number of the batch, int32
//	4                    params, int32
//	4                    shards, int32
//	4                    1 if there are gradients, int32
//	4                    0
//	4 * params           parameters, float32
//	shards * shardSize   shards: samples, int32; samples in the whole batch,
//	                     int32; 1 to ask for the gradient, int32; smoothing
//	                     of the labels, float32; seed, uint64; augmentation,
//	                     a float64 each field; seed of each image, uint64;
//	                     images; labels
//	4 * shards           turns of the shards, int32
//	shards * resultSize  results: loss, float64; number of outputs, int32;
//	                     outputs, float32
//	4 * params           sum of the gradients, float32
//	shards * 4 * params  gradients, float32
//
// Each shard has room for train.ShardSize images, labels, seeds and outputs for
// each digit. All parts begin at multiples of eight bytes: browsers copy shared
// memory byte by byte where they do not.
//
// The coordinator writes while no shard is free or without a result. A helper reads
// once it has taken a shard, whichever batch that is of: all that it needs stands
// until the shard has its result. So one that comes late holds nobody up.
//
// Gradients are added up in the order of the shards, by helpers. The turn of a shard
// is the number of two things that have happened: those of all shards before have
// been added, and its own is there. Whoever sees to the second of them adds it.
type board struct {
	layout
	number int // of the batch
	memory *worker.Memory
	buffer []byte // to build and parse shards and results in
	seeds  []uint64
	sum    []float32 // of gradients
	next   []float32 // gradient to be added
}

const (
	bellAt    = 0
	freeAt    = 4
	helpersAt = 8
	numberAt  = 12 // and the layout behind it
	paramsAt  = 32

	givenUp = -1 // a bell

	// Within a shard.
	samplesAt   = 0
	batchAt     = 4
	gradientAt  = 8
	smoothingAt = 12
	seedAt      = 16
	augmentAt   = 24
	seedsAt     = augmentAt + int(unsafe.Sizeof(augment.Settings{})) // numbers of 64 bits
	imagesAt    = seedsAt + 8*train.ShardSize
	labelsAt    = imagesAt + train.ShardSize*data.Pixels
	shardSize   = labelsAt + train.ShardSize

	// Within a result.
	lossAt        = 0
	outputCountAt = 8
	outputsAt     = 16
	resultSize    = outputsAt + 4*train.ShardSize*data.Classes
)

// layout says how much a board holds, and so where each part begins.
type layout struct {
	params, shards int
	gradient       bool
}

func layoutOf(b batch) layout {
	asks := func(s train.Shard) bool { return s.Gradient }
	return layout{params: len(b.params), shards: len(b.shards), gradient: slices.ContainsFunc(b.shards, asks)}
}

// paramsSize is that of parameters, or of gradients, in whole words of eight.
func (l layout) paramsSize() int { return (4*l.params + 7) &^ 7 }

func (l layout) shardAt(i int) int { return paramsAt + l.paramsSize() + i*shardSize }

func (l layout) turnAt(i int) int { return l.shardAt(l.shards) + 4*i }

func (l layout) resultAt(i int) int { return l.turnAt(l.shards)&^7 + 8 + i*resultSize }

func (l layout) sumAt() int { return l.resultAt(l.shards) }

func (l layout) gradsAt(i int) int { return l.sumAt() + (1+i)*l.gradsSize() }

func (l layout) gradsSize() int {
	if l.gradient {
		return l.paramsSize()
	}
	return 0
}

func (l layout) size() int { return l.gradsAt(l.shards) }

// write puts a batch on the board, for which it must be large enough, and calls
// so many helpers. The number is another one than that of the batch before.
func (b *board) write(batch batch, number, helpers int) {
	b.layout, b.number = layoutOf(batch), number
	b.memory.WriteFloats(paramsAt, batch.params)
	b.buffer = b.buffer[:0]
	for _, s := range batch.shards {
		b.buffer = appendShard(b.buffer, s)
	}
	b.buffer = append(b.buffer, 1) // of the first shard, which has none before it
	b.buffer = append(b.buffer, make([]byte, b.resultAt(0)-b.turnAt(0)-1)...)
	b.memory.Write(b.shardAt(0), b.buffer)
	head := b.room(paramsAt - numberAt)
	for i, value := range []int{number, b.params, b.shards, 0} {
		binary.LittleEndian.PutUint32(head[4*i:], uint32(value))
	}
	if b.gradient {
		head[12] = 1
	}
	b.memory.Write(numberAt, head)
	b.memory.Set(helpersAt, helpers)
	b.memory.Set(freeAt, b.shards) // from here on shards are taken
	b.ring(number)
}

// ring has all helpers that wait look at the board.
func (b *board) ring(bell int) {
	b.memory.Set(bellAt, bell)
	b.memory.Notify(bellAt)
}

func appendShard(buffer []byte, s train.Shard) []byte {
	start := len(buffer)
	buffer = append(buffer, make([]byte, shardSize)...)
	slot := buffer[start:]
	binary.LittleEndian.PutUint32(slot[samplesAt:], uint32(len(s.Labels)))
	binary.LittleEndian.PutUint32(slot[batchAt:], uint32(s.Batch))
	if s.Gradient {
		slot[gradientAt] = 1
	}
	binary.LittleEndian.PutUint32(slot[smoothingAt:], math.Float32bits(s.Smoothing))
	binary.LittleEndian.PutUint64(slot[seedAt:], s.Seed)
	if _, err := binary.Encode(slot[augmentAt:seedsAt], binary.LittleEndian, s.Augment); err != nil {
		panic(err) // the room is made for it
	}
	for i, seed := range s.Seeds {
		binary.LittleEndian.PutUint64(slot[seedsAt+8*i:], seed)
	}
	copy(slot[imagesAt:labelsAt], s.Images)
	copy(slot[labelsAt:], s.Labels)
	return buffer
}

// giveUp leaves no shard to be taken, and sends helpers away from the board.
func (b *board) giveUp() {
	b.memory.Set(freeAt, 0)
	b.ring(givenUp)
}

// takeShard returns the index of a shard that nobody else takes, and false if
// none is left. The layout and the number become those of its batch.
func (b *board) takeShard() (i int, ok bool) {
	free := b.memory.Add(freeAt, -1)
	if free <= 0 {
		return 0, false
	}
	head := b.room(paramsAt - numberAt)
	b.memory.Read(head, numberAt)
	value := func(i int) int { return int(binary.LittleEndian.Uint32(head[4*i:])) }
	b.number, b.layout = value(0), layout{params: value(1), shards: value(2), gradient: value(3) == 1}
	return b.shards - free, true
}

// readParams returns the parameters, in the room of params.
func (b *board) readParams(params []float32) []float32 {
	params = slices.Grow(params[:0], b.params)[:b.params]
	b.memory.ReadFloats(params, paramsAt)
	return params
}

// readShard returns shard i. It is a window into the board's room, which the
// next call fills anew.
func (b *board) readShard(i int) train.Shard {
	slot := b.room(shardSize)
	b.memory.Read(slot, b.shardAt(i))
	var augment augment.Settings
	if _, err := binary.Decode(slot[augmentAt:seedsAt], binary.LittleEndian, &augment); err != nil {
		panic(err)
	}
	samples := int(binary.LittleEndian.Uint32(slot[samplesAt:]))
	b.seeds = b.seeds[:0]
	for i := range samples {
		b.seeds = append(b.seeds, binary.LittleEndian.Uint64(slot[seedsAt+8*i:]))
	}
	return train.Shard{
		Images:    slot[imagesAt : imagesAt+samples*data.Pixels],
		Labels:    slot[labelsAt : labelsAt+samples],
		Batch:     int(binary.LittleEndian.Uint32(slot[batchAt:])),
		Gradient:  slot[gradientAt] == 1,
		Smoothing: math.Float32frombits(binary.LittleEndian.Uint32(slot[smoothingAt:])),
		Seed:      binary.LittleEndian.Uint64(slot[seedAt:]),
		Augment:   augment,
		Seeds:     b.seeds,
	}
}

// writeResult puts the result of shard i on the board, and reports whether it was
// the last that was missing.
func (b *board) writeResult(i int, r *train.Result) (last bool) {
	head := b.room(outputsAt + 4*len(r.Outputs))
	binary.LittleEndian.PutUint64(head[lossAt:], math.Float64bits(r.Loss))
	binary.LittleEndian.PutUint32(head[outputCountAt:], uint32(len(r.Outputs)))
	copy(head[outputsAt:], worker.PackFloats(r.Outputs))
	b.memory.Write(b.resultAt(i), head)

	if b.memory.Get(b.turnAt(i)) == 0 {
		b.memory.WriteFloats(b.gradsAt(i), r.Grads)
		if b.memory.Add(b.turnAt(i), 1) == 0 {
			return false
		}
	}
	b.sum = append(b.sum[:0], r.Grads...)
	if i > 0 {
		b.memory.ReadFloats(b.sum, b.sumAt())
		train.AddGrads(b.sum, r.Grads)
	}
	for i++; i < b.shards; i++ {
		if b.memory.Get(b.turnAt(i)) == 0 {
			b.memory.WriteFloats(b.sumAt(), b.sum)
			if b.memory.Add(b.turnAt(i), 1) == 0 {
				return false
			}
		}
		b.next = append(b.next[:0], b.sum...)
		b.memory.ReadFloats(b.next, b.gradsAt(i))
		train.AddGrads(b.sum, b.next)
	}
	b.memory.WriteFloats(b.sumAt(), b.sum)
	return true
}

// readResults fills the results of shards. The first has the sum of the gradients,
// in the board's room, until the next batch.
func (b *board) readResults(results []train.Result) {
	all := b.room(b.sumAt() - b.resultAt(0))
	b.memory.Read(all, b.resultAt(0))
	for i := range results {
		slot := all[i*resultSize:]
		outputs := int(binary.LittleEndian.Uint32(slot[outputCountAt:]))
		r := &results[i]
		r.Loss = math.Float64frombits(binary.LittleEndian.Uint64(slot[lossAt:]))
		r.Outputs = worker.UnpackFloats(r.Outputs[:0], slot[outputsAt:outputsAt+4*outputs])
		r.Grads = nil
	}
	if b.gradient {
		b.sum = slices.Grow(b.sum[:0], b.params)[:b.params]
		b.memory.ReadFloats(b.sum, b.sumAt())
		results[0].Grads = b.sum
	}
}

// room returns n bytes of the buffer.
func (b *board) room(n int) []byte {
	b.buffer = slices.Grow(b.buffer[:0], n)[:n]
	return b.buffer
}
