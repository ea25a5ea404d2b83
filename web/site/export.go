package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Export writes the site as files, for hosts that know nothing of it: all
// addresses are relative, so that the folder may lie below any path, and nothing
// depends on headers. It returns how many bytes it has written. The folder must
// be empty or not exist.
func (s *Site) Export(folder string) (size int, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	if len(entries) > 0 {
		return 0, fmt.Errorf("the folder %q is not empty: export to another one, or empty it", folder)
	}
	for path, res := range s.resources {
		name := exportedName(path, res)
		if name == "" {
			continue
		}
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return size, err
		}
		if err := os.WriteFile(file, res.body, 0o644); err != nil {
			return size, err
		}
		size += len(res.body)
	}
	return size, nil
}

// exportedName returns the file for the answer at a path, "" if none is needed:
// the page names other files by the addresses with a hash.
func exportedName(path string, res *resource) string {
	switch {
	case path == "/":
		return "index.html"
	case path == serviceWorkerPath, path == manifestPath, res.cacheControl == forever:
		return strings.TrimPrefix(path, "/")
	}
	return ""
}
