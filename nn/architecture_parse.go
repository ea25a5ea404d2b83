package nn

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// layerSpec is a layer as an architecture's text gives it.
type layerSpec struct {
	kind    string  // conv, relu, pool, bn, dropout or linear
	outputs int     // filters of a conv; outputs of a linear, 0 = as many as the loss wants
	side    int     // of a conv's filters
	padding int     // of a conv
	rate    float64 // of a dropout
}

const (
	maxLayers = 32
	maxNumber = 9999 // in a layer's text
)

// ParseArchitecture reads the name of one of the Presets, or a list of layers
// separated by commas:
//
//	conv FILTERS SIDE [pad N]   convolution; without pad, so that the output is as
//	                            large as the input, which takes an odd side
//	relu                        rectifier
//	pool                        2x2 max pooling
//	bn                          batch normalisation
//	dropout RATE                dropout of a share of the values in training
//	linear [OUTPUTS]            fully connected layer; the last layer is one without
//	                            a number, and has as many outputs as the loss wants
//
// It checks each layer by itself; Describe and NewModel check how they fit
// together. Errors name the layer. Upper and lower case are the same.
func ParseArchitecture(text string) (Architecture, error) {
	text = strings.ToLower(text)
	for _, p := range Presets {
		if strings.TrimSpace(text) == p.Name {
			text = p.Layers
		}
	}
	layers, err := parseLayers(text)
	if err != nil {
		return Architecture{}, err
	}
	texts := make([]string, len(layers))
	for i, l := range layers {
		texts[i] = l.String()
	}
	canonical := strings.Join(texts, ", ")
	if canonical == simpleNet {
		return Architecture{}, nil
	}
	return Architecture{canonical}, nil
}

func parseLayers(text string) ([]layerSpec, error) {
	texts := strings.Split(text, ",")
	if len(texts) > maxLayers {
		return nil, fmt.Errorf("%d layers: want at most %d", len(texts), maxLayers)
	}
	layers := make([]layerSpec, len(texts))
	for i, t := range texts {
		var err error
		if layers[i], err = parseLayer(strings.Fields(t), i == len(texts)-1); err != nil {
			return nil, fmt.Errorf("layer %d: %w", i+1, err)
		}
	}
	return layers, nil
}

// parseLayer reads the words of a layer. Only the last of a network is a linear
// layer without a number.
func parseLayer(words []string, last bool) (l layerSpec, err error) {
	if len(words) == 0 {
		return l, errors.New("nothing is there; want conv, relu, pool, bn, dropout or linear")
	}
	l.kind = words[0]
	switch arguments := words[1:]; l.kind {
	case "conv":
		err = l.parseConv(arguments)
	case "relu", "pool", "bn":
		if len(arguments) > 0 {
			err = fmt.Errorf("%q behind %s: want nothing", arguments[0], l.kind)
		}
	case "dropout":
		err = l.parseDropout(arguments)
	case "linear":
		err = l.parseLinear(arguments, last)
	default:
		err = fmt.Errorf("unknown kind %q; want conv, relu, pool, bn, dropout or linear", l.kind)
	}
	if err == nil && last && l.kind != "linear" {
		err = fmt.Errorf("%s is last; want linear there", l.kind)
	}
	return l, err
}

func (l *layerSpec) parseConv(arguments []string) (err error) {
	padded := len(arguments) == 4 && arguments[2] == "pad"
	if len(arguments) != 2 && !padded {
		return errors.New("want conv FILTERS SIDE [pad N], such as conv 20 5")
	}
	if l.outputs, err = parseNumber("filters", arguments[0], 1); err != nil {
		return err
	}
	if l.side, err = parseNumber("side", arguments[1], 1); err != nil {
		return err
	}
	if !padded {
		if l.side%2 == 0 {
			return fmt.Errorf("filters of an even side, %d, need a pad, such as conv %d %d pad 0", l.side, l.outputs, l.side)
		}
		l.padding = l.samePadding()
		return nil
	}
	if l.padding, err = parseNumber("pad", arguments[3], 0); err != nil {
		return err
	}
	if l.padding >= l.side {
		return fmt.Errorf("pad %d: want less than the filters' side, %d", l.padding, l.side)
	}
	return nil
}

// samePadding is the padding that keeps the size, for filters of an odd side.
func (l *layerSpec) samePadding() int { return (l.side - 1) / 2 }

func (l *layerSpec) parseDropout(arguments []string) (err error) {
	if len(arguments) != 1 {
		return errors.New("want dropout RATE, such as dropout 0.5")
	}
	l.rate, err = strconv.ParseFloat(arguments[0], 64)
	if err != nil || !(l.rate >= 0 && l.rate < 1) {
		return fmt.Errorf("rate %q: want a number of at least 0 and below 1", arguments[0])
	}
	return nil
}

func (l *layerSpec) parseLinear(arguments []string, last bool) (err error) {
	switch {
	case last && len(arguments) > 0:
		return fmt.Errorf("%q behind linear: the last layer has no number, it gets as many outputs as the loss wants", arguments[0])
	case !last && len(arguments) != 1:
		return errors.New("want linear OUTPUTS, such as linear 100; only the last has no number")
	case !last:
		l.outputs, err = parseNumber("outputs", arguments[0], 1)
	}
	return err
}

func parseNumber(what, word string, least int) (int, error) {
	n, err := strconv.Atoi(word)
	if err != nil || n < least || n > maxNumber {
		return 0, fmt.Errorf("%s %q: want a whole number from %d to %d", what, word, least, maxNumber)
	}
	return n, nil
}

// String returns the layer's canonical text.
func (l layerSpec) String() string {
	switch {
	case l.kind == "conv" && (l.side%2 == 0 || l.padding != l.samePadding()):
		return fmt.Sprintf("conv %d %d pad %d", l.outputs, l.side, l.padding)
	case l.kind == "conv":
		return fmt.Sprintf("conv %d %d", l.outputs, l.side)
	case l.kind == "dropout":
		return fmt.Sprintf("dropout %v", l.rate)
	case l.outputs > 0:
		return fmt.Sprintf("linear %d", l.outputs)
	}
	return l.kind
}
