package worker

import "reflect"

// kinds has every message by what it is called on the wire, where it keeps its
// name when a struct gets another one.
var kinds = map[string]Message{
	"load-dataset":        (*LoadDataset)(nil),
	"use-offer":           (*UseOffer)(nil),
	"drop-offer":          (*DropOffer)(nil),
	"dataset-offer":       (*DatasetOffer)(nil),
	"kept-datasets":       (*KeptDatasets)(nil),
	"delete-dataset":      (*DeleteDataset)(nil),
	"bring-dataset":       (*BringDataset)(nil),
	"load-weights":        (*LoadWeights)(nil),
	"use-weights":         (*UseWeights)(nil),
	"save-weights":        (*SaveWeights)(nil),
	"preview":             (*Preview)(nil),
	"preview-images":      (*PreviewImages)(nil),
	"start":               (*Start)(nil),
	"pause":               (*Pause)(nil),
	"resume":              (*Resume)(nil),
	"step":                (*Step)(nil),
	"stop":                (*Stop)(nil),
	"reset":               (*Reset)(nil),
	"set-workers":         (*SetWorkers)(nil),
	"steer":               (*Steer)(nil),
	"steered":             (*Steered)(nil),
	"give-way":            (*GiveWay)(nil),
	"dataset-progress":    (*DatasetProgress)(nil),
	"dataset-part":        (*DatasetPart)(nil),
	"dataset-ready":       (*DatasetReady)(nil),
	"run-state":           (*RunState)(nil),
	"progress":            (*Progress)(nil),
	"diagnosis":           (*Diagnosis)(nil),
	"evaluate":            (*Evaluate)(nil),
	"evaluation":          (*Evaluation)(nil),
	"stop-evaluation":     (*StopEvaluation)(nil),
	"evaluation-progress": (*EvaluationProgress)(nil),
	"watch-health":        (*WatchHealth)(nil),
	"health":              (*Health)(nil),
	"find-rate":           (*FindRate)(nil),
	"stop-find-rate":      (*StopFindRate)(nil),
	"rate-curve":          (*RateCurve)(nil),
	"browse":              (*Browse)(nil),
	"images":              (*Images)(nil),
	"weights-file":        (*WeightsFile)(nil),
	"failure":             (*Failure)(nil),
	"weights":             (*Weights)(nil),
	"draw":                (*Draw)(nil),
	"picture":             (*Picture)(nil),
	"bitmap":              (*Bitmap)(nil),
	"sample":              (*DatasetImage)(nil),
	"forget":              (*Forget)(nil),
	"choose":              (*Choose)(nil),
	"prediction":          (*Prediction)(nil),
	"compare":             (*Compare)(nil),
	"shard":               (*Shard)(nil),
	"shard-result":        (*ShardResult)(nil),
	"board":               (*Board)(nil),
	"job":                 (*Job)(nil),
	"job-done":            (*JobDone)(nil),
	"idle":                (*Idle)(nil),
	"plan-rates":          (*PlanRates)(nil),
	"learning-rates":      (*LearningRates)(nil),
	"recipes":             (*Recipes)(nil),
	"recipe-list":         (*RecipeList)(nil),
	"describe":            (*Describe)(nil),
	"description":         (*Description)(nil),
	"inspect":             (*Inspect)(nil),
	"prepared":            (*Prepared)(nil),
	"inside":              (*Inside)(nil),
	"mattered":            (*Occlusion)(nil),
	"sweep":               (*Sweep)(nil),
	"point":               (*Point)(nil),
	"explanation":         (*Explanation)(nil),
	"connections":         (*Connections)(nil),
	"imagine":             (*Imagine)(nil),
	"stop-imagining":      (*StopImagining)(nil),
	"imagined":            (*Imagined)(nil),
	"nearest":             (*Nearest)(nil),
	"neighbours":          (*Neighbours)(nil),
	"pick-images":         (*PickImages)(nil),
	"picked-images":       (*PickedImages)(nil),
	"map-images":          (*MapImages)(nil),
	"image-map":           (*ImageMap)(nil),
	"map-place":           (*MapPlace)(nil),
	"learn":               (*Learn)(nil),
	"learned":             (*Learned)(nil),
	"unlearn":             (*Unlearn)(nil),
	"kept":                (*SavedRun)(nil),
	"resume-kept":         (*ResumeSavedRun)(nil),
	"forget-kept":         (*DiscardSavedRun)(nil),
	"restored":            (*Restored)(nil),
	"not-kept":            (*NotSaved)(nil),
	"ping":                (*Ping)(nil),
	"pong":                (*Pong)(nil),
}

// kindOf is the inverse of kinds.
var kindOf = func() map[reflect.Type]string {
	inverse := make(map[reflect.Type]string, len(kinds))
	for kind, m := range kinds {
		inverse[reflect.TypeOf(m)] = kind
	}
	return inverse
}()

// Kind returns what a message is called on the wire.
func Kind(m Message) string { return kindOf[reflect.TypeOf(m)] }

// newMessage returns an empty message of a kind, nil if there is no such kind.
func newMessage(kind string) Message {
	prototype, ok := kinds[kind]
	if !ok {
		return nil
	}
	return reflect.New(reflect.TypeOf(prototype).Elem()).Interface().(Message)
}
