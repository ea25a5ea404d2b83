package glyph

import (
	"hash/crc32"
	"slices"
	"testing"

	"digitlab/data"
)

// The same seed gives the same bits on every machine and in every build.
func TestBits(t *testing.T) {
	var p Pen
	for _, test := range []struct {
		name string
		draw func(dst *data.Image, seed uint64)
		want uint32
	}{
		{"digits", func(dst *data.Image, seed uint64) { p.Digit(dst, int(seed%data.Classes), seed) }, 0xbcde6380},
		{"no digits", p.NoDigit, 0xd3c61dba},
	} {
		sum := crc32.NewIEEE()
		for seed := range uint64(2000) {
			var image data.Image
			test.draw(&image, seed)
			sum.Write(image[:])
		}
		if got := sum.Sum32(); got != test.want {
			t.Errorf("%s: the drawings have the CRC-32 %#08x, want %#08x", test.name, got, test.want)
		}
	}
}

// What is drawn follows from the seed alone, and differs from seed to seed.
func TestSeeds(t *testing.T) {
	var a, b Pen
	var want, got, other data.Image
	for digit := range data.Classes {
		a.Digit(&want, digit, 7)
		b.NoDigit(&other, 3) // leaves its room in another state
		b.Digit(&got, digit, 7)
		if got != want {
			t.Errorf("%d: another pen, after another drawing, gives other bits", digit)
		}
		if b.Digit(&other, digit, 8); other == want {
			t.Errorf("%d: seeds 7 and 8 give the same", digit)
		}
	}
}

// Drawings have the size and the place that MNIST's digits have.
func TestFormOfMNIST(t *testing.T) {
	var p Pen
	every := Others()
	for digit := range data.Classes {
		every = append(slices.Clone(every), Digits(digit)...)
	}
	for _, g := range every {
		for seed := range uint64(50) {
			var image data.Image
			p.Draw(&image, g, seed)
			left, top, right, bottom := data.Side, data.Side, -1, -1
			var sum, sumX, sumY, full int
			for i, v := range image {
				x, y := i%data.Side, i/data.Side
				if v > 0 {
					left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
				}
				if v == 255 {
					full++
				}
				sum += int(v)
				sumX += int(v) * x
				sumY += int(v) * y
			}
			if longer := max(right-left, bottom-top) + 1; longer < digitSide-1 || longer > digitSide+1 {
				t.Errorf("%s, seed %d: the longer side is %d", g.Name, seed, longer)
			}
			if full == 0 {
				t.Errorf("%s, seed %d: nowhere full ink", g.Name, seed)
			}
			// Ink all on one side may reach the edge before its centre reaches the middle.
			x, y := float64(sumX)/float64(sum), float64(sumY)/float64(sum)
			if left > 0 && right < data.Side-1 && (x < 13.4 || x > 14.6) || top > 0 && bottom < data.Side-1 && (y < 13.4 || y > 14.6) {
				t.Errorf("%s, seed %d: the centre of mass is %.2f, %.2f", g.Name, seed, x, y)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for digit := range data.Classes {
		seen := map[string]bool{}
		for _, g := range Digits(digit) {
			if seen[g.Name] || g.Name[0] != byte('0'+digit) {
				t.Errorf("way %q to write %d", g.Name, digit)
			}
			seen[g.Name] = true
		}
	}
}

func TestAllocations(t *testing.T) {
	var p Pen
	var dst data.Image
	seed := uint64(0)
	draw := func() {
		p.Digit(&dst, int(seed%data.Classes), seed)
		p.NoDigit(&dst, seed)
		seed++
	}
	for range 1000 {
		draw() // makes the room
	}
	if got := testing.AllocsPerRun(100, draw); got > 0 {
		t.Errorf("a drawing allocates %v times, want 0", got)
	}
}

func BenchmarkDigit(b *testing.B) {
	var p Pen
	var dst data.Image
	for i := 0; b.Loop(); i++ {
		p.Digit(&dst, i%data.Classes, uint64(i))
	}
}
