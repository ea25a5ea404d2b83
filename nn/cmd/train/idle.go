package main

import (
	"fmt"
	"slices"
)

// withPredict are the flags that say how images are read.
var withPredict = []string{"predict", "plain", "init", "loss", "net"}

// notWithFindRate are the flags of what comes of a run.
var notWithFindRate = []string{"lr", "schedule", "warmup", "stepevery", "stepfactor", "patience", "ema", "epochs", "steps", "keep", "earlystop",
	"out", "layout", "checkpoint", "logevery", "eval", "report", "health"}

// Which optimisers and schedules the flags of some settings are for.
var (
	optimizersOf = map[string][]string{
		"momentum": {"sgd", "rmsprop"},
		"nesterov": {"sgd"},
		"beta1":    {"adam", "adamw"},
		"beta2":    {"adam", "adamw"},
		"alpha":    {"rmsprop"},
		"epsilon":  {"adam", "adamw", "rmsprop"},
	}
	schedulesOf = map[string][]string{
		"stepevery":  {"step"},
		"stepfactor": {"step", "plateau"},
		"patience":   {"plateau"},
	}
)

// idleBecause returns why the flag of that name changes nothing beside the other
// options, "" if it does.
func (o *options) idleBecause(name string) string {
	optimizers, schedules := optimizersOf[name], schedulesOf[name]
	switch {
	case len(o.images) > 0 && !slices.Contains(withPredict, name):
		return "with -predict"
	case o.findRate && slices.Contains(notWithFindRate, name):
		return "with -findrate"
	case optimizers != nil && !slices.Contains(optimizers, o.Optimizer.Kind):
		return fmt.Sprintf("with -optimizer %s", o.Optimizer.Kind)
	case schedules != nil && !slices.Contains(schedules, o.Schedule.Kind):
		return fmt.Sprintf("with -schedule %s", o.Schedule.Kind)
	case name == "initializer" && o.init != "":
		return "with -init"
	case name == "layout" && o.out == "":
		return "without -out"
	case name == "plain" && len(o.images) == 0:
		return "without -predict"
	}
	return ""
}
