package source

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/labelled"
	"digitlab/data/picture"
)

// progressImages is the number of images from one call of Progress to the next.
// To find the digits in a hundred pictures takes long enough.
const progressImages = 100

// readPictures reads pictures whose folders or names say their classes.
func (r *reader) readPictures(items []item) (*data.Dataset, error) {
	// By their own names first, so that classes are mixed where the names count.
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(strings.Compare(path.Base(a.Name), path.Base(b.Name)), strings.Compare(a.Name, b.Name))
	})
	folders := foldersOf(items)
	items, classOf := r.classesOf(items, folders)
	var sets [data.Splits]labelled.Set
	one := folders.sayOneSplit(items)
	for n, i := range items {
		split := folders.split(i.Name)
		if one {
			split = data.Train
		}
		image, err := r.picture(i)
		if err == nil {
			err = sets[split].AppendBytes(image[:])
		}
		if err == nil {
			err = sets[split].Labels.Add(r.listed(classOf(i.Name)))
		}
		if err != nil {
			return nil, failure.New("%s: %w", i.name, err)
		}
		if (n+1)%progressImages == 0 || n+1 == len(items) {
			r.options.Progress(n + 1)
		}
	}
	return r.join(&sets)
}

// picture reads one.
func (r *reader) picture(i item) (none data.Image, err error) {
	in, err := i.Open()
	if err != nil {
		return none, unwrapped(err)
	}
	defer in.Close()
	img, err := picture.Decode(in)
	if err != nil {
		return none, err
	}
	if img.Bounds().Empty() {
		return none, picture.ErrBlank
	}
	if r.options.Prepare {
		return picture.Normalize(img, picture.Options{})
	}
	return picture.Scale(img), nil
}

// listed returns the name of the class whose folder has a name.
func (r *reader) listed(folder string) string {
	for _, name := range r.names {
		if FolderName(name) == folder {
			return name
		}
	}
	return folder
}

// classesOf returns how the names of pictures say their classes, and the pictures
// that are in one.
func (r *reader) classesOf(items []item, f folders) ([]item, func(name string) string) {
	classes, parents := make(map[string]bool), make(map[string]bool)
	for _, i := range items {
		classes[f.class(i.Name)] = true
		for dir := range above(path.Dir(i.Name)) {
			parents[dir] = true
		}
	}
	if len(classes) < 2 {
		return items, prefixOf
	}
	// What lies beside the folders of classes is in none of them.
	in := items[:0:0]
	for _, i := range items {
		if parents[path.Dir(i.Name)] {
			r.skip([]item{i})
		} else {
			in = append(in, i)
		}
	}
	return in, f.class
}

// prefixOf returns what a file's name begins with: 3 of 3_0017.png, cat of
// cat.12.jpg or cat12.jpg.
func prefixOf(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if end := strings.IndexAny(base, "_-. "); end > 0 {
		return base[:end]
	}
	if word := strings.TrimRight(base, "0123456789"); word != "" {
		return word
	}
	return base
}
