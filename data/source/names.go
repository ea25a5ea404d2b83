package source

import (
	"bytes"
	"io"
	"path"
	"slices"
	"strings"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/labelled"
)

// families are datasets whose labels are numbers, with the names of their classes:
// of the first, a word of which stands in a file's name, or in the origin, if that
// can tell. The names of the IDX files of all are the same; a folder called mnist
// may have anything in it.
var families = []struct {
	words    []string
	byOrigin bool
	classes  []string
}{
	{[]string{"fashion"}, true, []string{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}},
	{[]string{"kmnist", "kuzushiji"}, true, []string{"お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を"}},
	{[]string{"notmnist"}, true, []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"}},
	{[]string{"mnist", "t10k"}, false, new(data.Dataset).ClassNames()},
}

// family returns the names of the classes that names of files tell, or nil.
func (r *reader) family() []string {
	origin := strings.ToLower(r.options.Origin)
	var names strings.Builder
	for _, i := range r.items {
		names.WriteString(strings.ToLower(i.Name) + "\n")
	}
	for _, f := range families {
		for _, word := range f.words {
			if strings.Contains(names.String(), word) || f.byOrigin && strings.Contains(origin, word) {
				return f.classes
			}
		}
	}
	return nil
}

// isTurned reports whether names of files are those of EMNIST, whose images lie on
// their side.
func (r *reader) isTurned() bool {
	return slices.ContainsFunc(r.items, func(i item) bool { return strings.Contains(strings.ToLower(i.Name), "emnist") })
}

// ClassList is the name of a file with the names of the classes, a line each, in
// the order of their labels.
const ClassList = "classes.txt"

func isClassList(name string) bool { return strings.EqualFold(path.Base(name), ClassList) }

func (r *reader) readClassList(i item) error {
	in, err := i.Open()
	if err != nil {
		return unwrapped(err)
	}
	defer in.Close()
	const limit = data.Classes * (labelled.MaxName + 2)
	text, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return err
	}
	var names []string
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))) {
		name := string(bytes.TrimSpace(line))
		if name == "" {
			continue
		}
		if err := labelled.CheckName(name); err != nil {
			return failure.New("line %d: %w", len(names)+1, err)
		}
		if slices.Contains(names, name) {
			return failure.New("line %d: %w", len(names)+1, failure.New("the name %q is there twice", name))
		}
		names = append(names, name)
	}
	if len(names) < 2 || len(names) > data.Classes || len(text) > limit {
		return failure.New("the list has %d names of classes, want 2 to %d", len(names), data.Classes)
	}
	r.names = names
	return nil
}

// classNames returns the names of the classes of sets, or nil for those of their
// labels.
func (r *reader) classNames(sets *[data.Splits]labelled.Set) []string {
	if r.names != nil {
		return r.names
	}
	if names := r.family(); names != nil && labelled.Fits(sets, names) {
		return names
	}
	return nil
}

// FolderName returns what a folder for the images of a class is called: its name
// without what not every system takes.
func FolderName(class string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.Trim(class, ". "))
}
