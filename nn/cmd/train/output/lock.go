package output

import (
	"fmt"
	"os"
)

// acquire locks a file beside the target, which makes sure too that there can be
// one. The system takes the lock from a process that dies, however it does; the
// file that is then left locks nothing.
func (f *File) acquire() error {
	name := f.hidden("lock")
	for {
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return f.failed(err)
		}
		if held := lock(file); held {
			file.Close()
			return fmt.Errorf("%s: another process is about to write it", f.path)
		}
		if isAt(file, name) {
			f.lock = file
			return nil
		}
		file.Close() // its owner has removed it meanwhile
	}
}

func isAt(file *os.File, name string) bool {
	ours, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(name)
	return err == nil && os.SameFile(ours, there)
}
