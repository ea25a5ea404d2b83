package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What is no file to replace stays what it is, and gets the content.
func TestPipeAndDevices(t *testing.T) {
	dir := folder(t)
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	f := opened(t, pipe)
	read := make(chan string)
	go func() {
		content, err := os.ReadFile(pipe)
		if err != nil {
			content = []byte(err.Error())
		}
		read <- string(content)
	}()
	if err := f.Write([]byte("through the pipe")); err != nil {
		t.Error(err)
	}
	if got := <-read; got != "through the pipe" {
		t.Errorf("the reader got %q", got)
	}
	if mode := modeOf(t, pipe); mode.Type() != fs.ModeNamedPipe {
		t.Errorf("the pipe has become %v", mode)
	}
	checkNames(t, dir, "pipe")

	write(t, "/dev/null", "nothing")
	if mode := modeOf(t, "/dev/null"); mode.Type()&fs.ModeDevice == 0 {
		t.Errorf("/dev/null has become %v", mode)
	}
	if err := opened(t, "/dev/full").Write([]byte("too much")); err == nil || err.Error() != "/dev/full: no space left on device" {
		t.Errorf("writing to a full device: error %v", err)
	}
}

// Not even the superuser can make files here.
func TestFolderWithoutFiles(t *testing.T) {
	if f, err := Open("/proc/weights"); err == nil || !strings.HasPrefix(err.Error(), "/proc/weights: ") {
		t.Errorf("Open = %v, %v, want an error", f, err)
	}
}

func TestOneProcessAtATime(t *testing.T) {
	dir := folder(t)
	path, link := filepath.Join(dir, "weights"), filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	first := opened(t, path)
	for _, name := range []string{path, link} {
		if _, err := Open(name); err == nil || err.Error() != name+": another process is about to write it" {
			t.Errorf("Open(%q) beside another: error %v", name, err)
		}
	}
	first.Close()
	opened(t, link).Close()
	checkNames(t, dir, "link")
}

// A file that is mounted cannot be replaced; it gets the content.
func TestMountedFile(t *testing.T) {
	dir := folder(t)
	path, other := filepath.Join(dir, "weights"), filepath.Join(dir, "other")
	put(t, path, 0o600)
	put(t, other, 0o600)
	if err := syscall.Mount(other, path, "", syscall.MS_BIND, ""); err != nil {
		t.Skip("a file cannot be mounted:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(path, 0); err != nil {
			t.Error(err)
		}
	})
	write(t, path, "after")
	checkContent(t, path, "after")
	checkContent(t, other, "after")
	checkNames(t, dir, "other", "weights")
}

// The file that stood there is whole although the new one has no room.
func TestFullDisk(t *testing.T) {
	dir := folder(t)
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("a small disk cannot be mounted:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	path := filepath.Join(dir, "weights")
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Write([]byte("before")); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(make([]byte, 1<<20)); err == nil || err.Error() != path+": no space left on device" {
		t.Errorf("writing to a full disk: error %v", err)
	}
	checkContent(t, path, "before")
	checkNames(t, dir, ".weights.lock", "weights")
	if err := f.Write([]byte("after")); err != nil {
		t.Errorf("once there is room again: %v", err)
	}
	checkContent(t, path, "after")
}
