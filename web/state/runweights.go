package state

// Actions on the weights that runs have kept.
const (
	UseRunWeights      Action[RunWeights] = "/run-weights/use"      // they become the present ones
	SaveRunWeights     Action[RunWeights] = "/run-weights/save"     // as a file
	EvaluateRunWeights Action[RunWeights] = "/run-weights/evaluate" // they become the present ones, and are evaluated
	TrainRunWeights    Action[RunWeights] = "/run-weights/train"    // they are trained further, with the run's settings
	CompareRunWeights  Action[RunWeights] = "/run-weights/compare"  // they read the drawings as well; no run ends that
)

// RunWeights is what these actions are about.
type RunWeights struct {
	Run  string // its ID
	Best bool   // those of its best epoch, and not its last ones
}

// ComparisonKey holds a Comparison.
const ComparisonKey Key[Comparison] = "comparison"

// Comparison is whose weights read the drawings beside the present ones.
type Comparison struct {
	Of   RunWeights
	Name string // of the run, "" while nothing is compared
}
