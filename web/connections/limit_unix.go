//go:build unix

package connections

import "syscall"

// Limit returns how many connections may be open: fewer than the system lets
// this process have files, which connections are too.
func Limit() int {
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return most
	}
	return max(1, min(most, int(min(files.Cur, 2*most))-reserve))
}
