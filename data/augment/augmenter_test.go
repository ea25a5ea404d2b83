package augment

import (
	"hash/crc32"
	"math"
	"testing"

	"digitlab/data"
)

func newAugmenter(t testing.TB, text string) *Augmenter {
	t.Helper()
	settings, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return New(settings)
}

// trainingImage returns an image of MNIST.
func trainingImage(t testing.TB, i int) *data.Image {
	return (*data.Image)(mnist(t).Images(data.Train).Image(i))
}

// TestAugmenterGolden holds the bits of augmented images, which are the same
// wherever the test runs: natively and as WebAssembly, with and without SIMD.
// The checksums are those of the first run; they change with the effects.
func TestAugmenterGolden(t *testing.T) {
	tests := []struct {
		settings string
		want     uint32
	}{
		{"shift=2", 0xbefe6480},
		{"rotate=12", 0x4b056962},
		{"scale=0.15", 0x47168a56},
		{"shear=0.15", 0x184c7900},
		{"elastic=1", 0x911780a5},
		{"thickness=0.5", 0x9270eadf},
		{"pen=1", 0xb49e1502},
		{"light", 0x756ec684},
		{"full", 0x793144e4},
		{"shift=8,rotate=45,scale=0.5,shear=0.5,elastic=2,thickness=1,pen=0.5", 0x839efb41},
	}
	for _, test := range tests {
		t.Run(test.settings, func(t *testing.T) {
			a := newAugmenter(t, test.settings)
			sum := crc32.NewIEEE()
			for i := range 500 {
				var image data.Image
				a.Apply(&image, trainingImage(t, i), 0, uint64(i)<<32+1)
				sum.Write(image[:])
			}
			if got := sum.Sum32(); got != test.want {
				t.Errorf("the images have the CRC-32 %#08x, want %#08x", got, test.want)
			}
		})
	}
}

func TestAugmenterDependsOnSeedAlone(t *testing.T) {
	a, b := newAugmenter(t, "full,pen=0.5"), newAugmenter(t, "full,pen=0.5")
	var want, got, other data.Image
	same := 0
	for i := range 100 {
		src := trainingImage(t, i)
		a.Apply(&want, src, 0, 7)
		b.Apply(&other, src, 0, 8) // leaves its room in another state
		got = *src
		b.Apply(&got, &got, 0, 7)
		if got != want {
			t.Fatalf("image %d: another Augmenter, after another image and in place, gives other bits", i)
		}
		if got == other {
			same++
		}
	}
	if same > 0 {
		t.Errorf("seeds 7 and 8 give the same for %d of 100 images", same)
	}
}

func TestNoAugmentation(t *testing.T) {
	a := New(Settings{})
	for i := range 100 {
		var got data.Image
		a.Apply(&got, trainingImage(t, i), 0, 3)
		if got != *trainingImage(t, i) {
			t.Fatalf("image %d was changed", i)
		}
	}
}

// Images without ink, or all of ink, pass through every effect.
func TestAugmenterExtremes(t *testing.T) {
	var full, empty, corner data.Image
	for i := range full {
		full[i] = 255
	}
	for i := range 9 {
		corner[(data.Side-1-i/3)*data.Side+data.Side-1-i%3] = 255
	}
	for _, settings := range []string{"light", "full,pen=0", "full,pen=1", "shift=8,rotate=45,scale=0.5,shear=0.5,elastic=2,thickness=1"} {
		a := newAugmenter(t, settings)
		for seed := range uint64(200) {
			var got data.Image
			if a.Apply(&got, &empty, 0, seed); got != empty {
				t.Fatalf("%s: paper gets ink", settings)
			}
			a.Apply(&got, &full, 0, seed)
			if ink(&got) == 0 {
				t.Fatalf("%s: of a black image, nothing is left", settings)
			}
			a.Apply(&got, &corner, 0, seed)
			if ink(&got) == 0 {
				t.Fatalf("%s: ink in a corner is lost", settings)
			}
		}
	}
}

// ink returns the sum of all pixels.
func ink(image *data.Image) (sum int) {
	for _, v := range image {
		sum += int(v)
	}
	return sum
}

// Each number that is drawn keeps to its range and makes use of it.
func TestBetween(t *testing.T) {
	a := New(Settings{})
	for _, limit := range []fixed{0, 1, one / 2, 45 * one} {
		least, most, sum := limit, -limit, 0.0
		const draws = 10000
		for range draws {
			v := a.between(-limit, limit)
			least, most = min(least, v), max(most, v)
			sum += float64(v)
		}
		if least < -limit || most > limit {
			t.Errorf("between -%d and %d: %d to %d", limit, limit, least, most)
		}
		if least > -limit+limit/100 || most < limit-limit/100 {
			t.Errorf("between -%d and %d: only %d to %d of %d draws", limit, limit, least, most, draws)
		}
		// The mean's standard deviation is limit/sqrt(3*draws).
		if mean := sum / draws; math.Abs(mean) > 5*float64(limit)/math.Sqrt(3*draws) {
			t.Errorf("between -%d and %d: mean %g", limit, limit, mean)
		}
	}
}

func TestAugmenterAllocations(t *testing.T) {
	a := newAugmenter(t, "full,pen=0.5")
	var dst data.Image
	seed := uint64(0)
	if got := testing.AllocsPerRun(100, func() {
		a.Apply(&dst, trainingImage(t, int(seed)), 0, seed)
		seed++
	}); got > 0 {
		t.Errorf("Apply allocates %v times, want 0", got)
	}
}

func BenchmarkAugmenter(b *testing.B) {
	for _, settings := range []string{"light", "full", "shift=2", "elastic=1", "thickness=0.5", "pen=1"} {
		b.Run(settings, func(b *testing.B) {
			a := newAugmenter(b, settings)
			images := mnist(b).Images(data.Train).Len()
			var dst data.Image
			for i := 0; b.Loop(); i++ {
				a.Apply(&dst, trainingImage(b, i%images), 0, uint64(i))
			}
		})
	}
}
