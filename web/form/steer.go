package form

import (
	"slices"

	"digitlab/web/worker"
)

// FieldOf returns the field of a key, -1 if there is none.
func FieldOf(key string) int {
	return slices.IndexFunc(Fields[:], func(f Field) bool { return f.Key == key })
}

// With returns the form with what changes say.
func (f Form) With(changes ...worker.SettingChange) Form {
	for _, c := range changes {
		if i := FieldOf(c.Setting); i >= 0 {
			f[i] = c.To
		}
	}
	return f
}

// ChangesTo returns what changes a run with the settings of f into one with those
// of next, as far as they can change while it goes on. Neither has a fault.
func (f Form) ChangesTo(next Form) (changes []worker.SettingChange) {
	// Both as they count, and spelt alike.
	from, to := Of(f.Settings()), Of(next.Settings())
	for i, field := range Fields {
		if field.Steers && from[i] != to[i] {
			changes = append(changes, worker.SettingChange{Setting: field.Key, From: from[i], To: to[i]})
		}
	}
	return changes
}

// SameIn reports whether a field says the same in both forms.
func (f Form) SameIn(i int, other Form) bool { return sameValue(f[i], other[i]) }
