package main

import (
	"errors"
	"flag"
	"path/filepath"
	"strings"

	"digitlab/nn"
	"digitlab/nn/train"
)

// settingsFlags defines the flags that change s, whose values are the defaults.
func settingsFlags(flags *flag.FlagSet, s *train.Settings) {
	flags.TextVar(&s.Architecture, "net", s.Architecture, "")
	flags.Var((*fraction)(&s.LearningRate), "lr", "")
	flags.StringVar(&s.Schedule.Kind, "schedule", s.Schedule.Kind, "")
	flags.Var((*fraction)(&s.Schedule.Warmup), "warmup", "")
	flags.Var(&defaulted{value: &s.Schedule.StepEvery, otherwise: 1}, "stepevery", "")
	flags.Var(&defaulted{value: &s.Schedule.StepFactor, otherwise: 0.1, zero: true}, "stepfactor", "")
	flags.Var(&defaultedWhole{value: &s.Schedule.Patience, otherwise: 2}, "patience", "")
	flags.StringVar(&s.Optimizer.Kind, "optimizer", s.Optimizer.Kind, "")
	flags.Var((*fraction)(&s.Optimizer.Momentum), "momentum", "")
	flags.BoolVar(&s.Optimizer.Nesterov, "nesterov", s.Optimizer.Nesterov, "")
	flags.Var(&defaulted{value: &s.Optimizer.Beta1, otherwise: 0.9, zero: true}, "beta1", "")
	flags.Var(&defaulted{value: &s.Optimizer.Beta2, otherwise: 0.999, zero: true}, "beta2", "")
	flags.Var(&defaulted{value: &s.Optimizer.Alpha, otherwise: 0.99, zero: true}, "alpha", "")
	flags.Var(&defaulted{value: &s.Optimizer.Epsilon, otherwise: 1e-8}, "epsilon", "")
	flags.Var((*fraction)(&s.Optimizer.WeightDecay), "weightdecay", "")
	flags.Var((*fraction)(&s.EMA), "ema", "")
	flags.Var((*fraction)(&s.LabelSmoothing), "smoothing", "")
	flags.TextVar(&s.Augment, "augment", s.Augment, "")
	flags.Var((*whole)(&s.BatchSize), "batch", "")
	flags.Var((*whole)(&s.Epochs), "epochs", "")
	flags.Var((*whole)(&s.MaxSteps), "steps", "")
	flags.Var((*keep)(&s.KeepBest), "keep", "")
	flags.Var((*whole)(&s.EarlyStop), "earlystop", "")
	flags.BoolVar(&s.Shuffle, "shuffle", s.Shuffle, "")
	flags.Var((*seed)(&s.Seed), "seed", "")
}

// keep is the flag of which weights a run ends with: whether they are the best.
type keep bool

func (k *keep) String() string {
	if *k {
		return "best"
	}
	return "last"
}

func (k *keep) Set(text string) error {
	if text != "last" && text != "best" {
		return errors.New("want last or best")
	}
	*k = text == "best"
	return nil
}

// commandLine is the one that makes the weights again: what differs from the
// tutorial, without the recipe's name, which may stand for something else one
// day.
func (o *options) commandLine(m *nn.Model) string {
	words := []string{"train", "-loss=" + m.Loss.Name()}
	tutorial, now := flagsOf(train.Defaults()), flagsOf(o.Settings)
	now.VisitAll(func(f *flag.Flag) {
		if f.DefValue != tutorial.Lookup(f.Name).DefValue {
			words = append(words, "-"+f.Name+"="+quoted(f.DefValue))
		}
	})
	if o.init != "" {
		words = append(words, "-init="+filepath.Base(o.init))
	} else if o.start == nn.HeNormal {
		words = append(words, "-initializer=he")
	}
	return strings.Join(append(words, o.changes.flags()...), " ")
}

// quoted is a flag's value as a shell takes it. Those of -net and -change have more
// than one word, none of them with a quote.
func quoted(value string) string {
	if strings.Contains(value, " ") {
		return "'" + value + "'"
	}
	return value
}

func flagsOf(s train.Settings) *flag.FlagSet {
	flags := new(flag.FlagSet)
	settingsFlags(flags, &s)
	return flags
}
