package ownset

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"

	"digitlab/data/failure"
	"digitlab/web/hand"
)

const (
	// oneHeldBackIn is how many drawings of a class there are for one to validate on.
	oneHeldBackIn = 5
	// epochImages is how many images an epoch has at least: of a few dozen drawings,
	// it would be over with one step.
	epochImages = 960
)

// HeldBack returns how many drawings of a class that has so many are validated on.
func HeldBack(drawings int) int { return drawings / oneHeldBackIn }

// Dataset returns the drawings of the classes that are Used as a dataset of the
// page's own form, in JSON: the names, then the images to train on, to validate on
// and, of which there are none, to test on. The seed chooses those to validate on.
// The others of each class are repeated, in turn, until every class has as many
// images as the others and an epoch is long enough.
func (s Set) Dataset(seed uint64) ([]byte, error) {
	used := s.Used()
	if !s.Ready() {
		return nil, failure.New("there are not enough drawings to train on")
	}
	names, err := json.Marshal(s.Names(used))
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(seed, 0))
	share := (epochImages + len(used) - 1) / len(used)
	train, valid := make([]texts, len(used)), make([]texts, len(used))
	for i, class := range used {
		train[i], valid[i] = divide(s.Of(class), random)
		share = max(share, len(train[i]))
	}

	var learned, heldBack part
	for round := range share {
		for label := range used {
			learned.add(train[label][round%len(train[label])], label)
		}
	}
	for label := range used {
		for _, image := range valid[label] {
			heldBack.add(image, label)
		}
	}
	text := append([]byte("["), names...)
	for _, p := range []part{learned, heldBack, {}} {
		text = append(p.append(append(text, ',')), "\n"...)
	}
	return append(text, "]\n"...), nil
}

// texts are images, each as a list of JSON.
type texts [][]byte

// divide returns the drawings of a class to train on, and those to validate on.
func divide(drawings hand.Set, random *rand.Rand) (train, valid texts) {
	drawings = slices.Clone(drawings)
	slices.Reverse(drawings) // in the order in which they were drawn
	chosen := random.Perm(len(drawings))[:HeldBack(len(drawings))]
	for i := range drawings {
		to := &train
		if slices.Contains(chosen, i) {
			to = &valid
		}
		*to = append(*to, imageText(drawings[i].Image))
	}
	return train, valid
}

// imageText returns pixels of 0 to 255 as a list of numbers from 0 to 1.
func imageText(pixels []byte) []byte {
	text := []byte{'['}
	for i, v := range pixels {
		if i > 0 {
			text = append(text, ',')
		}
		if v == 0 {
			text = append(text, '0')
			continue
		}
		text = strconv.AppendFloat(text, float64(v)/255, 'f', 3, 64)
	}
	return append(text, ']')
}

// part is one of the three parts of a dataset.
type part struct {
	images texts
	labels []int
}

func (p *part) add(image []byte, label int) {
	p.images, p.labels = append(p.images, image), append(p.labels, label)
}

// append appends the part as JSON.
func (p *part) append(text []byte) []byte {
	text = append(text, "[["...)
	for i, image := range p.images {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, image...)
	}
	text = append(text, "],["...)
	for i, label := range p.labels {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, int64(label), 10)
	}
	return append(text, "]]"...)
}
