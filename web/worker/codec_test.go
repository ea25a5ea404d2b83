package worker

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"digitlab/data/failure"
)

// samples has every message that carries more than its kind.
var samples = []Message{
	&LoadDataset{URL: "/web/mnist.json.gz", Name: "mnist.json.gz", Cache: "digitlab"},
	&LoadWeights{Name: "mine.safetensors", File: []byte{1, 2, 3}},
	&Start{Settings: Settings{Loss: "crossentropy", LearningRate: 0.01, BatchSize: 100, Epochs: 3, Seed: 1<<64 - 1, Optimizer: "adamw", WeightDecay: 5e-4, MaxSteps: 200}, GoOn: true, Run: "k3", Trial: true},
	&SetWorkers{Workers: 4},
	&GiveWay{Milliseconds: 1000, All: true},
	&SaveWeights{Format: "paddle", Weights: Weights{Loss: "crossentropy", Source: "this run", Step: 7, Temperature: 1, Params: []byte{1, 2, 3, 4}}},
	&UseWeights{Weights: Weights{Loss: "crossentropy", Source: "lr 0.05", Run: "k3", Step: 7, Temperature: 1, Params: []byte{1, 2, 3, 4}}},
	&Compare{Weights: Weights{Loss: "crossentropy", Source: "lr 0.05", Run: "k3", Step: 7, Temperature: 1, Params: []byte{1, 2, 3, 4}}},
	&WeightsFile{Name: "mine.onnx", Format: "onnx", Architecture: "linear", Loss: "crossentropy", File: []byte{1, 2, 3}},
	&DatasetProgress{Name: "a", Bytes: 10, Total: 20, Images: 3},
	&LoadDataset{URL: "blob:a", Name: "2 files", Files: []DatasetFile{{Name: "a/7/1.png", Size: 10}}, Prepare: true, Invert: true, Names: []string{"cat", "dog"}, Offer: true},
	&DatasetOffer{Name: "fashion", Train: 1, Valid: 2, Test: 3, Classes: []string{"Bag", "Coat"}, DarkOnLight: true, Said: []failure.Message{{Text: "values from 0 to 255"}}, Labels: []int{1}, Images: []byte{7}},
	&UseOffer{Invert: true, Names: []string{"cat", "dog"}},
	&LoadDataset{URL: KeptURL + "1-2-0123456789abcdef", Name: "fashion"},
	&LoadDataset{URL: "blob:a", Name: "a.json", Keep: true},
	&KeptDatasets{Sets: []KeptDataset{{Key: "1-2-0123456789abcdef", Name: "fashion", Train: 1, Valid: 2, Test: 3, Classes: []string{"Bag", "Coat"}, Size: 12e6, Damaged: true}},
		Key: "1-2-0123456789abcdef", URL: "blob:a", Deleted: "kana", Trouble: failure.Message{Text: "the disk is full"}},
	&DeleteDataset{Key: "1-2-0123456789abcdef"},
	&DropOffer{},
	&DatasetReady{Name: "fashion", Train: 1, Valid: 2, Test: 3, Classes: []string{"Bag", "Coat"}},
	&DatasetPart{Name: "a", Train: 50000, Valid: 10000},
	&RunState{State: StatePaused},
	&Progress{Epoch: 1, Step: 2, Losses: []float64{2.3, 2.2}, Accuracies: []float64{0.1, 0.25}, Seconds: 1.5, Log: []string{"epoch: 0, batch: 0, loss is: 2.3000"}},
	&Evaluate{Split: "test", Workers: 2},
	&Evaluation{Split: "valid", Accuracy: 0.5, Confusion: [][]int{{1, 2}, {3, 4}}, Scores: []Score{{Precision: 0.5, Recall: 0.25, F1: 1. / 3}},
		Calibration: &Calibration{Error: 0.1, Bins: []CalibrationBin{{Images: 2, Accuracy: 0.5, Confidence: 0.6}}},
		Mistakes:    []Mistake{{Index: 9, Label: 4, Prediction: 9, Confidence: 0.75, LabelProbability: 0.25, Loss: 1.4}}, Images: []byte{7}},
	&Evaluation{Split: "test", Asked: true, Source: "mine", Images: []byte{}},
	&EvaluationProgress{Split: "test", Images: 2000, Total: 10000},
	&Choose{Index: 2},
	&Browse{ID: 4, Selection: Selection{Split: "train", Label: AnyDigit, Prediction: 9, Mistakes: true, Order: OrderWrong}, From: 60, Count: 60, Renew: true},
	&Images{ID: 4, Total: 1, Source: "mine", Step: 3, Indices: []int{17}, Labels: []int{4}, Predictions: []int{9},
		Probabilities: []byte{0, 0, 128, 63}, Numbers: []byte{0, 0, 128, 63}, Images: []byte{0, 255}},
	&Failure{Scope: ScopeDataset, Text: "not gzip"},
	&Weights{Loss: "squarederror", Architecture: "linear", Step: 7, Params: []byte{0, 0, 128, 63}},
	&Draw{ID: 9, Strokes: []Stroke{{1, 2, 3, 4}, {5, 6}}, Side: 280, Width: 20},
	&Bitmap{ID: 3, Plain: true, Width: 1, Height: 2, Pixels: []byte{0, 255, 1, 2, 3, 4, 5, 6}},
	&DatasetImage{ID: 3, Image: []byte{0, 255}},
	&Prediction{ID: 9, Digit: 7, Second: &SecondReading{Source: "lr 0.05", Digits: []ReadDigit{{Digit: 1}}}, Probabilities: []float64{0, 1}, Image: []byte{255}},
	&Shard{ID: 1, Count: 1, Batch: 100, Gradient: true, Smoothing: 0.1, Augment: "shift=2", Seeds: []uint64{1<<64 - 1}, Samples: []byte{4, 5}},
	&ShardResult{ID: 1, Loss: 0.25, Outputs: []byte{0, 0, 128, 63}, Grads: []byte{6}},
	&Job{},
	&JobDone{ID: 1},
	&Idle{ID: 1},
	&Preview{Augment: "full", Seed: 7, Count: 16},
	&PreviewImages{Augment: "full", Labels: []int{3}, Images: []byte{0, 255}},
	&Describe{ID: 3, Architecture: "conv 8 3, linear", Loss: "crossentropy"},
	&Description{ID: 3, Architecture: "linear", Layers: []Layer{{Name: "fc", Text: "linear", Shape: []int{10}, Params: 7850}}, Params: 7850},
	&Inspect{On: true, Brief: true, Change: Change{ShiftX: 1.5, Thickness: -0.25}},
	&Prepared{Plain: true, Page: Size{2, 1}, Box: [4]int{1, 2, 3, 4}, Pictures: []byte{255, 0}},
	&Inside{Source: "mine", Step: 3, Read: true, Change: Change{Turn: 9}, Digit: 7, Probabilities: []float64{0, 1}, Outputs: []float64{-2, 9}, Loss: "crossentropy", Temperature: 1.25,
		Filters: []Numbers{{Layer: "conv1", Text: "conv 20 5", All: 20, Count: 20, Channels: 1, Side: 5, Largest: 0.5}}, Parts: 20, From: "pool2", Bytes: []byte{1, 128}},
	&Occlusion{Places: 14, Patch: 6, Largest: 3, Digit: 7, Outputs: []float64{-2, 9}, Bytes: []byte{7}},
	&Sweep{Of: Turn, Bytes: []byte{7, 255}},
	&Imagine{ID: 2, Kind: Disguise, Digit: 8, Seed: 1<<64 - 1, Whole: true, Image: []byte{0, 255}},
	&StopImagining{Kind: Dream},
	&Imagined{ID: 2, Kind: Disguise, Digit: 8, Source: "mine", Step: 3, Steps: 9, Over: true, Now: PictureReading{Digit: 8, Probability: 0.75},
		Distance: 1.5, Largest: 0.25, Bytes: []byte{0, 255}},
	&Nearest{ID: 2, Count: 5, Image: []byte{0, 255}},
	&PickImages{Count: 2000, Seed: 1},
	&PickedImages{Split: "test", Indices: []int{7}, Labels: []int{9}, Images: []byte{0, 255}},
	&MapImages{On: true, ID: 3, Method: MapLDA, Rest: 12, Labels: []int{9}, Images: []byte{0, 255}},
	&ImageMap{ID: 3, Method: MapLDA, Source: "this run", Step: 500, Layer: "pool2", Values: 980, Used: 980, Predictions: []int{9}, Positions: PackFloats([]float32{.5, -1})},
	&MapPlace{ID: 3, Shown: true, Digit: 4, X: .25, Y: -.5},
	&Neighbours{ID: 2, Indices: []int{17}, Labels: []int{3}, Distances: []float64{2.5}, Images: []byte{0, 255}},
	&Learn{Settings: Settings{Loss: "crossentropy", Epochs: 1}, Run: "k4", Labels: []int{4, 9}, Tests: []bool{false, true}, Images: []byte{0, 255}},
	&Learned{After: true, Hand: Count{5, 6}, HeldBack: true, Valid: Count{9941, 10000}},
	&SavedRun{Run: "k3", Dataset: "1-2-0123456789abcdef", DatasetName: "fashion", OwnDataset: true, Settings: Settings{Loss: "crossentropy", Seed: 7}, Epoch: 1, Epochs: 3, Step: 700, Steps: 1500, Saved: 1790000000000, Accuracy: 0.5, Split: "test"},
	&Restored{Run: "k3", Settings: Settings{Epochs: 3}, Progress: Progress{Step: 2, Losses: []float64{0.1}, Accuracies: []float64{1}},
		Evaluations: []Evaluation{{Split: "valid", Step: 1, Accuracy: 0.5}}, Log: []string{"epoch: 0, batch: 0, loss is: 2.3000"}, Stride: 1, Points: []byte{0, 0, 128, 63}},
	&ResumeSavedRun{Run: "k3", Paused: true, Changes: []SettingChange{{Step: 7, Setting: "lr", From: "0.1", To: "0.01"}}},
	&Steer{Changes: []SettingChange{{Setting: "epochs", To: "5"}}},
	&Steered{SettingChange: SettingChange{Step: 600, Setting: "lr", From: "0.1", To: "0.01"}},
	&DiscardSavedRun{Keep: true},
	&NotSaved{Reason: NotSavedFailed, Text: "the disk is full"},
	&PlanRates{Settings: Settings{Schedule: "cosine"}, Count: 120},
	&LearningRates{Rates: []float64{0.1, 0.05}},
	&WatchHealth{On: true},
	&Health{Step: 7, Layers: []LayerHealth{{Name: "fc", Gradient: 0.5, Update: 1e-3, Dead: 0.25,
		Weights: Histogram{Low: -1, High: 1, Counts: []int{1, 2}}, Activations: Histogram{High: 2, Counts: []int{3}}}}},
	&FindRate{Settings: Settings{Loss: "crossentropy", BatchSize: 100}, GoOn: true},
	&RateCurve{Rates: []float64{1e-5, 0.1}, Losses: []float64{2.3, 2.2}, Smoothed: []float64{2.3, 2.25}, Steps: 175, Exploded: true, Over: true, Suggestion: 0.03},
	&RecipeList{Recipes: []Recipe{{Name: "fast", Settings: Settings{Epochs: 3}}}, Networks: []Preset{{Name: "mlp", Text: "linear"}}, Hand: Settings{BatchSize: 64}},
}

func TestRoundTrip(t *testing.T) {
	for _, want := range samples {
		t.Run(Kind(want), func(t *testing.T) {
			frame, err := Encode(want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Decode(frame)
			if err != nil {
				t.Fatal(err)
			}
			if Kind(want) == "" {
				t.Errorf("%T has no kind", want)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("Decode(Encode(m)) = %+v, want %+v", got, want)
			}
		})
	}
}

func TestEveryKindIsItsOwn(t *testing.T) {
	for kind := range kinds {
		m := newMessage(kind)
		if m == nil || Kind(m) != kind {
			t.Errorf("newMessage(%q) = %T of kind %q", kind, m, Kind(m))
		}
	}
	// A struct with two names would overwrite itself in the inverse.
	if got, want := len(kindOf), 90; got != want || len(kinds) != want {
		t.Errorf("%d kinds, want %d", got, want)
	}
}

func TestDecodeErrors(t *testing.T) {
	tests := []struct{ name, frame, want string }{
		{"empty", "", "not a frame"},
		{"other magic", "DLw0\x00\x00\x00\x00", "not a frame"},
		{"long header", "DLw2\xff\xff\xff\xff{}", "4294967295 bytes"},
		{"no body", "DLw2\x04\x00\x00\x00stop", "decode stop"},
		{"no JSON", "DLw2\x06\x00\x00\x00stop\n[", "decode stop"},
		{"too deep", "DLw2\x05\x02\x00\x00stop\n" + strings.Repeat("[", 512), "decode stop: JSON is nested more than 100 deep at byte 100"},
		{"unknown kind", "DLw2\x04\x00\x00\x00x\n{}", `unknown kind of message "x"`},
		{"stray bytes", "DLw2\x07\x00\x00\x00stop\n{}!", "1 stray bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := Decode([]byte(test.frame))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Decode(%q) = %v, %v, want an error with %q", test.frame, m, err, test.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, m := range samples {
		frame, err := Encode(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(frame)
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := Decode(frame)
		if err != nil {
			return
		}
		again, err := Encode(m)
		if err != nil {
			t.Fatalf("Encode of a decoded %s: %v", Kind(m), err)
		}
		if _, err := Decode(again); err != nil {
			t.Fatalf("Decode of an encoded %s: %v", Kind(m), err)
		}
	})
}

func TestPipe(t *testing.T) {
	a, b := Pipe()
	for step := range 100 {
		if err := a.Send(&SetWorkers{Workers: step}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	arrived := b.Listen(ctx)
	for step := range 100 {
		if m := (<-arrived).(*SetWorkers); m.Workers != step {
			t.Fatalf("message %d = %+v, want them in order", step, m)
		}
	}
	cancel()
	if m, ok := <-arrived; ok {
		t.Errorf("after cancel got %v, want a closed channel", m)
	}
}

func TestPipeClose(t *testing.T) {
	a, b := Pipe()
	arrived := b.Listen(context.Background())
	a.Close()
	if m, ok := <-arrived; ok {
		t.Errorf("after Close got %v, want a closed channel", m)
	}
}
