package worker

// Settings are the hyperparameters of a run.
type Settings struct {
	Loss         string  `json:"loss"` // crossentropy, doublesoftmax or squarederror
	LearningRate float64 `json:"learning_rate"`
	Momentum     float64 `json:"momentum"` // of sgd and rmsprop
	BatchSize    int     `json:"batch_size"`
	Epochs       int     `json:"epochs"`
	MaxSteps     int     `json:"max_steps"` // end after so many batches; 0 = no limit
	Seed         uint64  `json:"seed"`
	Workers      int     `json:"workers"` // 0 = one a processor core

	// Architecture is a preset's name or a list of layers, see Description;
	// "" = SimpleNet's, or that of the weights trained further.
	Architecture   string  `json:"architecture"`
	Optimizer      string  `json:"optimizer"`          // sgd, adam, adamw or rmsprop; "" = sgd
	Nesterov       bool    `json:"nesterov"`           // of sgd with momentum
	Beta1          float64 `json:"beta1"`              // of adam and adamw; 0 = 0.9
	Beta2          float64 `json:"beta2"`              // of adam and adamw; 0 = 0.999
	Alpha          float64 `json:"alpha,omitempty"`    // of rmsprop; 0 = 0.99
	Epsilon        float64 `json:"epsilon"`            // of adam, adamw and rmsprop; 0 = 1e-8
	WeightDecay    float64 `json:"weight_decay"`       // 0 = none
	Schedule       string  `json:"schedule"`           // constant, step, linear, cosine, onecycle or plateau; "" = constant
	Warmup         float64 `json:"warmup"`             // epochs; 0 = none
	StepEvery      float64 `json:"step_every"`         // of the schedule "step", epochs; 0 = 1
	StepFactor     float64 `json:"step_factor"`        // of the schedules "step" and "plateau"; 0 = 0.1
	Patience       int     `json:"patience,omitempty"` // of the schedule "plateau", epochs; 0 = 2
	LabelSmoothing float64 `json:"label_smoothing"`    // with crossentropy; 0 = none
	EMA            float64 `json:"ema"`                // decay of the average of the weights; 0 = none
	Augment        string  `json:"augment"`            // as augment.Parse reads it; "" = none
	// KeepBest ends the run with the weights of the epoch that has read the most
	// validation images rightly, and not with the last.
	KeepBest bool `json:"keep_best,omitempty"`
	// EarlyStop ends the run when so many epochs in turn have not been better than
	// the best; 0 = it does not.
	EarlyStop int `json:"early_stop,omitempty"`
}
