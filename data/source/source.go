// Package source makes a dataset of files, whatever form they have, and says what
// it has taken them for:
//
//   - a mnist.json.gz, as package mnistjson describes it;
//   - the IDX files of MNIST, Fashion-MNIST, KMNIST or EMNIST;
//   - arrays of NumPy, .npy or in an .npz such as Keras's mnist.npz;
//   - tables, such as Kaggle's train.csv;
//   - pictures, in folders or with names that say their classes.
//
// Any of them may be compressed with gzip, or lie in a zip. What a file is its
// content tells; its name says what content cannot: whether images are for
// training, and what the classes are called.
package source

import (
	"io"
	"strings"

	"digitlab/data"
	"digitlab/data/failure"
)

// File is a named stream of bytes.
type File struct {
	// Name is that of the file, after the folder that it was opened with if it was
	// not opened by itself: "digits/train/7/12.png". Slashes separate folders.
	Name string
	// Open returns the content from its beginning. It is called several times. If
	// what it returns is an io.ReaderAt with a Stat, as an os.File is, or a Size, as
	// an io.SectionReader is, a zip is read there; otherwise it is read into memory.
	Open func() (io.ReadCloser, error)
}

// Options say how files are read. The zero value is the usual way.
type Options struct {
	// Prepare finds the digit in each picture and makes it like those of MNIST, as
	// for a drawing. Otherwise the whole picture is scaled to 28x28.
	Prepare bool
	// Invert takes high values for paper and low ones for ink.
	Invert bool
	// Seed chooses the validation images of files that have none.
	Seed uint64
	// Origin is what else is known of where the files are from, such as a path. It
	// may say what the classes are.
	Origin string
	// Progress, unless nil, gets the number of images read so far, again and again.
	Progress func(images int)
	// Trainable, unless nil, gets a dataset in JSON before its test images are
	// there: see mnistjson.Hooks. It is not called for other forms.
	Trainable func(*data.Dataset)
}

// Read reads a dataset from files. Its images fit into memory: there are at most
// 300,000. The error names the file, and where in it something is wrong.
func Read(files []File, o Options) (*data.Dataset, Description, error) {
	if o.Progress == nil {
		o.Progress = func(int) {}
	}
	r := reader{options: o}
	defer r.close()
	if err := r.expand(files); err != nil {
		return nil, r.said, err
	}
	d, err := r.read()
	if err != nil {
		return nil, r.said, err
	}
	if o.Invert {
		d.Invert()
	}
	r.said.describe(d)
	return d, r.said, nil
}

// reader reads a dataset.
type reader struct {
	options Options
	items   []item
	closers []io.Closer // of files that stay open as long as it reads
	names   []string    // of the classes, if a file lists them
	images  int         // read so far
	said    Description
}

func (r *reader) close() {
	for _, c := range r.closers {
		c.Close()
	}
}

// of returns the items of some kinds.
func (r *reader) of(kinds ...kind) (items []item) {
	for _, i := range r.items {
		for _, k := range kinds {
			if i.kind == k {
				items = append(items, i)
			}
		}
	}
	return items
}

// Pictures is the form of a dataset whose images can be prepared.
const Pictures = "pictures"

// forms are what a dataset may be, of which files may have but one.
var forms = []struct {
	name  string
	kinds []kind
	read  func(r *reader, items []item) (*data.Dataset, error)
}{
	{"JSON", []kind{jsonText}, (*reader).readJSON},
	{"IDX", []kind{idxImages, idxLabels}, (*reader).readPieces},
	{"NumPy", []kind{array}, (*reader).readPieces},
	{"CSV", []kind{table}, (*reader).readPieces},
	{Pictures, []kind{pictureFile}, (*reader).readPictures},
}

func (r *reader) read() (*data.Dataset, error) {
	form := -1
	for i, f := range forms {
		items := r.of(f.kinds...)
		switch {
		case len(items) == 0:
		case form < 0:
			form = i
		case f.name == Pictures: // such as one of what the others are
			r.skip(items)
		default:
			return nil, failure.New("the files are of two kinds, %s (%s) and %s (%s): give those of one dataset",
				forms[form].name, r.of(forms[form].kinds...)[0].name, f.name, items[0].name)
		}
	}
	if form < 0 {
		return nil, r.nothing()
	}
	r.said.Form = forms[form].name
	return forms[form].read(r, r.of(forms[form].kinds...))
}

// nothing is the error of files of which none is a dataset's.
func (r *reader) nothing() error {
	if len(r.said.Skipped) == 0 {
		return failure.New("there is no file")
	}
	for _, name := range r.said.Skipped {
		if strings.HasSuffix(name, ".zip") || strings.HasSuffix(name, ".npz") {
			return failure.New("%s is a zip in another one: unpack that, and give what is in it", name)
		}
		if strings.HasSuffix(name, "xl/workbook.xml") {
			return failure.New("a spreadsheet is not read: save its table as CSV")
		}
	}
	return failure.New("no file is one of a dataset, such as %s: want JSON, IDX, npz, CSV or pictures", r.said.Skipped[0])
}

// skip notes files that are not read.
func (r *reader) skip(items []item) {
	for _, i := range items {
		r.said.Skipped = append(r.said.Skipped, i.name)
	}
}
