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
//	8                    cursor, int32: the first shard that nobody has taken
//	4 * params           parameters, float32
//	shards * shardSize   shards: samples, int32; samples in the whole batch,
//	                     int32; 1 to ask for the gradient, int32; smoothing
//	                     of the labels, float32; seed, uint64; augmentation,
//	                     a float64 each field; seed of each image, uint64;
//	                     images; labels
//	shards * resultSize  results: loss, float64; number of outputs, int32;
//	                     outputs, float32; gradient, float32
//
// Each shard has room for train.ShardSize images, labels, seeds and outputs for
// each digit. All parts begin at multiples of eight bytes: browsers copy shared
// memory byte by byte where they do not.
//
// The coordinator writes before it wakes the helpers and reads when all of them
// have answered; only the cursor is moved by several at a time.
type board struct {
	layout
	memory *worker.Memory
	buffer []byte // to build and parse shards and results in
	seeds  []uint64
}

const (
	cursorAt = 0
	paramsAt = 8

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
	gradsAt       = outputsAt + 4*train.ShardSize*data.Classes
)

// layout says how much a board holds, and so where each part begins.
type layout struct {
	params, shards int
	gradient       bool // results have room for gradients
}

func layoutOf(b batch) layout {
	asks := func(s train.Shard) bool { return s.Gradient }
	return layout{params: len(b.params), shards: len(b.shards), gradient: slices.ContainsFunc(b.shards, asks)}
}

// paramsSize is that of parameters, or of gradients, in whole words of eight.
func (l layout) paramsSize() int { return (4*l.params + 7) &^ 7 }

func (l layout) shardAt(i int) int { return paramsAt + l.paramsSize() + i*shardSize }

func (l layout) resultAt(i int) int { return l.shardAt(l.shards) + i*l.resultSize() }

func (l layout) resultSize() int {
	if l.gradient {
		return gradsAt + l.paramsSize()
	}
	return gradsAt
}

func (l layout) size() int { return l.resultAt(l.shards) }

// write puts a batch on the board, for which it must be large enough; all
// shards are free to be taken.
func (b *board) write(batch batch) {
	b.layout = layoutOf(batch)
	b.memory.WriteFloats(paramsAt, batch.params)
	b.buffer = b.buffer[:0]
	for _, s := range batch.shards {
		b.buffer = appendShard(b.buffer, s)
	}
	b.memory.Write(b.shardAt(0), b.buffer)
	b.memory.Set(cursorAt, 0)
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

// giveUp leaves no shard to be taken.
func (b *board) giveUp() { b.memory.Set(cursorAt, b.shards) }

// takeShard returns the index of a shard that nobody else takes, and false if
// none is left.
func (b *board) takeShard() (i int, ok bool) {
	i = b.memory.Add(cursorAt, 1)
	return i, i < b.shards
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

// writeResult puts the result of shard i on the board.
func (b *board) writeResult(i int, r *train.Result) {
	head := b.room(outputsAt + 4*len(r.Outputs))
	binary.LittleEndian.PutUint64(head[lossAt:], math.Float64bits(r.Loss))
	binary.LittleEndian.PutUint32(head[outputCountAt:], uint32(len(r.Outputs)))
	copy(head[outputsAt:], worker.PackFloats(r.Outputs))
	b.memory.Write(b.resultAt(i), head)
	b.memory.WriteFloats(b.resultAt(i)+gradsAt, r.Grads)
}

// readResults fills the results of shards.
func (b *board) readResults(results []train.Result, shards []train.Shard) {
	for i, s := range shards {
		head := b.room(gradsAt)
		b.memory.Read(head, b.resultAt(i))
		outputs := int(binary.LittleEndian.Uint32(head[outputCountAt:]))
		r := &results[i]
		r.Loss = math.Float64frombits(binary.LittleEndian.Uint64(head[lossAt:]))
		r.Outputs = worker.UnpackFloats(r.Outputs[:0], head[outputsAt:outputsAt+4*outputs])
		r.Grads = r.Grads[:0]
		if s.Gradient {
			r.Grads = slices.Grow(r.Grads, b.params)[:b.params]
			b.memory.ReadFloats(r.Grads, b.resultAt(i)+gradsAt)
		}
	}
}

// room returns n bytes of the buffer.
func (b *board) room(n int) []byte {
	b.buffer = slices.Grow(b.buffer[:0], n)[:n]
	return b.buffer
}
