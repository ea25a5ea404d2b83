package train

import (
	"encoding/json"
	"maps"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/jsondepth"
	"digitlab/data/labelled"
	"digitlab/nn"
)

// classesKey is the entry of a weights file's metadata with the names of its
// classes, a JSON list; absent = the ten digits.
const classesKey = "classes"

// WithClasses returns the metadata with what a file is to say of the classes of a
// model that was trained on a dataset: their names, unless they are the ten digits.
// Where the model has more classes than the dataset they stay what they were.
func WithClasses(metadata map[string]string, m *nn.Model, d *data.Dataset) map[string]string {
	if m.Loss.ClassCount() != d.ClassCount() {
		return metadata
	}
	metadata = maps.Clone(metadata)
	if metadata == nil {
		metadata = make(map[string]string)
	}
	delete(metadata, classesKey)
	if d.ClassCount() < data.Classes || !d.AreDigits() {
		names, err := json.Marshal(d.ClassNames())
		if err != nil {
			panic("train: " + err.Error()) // of a list of text
		}
		metadata[classesKey] = string(names)
	}
	return metadata
}

// ClassNames returns the names of the classes that the metadata of a file says,
// those of the ten digits if it says none.
func ClassNames(metadata map[string]string) ([]string, error) {
	text, ok := metadata[classesKey]
	if !ok {
		return new(data.Dataset).ClassNames(), nil
	}
	var names []string
	if err := jsondepth.Unmarshal([]byte(text), 1, &names); err != nil {
		return nil, failure.New("classes: %w", err)
	}
	if len(names) < 2 || len(names) > data.Classes {
		return nil, failure.New("classes: %d names, want 2 to %d", len(names), data.Classes)
	}
	for _, name := range names {
		if err := labelled.CheckName(name); err != nil {
			return nil, failure.New("classes: %w", err)
		}
	}
	return names, nil
}
