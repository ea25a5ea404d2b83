package web

import "math"

// The fields of a form.
const (
	fieldLoss = iota
	fieldLearningRate
	fieldMomentum
	fieldBatchSize
	fieldEpochs
	fieldSeed
	fieldWorkers
	fieldOptimizer
	fieldNesterov
	fieldBeta1
	fieldBeta2
	fieldEpsilon
	fieldSchedule
	fieldWarmup
	fieldStepEvery
	fieldStepFactor
	fieldWeightDecay
	fieldLabelSmoothing
	fieldEMA
	fieldNetwork
	fieldAugment
	fieldCount
)

// field describes one of them.
type field struct {
	ID      string // of the element on the page
	Key     string // in the address's fragment
	Label   string
	Hint    string   // what it does, in plain words
	Default string   // the tutorial's, or what it begins with where it has none
	Choices []choice // of a select; the others are typed, or ticked if Tick
	Tick    bool     // 0 or 1
	Mode    string   // of a keyboard on the screen: numeric or decimal
	Allowed string   // completes "... must be"
	valid   func(text string) bool
	means   func(f form) bool // tells whether it counts beside the other fields; nil if always
	shown   func(f form) bool // tells whether it is in sight; nil if always
}

var fields = [fieldCount]field{
	fieldLoss: {
		ID: "loss-function", Key: "loss", Label: "Loss", Default: crossEntropy,
		Hint:    "What the network is told about how wrong it is",
		Choices: lossChoices, Allowed: "crossentropy, doublesoftmax or squarederror", valid: oneOf(lossChoices),
	},
	fieldLearningRate: {
		ID: "learning-rate", Key: "lr", Label: "Learning rate", Default: "0.01",
		Hint: "How far the weights move at each step",
		Mode: "decimal", Allowed: "a number above 0, such as 0.01",
		// The network computes in float32: a rate it cannot hold is none.
		valid: decimal(func(v float64) bool { return float32(v) > 0 && v <= math.MaxFloat32 }),
	},
	fieldMomentum: {
		ID: "momentum", Key: "momentum", Label: "Momentum", Default: "0",
		Hint: "How much of the last move is kept; 0 is plain gradient descent",
		Mode: "decimal", Allowed: "a number from 0 up to, but not including, 1",
		valid: decimal(isShare), means: usesSGD,
	},
	fieldBatchSize: {
		ID: "batch-size", Key: "batch", Label: "Batch size", Default: "100",
		Hint: "Images a step learns from",
		Mode: "numeric", Allowed: "a whole number from 1 to 10000", valid: whole(1, 10000),
	},
	fieldEpochs: {
		ID: "epochs", Key: "epochs", Label: "Epochs", Default: "3",
		Hint: "Passes through all training images",
		Mode: "numeric", Allowed: "a whole number from 1 to 1000", valid: whole(1, 1000),
	},
	fieldSeed: {
		ID: "seed", Key: "seed", Label: "Seed", Default: "1",
		Hint: "Fixes the chance in the first weights, in the order of the images and in how they vary",
		Mode: "numeric", Allowed: "a whole number from 0 to 18446744073709551615", valid: whole(0, math.MaxUint64),
	},
	fieldWorkers: {
		ID: "workers", Key: "workers", Label: "Workers", Default: "1",
		Hint: "Processor cores that share the work; can be changed during a run",
		Mode: "numeric", Allowed: "a whole number from 1 to 64", valid: whole(1, maxWorkers),
	},

	fieldOptimizer: {
		ID: "optimizer", Key: "optimizer", Label: "Optimiser", Default: "sgd",
		Hint:    "The rule by which the weights follow their gradients",
		Choices: optimizerChoices, Allowed: "sgd, adam or adamw", valid: oneOf(optimizerChoices),
	},
	fieldNesterov: {
		ID: "nesterov", Key: "nesterov", Label: "Nesterov momentum", Default: "0",
		Hint: "Looks where the last move leads before it takes the next; with a momentum above 0",
		Tick: true, Allowed: "0 or 1", valid: whole(0, 1),
		means: func(f form) bool { return usesSGD(f) && parseDecimal(f[fieldMomentum]) > 0 }, shown: usesSGD,
	},
	fieldBeta1: {
		ID: "beta1", Key: "beta1", Label: "Beta 1", Default: "0.9",
		Hint: "How long Adam's average of the gradients remembers",
		Mode: "decimal", Allowed: "a number above 0 and below 1",
		valid: decimal(isPositiveShare), means: usesAdam, shown: usesAdam,
	},
	fieldBeta2: {
		ID: "beta2", Key: "beta2", Label: "Beta 2", Default: "0.999",
		Hint: "How long Adam's average of their squares remembers",
		Mode: "decimal", Allowed: "a number above 0 and below 1",
		valid: decimal(isPositiveShare), means: usesAdam, shown: usesAdam,
	},
	fieldEpsilon: {
		ID: "epsilon", Key: "epsilon", Label: "Epsilon", Default: "1e-8",
		Hint: "Keeps Adam from dividing by almost nothing",
		Mode: "decimal", Allowed: "a number above 0, such as 1e-8",
		valid: decimal(func(v float64) bool { return float32(v) > 0 && isAmount(v) }), means: usesAdam, shown: usesAdam,
	},

	fieldSchedule: {
		ID: "schedule", Key: "schedule", Label: "Schedule", Default: "constant",
		Hint:    "How the learning rate changes during the run",
		Choices: scheduleChoices, Allowed: "constant, step, cosine or onecycle", valid: oneOf(scheduleChoices),
	},
	fieldWarmup: {
		ID: "warmup", Key: "warmup", Label: "Warm-up", Default: "0",
		Hint: "Epochs in which the learning rate rises from zero",
		Mode: "decimal", Allowed: "a number of epochs, 0 or above", valid: decimal(isAmount),
	},
	fieldStepEvery: {
		ID: "step-every", Key: "stepevery", Label: "Step every", Default: "1",
		Hint: "Epochs from one drop to the next",
		Mode: "decimal", Allowed: "a number of epochs above 0",
		valid: decimal(func(v float64) bool { return v > 0 }), means: dropsInSteps, shown: dropsInSteps,
	},
	fieldStepFactor: {
		ID: "step-factor", Key: "stepfactor", Label: "Step factor", Default: "0.1",
		Hint: "What the learning rate is multiplied by at each drop",
		Mode: "decimal", Allowed: "a number above 0 and at most 1",
		valid: decimal(func(v float64) bool { return v > 0 && v <= 1 }), means: dropsInSteps, shown: dropsInSteps,
	},

	fieldWeightDecay: {
		ID: "weight-decay", Key: "weightdecay", Label: "Weight decay", Default: "0",
		Hint: "Draws the weights towards zero, so that none grows without need",
		Mode: "decimal", Allowed: "a number, 0 or above, such as 0.0005", valid: decimal(isAmount),
	},
	fieldLabelSmoothing: {
		ID: "label-smoothing", Key: "smoothing", Label: "Label smoothing", Default: "0",
		Hint: "Share of each label that goes to all digits alike; with cross-entropy",
		Mode: "decimal", Allowed: "a number from 0 up to, but not including, 1",
		valid: decimal(isShare), means: func(f form) bool { return f.text(fieldLoss) == crossEntropy },
	},
	fieldEMA: {
		ID: "ema", Key: "ema", Label: "Average of the weights", Default: "0",
		Hint: "Decay of a moving average (EMA) that answers in their place, such as 0.99; 0 is none",
		Mode: "decimal", Allowed: "a number from 0 up to, but not including, 1", valid: decimal(isShare),
	},

	// Of these two only the trainer knows whether their texts are right.
	fieldNetwork: {
		ID: "network", Key: "net", Label: "Layers", Default: "simplenet",
		Hint:    "In order, separated by commas: conv FILTERS SIDE, relu, pool, bn, dropout RATE, linear SIZE",
		Allowed: "a list of layers, such as conv 20 5, relu, pool, linear", valid: something,
	},
	fieldAugment: {
		ID: "augment", Key: "augment", Label: "Effects", Default: "none",
		Hint:    "How far each goes at most, separated by commas",
		Allowed: "none, or a list of effects, such as shift=2, rotate=12", valid: something,
	},
}

const maxWorkers = 64

// Names of losses.
const (
	crossEntropy  = "crossentropy"
	doubleSoftmax = "doublesoftmax"
	squaredError  = "squarederror"
)

// What selects offer, with the words the page uses.
var (
	lossChoices = []choice{
		{crossEntropy, "Cross-entropy"},
		{doubleSoftmax, "Double softmax"},
		{squaredError, "Squared error"},
	}
	optimizerChoices = []choice{
		{"sgd", "SGD"},
		{"adam", "Adam"},
		{"adamw", "AdamW"},
	}
	scheduleChoices = []choice{
		{"constant", "Constant"},
		{"step", "Steps"},
		{"cosine", "Cosine"},
		{"onecycle", "One cycle"},
	}
)

func usesSGD(f form) bool      { return f.text(fieldOptimizer) == "sgd" }
func usesAdam(f form) bool     { return !usesSGD(f) }
func dropsInSteps(f form) bool { return f.text(fieldSchedule) == "step" }
