package form

import (
	"math"
)

// The fields of a form.
const (
	Loss = iota
	LearningRate
	Momentum
	BatchSize
	Epochs
	Seed
	Workers
	Optimizer
	Nesterov
	Beta1
	Beta2
	Alpha
	Epsilon
	Schedule
	Warmup
	StepEvery
	StepFactor
	Patience
	WeightDecay
	LabelSmoothing
	EMA
	Steps
	Keep
	EarlyStop
	Network
	Augment
	fieldCount
)

// Field describes one of them.
type Field struct {
	ID      string // of the element on the page
	Key     string // in the address's fragment
	Label   string
	Hint    string   // what it does, in plain words
	Default string   // the tutorial's, or what it begins with where it has none
	Choices []Choice // of a select; the others are typed, or ticked if Tick
	Tick    bool     // 0 or 1
	Mode    string   // of a keyboard on the screen: numeric or decimal
	Allowed string   // completes "... must be"
	Valid   func(text string) bool
	Steers  bool              // it can change while a run goes on
	applies func(f Form) bool // reports whether it counts beside the other fields; nil if always
	Shown   func(f Form) bool // reports whether it is in sight; nil if always
}

// Fields describes them, in the order of their constants.
var Fields = [fieldCount]Field{
	Loss: {
		ID: "loss-function", Key: "loss", Label: "Loss", Default: CrossEntropy,
		Hint:    "What the network is told about how wrong it is",
		Choices: lossChoices, Allowed: "crossentropy, doublesoftmax or squarederror", Valid: oneOf(lossChoices),
	},
	LearningRate: {
		ID: "learning-rate", Key: "lr", Label: "Learning rate", Default: "0.01", Steers: true,
		Hint: "How far the weights move at each step",
		Mode: "decimal", Allowed: "a number above 0, such as 0.01",
		Valid: decimalIn(func(v float64) bool { return isPositive(v) && v <= 1e38 }),
	},
	Momentum: {
		ID: "momentum", Key: "momentum", Label: "Momentum", Default: "0", Steers: true,
		Hint: "How much of the last move is kept; 0 is plain gradient descent",
		Mode: "decimal", Allowed: "a number from 0 up to, but not including, 1",
		Valid: decimalIn(isShare), applies: func(f Form) bool { return !usesAdam(f) },
	},
	BatchSize: {
		ID: "batch-size", Key: "batch", Label: "Batch size", Default: "100",
		Hint: "Images a step learns from",
		Mode: "numeric", Allowed: "a whole number from 1 to 10000", Valid: whole(1, 10000),
	},
	Epochs: {
		ID: "epochs", Key: "epochs", Label: "Epochs", Default: "3", Steers: true,
		Hint: "Passes through all training images",
		Mode: "numeric", Allowed: "a whole number from 1 to 1000", Valid: whole(1, 1000),
	},
	Seed: {
		ID: "seed", Key: "seed", Label: "Seed", Default: "1",
		Hint: "Fixes the chance in the first weights, in the order of the images and in how they vary",
		Mode: "numeric", Allowed: "a whole number from 0 to 18446744073709551615", Valid: whole(0, math.MaxUint64),
	},
	Workers: {
		ID: "workers", Key: "workers", Label: "Workers", Default: "1",
		Hint: "Processor cores that share the work; can be changed during a run",
		Mode: "numeric", Allowed: "a whole number from 1 to 64", Valid: whole(1, maxWorkers),
	},

	Optimizer: {
		ID: "optimizer", Key: "optimizer", Label: "Optimiser", Default: "sgd",
		Hint:    "The rule by which the weights follow their gradients",
		Choices: optimizerChoices, Allowed: "sgd, adam, adamw or rmsprop", Valid: oneOf(optimizerChoices),
	},
	Nesterov: {
		ID: "nesterov", Key: "nesterov", Label: "Nesterov momentum", Default: "0", Steers: true,
		Hint: "Looks where the last move leads before it takes the next; with a momentum above 0",
		Tick: true, Allowed: "0 or 1", Valid: whole(0, 1),
		applies: func(f Form) bool { return usesSGD(f) && parseDecimal(f[Momentum]) > 0 }, Shown: usesSGD,
	},
	Beta1: {
		ID: "beta1", Key: "beta1", Label: "Beta 1", Default: "0.9", Steers: true,
		Hint: "How long Adam's average of the gradients remembers",
		Mode: "decimal", Allowed: "a number above 0 and below 1",
		Valid: decimalIn(isPositiveShare), applies: usesAdam, Shown: usesAdam,
	},
	Beta2: {
		ID: "beta2", Key: "beta2", Label: "Beta 2", Default: "0.999", Steers: true,
		Hint: "How long Adam's average of their squares remembers",
		Mode: "decimal", Allowed: "a number above 0 and below 1",
		Valid: decimalIn(isPositiveShare), applies: usesAdam, Shown: usesAdam,
	},
	Alpha: {
		ID: "alpha", Key: "alpha", Label: "Alpha", Default: "0.99", Steers: true,
		Hint: "How long RMSprop's average of the squared gradients remembers",
		Mode: "decimal", Allowed: "a number above 0 and below 1",
		Valid: decimalIn(isPositiveShare), applies: usesRMSprop, Shown: usesRMSprop,
	},
	Epsilon: {
		ID: "epsilon", Key: "epsilon", Label: "Epsilon", Default: "1e-8", Steers: true,
		Hint: "Keeps the steps from being divided by almost nothing",
		Mode: "decimal", Allowed: "a number above 0 and at most 1",
		Valid: decimalIn(func(v float64) bool { return isPositive(v) && v <= 1 }), applies: scalesSteps, Shown: scalesSteps,
	},

	Schedule: {
		ID: "schedule", Key: "schedule", Label: "Schedule", Default: "constant",
		Hint:    "How the learning rate changes during the run",
		Choices: scheduleChoices, Allowed: "constant, step, linear, cosine, onecycle or plateau", Valid: oneOf(scheduleChoices),
	},
	Warmup: {
		ID: "warmup", Key: "warmup", Label: "Warm-up", Default: "0",
		Hint: "Epochs in which the learning rate rises to where the schedule begins",
		Mode: "decimal", Allowed: "a number of epochs from 0 to 1000000", Valid: decimalIn(isAmount),
	},
	StepEvery: {
		ID: "step-every", Key: "stepevery", Label: "Step every", Default: "1",
		Hint: "Epochs from one drop to the next",
		Mode: "decimal", Allowed: "a number of epochs above 0 and at most 1000000",
		Valid: decimalIn(func(v float64) bool { return v > 0 && isAmount(v) }), applies: dropsInSteps, Shown: dropsInSteps,
	},
	StepFactor: {
		ID: "step-factor", Key: "stepfactor", Label: "Step factor", Default: "0.1",
		Hint: "What the learning rate is multiplied by at each drop",
		Mode: "decimal", Allowed: "a number above 0 and at most 1",
		Valid: decimalIn(func(v float64) bool { return v > 0 && v <= 1 }), applies: drops, Shown: drops,
	},
	Patience: {
		ID: "patience", Key: "patience", Label: "Patience", Default: "2",
		Hint: "Epochs without a lower validation loss that are let pass before a drop",
		Mode: "numeric", Allowed: "a whole number from 1 to 1000", Valid: whole(1, 1000),
		applies: dropsOnPlateau, Shown: dropsOnPlateau,
	},

	WeightDecay: {
		ID: "weight-decay", Key: "weightdecay", Label: "Weight decay", Default: "0", Steers: true,
		Hint: "Draws the weights towards zero, so that none grows without need",
		Mode: "decimal", Allowed: "a number from 0 to 1000000, such as 0.0005", Valid: decimalIn(isAmount),
	},
	LabelSmoothing: {
		ID: "label-smoothing", Key: "smoothing", Label: "Label smoothing", Default: "0", Steers: true,
		Hint: "Share of each label that goes to all classes alike; with cross-entropy",
		Mode: "decimal", Allowed: "a number from 0 up to, but not including, 1",
		Valid: decimalIn(isShare), applies: func(f Form) bool { return f.Text(Loss) == CrossEntropy },
	},
	EMA: {
		ID: "ema", Key: "ema", Label: "Average of the weights", Default: "0",
		Hint: "Decay of a moving average (EMA) that answers in their place, such as 0.99; 0 is none",
		Mode: "decimal", Allowed: "a number from 0 up to, but not including, 1", Valid: decimalIn(isShare),
	},

	Keep: {
		ID: "keep", Key: "keep", Label: "Weights at the end", Default: "last",
		Hint:    "The last, or those of the epoch that has read the most validation images rightly",
		Choices: keepChoices, Allowed: "last or best", Valid: oneOf(keepChoices),
	},
	Steps: {
		ID: "max-steps", Key: "steps", Label: "Most steps", Default: "0",
		Hint: "Batches after which the run ends, whatever the epochs say; 0 is no limit",
		Mode: "numeric", Allowed: "a whole number from 0 to 1000000", Valid: whole(0, 1_000_000),
	},
	EarlyStop: {
		ID: "early-stop", Key: "earlystop", Label: "Early stop", Default: "0", Steers: true,
		Hint: "Epochs in turn, none better than the best before, after which the run ends; 0 is never",
		Mode: "numeric", Allowed: "a whole number from 0 to 1000", Valid: whole(0, 1000),
	},

	// Of these two only the trainer knows whether their texts are right.
	Network: {
		ID: "network", Key: "net", Label: "Layers", Default: "simplenet",
		Hint: "In order, separated by commas: normalize MEAN DEVIATION, conv FILTERS SIDE [pad N] [stride N], " +
			"relu, gelu, sigmoid, pool, avgpool SIDE, bn, dropout RATE, linear SIZE",
		Allowed: "a list of layers, such as conv 20 5, relu, pool, linear", Valid: notEmpty,
	},
	Augment: {
		ID: "augment", Key: "augment", Label: "Effects", Default: "none", Steers: true,
		Hint:    "How far each goes at most, separated by commas",
		Allowed: "none, or a list of effects, such as shift=2, rotate=12", Valid: notEmpty,
	},
}

const maxWorkers = 64

// Names of losses.
const (
	CrossEntropy  = "crossentropy"
	DoubleSoftmax = "doublesoftmax"
	SquaredError  = "squarederror"
)

const keepBest = "best"

// Choice is a text that a field can have, with the words the page uses.
type Choice struct{ Value, Text string }

// What selects offer, with the words the page uses.
var (
	lossChoices = []Choice{
		{CrossEntropy, "Cross-entropy"},
		{DoubleSoftmax, "Double softmax"},
		{SquaredError, "Squared error"},
	}
	optimizerChoices = []Choice{
		{"sgd", "SGD"},
		{"adam", "Adam"},
		{"adamw", "AdamW"},
		{"rmsprop", "RMSprop"},
	}
	scheduleChoices = []Choice{
		{"constant", "Constant"},
		{"step", "Steps"},
		{"linear", "Linear"},
		{"cosine", "Cosine"},
		{"onecycle", "One cycle"},
		{"plateau", "On a plateau"},
	}
	keepChoices = []Choice{
		{"last", "Last weights"},
		{keepBest, "Best weights"},
	}
)

func usesSGD(f Form) bool     { return f.Text(Optimizer) == "sgd" }
func usesRMSprop(f Form) bool { return f.Text(Optimizer) == "rmsprop" }
func scalesSteps(f Form) bool { return !usesSGD(f) }
func usesAdam(f Form) bool    { return scalesSteps(f) && !usesRMSprop(f) }

func dropsInSteps(f Form) bool   { return f.Text(Schedule) == "step" }
func dropsOnPlateau(f Form) bool { return f.Text(Schedule) == "plateau" }
func drops(f Form) bool          { return dropsInSteps(f) || dropsOnPlateau(f) }
