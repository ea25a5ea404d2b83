package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A flag is said to have no effect where two values of it give the same weights,
// and only there.
func TestIdleFlags(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	out := filepath.Join(dir, "weights")
	for _, test := range []struct {
		choice string
		kinds  []string
		flags  map[string][]string  // what they are for
		values map[string][2]string // two each, of which none is a default
	}{
		{"-optimizer", []string{"sgd", "adam", "adamw", "rmsprop"}, optimizersOf, map[string][2]string{
			"momentum": {"0.5", "0.8"}, "nesterov": {"false", "true"}, "beta1": {"0.5", "0"}, "beta2": {"0.5", "0"},
			"alpha": {"0.5", "0"}, "epsilon": {"1", "0.5"},
		}},
		{"-schedule", []string{"constant", "step", "linear", "cosine", "onecycle", "plateau"}, schedulesOf, map[string][2]string{
			"stepevery": {"0.5", "2"}, "stepfactor": {"0.5", "0"}, "patience": {"1", "3"},
		}},
	} {
		for name := range test.flags {
			values, ok := test.values[name]
			if !ok {
				t.Errorf("-%s is not tested", name)
			}
			for _, kind := range test.kinds {
				args := []string{"-data", dataset, "-net", "linear", "-lr", "1e-6", "-epochs", "5", "-out", out, test.choice, kind}
				if name == "nesterov" {
					args = append(args, "-momentum", "0.9")
				}
				var files [2][]byte
				var notes strings.Builder
				for i, value := range values {
					notes.Reset()
					if err := run(append(args, "-"+name+"="+value), io.Discard, &notes); err != nil {
						t.Fatalf("%s %s -%s %s: %v", test.choice, kind, name, value, err)
					}
					f := parsed(t, out)
					f.Metadata = nil // where the values stand, too
					var err error
					if files[i], err = f.Bytes(); err != nil {
						t.Fatal(err)
					}
				}
				note := fmt.Sprintf("train: -%s has no effect with %s %s", name, test.choice, kind)
				idle := slices.Contains(strings.Split(notes.String(), "\n"), note)
				if same := bytes.Equal(files[0], files[1]); same != idle {
					t.Errorf("%s %s: -%s %s and %s give the same weights: %t; noted %q", test.choice, kind, name, values[0], values[1], same, notes.String())
				}
			}
		}
	}
}

func TestFlagsGivenInVain(t *testing.T) {
	dir := t.TempDir()
	dataset, picture := write(t, dir)
	weights := filepath.Join(dir, "weights")
	command(t, "-data", dataset, "-steps", "1", "-out", weights)
	for _, test := range []struct{ args, want string }{
		{"-init WEIGHTS -epochs 0", ""},
		{"-init WEIGHTS -epochs 0 -initializer he", "train: -initializer has no effect with -init\n"},
		{"-epochs 0 -layout paddle", "train: -layout has no effect without -out\n"},
		{"-epochs 0 -plain", "train: -plain has no effect without -predict\n"},
		// What a recipe has brought was not given.
		{"-epochs 0 -recipe fast -optimizer adam", ""},
		{"-epochs 0 -recipe fast -optimizer adam -beta1 0.8 -momentum 0.5", "train: -momentum has no effect with -optimizer adam\n"},
		{"-init WEIGHTS -predict PICTURE -plain -loss crossentropy -out OUT", "train: -data has no effect with -predict\ntrain: -out has no effect with -predict\n"},
	} {
		var notes strings.Builder
		args := strings.Fields(test.args)
		for i, word := range args {
			args[i] = strings.NewReplacer("WEIGHTS", weights, "PICTURE", picture, "OUT", filepath.Join(dir, "out")).Replace(word)
		}
		if err := run(append(args, "-data", dataset), io.Discard, &notes); err != nil {
			t.Fatalf("%s: %v", test.args, err)
		}
		got := notes.String()
		if i := strings.Index(got, "train: "+picture); i >= 0 {
			got = got[:i] // not sure of a digit
		}
		if got != test.want {
			t.Errorf("%s: noted %q, want %q", test.args, got, test.want)
		}
	}
}

// Not to give a number is not the same as to give 0.
func TestZeroIsNotTheDefault(t *testing.T) {
	dir := t.TempDir()
	dataset, _ := write(t, dir)
	file := func(t *testing.T, args ...string) []byte {
		t.Helper()
		out := filepath.Join(dir, "weights")
		command(t, append(args, "-data", dataset, "-net", "linear", "-epochs", "2", "-out", out)...)
		return bytesOf(t, out)
	}
	for _, test := range []struct{ with, flag, otherwise string }{
		{"-optimizer adam", "beta1", "0.9"},
		{"-optimizer adamw", "beta2", "0.999"},
		{"-optimizer rmsprop", "alpha", "0.99"},
		{"-schedule step", "stepfactor", "0.1"},
	} {
		args := strings.Fields(test.with)
		if !bytes.Equal(file(t, args...), file(t, append(args, "-"+test.flag, test.otherwise)...)) {
			t.Errorf("%s: -%s %s is not the default", test.with, test.flag, test.otherwise)
		}
		zero := file(t, append(args, "-"+test.flag, "0")...)
		if bytes.Equal(zero, file(t, args...)) {
			t.Errorf("%s: -%s 0 is the default", test.with, test.flag)
		}
		if !bytes.Contains(zero, []byte("-"+test.flag+"=0 ")) && !bytes.Contains(zero, []byte("-"+test.flag+"=0\"")) {
			t.Errorf("%s: the file does not tell of -%s=0", test.with, test.flag)
		}
	}
	for flag, want := range map[string]string{"epsilon": "want a number above 0", "stepevery": "want a number above 0", "patience": "want a whole number above 0"} {
		if got := failing(t, "-"+flag, "0"); got != `invalid value "0" for flag -`+flag+": "+want {
			t.Errorf("-%s 0: error %q", flag, got)
		}
	}
	for flag, value := range map[string]string{"epsilon": "1e-8", "stepevery": "1", "patience": "2"} {
		if !bytes.Equal(file(t, "-optimizer", "adam", "-schedule", "plateau"), file(t, "-optimizer", "adam", "-schedule", "plateau", "-"+flag, value)) {
			t.Errorf("-%s %s is not the default", flag, value)
		}
	}
}
