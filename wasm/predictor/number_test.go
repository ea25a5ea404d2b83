package predictor

import (
	"os"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// number are strokes in shares of the pad, and what they say.
var numbers = []struct {
	name, digits string
	strokes      []worker.Stroke
}{
	{"two sevens", "77", []worker.Stroke{{.16, .32, .40, .32, .25, .71}, {.58, .32, .82, .32, .67, .71}}},
	{"two ones", "11", []worker.Stroke{{.35, .276, .35, .724}, {.65, .276, .65, .724}}},
}

// shipped sends the weights that the page has.
func shipped(t testing.TB, send func(worker.Message)) {
	t.Helper()
	file, err := os.ReadFile("../../web/static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	m, err := train.DecodeWeights(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	send(&worker.Weights{Loss: m.Loss.Name(), Source: "shipped", Params: worker.PackFloats(m.Params())})
}

func digitsOf(p *worker.Prediction) string {
	var b strings.Builder
	for _, d := range p.Digits {
		b.WriteByte(byte('0' + d.Digit))
	}
	return b.String()
}

func TestReadsNumbers(t *testing.T) {
	ours, theirs := worker.Pipe()
	go Serve(t.Context(), theirs)
	answers := ours.Listen(t.Context())
	send := func(m worker.Message) {
		if err := ours.Send(m); err != nil {
			t.Fatal(err)
		}
	}
	shipped(t, send)
	for i, n := range numbers {
		send(&worker.Draw{ID: 2 * i, Strokes: n.strokes, Side: 1, Width: 24. / 280})
		first := (<-answers).(*worker.Prediction)
		if got := digitsOf(first); got != n.digits || first.Chosen != 0 || first.Digit != first.Digits[0].Digit {
			t.Fatalf("%s: read %q, number %d of them chosen, want %q", n.name, got, first.Chosen, n.digits)
		}
		if last := first.Digits[len(first.Digits)-1]; len(first.Digits) > 1 && last.Box[0] <= first.Digits[0].Box[2] {
			t.Errorf("%s: boxes %v and %v", n.name, first.Digits[0].Box, last.Box)
		}
		send(&worker.Choose{Index: 9})
		second := (<-answers).(*worker.Prediction)
		if second.ID != 2*i || second.Chosen != len(n.digits)-1 || !slices.Equal(second.Digits, first.Digits) ||
			len(second.Image) != data.Pixels {
			t.Errorf("%s: the answer to the choice of another digit is of number %d in %v", n.name, second.Chosen, second.Digits)
		}
		if second.Milliseconds != first.Milliseconds || first.Milliseconds <= 0 {
			t.Errorf("%s: read in %g ms, which becomes %g by choosing another digit", n.name, first.Milliseconds, second.Milliseconds)
		}
	}
}

// A number as a pen writes it: each stroke begins with a dot, the first on an empty pad,
// where there is no digit yet.
func TestReadsWhileANumberIsWritten(t *testing.T) {
	ours, theirs := worker.Pipe()
	defer ours.Close()
	answers := ours.Listen(t.Context())
	p := newPredictor(theirs)
	shipped(t, p.handle)
	var written []worker.Stroke
	var last *worker.Prediction
	for i, s := range numbers[0].strokes {
		for points := 2; points <= len(s); points += 2 {
			p.handle(&worker.Draw{Strokes: append(slices.Clone(written), s[:points]), Side: 1, Width: 24. / 280})
			last = (<-answers).(*worker.Prediction)
			if first := i == 0 && points == 2; first != last.Blot {
				t.Errorf("point %d of stroke %d: a blot %t, want %t", points/2, i, last.Blot, first)
			}
		}
		written = append(written, s)
	}
	if digitsOf(last) != "77" {
		t.Errorf("read %q, want 77", digitsOf(last))
	}
}
