package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// options are the command line.
type options struct {
	train.Settings
	data       string
	loss       nn.Loss
	netGiven   bool // whether -net was, and not a default
	start      nn.Initializer
	init       string
	out        string
	layout     string // of out, if it is a safetensors file
	checkpoint string
	resume     string
	format     train.Format
	workers    int
	json       bool
	logEvery   int
	eval       data.Mode
	evaluate   bool // whether eval was given
	report     bool // more than loss and accuracy of it
	images     []string
	plain      bool
}

// parseOptions returns nil options if only the manual was asked for, which it
// prints to w.
func parseOptions(args []string, w io.Writer) (*options, error) {
	o := &options{Settings: train.Defaults()}
	var loss, recipe, start, log, eval, firstImage string
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.StringVar(&o.data, "data", "data/mnist.json.gz", "dataset `file`, with or without gzip")
	flags.StringVar(&loss, "loss", "", "crossentropy, doublesoftmax or squarederror (default: what -init was trained with, else crossentropy)")
	flags.StringVar(&recipe, "recipe", "tutorial", "settings to begin with: "+strings.Join(train.Recipes(), ", ")+"; other flags change them")
	settingsFlags(flags, &o.Settings)
	flags.IntVar(&o.workers, "workers", 0, "goroutines that compute; 0 = all cores")
	flags.StringVar(&start, "initializer", "pytorch", "how fresh weights are drawn: pytorch or he")
	flags.StringVar(&o.init, "init", "", "safetensors `file` to start from")
	flags.StringVar(&o.out, "out", "", "`file` to write: an ONNX model if its name ends in .onnx, else safetensors")
	flags.StringVar(&o.layout, "layout", string(train.PyTorch), "names and shapes in a safetensors file to write: pytorch or paddle; -init takes both")
	flags.StringVar(&o.checkpoint, "checkpoint", "", "`file` to write where the run stands, after each epoch and at the end")
	flags.StringVar(&o.resume, "resume", "", "checkpoint `file` of a run to go on with")
	flags.StringVar(&log, "log", "text", "text or json")
	flags.IntVar(&o.logEvery, "logevery", train.LogEvery, "batches between two log lines")
	flags.StringVar(&eval, "eval", "", "split to evaluate at the end: test, valid or train")
	flags.BoolVar(&o.report, "report", false, "with -eval: confusion matrix, precision and recall, calibration and the most wrong images")
	flags.StringVar(&firstImage, "predict", "", "read the digits in these `image` files, and do not train")
	flags.BoolVar(&o.plain, "plain", false, "with -predict: only resize and invert, as the tutorial does")

	// The flag package prints the manual for every mistake; a mistake is one
	// line here.
	flags.SetOutput(io.Discard)
	images, err := parseMixed(flags, args)
	if err == nil {
		if o.Settings, err = train.Recipe(recipe); err == nil {
			// Once more: what was given goes before the recipe.
			images, err = parseMixed(flags, args)
		}
	}
	if errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(w)
		flags.PrintDefaults()
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	flags.Visit(func(f *flag.Flag) { o.netGiven = o.netGiven || f.Name == "net" })
	if firstImage != "" {
		o.images = append([]string{firstImage}, images...)
	} else if len(images) > 0 {
		return nil, fmt.Errorf("unexpected argument %q", images[0])
	}
	if err := o.checkResume(flags); err != nil {
		return nil, err
	}
	return o, o.resolve(loss, start, log, eval)
}

// withResume are the flags that say nothing of what is trained and how.
var withResume = []string{"resume", "checkpoint", "data", "workers", "out", "layout", "log", "logevery", "eval", "report"}

// checkResume returns an error if a flag contradicts -resume.
func (o *options) checkResume(flags *flag.FlagSet) (err error) {
	if o.resume == "" {
		return nil
	}
	flags.Visit(func(f *flag.Flag) {
		if !slices.Contains(withResume, f.Name) {
			err = fmt.Errorf("-%s does not go with -resume, which trains what the run was begun with", f.Name)
		}
	})
	return err
}

// parseMixed parses flags that stand before and after other arguments, which it
// returns.
func parseMixed(flags *flag.FlagSet, args []string) (others []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		args = flags.Args()
		for len(args) > 0 && !strings.HasPrefix(args[0], "-") {
			others = append(others, args[0])
			args = args[1:]
		}
		if len(args) == 0 {
			return others, nil
		}
	}
}

// resolve checks the options and fills those that are given by name.
func (o *options) resolve(loss, start, log, eval string) (err error) {
	if err := o.Settings.Check(); err != nil {
		return err
	}
	if loss != "" {
		if o.loss, err = nn.LossByName(loss); err != nil {
			return err
		}
	}
	if o.start, err = nn.InitializerByName(start); err != nil {
		return err
	}
	if o.format, err = o.outFormat(); err != nil {
		return err
	}
	if log != "text" && log != "json" {
		return fmt.Errorf("unknown log format %q: want text or json", log)
	}
	o.json = log == "json"
	if o.evaluate = eval != ""; o.evaluate {
		if o.eval, err = data.ParseMode(eval); err != nil {
			return fmt.Errorf("-eval: %w", err)
		}
	}
	if o.report && !o.evaluate {
		return errors.New("-report needs a split: give -eval test, valid or train")
	}
	if o.logEvery < 1 {
		return fmt.Errorf("-logevery %d: want at least 1", o.logEvery)
	}
	if o.workers < 0 {
		return fmt.Errorf("-workers %d: want at least 0", o.workers)
	}
	if o.workers == 0 {
		o.workers = runtime.GOMAXPROCS(0)
	}
	if len(o.images) > 0 && o.init == "" {
		return errors.New("-predict needs weights: give -init FILE.safetensors")
	}
	return nil
}

// outFormat returns the format of the file to write.
func (o *options) outFormat() (train.Format, error) {
	layout := train.Format(o.layout)
	if layout != train.PyTorch && layout != train.Paddle {
		return "", fmt.Errorf("unknown layout %q: want pytorch or paddle", o.layout)
	}
	if !strings.EqualFold(filepath.Ext(o.out), train.ONNX.Extension()) {
		return layout, nil
	}
	if layout != train.PyTorch {
		return "", fmt.Errorf("-layout %s is for safetensors files, and -out %s is to be an ONNX model", layout, o.out)
	}
	return train.ONNX, nil
}

// model returns the model to start from: the one in -init, or a fresh one.
func (o *options) model() (*nn.Model, error) {
	if o.init == "" {
		loss := o.loss
		if loss == nil {
			loss = nn.CrossEntropy{}
		}
		m, err := nn.NewModel(o.Architecture, loss)
		if err != nil {
			return nil, fmt.Errorf("-net: %w", err)
		}
		train.InitModel(m, o.start, o.Seed)
		return m, nil
	}
	file, err := os.ReadFile(o.init)
	if err != nil {
		return nil, err
	}
	m, err := train.DecodeWeights(file, o.loss)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.init, err)
	}
	if o.netGiven && m.Architecture() != o.Architecture {
		return nil, fmt.Errorf("-net: %s holds another network, %q", o.init, m.Architecture())
	}
	o.Architecture = m.Architecture()
	return m, nil
}
