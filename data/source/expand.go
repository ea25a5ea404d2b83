package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"digitlab/data/failure"
	"digitlab/data/mnistjson"
)

const (
	// maxFiles limits the files that are given, or lie in zips.
	maxFiles = 400_000
	// maxZip limits a zip that has to be held in memory, in bytes.
	maxZip = 256 << 20
)

// item is a file that has been recognised, uncompressed.
type item struct {
	File
	name   string // as it was given, for people
	kind   kind
	packed bool // with gzip
}

// open returns the content of an item to be read. It is to be closed.
func (i item) open() (io.ReadCloser, error) {
	f, err := i.Open()
	if err != nil {
		return nil, failure.New("%s: %w", i.name, err)
	}
	return f, nil
}

// expand recognises files and what lies in zips.
func (r *reader) expand(files []File) error {
	alone := len(files) == 1
	for _, f := range files {
		// Of a file in a folder nobody has said that it is one of a dataset.
		inFolder := strings.Contains(f.Name, "/")
		if inFolder && hidden(f.Name) {
			continue
		}
		if err := r.add(f, false, alone || !inFolder); err != nil {
			return failure.New("%s: %w", f.Name, err)
		}
	}
	r.dropDoubles()
	return nil
}

// hidden reports whether a file is one that systems keep beside others.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" || part == "Thumbs.db" {
			return true
		}
	}
	return false
}

// add recognises a file. inZip is whether it lies in one, and given whether it has
// to be part of a dataset.
func (r *reader) add(f File, inZip, given bool) error {
	if len(r.items)+len(r.said.Skipped) == maxFiles {
		return failure.New("more than %d files", maxFiles)
	}
	head, err := headOf(f)
	if err != nil {
		return err
	}
	i := item{File: f, name: f.Name, kind: kindOf(head)}
	if i.kind == gzipped {
		i.File = File{Name: strings.TrimSuffix(f.Name, ".gz"), Open: func() (io.ReadCloser, error) { return gunzipped(f) }}
		if head, err = headOf(i.File); err != nil {
			return err
		}
		i.packed = true
		if i.kind = kindOf(head); i.kind == gzipped {
			return failure.New("the gzip data is compressed once more")
		}
	}
	switch {
	case i.kind == zipped && !inZip:
		return r.addZip(i.File)
	case i.kind == unknown && isClassList(f.Name):
		return r.readClassList(i)
	case i.kind == unknown || i.kind == zipped || i.kind == jsonText && !given && !mnistjson.IsDataset(head):
		if given {
			return refusal(head)
		}
		r.skip([]item{i})
	default:
		r.items = append(r.items, i)
	}
	return nil
}

// headOf returns the beginning of a file.
func headOf(f File) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, unwrapped(err)
	}
	defer in.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(in, head)
	switch {
	case err == io.ErrUnexpectedEOF && n == 0:
		return nil, failure.New("the file is cut short")
	case err == io.ErrUnexpectedEOF, err == io.EOF:
		err = nil
	}
	return head[:n], err
}

// unwrapped returns an error of opening a file without the name of it, which
// others say.
func unwrapped(err error) error {
	if err, ok := errors.AsType[*fs.PathError](err); ok {
		return err.Err
	}
	return err
}

type readCloser struct {
	io.Reader
	io.Closer
}

func gunzipped(f File) (io.ReadCloser, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	return readCloser{mnistjson.Gunzip(bufio.NewReader(in)), in}, nil
}

// addZip adds what lies in a zip.
func (r *reader) addZip(f File) error {
	in, err := f.Open()
	if err != nil {
		return unwrapped(err)
	}
	archive, err := r.zipIn(in)
	if err != nil {
		return err
	}
	for _, entry := range archive.File {
		name := path.Clean(strings.ReplaceAll(entry.Name, `\`, "/"))
		if entry.FileInfo().IsDir() || hidden(name) {
			continue
		}
		if entry.Flags&1 != 0 {
			return failure.New("%s: it is encrypted: unpack it, and give what is in it", name)
		}
		inside := File{Name: path.Join(f.Name, name), Open: entry.Open}
		if err := r.add(inside, true, false); err != nil {
			return failure.New("%s: %w", name, zipError(err))
		}
	}
	if len(archive.File) == 0 {
		return failure.New("there is nothing in the zip")
	}
	return nil
}

// zipError says what an error of a zip means for who has it.
func zipError(err error) error {
	switch {
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum):
		return failure.New("the zip is damaged, or cut short: %w", err)
	case errors.Is(err, zip.ErrAlgorithm):
		return failure.New("the zip is compressed in a way that is not read: unpack it, and give its folder")
	}
	return err
}

// zipIn opens a zip where it lies, or in memory. in is closed with the reader.
func (r *reader) zipIn(in io.ReadCloser) (*zip.Reader, error) {
	r.closers = append(r.closers, in)
	var at io.ReaderAt
	var size int64
	switch file := in.(type) {
	case interface {
		io.ReaderAt
		Stat() (fs.FileInfo, error)
	}:
		info, err := file.Stat()
		if err != nil {
			return nil, unwrapped(err)
		}
		at, size = file, info.Size()
	case interface {
		io.ReaderAt
		Size() int64
	}:
		at, size = file, file.Size()
	default:
		content, err := io.ReadAll(io.LimitReader(in, maxZip+1))
		if err != nil {
			return nil, err
		}
		if len(content) > maxZip {
			return nil, failure.New("a zip of more than %d MB", maxZip>>20)
		}
		at, size = bytes.NewReader(content), int64(len(content))
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return nil, failure.New("the zip is damaged, or cut short: %w", err)
	}
	return archive, nil
}

// dropDoubles drops files that are there uncompressed, too, as some programs leave
// them.
func (r *reader) dropDoubles() {
	plain := make(map[string]bool)
	for _, i := range r.items {
		plain[i.Name] = plain[i.Name] || !i.packed
	}
	items := r.items[:0]
	for _, i := range r.items {
		if i.packed && plain[i.Name] {
			r.skip([]item{i})
		} else {
			items = append(items, i)
		}
	}
	r.items = items
}
