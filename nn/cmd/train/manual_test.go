package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"digitlab/nn/train"
)

// Every flag has a line of the manual, with its default, and every line a flag.
func TestManualHasTheFlags(t *testing.T) {
	text := strings.Join(command(t, "-h"), "\n")
	// What is said of a flag goes on in deeper lines.
	entries := regexp.MustCompile(`(?m)^    -(\w+) .*(?:\n {10,}\S.*)*`).FindAllStringSubmatch(text, -1)
	said := make(map[string]string)
	for _, entry := range entries {
		if _, ok := said[entry[1]]; ok {
			t.Errorf("-%s is documented twice", entry[1])
		}
		said[entry[1]] = entry[0]
	}

	_, _, flags := newOptions()
	flags.VisitAll(func(f *flag.Flag) {
		entry, ok := said[f.Name]
		if !ok {
			t.Errorf("-%s is not documented", f.Name)
		}
		delete(said, f.Name)
		value := f.DefValue
		if f.Name == "net" {
			value = "simplenet"
		}
		if want := "(default " + value + ")"; value != "" && !strings.Contains(entry, want) {
			t.Errorf("-%s is documented as %q, want it to have %q", f.Name, entry, want)
		}
		// Nothing is the default of a file or a name that is not given.
		if value == "" && strings.Contains(entry, "(default ") {
			t.Errorf("-%s is documented as %q, and has no default", f.Name, entry)
		}
	})
	for name := range said {
		t.Errorf("-%s is documented, but there is no such flag", name)
	}
	for _, name := range train.Recipes() {
		if !strings.Contains(text, name) {
			t.Errorf("recipe %q is not documented", name)
		}
	}
}

// The rates are those that the manual tells of.
func TestManualOnRates(t *testing.T) {
	const steps = 1000
	rates := func(args ...string) []float64 {
		o, err := parseOptions(append(args, "-lr", "1", "-epochs", "10"), io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		return o.LearningRates(steps/10, steps)
	}
	same := func(what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-12) { // computed in another order
			t.Errorf("%s has rate %v, want %v", what, got, want)
		}
	}
	warm := rates("-warmup", "0.04")
	for i, want := range []float64{1. / 5, 2. / 5, 3. / 5, 4. / 5, 1, 1} {
		same(fmt.Sprintf("step %d of a warm-up of 4", i), warm[i], want)
	}
	cycle := rates("-schedule", "onecycle")
	same("the first step of a cycle", cycle[0], 1./25)
	same("step 30 % of a cycle", cycle[3*steps/10-1], 1)
	same("the last step of a cycle", cycle[steps-1], 1./25/10000)
	for _, kind := range []string{"linear", "cosine"} {
		fall := rates("-schedule", kind, "-warmup", "2")
		same(kind+" half-way behind the warm-up", fall[200+400], 0.5)
		if last := fall[steps-1]; !(last > 0 && last < 0.002) {
			t.Errorf("%s ends with %v, want almost 0", kind, last)
		}
	}
}

func TestManualIsPlainText(t *testing.T) {
	var out strings.Builder
	if err := run([]string{"-epochs", "2", "-help"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "Command train trains") || regexp.MustCompile(`//|\t|(?m)^#|package main`).MatchString(got) {
		t.Errorf("the manual is %q", got)
	}
}
