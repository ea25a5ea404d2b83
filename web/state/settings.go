package state

import (
	"slices"

	"digitlab/data/failure"
	"digitlab/web/form"
	"digitlab/web/worker"
)

// CatalogueKey holds a Catalogue.
const CatalogueKey Key[form.Catalogue] = "catalogue"

// SettingsKey holds the Settings.
const SettingsKey Key[Settings] = "settings"

// Actions on the settings.
const (
	ChangeField  Action[FieldChange] = "/settings/change"
	ChangeOrigin Action[string]      = "/settings/origin" // OriginFresh or OriginPresent
	DropPlanned  Signal              = "/settings/planned/drop"
)

// Settings are what the next run starts with.
type Settings struct {
	Form   form.Form
	Origin string       // the weights it starts from: OriginFresh or OriginPresent
	Faults []form.Fault // shown ones
	// Typing is the id of the element that is being typed in or slid, "" if
	// none is: what it shows may be newer than the form, and must be left alone.
	Typing string
	// UnderWay is the run that the fields steer, nil if they steer none.
	UnderWay *UnderWay
	// Planned are changes for the next run to make when it comes to their steps, so
	// that it becomes the run called PlannedOf once more.
	Planned   []worker.SettingChange
	PlannedOf string
}

// UnderWay is what a run is trained with.
type UnderWay struct {
	Form    form.Form
	Origin  string                 // "" if it is not known
	Changes []worker.SettingChange // made so far
}

// CountsLater reports whether what field i shows counts from the next run, and not
// in the one under way.
func (s Settings) CountsLater(i int) bool {
	if s.UnderWay == nil || s.Fault(i) || !s.Form.Applies(i) || i == form.Workers {
		return false
	}
	if form.Fields[i].Steers && s.Typing != "" {
		return false // it may count at once
	}
	return !s.Form.SameIn(i, s.UnderWay.Form)
}

// Values of settings.Origin.
const (
	OriginFresh   = "fresh"
	OriginPresent = "present"
)

// InitialSettings are those that the page shows before it answers.
func InitialSettings() Settings {
	return Settings{Form: form.Default(1), Origin: OriginFresh}
}

// FieldChange is a change of a field by the visitor.
type FieldChange struct {
	ID   string
	Text string
	Done bool   // the visitor has left the field, so that it may be judged
	By   string // id of the element that changes it, if that is not its own
}

// Fault reports whether a fault of field i is shown.
func (s Settings) Fault(i int) bool {
	return slices.ContainsFunc(s.Faults, func(f form.Fault) bool { return f.Field == i })
}

// NetworkKey holds a Network.
const NetworkKey Key[Network] = "network"

// Network is what the trainer says of the layers in the form.
type Network struct {
	Right worker.Description // the last answer without an error
	Error failure.Message    // in the last answer, zero if there is none
}

// RatesKey holds a []float64: the learning rates of the next run, spread over
// its steps.
const RatesKey Key[[]float64] = "rates"

// ChooseRecipe is the action of filling the fields; its value is the name of a
// recipe.
const ChooseRecipe Action[string] = "/recipes/choose"

// PreviewKey holds a Preview.
const PreviewKey Key[Preview] = "preview"

// ShowPreview is the action of showing training images as a run varies them; its
// value is a bool, false to hide them.
const ShowPreview Action[bool] = "/preview/show"

// Preview are training images as the settings vary them.
type Preview struct {
	Wanted bool // by the visitor
	worker.PreviewImages
	Error failure.Message // in the last answer, zero if there is none
}
