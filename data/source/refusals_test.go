package source

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"digitlab/data/failure"
)

var rewrite = flag.Bool("rewrite", false, "write the refusals that differ into testdata")

const refusals = "testdata/refusals.txt"

// bad are files that no dataset can be made of.
type bad struct {
	what    string // is wrong with them
	files   []File
	prepare bool
}

// forms of bad files, in the order of the table.
var badForms = []struct {
	name  string
	files func(t *testing.T) []bad
}{
	{"IDX", badIDX}, {"NumPy", badNumPy}, {"CSV", badCSV}, {"JSON", badJSON}, {"Pictures", badPictures}, {"Zip, gzip and others", badPacked},
}

// mostMemory is what refusing one may allocate, in bytes, and bombSize what a bomb comes
// to: more than that.
const (
	mostMemory = 48 << 20
	bombSize   = 96 << 20
)

// What is wrong with each file is said as testdata has it, where it can be read as a
// whole. go test -run=Refusals -rewrite ./data/source writes it.
func TestRefusals(t *testing.T) {
	var table strings.Builder
	table.WriteString("What is said of files that no dataset can be made of. The test of this folder that is called\n" +
		"TestRefusals writes it: go test -run=Refusals -rewrite ./data/source\n")
	for _, form := range badForms {
		fmt.Fprintf(&table, "\n%s\n", form.name)
		list := form.files(t)
		if len(list) < 10 {
			t.Errorf("%d bad files of the form %s, want ten", len(list), form.name)
		}
		for _, b := range list {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := Read(b.files, Options{Prepare: b.prepare})
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > mostMemory {
				t.Errorf("%s, %s: refusing it takes %d MB", form.name, b.what, took>>20)
			}
			said := "it is read"
			if err != nil {
				said = failure.Of(err).Text
			}
			if err == nil || said != err.Error() {
				t.Errorf("%s, %s: %s, the error is %v", form.name, b.what, said, err)
			}
			fmt.Fprintf(&table, "  %s\n      %s\n", b.what, strings.ToValidUTF8(said, "?"))
		}
	}
	golden, err := os.ReadFile(refusals)
	if err != nil && !*rewrite {
		t.Fatal(err)
	}
	got, want := strings.Split(table.String(), "\n"), strings.Split(string(golden), "\n")
	if *rewrite {
		if err := os.WriteFile(refusals, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("line %d of %s is another: it is now\n%s", i+1, refusals, strings.Join(got[min(i, len(got)):min(i+2, len(got))], "\n"))
		}
	}
}
