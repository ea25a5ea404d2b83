package state

// KeepPreference is the action of keeping what the visitor has chosen for the
// next visit.
const KeepPreference Action[Preference] = "/preference/keep"

// Preference is a choice of the visitor's; an empty Value is none.
type Preference struct{ Key, Value string }
