package train

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// someCheckpoint is one with all there is in it.
func someCheckpoint(t testing.TB) *Checkpoint {
	t.Helper()
	m := modelOf(t, "conv 1 3, bn, pool, pool, linear", nn.DoubleSoftmax{})
	d := checkpointImages(10)
	s := Defaults()
	s.Architecture, s.BatchSize, s.Epochs, s.MaxSteps = m.Architecture(), 10, 2, 4
	s.Optimizer.Kind, s.EMA, s.KeepBest, s.Seed = "adam", 0.5, true, 1<<64-1
	r, err := NewRun(m, d, s, NewGoroutines(1, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Train(Hooks{}); err != nil {
		t.Fatal(err)
	}
	c := r.Checkpoint()
	c.Metadata = map[string]string{"recipe": "a test"}
	return c
}

// checkpointImages are what someCheckpoint is trained on, if so many are for
// validation.
func checkpointImages(valid int) *data.Dataset {
	d := new(data.Dataset)
	for split, n := range map[data.Split]int{data.Train: 30, data.Valid: valid} {
		for i := range n {
			d.Images(split).Append(&data.Image{300: byte(i)}, byte(i%10))
		}
	}
	return d
}

func encoded(t testing.TB, c *Checkpoint) []byte {
	t.Helper()
	file, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCheckpointRoundTrip(t *testing.T) {
	want := someCheckpoint(t)
	file := encoded(t, want)
	got, err := DecodeCheckpoint(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.Settings != want.Settings || got.Step != 4 || got.Epoch != 1 || got.Dataset != want.Dataset || !maps.Equal(got.Metadata, want.Metadata) {
		t.Errorf("DecodeCheckpoint = %+v, want %+v", got, want)
	}
	if !slices.Equal(got.Model.Params(), want.Model.Params()) || !slices.Equal(got.Params(), want.Params()) {
		t.Error("the parameters have changed")
	}
	average := got.EMA.Moments[0].Values
	if !slices.Equal(average, want.EMA.Moments[0].Values) || got.Best.Epoch != 1 || got.Best.Accuracy != want.Best.Accuracy {
		t.Errorf("the average or the best epoch has changed: epoch %d of accuracy %v", got.Best.Epoch, got.Best.Accuracy)
	}
	for _, params := range [][]float32{got.Model.Params(), average} {
		if slices.Equal(params, got.Params()) {
			t.Error("the best parameters are the same as others, so the test shows nothing")
		}
	}
	if !bytes.Equal(encoded(t, got), file) {
		t.Error("writing it again gives another file")
	}
}

// Whatever reads weights finds those of a checkpoint.
func TestCheckpointIsAWeightsFile(t *testing.T) {
	c := someCheckpoint(t)
	m, err := DecodeWeights(encoded(t, c), nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Architecture() != c.Model.Architecture() || m.Loss != c.Model.Loss || !slices.Equal(m.Params(), c.Params()) {
		t.Error("the weights are not those of the checkpoint")
	}
}

func TestDecodeCheckpointErrors(t *testing.T) {
	record := func(f *safetensors.File, edit func(fields map[string]any)) {
		fields := map[string]any{}
		decoder := json.NewDecoder(strings.NewReader(f.Metadata["run"]))
		decoder.UseNumber()
		if err := decoder.Decode(&fields); err != nil {
			t.Fatal(err)
		}
		edit(fields)
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		f.Metadata["run"] = string(text)
	}
	drop := func(f *safetensors.File, name string) {
		f.Tensors = slices.DeleteFunc(f.Tensors, func(t safetensors.Tensor) bool { return t.Name == name })
	}
	tests := []struct {
		name string
		edit func(f *safetensors.File)
		want string
	}{
		{"weights alone", func(f *safetensors.File) { delete(f.Metadata, "run") }, "holds weights, but no run"},
		{"no JSON", func(f *safetensors.File) { f.Metadata["run"] = "{" }, `metadata "run": unexpected end`},
		{"deep JSON", func(f *safetensors.File) {
			f.Metadata["run"] = strings.Repeat("[", 4000) + strings.Repeat("]", 4000)
		}, `metadata "run": JSON is nested more than 16 deep`},
		{"a later version", func(f *safetensors.File) {
			record(f, func(r map[string]any) { r["Version"], r["Step"] = 2, "many" })
		}, "version 2, this program reads version 1"},
		{"an unknown field", func(f *safetensors.File) {
			record(f, func(r map[string]any) { r["Speed"] = 1 })
		}, `unknown field "Speed"`},
		{"a setting", func(f *safetensors.File) {
			record(f, func(r map[string]any) { r["Settings"].(map[string]any)["EMA"] = 1 })
		}, "decay 1 of the average"},
		{"no weight", func(f *safetensors.File) { drop(f, "fc.bias") }, `no tensor "fc.bias"`},
		{"no moment", func(f *safetensors.File) { drop(f, "run.exp_avg_sq.fc.bias") }, `no tensor "run.exp_avg_sq.fc.bias"`},
		{"a square below 0", func(f *safetensors.File) {
			moment, err := f.Tensor("run.exp_avg_sq.fc.bias")
			if err != nil {
				t.Fatal(err)
			}
			moment.Data[4*2+3] |= 0x80 // the sign
		}, "run.exp_avg_sq.fc.bias[2] is -"},
		{"a square of RMSprop's below 0", func(f *safetensors.File) {
			f.Metadata["run"] = strings.Replace(f.Metadata["run"], `"adam"`, `"rmsprop"`, 1)
			for i := range f.Tensors {
				f.Tensors[i].Name = strings.Replace(f.Tensors[i].Name, "exp_avg_sq", "square_avg", 1)
			}
			moment, err := f.Tensor("run.square_avg.fc.bias")
			if err != nil {
				t.Fatal(err)
			}
			moment.Data[4*2+3] |= 0x80 // the sign
		}, "run.square_avg.fc.bias[2] is -"},
		{"no average behind the best", func(f *safetensors.File) { drop(f, "run.average.bn1.weight") }, `no tensor "run.average.bn1.weight"`},
		{"no parameters behind the average", func(f *safetensors.File) { drop(f, "run.bn1.running_mean") }, `no tensor "run.bn1.running_mean"`},
		{"another shape", func(f *safetensors.File) {
			f.Tensors[len(f.Tensors)-1].Shape = []int{2, 5}
		}, "run.average.fc.bias has shape [2 5], want [10]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := parsed(t, encoded(t, someCheckpoint(t)), nil)
			test.edit(f)
			file, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			c, err := DecodeCheckpoint(file)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("DecodeCheckpoint = %v, %v, want an error with %q", c, err, test.want)
			}
		})
	}
}

// A record without what runs were first able to do later is the one of before,
// which both programs read.
func TestRecordOfAPlainRun(t *testing.T) {
	c := &Checkpoint{Settings: Defaults(), Model: modelOf(t, "linear", nn.CrossEntropy{})}
	const want = `{"Version":1,"Step":0,"Epoch":0,"Settings":{"Architecture":"conv 20 5, relu, pool, conv 20 5, relu, pool, linear",` +
		`"LearningRate":0.01,"Optimizer":{"Kind":"sgd","Momentum":0,"Nesterov":false,"Beta1":0,"Beta2":0,"Epsilon":0,"WeightDecay":0},` +
		`"Schedule":{"Kind":"constant","Warmup":0,"StepEvery":0,"StepFactor":0},"LabelSmoothing":0,"EMA":0,"Augment":"none",` +
		`"BatchSize":100,"Epochs":3,"MaxSteps":0,"Shuffle":true,"Seed":1},"Dataset":{"Train":0,"Valid":0,"Sum":0},"Optimizer":null,"EMA":null}`
	file := encoded(t, c)
	if got := parsed(t, file, nil).Metadata["run"]; got != want {
		t.Errorf("the record is %s, want %s", got, want)
	}
	if _, err := DecodeCheckpoint(file); err != nil {
		t.Error(err)
	}
}

func FuzzDecodeCheckpoint(f *testing.F) {
	f.Add(encoded(f, someCheckpoint(f)))
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := DecodeCheckpoint(file)
		if err != nil {
			return
		}
		if _, err := DecodeCheckpoint(encoded(t, c)); err != nil {
			t.Errorf("what was read cannot be read again: %v", err)
		}
	})
}

// What is read and can be gone on with trains its next step, if there is one.
func FuzzResume(f *testing.F) {
	d := checkpointImages(10)
	c := someCheckpoint(f)
	c.Settings.MaxSteps = 0
	f.Add(encoded(f, c))
	f.Fuzz(func(t *testing.T, file []byte) {
		c, err := DecodeCheckpoint(file)
		if err != nil {
			return
		}
		r, err := ResumeRun(c, d, NewGoroutines(1, c.Model.Clone))
		if err != nil {
			return
		}
		steps := 0
		err = r.Train(Hooks{
			BeforeStep: func() error {
				if steps++; steps > 1 {
					return ErrStopped
				}
				return nil
			},
		})
		if errors.Is(err, ErrDiverged) {
			return
		}
		if err != nil && err != ErrStopped {
			t.Fatal(err)
		}
		again, err := r.Checkpoint().Encode()
		if err != nil && strings.Contains(err.Error(), "want a finite number") {
			return // a step may be too large for what is there
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeCheckpoint(again); err != nil {
			t.Errorf("where it stands cannot be read again: %v", err)
		}
	})
}
