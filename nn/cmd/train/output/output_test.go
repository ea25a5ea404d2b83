package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folder is an empty one, whose path holds no links.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func put(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte("before"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, path string) *File {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

func write(t *testing.T, path, content string) {
	t.Helper()
	f := opened(t, path)
	if err := f.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	f.Close()
}

func checkContent(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, want %q", path, got, err, want)
	}
}

// checkNames fails unless the folder holds files of these names, and no other.
func checkNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

func TestWrite(t *testing.T) {
	dir := folder(t)
	path := filepath.Join(dir, "weights")
	f := opened(t, path)
	checkNames(t, dir, ".weights.lock")
	for _, content := range []string{"first", "second, longer", "3rd"} {
		if err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		checkContent(t, path, content)
		checkNames(t, dir, ".weights.lock", "weights")
	}
	f.Close()
	checkNames(t, dir, "weights")
}

// What the owner has said of who may read the file stays as it is.
func TestModeIsKept(t *testing.T) {
	dir := folder(t)
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o666, 0o755} {
		path := filepath.Join(dir, mode.String())
		put(t, path, mode)
		write(t, path, "after")
		if got := modeOf(t, path); got != mode {
			t.Errorf("mode %v has become %v", mode, got)
		}
		checkContent(t, path, "after")
	}
	// A new one has the mode that any program's would have.
	ours, others := filepath.Join(dir, "ours"), filepath.Join(dir, "others")
	if err := os.WriteFile(others, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	write(t, ours, "after")
	if got, want := modeOf(t, ours), modeOf(t, others); got != want {
		t.Errorf("a new file has mode %v, want %v", got, want)
	}
}

// A link stays, and the file that it leads to is replaced.
func TestLinks(t *testing.T) {
	dir := folder(t)
	for _, name := range []string{"store/deep", "links"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	link := func(target, name string) string {
		t.Helper()
		path := filepath.Join(dir, "links", name)
		if err := os.Symlink(target, path); err != nil {
			t.Skip("no links here:", err)
		}
		return path
	}
	there := filepath.Join(dir, "store", "there")
	put(t, there, 0o600)
	link(filepath.Join(dir, "store", "deep"), "folder")
	tests := []struct{ path, target string }{
		{link(there, "absolute"), there},
		{link("../store/there", "relative"), there},
		{link("relative", "link to a link"), there},
		{link("../store/new", "to nothing yet"), filepath.Join(dir, "store", "new")},
		// The folder above the linked one is the store.
		{link("folder/../there", "behind a linked folder"), there},
		{filepath.Join(dir, "links", "folder") + "/../there", there},
	}
	for _, test := range tests {
		before, err := os.Readlink(test.path)
		write(t, test.path, test.path)
		if after, err2 := os.Readlink(test.path); after != before || (err == nil) != (err2 == nil) {
			t.Errorf("the link %s has become %q, %v", test.path, after, err2)
		}
		checkContent(t, test.target, test.path)
	}
	if mode := modeOf(t, there); mode != 0o600 {
		t.Errorf("mode %v behind a link, want 0600", mode)
	}
	if _, err := Open(link("circle", "circle")); err == nil {
		t.Error("a link to itself can be opened")
	}
}

func TestWhatStandsInTheWay(t *testing.T) {
	dir := folder(t)
	file := filepath.Join(dir, "file")
	put(t, file, 0o644)
	tests := []struct{ path, want string }{
		{dir, dir + " is a folder"},
		{dir + "/", "is a folder"},
		{filepath.Join(dir, "none", "weights"), "no such file or directory"},
		{filepath.Join(dir, "none") + "/", "no such file or directory"},
		{filepath.Join(file, "weights"), "not a directory"},
	}
	for _, test := range tests {
		f, err := Open(test.path)
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), test.path) {
			t.Errorf("Open(%q) = %v, %v, want an error with %q", test.path, f, err, test.want)
		}
	}
	checkNames(t, dir, "file")
}

// What a process leaves that is killed while it writes is gone with the next one.
func TestLeftovers(t *testing.T) {
	dir := folder(t)
	path := filepath.Join(dir, "weights")
	put(t, path, 0o644)
	put(t, filepath.Join(dir, ".weights.unfinished"), 0o400)
	put(t, filepath.Join(dir, ".weights.lock"), 0o644)
	f := opened(t, path)
	checkNames(t, dir, ".weights.lock", "weights")
	f.Close()
	checkNames(t, dir, "weights")
	checkContent(t, path, "before")
}

func TestLeads(t *testing.T) {
	dir := folder(t)
	t.Chdir(dir)
	put(t, "there", 0o644)
	put(t, "other", 0o644)
	for name, target := range map[string]string{"link": "there", "link to nothing": "new"} {
		if err := os.Symlink(target, name); err != nil {
			t.Skip("no links here:", err)
		}
	}
	if err := os.Link("there", "hard link"); err != nil {
		t.Skip("no hard links here:", err)
	}
	there, unborn := opened(t, "there"), opened(t, "link to nothing")
	tests := []struct {
		f    *File
		path string
		want bool
	}{
		{there, "there", true},
		{there, "./there", true},
		{there, filepath.Join(dir, "there"), true},
		{there, "link", true},
		{there, "hard link", true},
		{there, "other", false},
		{there, "none/there", false},
		{there, "", false},
		{unborn, "new", true},
		{unborn, "there", false},
		{nil, "there", false},
	}
	for _, test := range tests {
		if got := test.f.Leads(test.path); got != test.want {
			t.Errorf("%+v leads to %q: %v, want %v", test.f, test.path, got, test.want)
		}
	}
}
