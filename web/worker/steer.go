package worker

// SettingChange gives one setting of a run another value, from a step on.
type SettingChange struct {
	Step    int    `json:"step"`    // batches trained before it
	Setting string `json:"setting"` // the command line's name of it, and the fragment's
	From    string `json:"from"`
	To      string `json:"to"`
}

// Messages between the page and the trainer about settings that change while a run
// goes on.
type (
	// Steer changes settings of the run from its next batch on: all, or none if one
	// is wrong. Step and From are not read. A Steered for each that says something
	// new answers it, or a Failure of ScopeSteer.
	Steer struct {
		message
		Changes []SettingChange `json:"changes"`
	}

	// Steered says that a run has made a change, which was asked for by Steer or
	// planned by Start.
	Steered struct {
		message
		SettingChange
	}
)

// ScopeSteer is the Failure.Scope of a Steer. The run goes on with what it had.
const ScopeSteer = "steer"
