package predictor

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/wasm/wasmtest"
	"digitlab/web/worker"
)

// TestAnswers holds that there is a digit where there may be one, and none
// where there is nothing to read.
func TestAnswers(t *testing.T) {
	ours, theirs := worker.Pipe()
	defer ours.Close()
	answers := ours.Listen(t.Context())
	p := newPredictor(theirs)
	m := nn.NewSimpleNet(nn.CrossEntropy{}) // all zero: every digit is as probable
	if err := p.setWeights(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name                string
		strokes             []worker.Stroke
		blank, blot, unsure bool
	}{
		{"seven", seven.Strokes, false, false, true},
		{"nothing", nil, true, false, false},
		{"dot", []worker.Stroke{{140, 140}}, false, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			draw := seven
			draw.Strokes = test.strokes
			p.draw(&draw)
			if err := p.answer(time.Now()); err != nil {
				t.Fatal(err)
			}
			got := (<-answers).(*worker.Prediction)
			if got.Blank != test.blank || got.Blot != test.blot || got.Unsure != test.unsure {
				t.Errorf("blank %t, blot %t, unsure %t, want %t, %t, %t",
					got.Blank, got.Blot, got.Unsure, test.blank, test.blot, test.unsure)
			}
			if digit := !test.blank && !test.blot; digit != (len(got.Image) > 0) {
				t.Errorf("an image of %d bytes, want one: %t", len(got.Image), digit)
			}
		})
	}
}

// What is asked before there are weights is answered with the first, from a file too;
// a file that is none is refused.
func TestFirstWeights(t *testing.T) {
	ours, theirs := worker.Pipe()
	go Serve(t.Context(), theirs)
	answers := ours.Listen(t.Context())
	ours.Send(&seven)
	ours.Send(&worker.LoadWeights{Name: "broken", File: []byte("<!doctype html>")})
	if f, ok := (<-answers).(*worker.Failure); !ok || f.Scope != worker.ScopeWeights || !strings.HasPrefix(f.Text, "broken: ") {
		t.Errorf("to a file of something else the answer is %+v", f)
	}
	file, err := os.ReadFile("../../web/static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	ours.Send(&worker.LoadWeights{Name: "pretrained", File: file})
	if got, ok := (<-answers).(*worker.Prediction); !ok || got.Digit != 7 || got.Source != "pretrained" {
		t.Errorf("the answer is %+v, want a 7 read with the weights of the file", got)
	}
}

func TestPredictorReadsADatasetImage(t *testing.T) {
	ours, theirs := worker.Pipe()
	go Serve(t.Context(), theirs)
	answers := ours.Listen(t.Context())

	m := wasmtest.Model(t, "simplenet", nn.CrossEntropy{})
	ours.Send(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())})
	image := (*data.Image)(wasmtest.Dataset(t, 3).Images(data.Test).Image(2))
	ours.Send(&worker.DatasetImage{ID: 5, Image: image[:]})
	got := (<-answers).(*worker.Prediction)
	outputs := train.NewReplica(m).Predict(image)
	if want := float64s(outputs); got.ID != 5 || !reflect.DeepEqual(got.Outputs, want) || !bytes.Equal(got.Image, image[:]) {
		t.Errorf("prediction %d: outputs %v, want %v for the image as it is", got.ID, got.Outputs, want)
	}

	ours.Send(&worker.DatasetImage{ID: 6, Image: image[:100]})
	if f, ok := (<-answers).(*worker.Failure); !ok || f.Scope != worker.ScopePicture || !strings.Contains(f.Text, "100 pixels") {
		t.Errorf("to an image of 100 pixels the answer is %+v", f)
	}
}

// A bitmap is read as the same picture in a file is.
func TestPredictorReadsABitmap(t *testing.T) {
	ours, theirs := worker.Pipe()
	go Serve(t.Context(), theirs)
	answers := ours.Listen(t.Context())
	m := wasmtest.Model(t, "simplenet", nn.CrossEntropy{})
	ours.Send(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())})

	img := image.NewNRGBA(image.Rect(0, 0, 60, 40))
	for i := range 60 * 40 {
		if x, y := i%60, i/60; x < 27 || x > 31 || y < 8 || y > 32 {
			img.SetNRGBA(x, y, color.NRGBA{R: 250, G: 240, B: 230, A: 255})
		} else {
			img.SetNRGBA(x, y, color.NRGBA{B: 90, A: 255})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	ours.Send(&worker.Picture{ID: 1, File: file.Bytes()})
	want := (<-answers).(*worker.Prediction)
	ours.Send(&worker.Bitmap{ID: 2, Width: 60, Height: 40, Pixels: img.Pix})
	got, ok := (<-answers).(*worker.Prediction)
	if !ok || got.ID != 2 || len(got.Image) == 0 || !bytes.Equal(got.Image, want.Image) || !slices.Equal(got.Outputs, want.Outputs) {
		t.Errorf("of the bitmap %+v is read, of the file %+v", got, want)
	}
	for _, wrong := range []worker.Bitmap{
		{Width: 60, Height: 40, Pixels: img.Pix[:100]},
		{Width: 60, Height: 39, Pixels: img.Pix},
		{Width: -60, Height: -40, Pixels: img.Pix},
		{Width: 1 << 40, Height: 1 << 40, Pixels: img.Pix},
		{},
	} {
		ours.Send(&wrong)
		if f, ok := (<-answers).(*worker.Failure); !ok || f.Scope != worker.ScopePicture || !strings.Contains(f.Text, "four bytes") {
			t.Errorf("to %d x %d pixels in %d bytes the answer is %+v", wrong.Width, wrong.Height, len(wrong.Pixels), f)
		}
	}
}

func TestPredictorTakesEveryNetwork(t *testing.T) {
	ours, theirs := worker.Pipe()
	go Serve(t.Context(), theirs)
	answers := ours.Listen(t.Context())
	image := (*data.Image)(wasmtest.Dataset(t, 3).Images(data.Test).Image(2))
	ours.Send(&worker.DatasetImage{ID: 5, Image: image[:]})
	for _, architecture := range []string{"", wasmtest.WithModes, "mlp"} {
		m := wasmtest.Model(t, architecture, nn.CrossEntropy{})
		ours.Send(&worker.Weights{Architecture: architecture, Loss: "crossentropy", Params: worker.PackFloats(m.Params())})
		got, ok := (<-answers).(*worker.Prediction)
		if want := float64s(train.NewReplica(m).Predict(image)); !ok || !slices.Equal(got.Outputs, want) {
			t.Errorf("network %q: prediction %+v, want the outputs %v", architecture, got, want)
		}
	}
	// The same weights, ten times as cold.
	m := wasmtest.Model(t, "mlp", nn.CrossEntropy{})
	m.Loss = nn.WithTemperature(m.Loss, 0.1)
	ours.Send(&worker.Weights{Architecture: "mlp", Loss: "crossentropy", Temperature: 0.1, Params: worker.PackFloats(m.Params())})
	var want [data.Classes]float32
	m.Loss.Probabilities(want[:], train.NewReplica(m).Predict(image))
	if got, ok := (<-answers).(*worker.Prediction); !ok || !slices.Equal(got.Probabilities, float64s(want[:])) {
		t.Errorf("at temperature 0.1: prediction %+v, want the probabilities %v", got, want)
	}
	ours.Send(&worker.Weights{Architecture: "cnv", Loss: "crossentropy"})
	if f, ok := (<-answers).(*worker.Failure); !ok || !strings.Contains(f.Text, `unknown kind "cnv"`) {
		t.Errorf("to weights of no network the answer is %+v", f)
	}
}
