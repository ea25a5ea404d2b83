package main

import (
	"flag"
	"path/filepath"
	"strings"

	"digitlab/nn"
	"digitlab/nn/train"
)

// settingsFlags defines the flags that change s, whose values are the defaults.
func settingsFlags(flags *flag.FlagSet, s *train.Settings) {
	flags.TextVar(&s.Architecture, "net", s.Architecture, "`network` of fresh weights: simplenet, mlp, modern, or layers, such as \"conv 8 3, bn, relu, pool, dropout 0.2, linear 50, relu, linear\"")
	flags.Float64Var(&s.LearningRate, "lr", s.LearningRate, "learning rate, the highest of a schedule")
	flags.StringVar(&s.Schedule.Kind, "schedule", s.Schedule.Kind, "how the learning rate changes: constant, step, cosine or onecycle")
	flags.Float64Var(&s.Schedule.Warmup, "warmup", s.Schedule.Warmup, "epochs in which the learning rate rises to the schedule's first")
	flags.Float64Var(&s.Schedule.StepEvery, "stepevery", s.Schedule.StepEvery, "epochs between two steps of the step schedule; 0 = 1")
	flags.Float64Var(&s.Schedule.StepFactor, "stepfactor", s.Schedule.StepFactor, "what the step schedule multiplies by; 0 = 0.1")
	flags.StringVar(&s.Optimizer.Kind, "optimizer", s.Optimizer.Kind, "sgd, adam or adamw")
	flags.Float64Var(&s.Optimizer.Momentum, "momentum", s.Optimizer.Momentum, "momentum of sgd")
	flags.BoolVar(&s.Optimizer.Nesterov, "nesterov", s.Optimizer.Nesterov, "Nesterov's momentum")
	flags.Float64Var(&s.Optimizer.Beta1, "beta1", s.Optimizer.Beta1, "decay of adam's mean of gradients; 0 = 0.9")
	flags.Float64Var(&s.Optimizer.Beta2, "beta2", s.Optimizer.Beta2, "decay of adam's mean of squared gradients; 0 = 0.999")
	flags.Float64Var(&s.Optimizer.Epsilon, "epsilon", s.Optimizer.Epsilon, "what adam adds to its divisor; 0 = 1e-8")
	flags.Float64Var(&s.Optimizer.WeightDecay, "weightdecay", s.Optimizer.WeightDecay, "weight decay (L2 penalty; with adamw apart from the gradient)")
	flags.Float64Var(&s.EMA, "ema", s.EMA, "decay of the moving average of the weights, which is evaluated and written; 0 = none")
	flags.Float64Var(&s.LabelSmoothing, "smoothing", s.LabelSmoothing, "share of the label spread over all digits, with crossentropy")
	flags.TextVar(&s.Augment, "augment", s.Augment, "how training images are `varied`: none, light, full, or effects, such as \"shift=2,rotate=12,scale=0.15,shear=0.15,elastic=0.9,thickness=0.4,pen=0.25\"")
	flags.IntVar(&s.BatchSize, "batch", s.BatchSize, "samples in a batch")
	flags.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the training images")
	flags.IntVar(&s.MaxSteps, "steps", s.MaxSteps, "stop after that many batches; 0 = no limit")
	flags.BoolVar(&s.Shuffle, "shuffle", s.Shuffle, "visit the training images in a new order each epoch")
	flags.Uint64Var(&s.Seed, "seed", s.Seed, "seed of weights and order")
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
	return strings.Join(words, " ")
}

// quoted is a flag's value as a shell takes it. Only that of -net has more than
// one word, none of them with a quote.
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
