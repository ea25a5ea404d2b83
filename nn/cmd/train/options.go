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
	data       string // files and folders, with commas between them
	prepare    bool   // pictures of it
	invert     bool   // its images
	loss       nn.Loss
	netGiven   bool     // whether -net was, and not a default
	idle       []string // what is to be said of flags that were given in vain
	start      nn.Initializer
	init       string
	out        string
	layout     string // of out, if it is a safetensors file
	checkpoint string
	resume     string
	changes    changes
	format     train.Format
	workers    int
	json       bool
	logEvery   int
	eval       data.Split
	evaluate   bool // whether eval was given
	report     bool // more than loss and accuracy of it
	images     []string
	plain      bool
	plainGiven bool
	findRate   bool
	health     bool
}

// Bounds of options.
const (
	maxWorkers  = 256 // more than a batch of 2000 has shards
	maxLogEvery = 1_000_000_000
)

// words are options that are given by name, and the first image to read.
type words struct {
	loss, recipe, start, log, eval, image string
}

// newOptions returns the defaults and the flags that change them. What the flags
// mean is said in doc.go.
func newOptions() (*options, *words, *flag.FlagSet) {
	o, given := &options{Settings: train.Defaults(), logEvery: train.LogEvery}, new(words)
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.StringVar(&o.data, "data", "data/mnist.json.gz", "")
	flags.BoolVar(&o.prepare, "prepare", false, "")
	flags.BoolVar(&o.invert, "invert", false, "")
	flags.StringVar(&given.loss, "loss", "", "")
	flags.StringVar(&given.recipe, "recipe", "tutorial", "")
	settingsFlags(flags, &o.Settings)
	flags.Var((*whole)(&o.workers), "workers", "")
	flags.StringVar(&given.start, "initializer", "pytorch", "")
	flags.StringVar(&o.init, "init", "", "")
	flags.StringVar(&o.out, "out", "", "")
	flags.StringVar(&o.layout, "layout", string(train.PyTorch), "")
	flags.StringVar(&o.checkpoint, "checkpoint", "", "")
	flags.StringVar(&o.resume, "resume", "", "")
	flags.Var(&o.changes, "change", "")
	flags.StringVar(&given.log, "log", "text", "")
	flags.Var((*whole)(&o.logEvery), "logevery", "")
	flags.StringVar(&given.eval, "eval", "", "")
	flags.BoolVar(&o.report, "report", false, "")
	flags.BoolVar(&o.health, "health", false, "")
	flags.StringVar(&given.image, "predict", "", "")
	flags.BoolVar(&o.plain, "plain", false, "")
	flags.BoolVar(&o.findRate, "findrate", false, "")
	return o, given, flags
}

// parseOptions returns nil options if only the manual was asked for, which it
// prints to w.
func parseOptions(args []string, w io.Writer) (*options, error) {
	o, given, flags := newOptions()
	// The flag package prints the manual for every mistake; a mistake is one
	// line here.
	flags.SetOutput(io.Discard)
	images, err := parseMixed(flags, args)
	if err == nil {
		if o.Settings, err = train.Recipe(given.recipe); err == nil {
			// Once more: what was given goes before the recipe.
			o.changes = nil
			images, err = parseMixed(flags, args)
		}
	}
	if errors.Is(err, flag.ErrHelp) {
		_, err := io.WriteString(w, manual())
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	if given.image != "" {
		o.images = append([]string{given.image}, images...)
	} else if len(images) > 0 {
		return nil, fmt.Errorf("unexpected argument %q", images[0])
	}
	if err := o.checkResume(flags); err != nil {
		return nil, err
	}
	flags.Visit(func(f *flag.Flag) {
		o.netGiven = o.netGiven || f.Name == "net"
		o.plainGiven = o.plainGiven || f.Name == "plain"
		if reason := o.idleBecause(f.Name); reason != "" {
			o.idle = append(o.idle, fmt.Sprintf("-%s has no effect %s", f.Name, reason))
		}
	})
	return o, o.resolve(given)
}

// withResume are the flags that say nothing of what is trained and how.
var withResume = []string{"resume", "checkpoint", "data", "prepare", "invert", "workers", "change", "out", "layout", "log", "logevery", "eval", "report", "health"}

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
func (o *options) resolve(given *words) (err error) {
	if err := o.Settings.Check(); err != nil {
		return err
	}
	if given.loss != "" {
		if o.loss, err = nn.LossByName(given.loss); err != nil {
			return err
		}
	}
	if o.start, err = nn.InitializerByName(given.start); err != nil {
		return err
	}
	if o.format, err = o.outFormat(); err != nil {
		return err
	}
	if given.log != "text" && given.log != "json" {
		return fmt.Errorf("unknown log format %q: want text or json", given.log)
	}
	o.json = given.log == "json"
	if o.evaluate = given.eval != ""; o.evaluate {
		if o.eval, err = data.ParseSplit(given.eval); err != nil {
			return fmt.Errorf("-eval: %w", err)
		}
	}
	if o.report && !o.evaluate {
		return errors.New("-report needs a split: give -eval test, valid or train")
	}
	if o.logEvery < 1 || o.logEvery > maxLogEvery {
		return fmt.Errorf("-logevery %d: want 1 to %d", o.logEvery, maxLogEvery)
	}
	if o.workers < 0 || o.workers > maxWorkers {
		return fmt.Errorf("-workers %d: want 0 to %d", o.workers, maxWorkers)
	}
	if o.workers == 0 {
		o.workers = min(runtime.GOMAXPROCS(0), maxWorkers)
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

// model returns the model to start from, the one in -init or a fresh one for so
// many classes, and what a file says of how it was made.
func (o *options) model(classes int) (m *nn.Model, made map[string]string, err error) {
	if o.init == "" {
		loss := o.loss
		if loss == nil {
			loss = nn.CrossEntropy{}
		}
		if m, err = nn.NewModel(o.Architecture, nn.WithClasses(loss, classes)); err != nil {
			return nil, nil, fmt.Errorf("-net: %w", err)
		}
		train.InitModel(m, o.start, o.Seed)
		return m, nil, nil
	}
	file, err := os.ReadFile(o.init)
	if err != nil {
		return nil, nil, err
	}
	if m, err = train.DecodeWeightsOf(file, o.Architecture, o.loss); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", o.init, err)
	}
	if o.netGiven && m.Architecture() != o.Architecture {
		return nil, nil, fmt.Errorf("-net: %s holds another network, %q", o.init, m.Architecture())
	}
	o.Architecture = m.Architecture()
	if made, err = train.Metadata(file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", o.init, err)
	}
	return m, made, nil
}
