package output

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
)

// maxLinks is how many links follow each other at most, as on Linux.
const maxLinks = 40

// resolve returns the absolute path, free of links, of the file that path leads
// to. The file need not exist yet, but its folder.
func resolve(path string) (string, error) {
	for range maxLinks {
		dir, name := filepath.Split(path)
		dir, err := realFolder(cmp.Or(dir, "."))
		if err != nil {
			return "", err
		}
		path = filepath.Join(dir, name)
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil // it is none, or is not there
		}
		if path = link; !filepath.IsAbs(link) {
			// Not cleaned: of folder/../file the folder may be a link.
			path = dir + string(filepath.Separator) + link
		}
	}
	return "", errors.New("too many links")
}

func realFolder(path string) (string, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	// Only now, because Abs cleans the path. It may begin with links again.
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}
