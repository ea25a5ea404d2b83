package source

import (
	"iter"
	"path"

	"digitlab/data"
)

// above yields the folders above a file or folder, the nearest first. Names in a zip may
// begin with a slash, which is a folder without a name.
func above(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
			if !yield(dir) {
				return
			}
		}
	}
}

// folders tells of each folder whether its name says a split. Where others beside
// it are called otherwise it is one of them: a train is among vehicles.
type folders map[string]bool

// foldersOf returns all those above items.
func foldersOf(items []item) folders {
	f, others := make(folders), make(map[string]bool) // others are parents of folders of another name
	for _, i := range items {
		for dir := range above(i.Name) {
			if _, known := f[dir]; known {
				break
			}
			_, f[dir] = splitOf(path.Base(dir))
			others[path.Dir(dir)] = others[path.Dir(dir)] || !f[dir]
		}
	}
	for dir := range f {
		f[dir] = f[dir] && !others[path.Dir(dir)]
	}
	return f
}

// split returns what a file is for, by the nearest folder above it that says that.
func (f folders) split(name string) data.Split {
	for dir := range above(name) {
		if f[dir] {
			split, _ := splitOf(path.Base(dir))
			return split
		}
	}
	return data.Train
}

// class returns the name of the nearest folder above a file that says no split, or
// nothing.
func (f folders) class(name string) string {
	for dir := range above(name) {
		if !f[dir] {
			return path.Base(dir)
		}
	}
	return ""
}

// sayOneSplit reports whether all items are for the same, which is to train on
// then.
func (f folders) sayOneSplit(items []item) bool {
	seen := make(map[data.Split]bool)
	for _, i := range items {
		seen[f.split(i.Name)] = true
	}
	return len(seen) == 1
}
