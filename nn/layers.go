package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"digitlab/data/failure"
)

// Layer is one of the layers that a network is made of: a Normalize, Conv, ReLU,
// GELU, Sigmoid, MaxPool, AvgPool, BatchNorm, Dropout or Linear.
type Layer interface {
	// String returns the layer's text, as ParseArchitecture reads it.
	String() string
	// kind is what names of the layer begin with.
	kind() string
}

// Normalize brings the values of images of this mean and standard deviation to
// mean 0 and deviation 1, (x-Mean)/Deviation, as PyTorch's transforms.Normalize
// does. It is the first layer of a network, if it is one.
type Normalize struct{ Mean, Deviation float64 }

// Conv is a convolution with square filters.
type Conv struct {
	Filters int // channels of the output
	Kernel  int // side of a filter
	// Padding is the number of zeros round the input, on each side, less than
	// Kernel. Same is the one that keeps the size, at stride 1.
	Padding int
	Stride  int // pixels from one place of a filter to the next; 0 = 1
}

// Same is the Padding with which the output of a Conv of stride 1 is as large as
// its input. The filters' side has to be odd.
const Same = -1

// ReLU is the rectifier, max(x, 0).
type ReLU struct{}

// GELU is x times the share of a normal distribution that lies below x, exactly;
// Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016).
type GELU struct{}

// Sigmoid is 1/(1 + exp(-x)).
type Sigmoid struct{}

// MaxPool takes the largest of each 2x2 values of a channel, whose sides have to
// be even.
type MaxPool struct{}

// AvgPool takes the mean of each square of values of a channel, whose sides have
// to be multiples of the square's.
type AvgPool struct{ Side int }

// BatchNorm brings each channel, or each value of a vector, to mean 0 and
// variance 1, then scales and shifts it; Ioffe and Szegedy, "Batch
// Normalization" (2015). Shards of a batch are normalised each by itself: "ghost
// batch normalization"; Hoffer, Hubara and Soudry, "Train longer, generalize better"
// (2017).
type BatchNorm struct{}

// Dropout drops a share of the values in training; Srivastava et al., "Dropout: A
// Simple Way to Prevent Neural Networks from Overfitting" (2014).
type Dropout struct {
	Rate float64 // the share, from 0 to below 1
}

// Linear is a fully connected layer. The last layer of a network is one.
type Linear struct {
	Outputs int // 0 for the last layer: as many as the loss wants
}

func (l Normalize) String() string { return fmt.Sprintf("normalize %v %v", l.Mean, l.Deviation) }

func (l Conv) String() string {
	text := fmt.Sprintf("conv %d %d", l.Filters, l.Kernel)
	if l.Padding != Same && 2*l.Padding != l.Kernel-1 {
		text += fmt.Sprintf(" pad %d", l.Padding)
	}
	if l.Stride > 1 {
		text += fmt.Sprintf(" stride %d", l.Stride)
	}
	return text
}

func (ReLU) String() string      { return "relu" }
func (GELU) String() string      { return "gelu" }
func (Sigmoid) String() string   { return "sigmoid" }
func (MaxPool) String() string   { return "pool" }
func (l AvgPool) String() string { return fmt.Sprintf("avgpool %d", l.Side) }
func (BatchNorm) String() string { return "bn" }
func (l Dropout) String() string { return fmt.Sprintf("dropout %v", l.Rate) }

func (l Linear) String() string {
	if l.Outputs == 0 {
		return "linear"
	}
	return fmt.Sprintf("linear %d", l.Outputs)
}

func (Normalize) kind() string { return "normalize" }
func (Conv) kind() string      { return "conv" }
func (ReLU) kind() string      { return "relu" }
func (GELU) kind() string      { return "gelu" }
func (Sigmoid) kind() string   { return "sigmoid" }
func (MaxPool) kind() string   { return "pool" }
func (AvgPool) kind() string   { return "avgpool" }
func (BatchNorm) kind() string { return "bn" }
func (Dropout) kind() string   { return "dropout" }
func (Linear) kind() string    { return "linear" }

// Zeros returns the number of zeros on each side of the input.
func (l Conv) Zeros() int {
	if l.Padding == Same {
		return (l.Kernel - 1) / 2
	}
	return l.Padding
}

// checkLayers returns the layers as an architecture lists them, the last without
// its number of outputs, or an error if one makes no sense by itself.
func checkLayers(layers []Layer, loss Loss) ([]Layer, error) {
	if len(layers) == 0 {
		return nil, errors.New("no layers: want one, linear, at least")
	}
	last := len(layers) - 1
	for i, l := range layers {
		if err := checkLayer(l, i, len(layers)); err != nil {
			return nil, failure.New("layer %d: %w", i+1, err)
		}
	}
	if got, want := layers[last].(Linear).Outputs, loss.Outputs(); got != 0 && got != want {
		return nil, fmt.Errorf("layer %d: linear of %d outputs: the loss wants %d", last+1, got, want)
	}
	return append(slices.Clone(layers[:last]), Linear{}), nil
}

// checkLayer returns an error if the layer makes no sense by itself, in place i of
// a number of layers.
func checkLayer(l Layer, i, count int) error {
	last := i == count-1
	switch l := l.(type) {
	case Normalize:
		if i > 0 {
			return failure.New("normalize is for the input; want it first")
		}
		if err := l.check(); err != nil {
			return err
		}
	case Conv:
		if err := l.check(); err != nil {
			return err
		}
	case Dropout:
		if !(l.Rate >= 0 && l.Rate < 1) {
			return failure.New("rate %v: want a number of at least 0 and below 1", l.Rate)
		}
	case AvgPool:
		if l.Side < 1 {
			return fmt.Errorf("avgpool of side %d: want at least 1", l.Side)
		}
	case Linear:
		if l.Outputs < 0 || l.Outputs == 0 && !last {
			return fmt.Errorf("linear of %d outputs: want at least 1; only the last has as many as the loss wants", l.Outputs)
		}
	case ReLU, GELU, Sigmoid, MaxPool, BatchNorm:
	default:
		return fmt.Errorf("%T is no layer", l)
	}
	if _, ok := l.(Linear); last && !ok {
		return failure.New("%s is last; want linear there", l.kind())
	}
	return nil
}

// check wants numbers that float32, in which the network computes, can hold.
func (l Normalize) check() error {
	switch {
	case !(math.Abs(l.Mean) <= math.MaxFloat32):
		return failure.New("mean %v: want a number", l.Mean)
	case !(float32(l.Deviation) > 0 && l.Deviation <= math.MaxFloat32):
		return failure.New("deviation %v: want a number above 0", l.Deviation)
	}
	return nil
}

func (l Conv) check() error {
	switch {
	case l.Filters < 1 || l.Kernel < 1 || l.Padding < Same || l.Stride < 0:
		return fmt.Errorf("conv of %d filters with side %d, pad %d and stride %d: want at least 1, 1, 0 and 0", l.Filters, l.Kernel, l.Padding, l.Stride)
	case l.Padding == Same && l.Kernel%2 == 0:
		return failure.New("filters of an even side, %d, need a pad, such as conv %d %d pad 0", l.Kernel, l.Filters, l.Kernel)
	case l.Padding >= l.Kernel:
		return failure.New("pad %d: want less than the filters' side, %d", l.Padding, l.Kernel)
	}
	return nil
}
