package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"

	"digitlab/data"
	"digitlab/data/idx"
	"digitlab/data/mnistjson"
	"digitlab/data/source"
)

// writerFor returns what writes a dataset in a form, or in that which the name of
// the output says.
func writerFor(form, out string) (func(out string, d *data.Dataset) error, error) {
	if form == "" {
		info, err := os.Stat(out)
		switch {
		case strings.HasSuffix(strings.ToLower(out), ".zip"):
			form = "png"
		case strings.HasSuffix(out, "/"), err == nil && info.IsDir():
			form = "idx"
		default:
			form = "json"
		}
	}
	switch form {
	case "json":
		return writeJSON, nil
	case "idx":
		return writeIDX, nil
	case "png":
		return writePNG, nil
	}
	return nil, fmt.Errorf("unknown form %q: want json, idx or png", form)
}

func writeJSON(path string, d *data.Dataset) error {
	encode := mnistjson.WriteText
	if strings.HasSuffix(path, ".gz") {
		encode = mnistjson.WriteGzip
	}
	return create(path, func(w io.Writer) error { return encode(w, d) })
}

// create writes a file, which it removes again if that fails.
func create(path string, write func(w io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		os.Remove(path)
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// writeIDX writes the splits as IDX files in a folder, and a list of the classes if
// they are not the ten digits.
func writeIDX(folder string, d *data.Dataset) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for split, name := range [data.Splits]string{"train", "valid", "t10k"} {
		images := d.Images(data.Split(split))
		if images.Len() == 0 {
			continue
		}
		err := create(filepath.Join(folder, name+"-images-idx3-ubyte"), func(w io.Writer) error { return idx.WriteImages(w, images) })
		if err == nil {
			err = create(filepath.Join(folder, name+"-labels-idx1-ubyte"), func(w io.Writer) error { return idx.WriteLabels(w, images) })
		}
		if err != nil {
			return err
		}
	}
	if d.AreDigits() && d.ClassCount() == data.Classes {
		return nil
	}
	return create(filepath.Join(folder, source.ClassList), func(w io.Writer) error { return writeClasses(w, d) })
}

func writeClasses(w io.Writer, d *data.Dataset) error {
	_, err := fmt.Fprintln(w, strings.Join(d.ClassNames(), "\n"))
	return err
}

// writePNG writes a zip of the list of classes and of pictures,
// train/CLASS/00000.png and so on: their names count the images of a split.
func writePNG(path string, d *data.Dataset) error {
	if err := checkFolders(d.ClassNames()); err != nil {
		return err
	}
	return create(path, func(w io.Writer) error {
		z := zip.NewWriter(w)
		list, err := z.Create(source.ClassList)
		if err == nil {
			err = writeClasses(list, d)
		}
		if err != nil {
			return err
		}
		for split := range data.Splits {
			if err := writePictures(z, split, d); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

// checkFolders returns an error if not every class has a folder of its own.
func checkFolders(classes []string) error {
	of := make(map[string]string)
	for _, class := range classes {
		folder := source.FolderName(class)
		if folder == "" {
			return fmt.Errorf("no folder can be called like the class %q", class)
		}
		if other, ok := of[folder]; ok {
			return fmt.Errorf("the classes %q and %q would have one folder, %s", other, class, folder)
		}
		of[folder] = class
	}
	return nil
}

// encoder reuses what it allocates from one picture to the next.
var encoder = png.Encoder{BufferPool: new(buffers)}

// buffers is a pool for one encoder at a time.
type buffers struct{ one *png.EncoderBuffer }

func (b *buffers) Get() *png.EncoderBuffer  { return b.one }
func (b *buffers) Put(p *png.EncoderBuffer) { b.one = p }

func writePictures(z *zip.Writer, split data.Split, d *data.Dataset) error {
	images := d.Images(split)
	for i := range images.Len() {
		class := source.FolderName(d.ClassNames()[images.Label(i)])
		// A PNG is compressed already.
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%s/%s/%05d.png", split, class, i), Method: zip.Store})
		if err != nil {
			return err
		}
		if err := encoder.Encode(w, &image.Gray{Pix: images.Image(i), Stride: data.Side, Rect: image.Rect(0, 0, data.Side, data.Side)}); err != nil {
			return err
		}
	}
	return nil
}
