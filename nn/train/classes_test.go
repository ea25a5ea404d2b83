package train

import (
	"slices"
	"testing"

	"digitlab/data"
	"digitlab/nn"
)

// Weights for other classes than the digits come back with as many, of any loss,
// and with their names.
func TestWeightsOfOtherClasses(t *testing.T) {
	architecture, err := nn.ParseArchitecture("linear 5, relu, linear")
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range [][]string{{"cat", "dog", "き"}, {"3", "7"}, {"0", "1", "2"}, nil} {
		var d data.Dataset
		if names != nil {
			d.NameClasses(names)
		}
		for _, loss := range nn.Losses() {
			m, err := nn.NewModel(architecture, nn.WithClasses(loss, d.ClassCount()))
			if err != nil {
				t.Fatal(err)
			}
			InitModel(m, nn.PyTorchDefault, 1)
			made := WithClasses(map[string]string{"seed": "1"}, m, &d)
			if _, told := made[classesKey]; told != (names != nil) {
				t.Errorf("classes %q: the metadata is %q", names, made)
			}
			file, err := PyTorch.Encode(m, made)
			if err != nil {
				t.Fatal(err)
			}
			got, err := DecodeWeights(file, nil)
			if err != nil {
				t.Fatalf("%s of %q: %v", loss.Name(), names, err)
			}
			if got.Loss != m.Loss || !slices.Equal(got.Params(), m.Params()) {
				t.Errorf("%s of %q comes back as %+v", loss.Name(), names, got.Loss)
			}
			metadata, err := Metadata(file)
			if err != nil {
				t.Fatal(err)
			}
			if read, err := ClassNames(metadata); err != nil || !slices.Equal(read, d.ClassNames()) {
				t.Errorf("ClassNames = %q, %v, want %q", read, err, d.ClassNames())
			}
		}
	}
}

// A network of more classes than its dataset keeps what it says of them.
func TestClassesOfMore(t *testing.T) {
	m, err := nn.NewModel(nn.Architecture{}, nn.CrossEntropy{})
	if err != nil {
		t.Fatal(err)
	}
	var d data.Dataset
	d.NameClasses([]string{"a", "b"})
	before := map[string]string{classesKey: "as it was"}
	if after := WithClasses(before, m, &d); after[classesKey] != "as it was" {
		t.Errorf("the metadata has become %q", after)
	}
}

func TestClassNamesErrors(t *testing.T) {
	for text, want := range map[string]string{
		`["a","b"`:    "classes: unexpected end of JSON input",
		`[["a"],"b"]`: "classes: JSON is nested more than 1 deep at byte 1",
		`["a"]`:       "classes: 1 names, want 2 to 10",
		`["a",""]`:    "classes: the label is empty",
		`["a","b\n"]`: `classes: the label "b\n" has control characters`,
	} {
		_, err := ClassNames(map[string]string{classesKey: text})
		if err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %s", text, err, want)
		}
	}
}
