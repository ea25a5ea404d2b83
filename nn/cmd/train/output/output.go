// Package output writes files such that one that stood there is whole until the
// new one is, whatever happens in between.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// File is a file to write, once or again and again. Nil is none: it leads nowhere
// and is always closed.
type File struct {
	path string
	// target is the regular file that path leads to, or that will be there. It is
	// "" for what is no file to replace, a pipe or a device.
	target string
	lock   *os.File
}

// Open prepares to write the file at path, and finds out what stands in the way:
// a wrong path is to be said before an hour of work and not after. Until Close,
// no other process can open the same file.
func Open(path string) (*File, error) {
	f := &File{path: path}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s is a folder", path)
	case err == nil && info.Mode()&fs.ModeNamedPipe != 0:
		return f, nil // to open it would wake its reader
	case err == nil:
		if err := checkWritable(path); err != nil {
			return nil, f.failed(err)
		}
		if !info.Mode().IsRegular() {
			return f, nil
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, f.failed(err)
	}
	if f.target, err = resolve(path); err != nil {
		return nil, f.failed(err)
	}
	if err := f.acquire(); err != nil {
		return nil, err
	}
	os.Remove(f.hidden("unfinished")) // of a process that was killed
	return f, nil
}

func checkWritable(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// Close lets other processes write the file.
func (f *File) Close() {
	if f != nil && f.lock != nil {
		os.Remove(f.hidden("lock"))
		f.lock.Close()
	}
}

// Leads reports whether path leads to this file too.
func (f *File) Leads(path string) bool {
	if f == nil || f.target == "" || path == "" {
		return false
	}
	if target, err := resolve(path); err == nil && target == f.target {
		return true
	}
	ours, err := os.Stat(f.target)
	if err != nil {
		return false
	}
	other, err := os.Stat(path)
	return err == nil && os.SameFile(ours, other)
}

// Write writes the content: to a pipe, a device or a mounted file as it is, else in
// one move, into a file that keeps its mode.
func (f *File) Write(content []byte) error {
	var err error
	if f.target == "" {
		err = writeTo(f.path, os.O_WRONLY, 0, content)
	} else {
		err = f.replace(content)
	}
	if err != nil {
		return f.failed(err)
	}
	return nil
}

func (f *File) replace(content []byte) error {
	created, kept := fs.FileMode(0o666), fs.FileMode(0) // the first less the umask
	if info, err := os.Stat(f.target); err == nil {
		kept = info.Mode().Perm()
		created = kept
	}
	temp := f.hidden("unfinished")
	defer os.Remove(temp) // unless it has been moved
	if err := writeTo(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, created, content); err != nil {
		return err
	}
	if kept != 0 {
		if err := os.Chmod(temp, kept); err != nil {
			return err
		}
	}
	if err := os.Rename(temp, f.target); !errors.Is(err, syscall.EBUSY) {
		return err
	}
	// A file that is mounted by itself, as into a container, stays where it is.
	return writeTo(f.target, os.O_WRONLY|os.O_TRUNC, 0, content)
}

func writeTo(path string, how int, mode fs.FileMode, content []byte) error {
	file, err := os.OpenFile(path, how, mode)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.Write(content); err != nil {
		return err
	}
	if how != os.O_WRONLY {
		// Before a file is moved, which a crash might otherwise outlive and the
		// content not. Pipes and devices have nothing to wait for.
		if err := file.Sync(); err != nil {
			return err
		}
	}
	return file.Close()
}

// hidden returns the name of a file beside the target. It is always the same, so
// that what a killed process leaves does not gather.
func (f *File) hidden(ending string) string {
	dir, name := filepath.Split(f.target)
	return dir + "." + name + "." + ending
}

// failed says the path that was asked for, in place of one that was not.
func (f *File) failed(err error) error {
	if inner, ok := errors.AsType[*fs.PathError](err); ok {
		err = inner.Err
	}
	return fmt.Errorf("%s: %w", f.path, err)
}
