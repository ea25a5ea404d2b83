// Package nearest finds the images of a dataset that are most like another one.
package nearest

import (
	"math"
	"slices"
	"sort"

	"digitlab/data"
)

// Finder finds the images of a split that are most like another one: those at
// the least Euclidean distance once both are blurred, by 1 2 1 along each axis.
// Blurred lines that lie a pixel apart are near each other. Of MNIST's first
// thousand validation images, the nearest training image has the right label
// for 970, and without blurring for 953.
//
// With B blurring, q the image and t one of the split's,
//
//	|Bq - Bt|² = |Bq|² - 2 (BᵀBq)·t + |Bt|²
//
// so that the split's images need not be blurred for each search: the last term
// is kept, and the middle one is a product with few terms, as digits are mostly
// paper. All of it are whole numbers.
type Finder struct {
	images *data.Images
	norms  []int64 // |Bt|² of the images there were in earlier searches
}

// New returns a Finder among the images of a split.
func New(images *data.Images) *Finder { return &Finder{images: images} }

// Neighbour is an image of a split at a distance, which is 1 for a pixel of ink
// that the other does not have, if that were not blurred.
type Neighbour struct {
	Index    int
	Distance float64
}

// restImages is how many images a Finder looks at between two rests, about a
// millisecond's work.
const restImages = 250

// Find returns the count images that are most like image, the nearest first. It
// calls rest every now and then; an error from there ends the search, and is
// returned.
func (f *Finder) Find(image *data.Image, count int, rest func() error) ([]Neighbour, error) {
	if err := f.prepare(rest); err != nil {
		return nil, err
	}
	stretches, norm := twiceBlurred(image)
	var nearest []candidate // sorted
	for i := range f.images.Len() {
		square := norm - 2*times(stretches, f.images.Image(i)) + f.norms[i]
		at := sort.Search(len(nearest), func(k int) bool { return nearest[k].square > square })
		if at < count {
			nearest = slices.Insert(nearest, at, candidate{i, square})
			nearest = nearest[:min(len(nearest), count)]
		}
		if i%restImages == restImages-1 {
			if err := rest(); err != nil {
				return nil, err
			}
		}
	}
	found := make([]Neighbour, len(nearest))
	for i, c := range nearest {
		found[i] = Neighbour{c.index, math.Sqrt(float64(c.square)) / (255 * blurSum)}
	}
	return found, nil
}

// candidate is an image at the square of a distance.
type candidate struct {
	index  int
	square int64
}

// prepare computes the norms that are missing.
func (f *Finder) prepare(rest func() error) error {
	const each = restImages / 2 // they take longer
	for len(f.norms) < f.images.Len() {
		f.norms = append(f.norms, blurredNorm(f.images.Image(len(f.norms))))
		if len(f.norms)%each == 0 {
			if err := rest(); err != nil {
				return err
			}
		}
	}
	return nil
}

// blurSum is the sum of the weights with which a pixel is blurred, 1 2 1 along
// each axis.
const blurSum = 16

// blurredNorm returns |Bt|². Blurring goes one pixel beyond the image.
func blurredNorm(image []byte) (norm int64) {
	var above, row, below [data.Side + 2]int32 // of rows blurred along x
	for y := range data.Side + 2 {
		above, row, below = row, below, [data.Side + 2]int32{}
		if y < data.Side {
			below = blurredRow(image[y*data.Side:][:data.Side])
		}
		for x := range row {
			v := int64(above[x] + 2*row[x] + below[x])
			norm += v * v
		}
	}
	return norm
}

func blurredRow(pixels []byte) (blurred [data.Side + 2]int32) {
	for x, v := range pixels {
		if v > 0 {
			blurred[x] += int32(v)
			blurred[x+1] += 2 * int32(v)
			blurred[x+2] += int32(v)
		}
	}
	return blurred
}

// stretch is a part of a row that is not zero.
type stretch struct {
	at      int // its first pixel
	weights []int64
}

// twiceBlurred returns BᵀBq, as far as it is not zero, and |Bq|².
func twiceBlurred(image *data.Image) (stretches []stretch, norm int64) {
	weights := [5]int64{1, 4, 6, 4, 1} // 1 2 1 twice
	for y := range data.Side {
		var row [data.Side]int64
		first, end := data.Side, 0
		for x := range data.Side {
			for dy, wy := range weights {
				for dx, wx := range weights {
					fromX, fromY := x+dx-2, y+dy-2
					if 0 <= fromX && fromX < data.Side && 0 <= fromY && fromY < data.Side {
						row[x] += wx * wy * int64(image[fromY*data.Side+fromX])
					}
				}
			}
			if row[x] > 0 {
				first, end = min(first, x), x+1
			}
			norm += row[x] * int64(image[y*data.Side+x])
		}
		if first < end {
			stretches = append(stretches, stretch{y*data.Side + first, slices.Clone(row[first:end])})
		}
	}
	return stretches, norm
}

// times returns the product with an image.
func times(stretches []stretch, image []byte) (sum int64) {
	for _, s := range stretches {
		pixels := image[s.at:][:len(s.weights)]
		for i, w := range s.weights {
			sum += w * int64(pixels[i])
		}
	}
	return sum
}
