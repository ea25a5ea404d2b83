package settings

import (
	"reflect"
	"testing"

	"digitlab/web/worker"
)

// Every setting of the page is one of the trainer's.
func TestParse(t *testing.T) {
	otherwise := map[string]bool{"Loss": true, "Workers": true} // which a session sees to
	asked := worker.Settings{Loss: "crossentropy", LearningRate: 0.01, Momentum: 0.9, BatchSize: 25, Epochs: 2, Seed: 3, Workers: 1}
	base, err := Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	fields := reflect.TypeFor[worker.Settings]()
	for i := range fields.NumField() {
		changed := asked
		switch field := reflect.ValueOf(&changed).Elem().Field(i); field.Kind() {
		case reflect.String:
			field.SetString("other")
		case reflect.Float64:
			field.SetFloat(0.123)
		case reflect.Int:
			field.SetInt(123)
		case reflect.Uint64:
			field.SetUint(123)
		case reflect.Bool:
			field.SetBool(true)
		}
		name := fields.Field(i).Name
		got, err := Parse(changed)
		if arrives := err != nil || got != base; arrives == otherwise[name] {
			t.Errorf("setting %s arrives: %t", name, arrives)
		}
	}
}
