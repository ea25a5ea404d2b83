package source

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"digitlab/data/failure"
)

// Disk returns a file, or the files in a folder and the folders below it.
func Disk(name string) (files []File, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	switch {
	case info.Mode().IsRegular():
		return []File{onDisk(name, filepath.Base(name))}, nil
	case !info.IsDir():
		return []File{stream(name)}, nil
	}
	folder, err := filepath.Abs(name) // "." has no name of its own
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(folder, func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		within, err := filepath.Rel(filepath.Dir(folder), p)
		within = filepath.ToSlash(within)
		switch {
		case err != nil:
			return err
		case p != folder && strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return filepath.SkipDir
		case entry.IsDir():
			return nil
		case !isRegular(p):
			return nil // such as a pipe, which may never end
		case len(files) == maxFiles:
			return failure.New("more than %d files", maxFiles)
		}
		files = append(files, onDisk(p, within))
		return nil
	})
	return files, err
}

func onDisk(path, name string) File {
	return File{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// isRegular reports whether a path, or what it links to, is a plain file.
func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// maxStream limits what comes from a pipe, in bytes.
const maxStream = 1 << 30

// stream is a pipe or a device, which can be read once and is kept in memory.
func stream(name string) File {
	content := sync.OnceValues(func() ([]byte, error) {
		in, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer in.Close()
		content, err := io.ReadAll(io.LimitReader(in, maxStream+1))
		if err == nil && len(content) > maxStream {
			err = failure.New("more than %d MB", maxStream>>20)
		}
		return content, err
	})
	return File{Name: filepath.Base(name), Open: func() (io.ReadCloser, error) {
		c, err := content()
		return io.NopCloser(bytes.NewReader(c)), err
	}}
}
