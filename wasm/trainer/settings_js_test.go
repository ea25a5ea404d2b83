package main

import (
	"bytes"
	"reflect"
	"testing"

	"digitlab/nn/train"
	"digitlab/web/worker"
)

// Every setting of the page is one of the trainer's.
func TestSettingsOf(t *testing.T) {
	elsewhere := map[string]bool{"Loss": true, "Workers": true} // see session.start
	base := parsed(t, settings(1))
	fields := reflect.TypeFor[worker.Settings]()
	for i := range fields.NumField() {
		changed := settings(1)
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
		got, err := settingsOf(changed)
		if arrives := err != nil || got != base; arrives == elsewhere[name] {
			t.Errorf("setting %s arrives: %t", name, arrives)
		}
	}
}

func parsed(t *testing.T, s worker.Settings) train.Settings {
	t.Helper()
	parsed, err := settingsOf(s)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// With all there is to set, training gives what it gives natively.
func TestSameBitsWithEverySetting(t *testing.T) {
	s := settings(2)
	s.Optimizer, s.WeightDecay = "adamw", 0.01
	s.Schedule, s.Warmup = "onecycle", 0.5
	s.LabelSmoothing, s.EMA = 0.1, 0.9
	s.Augment = "full,pen=0.5"
	want := trainNatively(t, parsed(t, s))
	eachExchange(t, func(t *testing.T) {
		p := newPage(t, nil, startHelper)
		p.load("small.json.gz")
		p.send(&worker.Start{Settings: s})
		got := lastOf[*worker.Weights](t, p.untilState(worker.StateDone)).Params
		if !bytes.Equal(got, want) {
			t.Error("the run ends with other weights than native workers give")
		}
	})
	if without := trainNatively(t, train.Settings{
		LearningRate: s.LearningRate, BatchSize: s.BatchSize, Epochs: s.Epochs, Shuffle: true, Seed: s.Seed,
	}); bytes.Equal(want, without) {
		t.Error("the settings make no difference")
	}
}
