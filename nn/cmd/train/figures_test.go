package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/stat"

	"digitlab/nn"
	"digitlab/nn/simdblas"
)

// The figures that the documents quote and this command gives are made again. The
// flags are those of make figures: training by a recipe takes minutes.
var (
	long    = flag.Bool("long", false, "make the figures that take minutes as well")
	rewrite = flag.Bool("rewrite", false, "write figures that differ into the documents")
)

const documents = "../../../docs/"

// figures are the lines of a document that quote some. Each line is found by how
// it begins.
type figures struct {
	name     string
	document string
	begins   []string
	long     bool
	lines    func(t *testing.T) []string
}

func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("training takes a minute")
	}
	if simdblas.Kernel() != "avx2" {
		t.Skip("the figures are those of the kernel for AVX2, which no other rounds alike")
	}
	before := blas32.Implementation()
	blas32.Use(simdblas.Implementation{})
	defer blas32.Use(before)
	for _, f := range everyFigure() {
		t.Run(f.name, func(t *testing.T) {
			if f.long && !*long {
				t.Skip("takes minutes: make figures")
			}
			path := filepath.Join(documents, f.document)
			for i, line := range f.lines(t) {
				compareLine(t, path, f.begins[i], line)
			}
		})
	}
}

// compareLine compares the line of a document that begins so with what it should
// be.
func compareLine(t *testing.T, path, begin, want string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, begin) {
			continue
		}
		switch {
		case line == want:
		case *rewrite:
			lines[i] = want
			if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: rewritten as %q", path, want)
		default:
			t.Errorf("%s says\n%s\nthe command gives\n%s", path, line, want)
		}
		return
	}
	t.Errorf("%s has no line that begins with %q", path, begin)
}

// everyFigure returns the figures in the documents that this command gives.
func everyFigure() []figures {
	return []figures{
		{"losses", "benchmarks.md", []string{"| `crossentropy` |", "| `doublesoftmax` |", "| `squarederror` |"}, false, lossFigures},
		{"sureness", "benchmarks.md", []string{"| the page's | validation |", "| the page's | test |"}, false, surenessFigures},
		{"sureness of fast", "benchmarks.md", []string{"| `fast`, seed 1 | test |"}, true, func(t *testing.T) []string {
			return []string{sureness("| `fast`, seed 1 | test", trained(t, "-recipe", "fast", "-eval", "test"))}
		}},
		{"fast", "benchmarks.md", []string{"| `fast` |"}, true, recipeFigures("fast", "150,000")},
		{"best", "benchmarks.md", []string{"| `best` |"}, true, recipeFigures("best", "3,000,000")},
		{"oneepoch", "benchmarks.md", []string{"| `oneepoch` |"}, true, quickFigures("oneepoch", "50,000")},
		{"sprint", "benchmarks.md", []string{"| `sprint` |"}, true, quickFigures("sprint", "35,840")},
		{"modern", "benchmarks.md", []string{"| `" + modern}, true, modernFigures},
		{"sizes", "benchmarks.md", []string{"| app.wasm |", "| trainer.wasm |"}, true, sizeFigures},
	}
}

func lossFigures(t *testing.T) (lines []string) {
	for _, loss := range nn.Losses() {
		r := trained(t, "-epochs", "3", "-eval", "test", "-loss", loss.Name())
		lines = append(lines, fmt.Sprintf("| `%s` | %.4f | %.4f | %.4f | %s |", loss.Name(), r.first, r.valid, r.loss, percent(r.accuracy)))
	}
	return lines
}

func surenessFigures(t *testing.T) (lines []string) {
	for _, split := range []string{"validation", "test"} {
		r := trained(t, "-init", "../../../web/static/model.safetensors", "-epochs", "0", "-eval", strings.TrimSuffix(split, "ation"))
		lines = append(lines, sureness("| the page's | "+split, r))
	}
	return lines
}

func sureness(head string, r result) string {
	c := r.report.Calibration
	return fmt.Sprintf("%s | %s | %s | %s |", head, percent(float64(r.report.Unsure)/float64(r.report.Images)), percent(float64(c.Error)), percent(float64(c.ErrorBefore)))
}

// recipeFigures returns the line of a recipe with SimpleNet, for three seeds.
func recipeFigures(recipe, images string) func(t *testing.T) []string {
	return func(t *testing.T) []string {
		line := fmt.Sprintf("| `%s` | %s |", recipe, images)
		right := accuracies(t, recipe, 3)
		for _, a := range right {
			line += " " + percent(a) + " |"
		}
		mean, deviation := stat.MeanStdDev(right, nil)
		return []string{line + fmt.Sprintf(" %s | %.2f |", percent(mean), 100*deviation)}
	}
}

// quickFigures returns the line of a recipe of one epoch or less, for ten seeds.
func quickFigures(recipe, images string) func(t *testing.T) []string {
	return func(t *testing.T) []string {
		right := accuracies(t, recipe, 10)
		mean, deviation := stat.MeanStdDev(right, nil)
		return []string{fmt.Sprintf("| `%s` | %s | %s | %.2f | %s |", recipe, images, percent(mean), 100*deviation, percent(slices.Min(right)))}
	}
}

// accuracies returns those on the test images of runs by a recipe with seeds from 1 on.
func accuracies(t *testing.T, recipe string, seeds int) (right []float64) {
	for seed := range seeds {
		right = append(right, trained(t, "-recipe", recipe, "-seed", strconv.Itoa(seed+1), "-eval", "test").accuracy)
	}
	return right
}

// modern are the flags of its run.
const modern = "-recipe best -net modern -augment full -epochs 18"

func modernFigures(t *testing.T) []string {
	r := trained(t, append(strings.Fields(modern), "-eval", "test")...)
	return []string{fmt.Sprintf("| `%s` | %s | %s |", modern, percent(r.validAccuracy), percent(r.accuracy))}
}

// sizeFigures are those of what make build has made.
func sizeFigures(t *testing.T) (lines []string) {
	for _, program := range []string{"app.wasm", "trainer.wasm"} {
		line := "| " + program + " |"
		for _, packed := range []string{"", ".br"} {
			info, err := os.Stat("../../../dist/" + program + packed)
			if err != nil {
				t.Fatalf("%v: make build", err)
			}
			line += fmt.Sprintf(" %.1f MB |", float64(info.Size())/1e6)
		}
		lines = append(lines, line)
	}
	return lines
}

func percent(share float64) string { return fmt.Sprintf("%.2f%%", 100*share) }

// result is what the command says of a run.
type result struct {
	first                float64 // loss of the first batch
	valid, validAccuracy float64 // loss and accuracy after the last epoch
	loss, accuracy       float64 // those of what -eval names
	report               report
}

// trained runs the command on MNIST.
func trained(t *testing.T, args ...string) (r result) {
	t.Helper()
	for i, line := range command(t, append(args, "-data", "../../../data/mnist.json.gz", "-log", "json", "-report")...) {
		var said struct {
			Batch         *int
			Loss          float64
			ValidLoss     float64 `json:"val_loss"`
			ValidAccuracy float64 `json:"val_accuracy"`
			Report        *report
		}
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatal(err)
		}
		switch {
		case said.Report != nil:
			r.report = *said.Report
			r.loss, r.accuracy = r.report.Loss, r.report.Accuracy
		case said.Batch != nil && i == 0:
			r.first = said.Loss
		case said.Batch == nil && said.ValidLoss > 0:
			r.valid, r.validAccuracy = said.ValidLoss, said.ValidAccuracy
		}
	}
	return r
}
