package worker

// newMessage returns an empty message of a kind, nil if there is no such kind.
func newMessage(kind string) Message {
	if make, ok := makers[kind]; ok {
		return make()
	}
	return nil
}

var makers = map[string]func() Message{
	(*LoadDataset)(nil).Kind():        func() Message { return new(LoadDataset) },
	(*LoadWeights)(nil).Kind():        func() Message { return new(LoadWeights) },
	(*SaveWeights)(nil).Kind():        func() Message { return new(SaveWeights) },
	(*Preview)(nil).Kind():            func() Message { return new(Preview) },
	(*PreviewImages)(nil).Kind():      func() Message { return new(PreviewImages) },
	(*Start)(nil).Kind():              func() Message { return new(Start) },
	(*Pause)(nil).Kind():              func() Message { return new(Pause) },
	(*Resume)(nil).Kind():             func() Message { return new(Resume) },
	(*Step)(nil).Kind():               func() Message { return new(Step) },
	(*Stop)(nil).Kind():               func() Message { return new(Stop) },
	(*Reset)(nil).Kind():              func() Message { return new(Reset) },
	(*SetWorkers)(nil).Kind():         func() Message { return new(SetWorkers) },
	(*GiveWay)(nil).Kind():            func() Message { return new(GiveWay) },
	(*DatasetProgress)(nil).Kind():    func() Message { return new(DatasetProgress) },
	(*DatasetPart)(nil).Kind():        func() Message { return new(DatasetPart) },
	(*DatasetReady)(nil).Kind():       func() Message { return new(DatasetReady) },
	(*RunState)(nil).Kind():           func() Message { return new(RunState) },
	(*Progress)(nil).Kind():           func() Message { return new(Progress) },
	(*Evaluate)(nil).Kind():           func() Message { return new(Evaluate) },
	(*Evaluation)(nil).Kind():         func() Message { return new(Evaluation) },
	(*StopEvaluation)(nil).Kind():     func() Message { return new(StopEvaluation) },
	(*EvaluationProgress)(nil).Kind(): func() Message { return new(EvaluationProgress) },
	(*Browse)(nil).Kind():             func() Message { return new(Browse) },
	(*Images)(nil).Kind():             func() Message { return new(Images) },
	(*WeightsFile)(nil).Kind():        func() Message { return new(WeightsFile) },
	(*Failure)(nil).Kind():            func() Message { return new(Failure) },
	(*Weights)(nil).Kind():            func() Message { return new(Weights) },
	(*Draw)(nil).Kind():               func() Message { return new(Draw) },
	(*Picture)(nil).Kind():            func() Message { return new(Picture) },
	(*Sample)(nil).Kind():             func() Message { return new(Sample) },
	(*Forget)(nil).Kind():             func() Message { return new(Forget) },
	(*Prediction)(nil).Kind():         func() Message { return new(Prediction) },
	(*Shard)(nil).Kind():              func() Message { return new(Shard) },
	(*ShardResult)(nil).Kind():        func() Message { return new(ShardResult) },
	(*Board)(nil).Kind():              func() Message { return new(Board) },
	(*Job)(nil).Kind():                func() Message { return new(Job) },
	(*JobDone)(nil).Kind():            func() Message { return new(JobDone) },
	(*PlanRates)(nil).Kind():          func() Message { return new(PlanRates) },
	(*LearningRates)(nil).Kind():      func() Message { return new(LearningRates) },
	(*Recipes)(nil).Kind():            func() Message { return new(Recipes) },
	(*RecipeList)(nil).Kind():         func() Message { return new(RecipeList) },
	(*Describe)(nil).Kind():           func() Message { return new(Describe) },
	(*Description)(nil).Kind():        func() Message { return new(Description) },
	(*Inspect)(nil).Kind():            func() Message { return new(Inspect) },
	(*Prepared)(nil).Kind():           func() Message { return new(Prepared) },
	(*Inside)(nil).Kind():             func() Message { return new(Inside) },
	(*Mattered)(nil).Kind():           func() Message { return new(Mattered) },
	(*Sweep)(nil).Kind():              func() Message { return new(Sweep) },
	(*Nearest)(nil).Kind():            func() Message { return new(Nearest) },
	(*Neighbours)(nil).Kind():         func() Message { return new(Neighbours) },
	(*Learn)(nil).Kind():              func() Message { return new(Learn) },
	(*Learned)(nil).Kind():            func() Message { return new(Learned) },
	(*Unlearn)(nil).Kind():            func() Message { return new(Unlearn) },
	(*Kept)(nil).Kind():               func() Message { return new(Kept) },
	(*ResumeKept)(nil).Kind():         func() Message { return new(ResumeKept) },
	(*ForgetKept)(nil).Kind():         func() Message { return new(ForgetKept) },
	(*Restored)(nil).Kind():           func() Message { return new(Restored) },
	(*NotKept)(nil).Kind():            func() Message { return new(NotKept) },
}

// Kind implements Message.
func (*LoadDataset) Kind() string { return "load-dataset" }

// Kind implements Message.
func (*LoadWeights) Kind() string { return "load-weights" }

// Kind implements Message.
func (*SaveWeights) Kind() string { return "save-weights" }

// Kind implements Message.
func (*Start) Kind() string { return "start" }

// Kind implements Message.
func (*Pause) Kind() string { return "pause" }

// Kind implements Message.
func (*Resume) Kind() string { return "resume" }

// Kind implements Message.
func (*Step) Kind() string { return "step" }

// Kind implements Message.
func (*Stop) Kind() string { return "stop" }

// Kind implements Message.
func (*Reset) Kind() string { return "reset" }

// Kind implements Message.
func (*SetWorkers) Kind() string { return "set-workers" }

// Kind implements Message.
func (*GiveWay) Kind() string { return "give-way" }

// Kind implements Message.
func (*DatasetProgress) Kind() string { return "dataset-progress" }

// Kind implements Message.
func (*DatasetPart) Kind() string { return "dataset-part" }

// Kind implements Message.
func (*DatasetReady) Kind() string { return "dataset-ready" }

// Kind implements Message.
func (*RunState) Kind() string { return "run-state" }

// Kind implements Message.
func (*Progress) Kind() string { return "progress" }

// Kind implements Message.
func (*WeightsFile) Kind() string { return "weights-file" }

// Kind implements Message.
func (*Failure) Kind() string { return "failure" }

// Kind implements Message.
func (*Weights) Kind() string { return "weights" }

// Kind implements Message.
func (*Draw) Kind() string { return "draw" }

// Kind implements Message.
func (*Picture) Kind() string { return "picture" }

// Kind implements Message.
func (*Sample) Kind() string { return "sample" }

// Kind implements Message.
func (*Forget) Kind() string { return "forget" }

// Kind implements Message.
func (*Prediction) Kind() string { return "prediction" }

// Kind implements Message.
func (*Shard) Kind() string { return "shard" }

// Kind implements Message.
func (*ShardResult) Kind() string { return "shard-result" }

// Kind implements Message.
func (*Board) Kind() string { return "board" }

// Kind implements Message.
func (*Job) Kind() string { return "job" }

// Kind implements Message.
func (*JobDone) Kind() string { return "job-done" }

func (m *LoadWeights) bytes() *[]byte { return &m.File }
func (m *WeightsFile) bytes() *[]byte { return &m.File }
func (m *Weights) bytes() *[]byte     { return &m.Params }
func (m *Picture) bytes() *[]byte     { return &m.File }
func (m *Sample) bytes() *[]byte      { return &m.Image }
func (m *Prediction) bytes() *[]byte  { return &m.Image }
func (m *Shard) bytes() *[]byte       { return &m.Samples }
func (m *ShardResult) bytes() *[]byte { return &m.Grads }

func (m *Board) shared() **Memory { return &m.Memory }
