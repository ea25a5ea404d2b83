package text

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/text/chinese"
)

// unseen are errors that no visitor sees: programs look for them.
var unseen = []string{
	"the picture is blank", "there is no digit in the picture, only a dot or a blot", // answers to a drawing
	"train: stopped", // the end of a run, as was asked for
	// Of networks that are put together in Go, which the page has none of.
	"no layers: want one, linear, at least", "%T is no layer",
	"conv of %d filters with side %d, pad %d and stride %d: want at least 1, 1, 0 and 0", "avgpool of side %d: want at least 1",
	"linear of %d outputs: want at least 1; only the last has as many as the loss wants",
	"layer %d: linear of %d outputs: the loss wants %d",
	"%s with %d classes: want 1 to %d",
	"%s needs an even width, got %d", "%s needs an image, got a vector of %d values",
	"input of %d channels, height %d and width %d: want at least 1 of each, or a vector without height and width",
	"the network is for samples of %v, not for the dataset's",
}

// Formats that are no longer those of the workers would translate nothing.
func TestMessagesAreThoseOfTheWorkers(t *testing.T) {
	const browsers = "Failed to fetch" // Chromium's
	formats, _ := workersSay(t)
	for english, other := range chinese.Messages {
		if _, ok := formats[english]; !ok && english != browsers {
			t.Errorf("no worker says %q", english)
		}
		if !takes(other, len(verb.FindAllString(english, -1))) {
			t.Errorf("%q does not take the arguments of %q", other, english)
		}
	}
}

func TestEveryMessageOfTheWorkersIsInChinese(t *testing.T) {
	formats, plain := workersSay(t)
	if len(formats) < 150 {
		t.Errorf("%d formats found, want more", len(formats))
	}
	for _, format := range slices.Sorted(maps.Keys(formats)) {
		if _, ok := chinese.Messages[format]; !ok {
			t.Errorf("%s: no Chinese for %q", formats[format], format)
		}
	}
	for said, place := range plain {
		if !slices.Contains(unseen, said) {
			t.Errorf("%s: %q can be said in English only: it is an error without package failure", place, said)
		}
	}
}

// verb matches those that messages have.
var verb = regexp.MustCompile(`%[.0-9]*[a-z]`)

// takes reports whether a format shows each of so many arguments.
func takes(format string, count int) bool {
	args := make([]any, count)
	for i := range args {
		args[i] = fmt.Sprintf("<%d>", i)
	}
	filled := fmt.Sprintf(format, args...)
	missing := func(arg any) bool { return !strings.Contains(filled, arg.(string)) }
	return !strings.Contains(filled, "%!") && !slices.ContainsFunc(args, missing)
}

// workersSay returns the formats of what runs in workers, and of what says its
// errors likewise, and the texts of plain errors there, each with its place.
func workersSay(t *testing.T) (formats, plain map[string]string) {
	t.Helper()
	formats, plain = map[string]string{}, map[string]string{}
	files := token.NewFileSet()
	for _, path := range workerSources(t) {
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			text, isText := literal(call.Args[0])
			place := files.Position(call.Pos()).String()
			switch name := called(call); {
			case name == "errors.New", name == "fmt.Errorf":
				if isText {
					plain[text] = place
				}
			case strings.HasPrefix(name, "failure.") && name != "failure.Of", strings.HasSuffix(name, ".errorf"):
				if isText {
					formats[text] = place
				} else if !isName(call.Args[0], "format") { // as in errorf itself
					t.Errorf("%s: a format that this test cannot read", place)
				}
			}
			return true
		})
	}
	return formats, plain
}

// workerSources returns the paths of their files.
func workerSources(t *testing.T) (paths []string) {
	t.Helper()
	for _, root := range []string{"data", "nn", "wasm", "web/hand", "web/idb", "web/ownset", "web/worker"} {
		err := filepath.WalkDir(filepath.Join("../..", root), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch name := entry.Name(); {
			case slices.Contains([]string{"cmd", "golden", "simdblas"}, name): // for terminals and tests
				return filepath.SkipDir
			case filepath.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go"):
				paths = append(paths, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// called returns the name of what a call calls, with its package or receiver.
func called(call *ast.CallExpr) string {
	if selector, ok := call.Fun.(*ast.SelectorExpr); ok {
		if x, ok := selector.X.(*ast.Ident); ok {
			return x.Name + "." + selector.Sel.Name
		}
	}
	return ""
}

func isName(e ast.Expr, name string) bool {
	ident, ok := e.(*ast.Ident)
	return ok && ident.Name == name
}

func literal(e ast.Expr) (string, bool) {
	text, ok := e.(*ast.BasicLit)
	if !ok {
		return "", false
	}
	value, err := strconv.Unquote(text.Value)
	return value, err == nil
}
