package nn

import (
	"strconv"
	"strings"

	"digitlab/data/decimal"
	"digitlab/data/failure"
)

// Limits of an architecture's text.
const (
	maxLayers = 32
	maxNumber = 9999
)

// ParseArchitecture reads the name of one of the Presets, or a list of layers
// separated by commas:
//
//	normalize MEAN DEVIATION    first layer, for weights that were trained on
//	                            normalised images
//	conv FILTERS SIDE           convolution; so padded that the output is as large as
//	                            the input, which takes an odd side
//	... [pad N] [stride N]      with so many zeros on each side, in steps of so many
//	                            pixels
//	relu, gelu, sigmoid         activations
//	pool                        2x2 max pooling
//	avgpool SIDE                average pooling
//	bn                          batch normalisation
//	dropout RATE                dropout of a share of the values in training
//	linear [OUTPUTS]            fully connected layer; the last layer is one without
//	                            a number, and has as many outputs as the loss wants
//
// It checks each layer by itself; Describe and NewModel check how they fit
// together. Errors name the layer. Upper and lower case are the same.
func ParseArchitecture(text string) (Architecture, error) {
	text = strings.ToLower(text)
	for _, p := range presets {
		if strings.TrimSpace(text) == p.Name {
			text = p.Layers
		}
	}
	layers, err := parseLayers(text)
	if err != nil {
		return Architecture{}, err
	}
	return newArchitecture(mnist, layers), nil
}

func parseLayers(text string) ([]Layer, error) {
	texts := strings.Split(text, ",")
	if len(texts) > maxLayers {
		return nil, failure.New("%d layers: want at most %d", len(texts), maxLayers)
	}
	layers := make([]Layer, len(texts))
	for i, t := range texts {
		l, err := parseLayer(strings.Fields(t), i == len(texts)-1)
		if err == nil {
			err = checkLayer(l, i, len(texts))
		}
		if err != nil {
			return nil, failure.New("layer %d: %w", i+1, err)
		}
		layers[i] = l
	}
	return layers, nil
}

// parseLayer reads the words of a layer. Only the last of a network is a linear
// layer without a number.
func parseLayer(words []string, last bool) (Layer, error) {
	if len(words) == 0 {
		return nil, failure.New("it is empty; want %s", kinds)
	}
	switch kind, arguments := words[0], words[1:]; kind {
	case "normalize":
		return parseNormalize(arguments)
	case "conv":
		return parseConv(arguments)
	case "relu":
		return ReLU{}, nothingAfter(kind, arguments)
	case "gelu":
		return GELU{}, nothingAfter(kind, arguments)
	case "sigmoid":
		return Sigmoid{}, nothingAfter(kind, arguments)
	case "pool":
		return MaxPool{}, nothingAfter(kind, arguments)
	case "avgpool":
		return parseAvgPool(arguments)
	case "bn":
		return BatchNorm{}, nothingAfter(kind, arguments)
	case "dropout":
		return parseDropout(arguments)
	case "linear":
		return parseLinear(arguments, last)
	default:
		return nil, failure.New("unknown kind %q; want %s", kind, kinds)
	}
}

// kinds are what a layer's text begins with.
var kinds = failure.Say("normalize, conv, relu, gelu, sigmoid, pool, avgpool, bn, dropout or linear")

func nothingAfter(kind string, arguments []string) error {
	if len(arguments) > 0 {
		return failure.New("%q after %s: want nothing", arguments[0], kind)
	}
	return nil
}

func parseNormalize(arguments []string) (l Normalize, err error) {
	if len(arguments) != 2 {
		return l, failure.New("want normalize MEAN DEVIATION, such as normalize 0.1307 0.3081")
	}
	var ok bool
	if l.Mean, ok = decimal.Parse(arguments[0]); !ok {
		return l, failure.New("mean %q: want a number", arguments[0])
	}
	if l.Deviation, ok = decimal.Parse(arguments[1]); !ok {
		return l, failure.New("deviation %q: want a number above 0", arguments[1])
	}
	return l, nil
}

func parseConv(arguments []string) (Conv, error) {
	errForm := failure.New("want conv FILTERS SIDE [pad N] [stride N], such as conv 20 5")
	l := Conv{Padding: Same}
	if len(arguments) < 2 {
		return l, errForm
	}
	var err error
	if l.Filters, err = parseNumber("filters", arguments[0], 1); err != nil {
		return l, err
	}
	if l.Kernel, err = parseNumber("side", arguments[1], 1); err != nil {
		return l, err
	}
	for rest := arguments[2:]; len(rest) > 0; rest = rest[2:] {
		switch {
		case len(rest) > 1 && rest[0] == "pad" && l.Padding == Same:
			l.Padding, err = parseNumber("pad", rest[1], 0)
		case len(rest) > 1 && rest[0] == "stride" && l.Stride == 0:
			l.Stride, err = parseNumber("stride", rest[1], 1)
		default:
			return l, errForm
		}
		if err != nil {
			return l, err
		}
	}
	return l, nil
}

func parseAvgPool(arguments []string) (l AvgPool, err error) {
	if len(arguments) != 1 {
		return l, failure.New("want avgpool SIDE, such as avgpool 2")
	}
	l.Side, err = parseNumber("side", arguments[0], 1)
	return l, err
}

func parseDropout(arguments []string) (l Dropout, err error) {
	if len(arguments) != 1 {
		return l, failure.New("want dropout RATE, such as dropout 0.5")
	}
	var ok bool
	if l.Rate, ok = decimal.Parse(arguments[0]); !ok {
		return l, failure.New("rate %q: want a number of at least 0 and below 1", arguments[0])
	}
	return l, nil
}

func parseLinear(arguments []string, last bool) (l Linear, err error) {
	switch {
	case last && len(arguments) > 0:
		return l, failure.New("%q after linear: the last layer has no number, it gets as many outputs as the loss needs", arguments[0])
	case !last && len(arguments) != 1:
		return l, failure.New("want linear OUTPUTS, such as linear 100; only the last has no number")
	case !last:
		l.Outputs, err = parseNumber("outputs", arguments[0], 1)
	}
	return l, err
}

func parseNumber(what, word string, least int) (int, error) {
	n, err := strconv.Atoi(word)
	if err != nil || n < least || n > maxNumber {
		return 0, failure.New("%s %q: want a whole number from %d to %d", what, word, least, maxNumber)
	}
	return n, nil
}
