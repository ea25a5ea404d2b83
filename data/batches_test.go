package data

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sized has n blank images in each split.
func sized(n int) *Dataset {
	d := new(Dataset)
	for split := range Splits {
		for range n {
			d.Images(split).Append(new(Image), 0)
		}
	}
	return d
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// TestOrder holds what of an epoch is shuffled: Train, given a generator.
func TestOrder(t *testing.T) {
	const n = 100 // so many do not fall into file order by chance
	d := sized(n)
	for _, test := range []struct {
		split    Split
		rng      *rand.Rand
		shuffled bool
	}{
		{Train, seeded(1), true},
		{Train, nil, false},
		{Valid, seeded(1), false},
		{Valid, nil, false},
		{Test, seeded(1), false},
	} {
		order := d.Order(test.split, test.rng)
		if shuffled := !slices.IsSorted(order); shuffled != test.shuffled {
			t.Errorf("Order(%v, rng = %t) shuffled = %t, want %t", test.split, test.rng != nil, shuffled, test.shuffled)
		}
		slices.Sort(order)
		for i, index := range order {
			if i != index {
				t.Fatalf("Order(%v) does not hold each image once: sorted it is %v", test.split, order)
			}
		}
	}
	if !slices.Equal(d.Order(Train, seeded(5)), d.Order(Train, seeded(5))) {
		t.Error("the same seed gives two orders")
	}
	rng := seeded(5)
	if slices.Equal(d.Order(Train, rng), d.Order(Train, rng)) {
		t.Error("two epochs have the same order")
	}
}

func TestBatches(t *testing.T) {
	tests := []struct {
		images, size int
		want         []int // sizes of the batches
	}{
		{0, 3, nil},
		{2, 3, []int{2}},
		{3, 3, []int{3}},
		{7, 3, []int{3, 3, 1}},
		{3, 1, []int{1, 1, 1}},
		{2, math.MaxInt, []int{2}},
	}
	for _, test := range tests {
		d := sized(test.images)
		b := d.Batches(Train, test.size, seeded(1))
		if b.Len() != len(test.want) {
			t.Errorf("%d images: Len() = %d, want %d", test.images, b.Len(), len(test.want))
		}
		var sizes, all []int
		for batch, ok := b.Next(); ok; batch, ok = b.Next() {
			sizes = append(sizes, len(batch))
			all = append(all, batch...)
		}
		if !slices.Equal(sizes, test.want) {
			t.Errorf("%d images: batches of %v, want %v", test.images, sizes, test.want)
		}
		if want := d.Order(Train, seeded(1)); !slices.Equal(all, want) {
			t.Errorf("%d images: %v, want those of Order, %v", test.images, all, want)
		}
		if batch, ok := b.Next(); ok || b.Len() != 0 {
			t.Errorf("%d images: Next() = %v after the end, %d to come", test.images, batch, b.Len())
		}
	}
}

func TestBatchesDoNotAllocate(t *testing.T) {
	b := sized(1000).Batches(Train, 10, seeded(1))
	if n := testing.AllocsPerRun(50, func() { b.Next() }); n != 0 {
		t.Errorf("Next allocates %v times, want 0", n)
	}
}

func TestBatchesPanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Batches(Train, 0, nil): no panic")
		}
	}()
	sized(1).Batches(Train, 0, nil)
}
