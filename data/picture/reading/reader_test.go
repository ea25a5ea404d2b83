package reading

import (
	"fmt"
	"image"
	"os"
	"sync"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/number"
	"digitlab/nn/train"
)

var openMNIST = sync.OnceValues(func() (*data.Dataset, error) { return mnistjson.Open("../../mnist.json.gz") })

// testImages returns the real test images.
func testImages(t testing.TB) *data.Images {
	t.Helper()
	d, err := openMNIST()
	if err != nil {
		t.Fatal(err)
	}
	return d.Images(data.Test)
}

var openModel = sync.OnceValues(func() (*nn.Model, error) {
	file, err := os.ReadFile("../../../web/static/model.safetensors")
	if err != nil {
		return nil, err
	}
	return train.DecodeWeights(file, nil)
})

// reader reads pictures and counts.
type reader struct {
	model                           *nn.Model
	shown, right, surelyWrong, none int
	misses                          []string
}

func newReader(t testing.TB) *reader {
	t.Helper()
	m, err := openModel()
	if err != nil {
		t.Fatal(err)
	}
	return &reader{model: m}
}

// read reads a picture of a digit; the name is for a miss.
func (r *reader) read(img image.Image, want byte, name string) {
	r.readNumber(img, fmt.Sprint(want), name)
}

// readNumber reads a picture of a number.
func (r *reader) readNumber(img image.Image, want, name string) {
	r.shown++
	digits, err := number.Read(r.model, segment.Picture(img, picture.Options{}))
	if err != nil {
		r.none++
		r.misses = append(r.misses, fmt.Sprintf("%s: %s is none", name, want))
		return
	}
	got, sure := "", true
	for _, d := range digits {
		got += fmt.Sprint(r.model.Loss.Predict(d.Outputs))
		sure = sure && r.model.Loss.Certainty(d.Outputs) == nn.Sure
	}
	if got == want {
		r.right++
		return
	}
	if sure {
		r.surelyWrong++
	}
	r.misses = append(r.misses, fmt.Sprintf("%s: %s is %s, sure %t", name, want, got, sure))
}

// expect logs the counts and fails if fewer than the share are right.
func (r *reader) expect(t *testing.T, share float64) {
	t.Helper()
	t.Logf("%d of %d right (%.2f %%), %d surely wrong, %d without answer",
		r.right, r.shown, 100*float64(r.right)/float64(r.shown), r.surelyWrong, r.none)
	if float64(r.right) < share*float64(r.shown) {
		t.Errorf("want at least %.1f %%; missed %q", 100*share, r.misses)
	}
}

// pictures returns how many pictures of a kind to read: a quarter in a short test.
func pictures(t testing.TB, count int) int {
	if testing.Short() {
		return count / 4
	}
	return count
}
